// Where a skill comes from: a folder, an archive, a git repository. What was received, and where exactly from.
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { createNodeFileStore } from '../../storage/index.js';
import type { SafeFetch } from '../../web/index.js';
import { readArchive } from './archive.js';
import {
  chooseSkill,
  type FoundSkill,
  namesOfSkills,
  readSkillFolder,
  type SkillFiles,
  SOURCE_LIMITS,
} from './content.js';
import { SkillSourceError } from './errors.js';
import { fetchFromGit, type GitPlace, namesInGit } from './git-repository.js';

export const skillOriginSchema = z.object({
  kind: z.enum(['folder', 'git', 'archive', 'made']),
  /** A path or an address, as it was given. */
  location: z.string(),
  ref: z.string().optional(),
  /** Of git: the commit that it was taken from. */
  commit: z.string().optional(),
  /** Where in it the skill lay. */
  folder: z.string().optional(),
  /** The registry that named it, and the version that it gave. */
  registry: z.string().optional(),
  version: z.string().optional(),
});
/** Enough to get it again. */
export type SkillOrigin = z.infer<typeof skillOriginSchema>;

export interface FetchedSkill {
  readonly name: string;
  readonly files: FoundSkill['files'];
  readonly origin: SkillOrigin;
}

export interface SourceDeps {
  /** How an archive on the web is got. Absent: none is. */
  readonly fetch: SafeFetch | undefined;
  /** What relative paths are relative to. */
  readonly cwd: string;
}

const MAX_DOWNLOAD = 32 * 1024 * 1024;
const ARCHIVE = /\.(?:zip|skill|tgz|tar\.gz)$/i;

/**
 * What a person writes: a folder, an archive (path or https address), or a git repository, where `#branch` and
 * `#branch:folder` may follow.
 * @throws SkillSourceError
 */
export function parseSource(text: string, cwd: string): SkillOrigin {
  const [, address = '', ref = '', folder = ''] =
    /^([^#]*)(?:#([^:]*)(?::(.*))?)?$/.exec(text.trim()) ?? [];
  const plain = address.replace(/^git\+/, '');
  const isRemote = /^[a-z][a-z+.-]+:\/\//i.test(plain) || /^[\w.-]+@[\w.-]+:/.test(plain);
  const within = {
    ...(ref === '' ? {} : { ref }),
    ...(folder === '' ? {} : { folder }),
  };
  if (!isRemote) {
    if (address === '') {
      throw new SkillSourceError('It is not said where the skill comes from.', {
        remedy: 'Give a folder, a .zip or .tar.gz, or the address of a git repository.',
      });
    }
    const location = path.resolve(cwd, text.trim());
    return { kind: ARCHIVE.test(location) ? 'archive' : 'folder', location };
  }
  if (!/^(?:https|ssh|file):\/\//i.test(plain) && !/^[\w.-]+@[\w.-]+:/.test(plain)) {
    throw new SkillSourceError(`Nothing is downloaded over "${plain.split(':')[0]}".`, {
      remedy: 'Use an https or ssh address.',
    });
  }
  if (
    /^https:/i.test(plain) &&
    !address.startsWith('git+') &&
    ARCHIVE.test(new URL(plain).pathname)
  )
    return { kind: 'archive', location: plain, ...(folder === '' ? {} : { folder }) };
  return { kind: 'git', location: plain, ...within };
}

/**
 * Everything of one skill, in memory: nothing is installed by it.
 * @param wanted its name, where there may be several @throws SkillSourceError, SkillRefusedError, WebError, AbortedError
 */
export async function fetchSkill(
  origin: SkillOrigin,
  wanted: string | undefined,
  { fetch }: SourceDeps,
  signal: AbortSignal,
): Promise<FetchedSkill> {
  if (origin.kind === 'made') {
    throw new SkillSourceError('It was made here, so there is nowhere to get it from again.', {
      remedy: 'Change its files; they are yours.',
    });
  }
  if (origin.kind === 'git') {
    const { name, files, commit } = await fetchFromGit(gitPlaceOf(origin), wanted, signal);
    return { name, files, origin: { ...origin, commit } };
  }
  const { name, files } = chooseSkill(await readAll(origin, fetch, signal), wanted);
  return { name, files, origin };
}

/**
 * Names of the skills that are there.
 * @throws SkillSourceError, SkillRefusedError, WebError, AbortedError
 */
export async function skillNamesIn(
  origin: SkillOrigin,
  { fetch }: SourceDeps,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (origin.kind === 'git') return namesInGit(gitPlaceOf(origin), signal);
  return namesOfSkills(await readAll(origin, fetch, signal));
}

function gitPlaceOf({ location, ref, folder }: SkillOrigin): GitPlace {
  return {
    url: location,
    ...(ref === undefined ? {} : { ref }),
    ...(folder === undefined ? {} : { folder }),
  };
}

/** Of a folder or an archive. */
async function readAll(
  { kind, location }: SkillOrigin,
  fetch: SafeFetch | undefined,
  signal: AbortSignal,
): Promise<SkillFiles> {
  if (kind === 'folder') {
    const info = await stat(location).catch(() => undefined);
    if (info?.isDirectory() !== true) throw notThere(location);
    return readSkillFolder(createNodeFileStore(location), '', SOURCE_LIMITS);
  }
  const data = /^https:/i.test(location)
    ? await download(location, fetch, signal)
    : await readLocal(location, signal);
  return readArchive(location, data, signal);
}

async function readLocal(location: string, signal: AbortSignal): Promise<Uint8Array> {
  const info = await stat(location).catch(() => undefined);
  if (info?.isFile() !== true) throw notThere(location);
  if (info.size > MAX_DOWNLOAD) throw tooLarge(location);
  return readFile(location, { signal });
}

/** @throws SkillSourceError, WebError */
export async function download(
  url: string,
  fetch: SafeFetch | undefined,
  signal: AbortSignal,
  maxBytes = MAX_DOWNLOAD,
): Promise<Uint8Array> {
  if (fetch === undefined) {
    throw new SkillSourceError(`${url} is not visited: the web is off here.`, {
      remedy: 'Download it yourself and name the file.',
    });
  }
  const { status, body } = await fetch({ url, signal, maxBytes, redirects: 'any-host' });
  if (status === 200) return body;
  throw new SkillSourceError(`${url} answers with status ${status}.`, {
    remedy: 'Check the address.',
  });
}

function notThere(location: string): SkillSourceError {
  return new SkillSourceError(`There is no ${location}.`, { remedy: 'Check the path.' });
}

function tooLarge(location: string): SkillSourceError {
  return new SkillSourceError(`${location} is larger than ${MAX_DOWNLOAD / 1_048_576} MB.`, {
    remedy: 'A skill is a folder of texts; this holds more.',
  });
}
