// A registry of skills: one index file that names skills, where each is, its digest, and who vouches for it.
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import type { SafeFetch } from '../../web/index.js';
import { SKILL_NAME } from './content.js';
import { SkillSignatureError, SkillSourceError } from './errors.js';
import { download } from './source.js';

const entrySchema = z.object({
  name: z.string().regex(SKILL_NAME),
  description: z.string().min(1).max(1_024),
  version: z.string().min(1).max(64),
  /** As a person would write it; a path is relative to the index. */
  source: z.string().min(1).max(2_000),
  digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  /** Ed25519, in Base64, of `signedText`. */
  signature: z.base64().optional(),
  license: z.string().max(200).optional(),
  tags: z.array(z.string().max(64)).max(32).optional(),
});
const indexSchema = z.object({
  version: z.literal(1),
  name: z.string().max(200).optional(),
  skills: z.array(entrySchema).max(5_000),
});

export type RegistryEntry = z.infer<typeof entrySchema>;

export interface RegistrySettings {
  /** Path or https address of the index. */
  readonly location: string;
  /** A public Ed25519 key, PEM or Base64. With it, only what is signed with it counts. */
  readonly publicKey?: string;
}

export interface Registry {
  readonly location: string;
  readonly skills: readonly RegistryEntry[];
}

const MAX_INDEX = 4 * 1024 * 1024;
/** What stands before the 32 bytes of a raw Ed25519 key in its usual form (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Reads an index and checks every signature, where a key is given.
 * @throws SkillSourceError, SkillSignatureError, WebError, AbortedError
 */
export async function readRegistry(
  { location, publicKey }: RegistrySettings,
  { fetch, cwd }: { readonly fetch: SafeFetch | undefined; readonly cwd: string },
  signal: AbortSignal,
): Promise<Registry> {
  const key = publicKey === undefined ? undefined : readKey(publicKey);
  const isRemote = /^https:\/\//i.test(location);
  const place = isRemote ? location : path.resolve(cwd, location);
  const text = isRemote
    ? new TextDecoder().decode(await download(place, fetch, signal, MAX_INDEX))
    : await readFile(place, { encoding: 'utf8', signal }).catch((cause: unknown) => {
        throw new SkillSourceError(`The registry ${place} cannot be read.`, {
          remedy: 'Check the path of the index file.',
          cause,
        });
      });
  const { skills } = parseIndex(place, text);
  if (key !== undefined) for (const entry of skills) checkSignature(entry, key);
  return {
    location: place,
    skills: skills.map((entry) => ({ ...entry, source: absolute(entry.source, place, isRemote) })),
  };
}

function parseIndex(place: string, text: string): z.infer<typeof indexSchema> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new SkillSourceError(`${place} is no JSON.`, {
      remedy: 'An index of skills is a JSON file; its form stands in skills/README.md.',
      cause,
    });
  }
  const parsed = indexSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new SkillSourceError(
    `${place} is no index of skills: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? ''}.`,
    { remedy: 'Its form stands in skills/README.md.' },
  );
}

/** What is signed: nobody can take the name, the version or the digest away from the others. */
export function signedText({
  name,
  version,
  digest,
}: Pick<RegistryEntry, 'name' | 'version' | 'digest'>): string {
  return `memfun-skill-v1\n${name}\n${version}\n${digest}\n`;
}

function checkSignature(entry: RegistryEntry, key: KeyObject): void {
  const what = `${entry.name} ${entry.version} of the registry`;
  if (entry.signature === undefined) throw new SkillSignatureError(what, 'is not signed');
  const signature = Buffer.from(entry.signature, 'base64');
  if (!verify(null, Buffer.from(signedText(entry)), key, signature))
    throw new SkillSignatureError(what, 'is not signed with the key that you have set');
}

function readKey(text: string): KeyObject {
  try {
    const key = text.includes('BEGIN')
      ? createPublicKey(text)
      : createPublicKey({
          key: Buffer.concat([SPKI, Buffer.from(text.trim(), 'base64')]),
          format: 'der',
          type: 'spki',
        });
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Told below.
  }
  throw new SkillSourceError('The public key of the registry is no Ed25519 key.', {
    remedy: 'Give it as PEM, or its 32 bytes in Base64.',
  });
}

/** A path in an index on the web is an address beside it; no index on the web names a file of this disk. */
function absolute(source: string, place: string, isRemote: boolean): string {
  if (/^(?:git\+)?(?:https|ssh):\/\//i.test(source)) return source;
  if (/^[a-z][a-z+.-]*:\/\//i.test(source) || source.includes('\0'))
    throw new SkillSourceError(`The registry names "${source}", which is not visited.`, {
      remedy: 'Only https and ssh addresses, and paths beside the index, are.',
    });
  if (isRemote) return new URL(source, place).href;
  return path.resolve(path.dirname(place), source);
}

/** Best first: a word of the name counts more than one of a tag, and that more than one of the description. */
export function searchRegistry({ skills }: Registry, words: string): readonly RegistryEntry[] {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const scored = skills.map((entry) => {
    const score = wanted.map((word) => {
      if (entry.name.includes(word)) return 4;
      if (entry.tags?.some((tag) => tag.toLowerCase().includes(word)) === true) return 2;
      return entry.description.toLowerCase().includes(word) ? 1 : 0;
    });
    return {
      entry,
      isHit: score.every((part) => part > 0),
      score: score.reduce((a: number, b) => a + b, 0),
    };
  });
  return scored
    .filter(({ isHit }) => isHit)
    .sort((a, b) => b.score - a.score || (a.entry.name < b.entry.name ? -1 : 1))
    .map(({ entry }) => entry);
}
