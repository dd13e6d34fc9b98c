// A skill out of a git repository: fetched without a work tree, so that nothing of the repository runs or is unpacked.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gitReason, runGuardedGit } from '../../processes/index.js';
import {
  chooseSkill,
  FileCollector,
  type FoundSkill,
  isHidden,
  namesOfSkills,
  SKILL_LIMITS,
  type SkillFiles,
  skillFoldersIn,
} from './content.js';
import { SkillSourceError } from './errors.js';

export interface GitPlace {
  readonly url: string;
  /** A branch, a tag or a commit; absent: what the repository calls its head. */
  readonly ref?: string;
  /** Where in the repository to look; absent: everywhere. */
  readonly folder?: string;
}

export interface FetchedRepository extends FoundSkill {
  /** The commit that it was taken from. */
  readonly commit: string;
}

const TIMEOUT_MS = 120_000;
const MAX_LISTING = 16 * 1024 * 1024;
/** Room for the line that git puts before each file. */
const LINE = 128;
const REF = /^(?!-)[\w./+@-]{1,200}$/;

/**
 * Fetches one commit, without history, and reads one skill out of it.
 * @param wanted the skill's name, where there are several
 * @throws SkillSourceError, SkillRefusedError, AbortedError
 */
export async function fetchFromGit(
  place: GitPlace,
  wanted: string | undefined,
  signal: AbortSignal,
): Promise<FetchedRepository> {
  return withCommit(place, signal, async ({ entries, commit, git }) => ({
    ...(await readOne(place.url, entries, wanted, git)),
    commit,
  }));
}

/** Names of the skills of a repository. @throws SkillSourceError, SkillRefusedError, AbortedError */
export async function namesInGit(place: GitPlace, signal: AbortSignal): Promise<readonly string[]> {
  return withCommit(place, signal, async ({ entries, git }) =>
    namesOfSkills(await readHeads(place.url, entries, git)),
  );
}

interface Commit {
  readonly commit: string;
  /** Without hidden ones. */
  readonly entries: readonly Entry[];
  readonly git: Git;
}

async function withCommit<T>(
  { url, ref = 'HEAD', folder = '' }: GitPlace,
  signal: AbortSignal,
  work: (commit: Commit) => Promise<T>,
): Promise<T> {
  if (!REF.test(ref)) {
    throw new SkillSourceError(`"${ref}" is no branch, tag or commit.`, {
      remedy: 'Write the address, "#", and the name of a branch or tag or a commit.',
    });
  }
  const place = await mkdtemp(path.join(tmpdir(), 'memfun-skill-'));
  const git: Git = async (args, maxBytes = MAX_LISTING, input = '') => {
    const ended = await runGuardedGit(
      {
        reach: 'remotes',
        settings: ['fetch.fsckObjects=true'],
        args,
        cwd: place,
        timeoutMs: TIMEOUT_MS,
        maxBytes,
        input,
      },
      signal,
    );
    if (ended.exitCode === 0) return ended.stdout;
    const late = ended.exitCode === null;
    throw new SkillSourceError(
      late ? `${url} did not answer in time.` : `${url} cannot be read: ${gitReason(ended)}`,
      { remedy: 'Check the address, and whether "git ls-remote" with it works in a terminal.' },
    );
  };
  try {
    await git(['init', '--quiet', '--bare', '--template=', place]);
    await git([
      'fetch',
      '--quiet',
      '--depth=1',
      '--no-tags',
      '--no-recurse-submodules',
      '--',
      url,
      ref,
    ]);
    const commit = (await git(['rev-parse', 'FETCH_HEAD^{commit}'])).toString('utf8').trim();
    const all = listed(await git(['ls-tree', '-r', '-z', '-l', commit]), folder);
    return await work({ commit, entries: all.filter((entry) => !isHidden(entry.path)), git });
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

interface Entry {
  readonly mode: string;
  readonly id: string;
  readonly size: number;
  readonly path: string;
}

function listed(output: Buffer, below: string): readonly Entry[] {
  const prefix = below === '' ? '' : `${below.replaceAll(/^\/+|\/+$/g, '')}/`;
  return output
    .toString('utf8')
    .split('\0')
    .flatMap((line) => {
      const [, mode = '', id = '', size = '', path = ''] =
        /^(\d+) \w+ ([0-9a-f]+) +(\d+|-)\t([\s\S]+)$/.exec(line) ?? [];
      if (id === '' || !path.startsWith(prefix)) return [];
      return [{ mode, id, size: Number(size) || 0, path: path.slice(prefix.length) }];
    });
}

type Git = (args: readonly string[], maxBytes?: number, input?: string) => Promise<Buffer>;

/** First only the SKILL.md files, to know the names; then the files of the one that is meant. */
async function readOne(
  url: string,
  entries: readonly Entry[],
  wanted: string | undefined,
  git: Git,
): Promise<FoundSkill> {
  const chosen = chooseSkill(await readHeads(url, entries, git), wanted);
  const prefix = chosen.folder === '' ? '' : `${chosen.folder}/`;
  const own = entries
    .filter((entry) => entry.path.startsWith(prefix))
    .map((entry) => ({ ...entry, path: entry.path.slice(prefix.length) }));
  return { ...chosen, files: await readBlobs(`The skill ${chosen.name}`, own, git) };
}

function readHeads(url: string, entries: readonly Entry[], git: Git): Promise<SkillFiles> {
  const heads = new Set(skillFoldersIn(entries.map((entry) => entry.path)).map(headOf));
  return readBlobs(
    url,
    entries.filter((entry) => heads.has(entry.path)),
    git,
  );
}

function headOf(folder: string): string {
  return folder === '' ? 'SKILL.md' : `${folder}/SKILL.md`;
}

async function readBlobs(what: string, entries: readonly Entry[], git: Git): Promise<SkillFiles> {
  const collector = new FileCollector(what, SKILL_LIMITS);
  for (const { mode, path, size } of entries) {
    if (mode === '120000') collector.refuse(path, 'is a link');
    if (mode === '160000') collector.refuse(path, 'is another repository');
    collector.wants(path, size);
  }
  if (entries.length === 0) return collector.files;
  const total = entries.reduce((sum, { size }) => sum + size + LINE, 0);
  const input = entries.map(({ id }) => `${id}\n`).join('');
  const output = await git(['cat-file', '--batch'], Math.min(total, 2 * SKILL_LIMITS.bytes), input);
  let at = 0;
  for (const { path, size } of entries) {
    const start = output.indexOf(0x0a, at) + 1;
    collector.add(path, new Uint8Array(output.subarray(start, start + size)));
    at = start + size + 1;
  }
  return collector.files;
}
