// Skills over the protocol (its extension for them): each with every file of it, its digest and its size; read one by one.
import type { Server } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { pageOf } from './paging.js';
import type * as ServerSdk from './server-sdk.chunk.js';
import type { McpSurface, ServedSkill } from './surface.js';

const EXTENSION = 'io.modelcontextprotocol/skills';
const DIRECTORY = 'inode/directory';
const INVALID_PARAMS = -32_602;
/** How long clients may keep what they were told, in milliseconds: files of a workspace change. */
const CACHE = { ttlMs: 0, cacheScope: 'private' as const };

const listParams = z.looseObject({ cursor: z.string().optional() });
const getParams = z.looseObject({ uri: z.string() });
const directoryParams = z.looseObject({ uri: z.string(), cursor: z.string().optional() });

export interface SkillsSite {
  readonly sdk: typeof ServerSdk;
  readonly skills: NonNullable<McpSurface['skills']>;
}

export const SKILLS_CAPABILITY = { [EXTENSION]: { directoryRead: true } } as const;

export function serveSkills(server: Server, { sdk, skills }: SkillsSite): void {
  const invalid = (why: string) => new sdk.ProtocolError(INVALID_PARAMS, why);
  const paged = <T>(items: readonly T[], keyOf: (item: T) => string, cursor?: string) => {
    const page = pageOf(items, keyOf, cursor);
    if (page === undefined) throw invalid('The cursor is not known.');
    return page;
  };
  /** One that breaks the rules of the format is not offered. */
  const entryOf = async ({ name, files }: ServedSkill) =>
    sdk.skillEntry(name, Object.fromEntries(await files())).catch(() => undefined);

  server.setRequestHandler('skills/list', { params: listParams }, async ({ cursor }) => {
    const entries = (await Promise.all((await skills()).map(entryOf))).filter(
      (entry) => entry !== undefined,
    );
    const { items, ...rest } = paged(entries, ({ uri }) => uri, cursor);
    return { skills: items, ...rest, ...CACHE };
  });
  server.setRequestHandler('skills/get', { params: getParams }, async ({ uri }) => {
    const place = placeOf(uri);
    const found = (await skills()).find(({ name }) => name === place?.skill);
    const skill = found && place?.path === 'SKILL.md' ? await entryOf(found) : undefined;
    if (skill === undefined) throw invalid(`No skill is served at ${uri}`);
    return { skill, ...CACHE };
  });
  server.setRequestHandler(
    'resources/directory/read',
    { params: directoryParams },
    async ({ uri, cursor }) => {
      const children = await childrenOf(uri, await skills());
      if (children === undefined) throw invalid(`${uri} is no directory of a skill`);
      const { items, ...rest } = paged(children, (child) => child.uri, cursor);
      return { resources: items, ...rest, ...CACHE };
    },
  );
}

/** A file of a skill, for `resources/read`. @returns `undefined` when there is none */
export async function skillFile(
  uri: string,
  skills: McpSurface['skills'],
): Promise<
  | { uri: string; mimeType: string; text: string }
  | { uri: string; mimeType: string; blob: string }
  | undefined
> {
  const place = placeOf(uri);
  const found = (await skills?.())?.find(({ name }) => name === place?.skill);
  const bytes = (await found?.files())?.get(place?.path ?? '');
  if (bytes === undefined) return undefined;
  const mimeType = typeOf(uri);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { uri, mimeType, text };
  } catch {
    return { uri, mimeType, blob: Buffer.from(bytes).toString('base64') };
  }
}

interface Child {
  readonly uri: string;
  readonly name: string;
  readonly mimeType: string;
}

/** Of the root, of a skill, or of a folder in one. */
async function childrenOf(
  uri: string,
  skills: readonly ServedSkill[],
): Promise<readonly Child[] | undefined> {
  const place = placeOf(uri);
  if (place === undefined) return undefined;
  if (place.skill === '')
    return skills.map(({ name }) => ({ uri: `skill://${name}`, name, mimeType: DIRECTORY }));
  const files = await skills.find(({ name }) => name === place.skill)?.files();
  const before = place.path === '' ? '' : `${place.path}/`;
  const inside = [...(files?.keys() ?? [])].filter((file) => file.startsWith(before));
  if (files?.has(place.path) === true || inside.length === 0) return undefined;
  const children = new Map<string, Child>();
  for (const file of inside) {
    const [name = '', ...more] = file.slice(before.length).split('/');
    const child = `skill://${place.skill}/${[...before.split('/'), name]
      .filter((part) => part !== '')
      .map(encodeURIComponent)
      .join('/')}`;
    children.set(name, { uri: child, name, mimeType: more.length > 0 ? DIRECTORY : typeOf(name) });
  }
  return [...children.values()];
}

/** `skill://name/path`; of the root both are empty. */
function placeOf(uri: string): { readonly skill: string; readonly path: string } | undefined {
  const [, rest] = /^skill:\/\/(.*)$/i.exec(uri) ?? [];
  if (rest === undefined || /[?#]/.test(rest)) return undefined;
  try {
    const [skill = '', ...path] = rest.replace(/\/$/, '').split('/').map(decodeURIComponent);
    return { skill, path: path.join('/') };
  } catch {
    return undefined;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  md: 'text/markdown',
  txt: 'text/plain',
  json: 'application/json',
  js: 'text/javascript',
  mjs: 'text/javascript',
  py: 'text/x-python',
  sh: 'application/x-sh',
  yaml: 'application/yaml',
  yml: 'application/yaml',
  html: 'text/html',
  css: 'text/css',
  png: 'image/png',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
};

function typeOf(name: string): string {
  const [, ending = ''] = /\.([^./]+)$/.exec(name) ?? [];
  return TYPES[ending.toLowerCase()] ?? 'application/octet-stream';
}
