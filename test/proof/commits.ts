// From a local clone to questions: what a commit says, which files it changed, and the tree and history before it.
import { execFileSync, spawnSync } from 'node:child_process';
import type { PastCommit } from '../../runtime/locate/index.js';
import { FileMissingError, type FileStore } from '../../runtime/ports/index.js';

const MAX_BUFFER = 1 << 30;
/** A commit that changes more says little about each file. */
const MOST_TARGETS = 8;
const MOST_CHANGED = 20;
const FEWEST_WORDS = 4;
/** Made by tools at every release, whatever it says. */
const NO_TARGET =
  /(?:^|\/)(?:\.|node_modules\/|vendor\/)|(?:^|\/)(?:package-lock\.json|[^/]*\.(?:lock|snap|svg|map)|[^/]*-lock\.ya?ml)$|changelog|changes\.(?:rst|md)|history\.md|release/i;
const NO_QUESTION = /^(?:merge|release|bump|prepare|revert|v?\d+\.\d+|update changelog)/i;

export interface CommitQuestion {
  readonly hash: string;
  readonly parent: string;
  readonly message: string;
  /** Files of the parent's tree that it changed or removed. */
  readonly targets: readonly string[];
  /** What was there before it, newest first: nothing of it, and nothing after it. */
  readonly history: readonly PastCommit[];
}

interface LoggedCommit extends PastCommit {
  readonly hash: string;
  readonly parents: readonly string[];
  readonly changed: readonly string[];
}

/** Which half by time of the newest commits: ranking is set on the older one, figures are of the newer one. */
export type Half = 'older' | 'newer';

/** Questions from the commits of a clone, newest first, evenly spread over a half of its newest commits. */
export function commitQuestions(
  dir: string,
  {
    count,
    half = 'newer',
    newest = 1_800,
    past = 3_000,
    least = 60,
  }: {
    readonly count: number;
    readonly half?: Half;
    readonly newest?: number;
    readonly past?: number;
    readonly least?: number;
  },
): readonly CommitQuestion[] {
  const log = readLog(dir);
  const known = new Map(log.map((commit) => [commit.hash, commit]));
  const said = new Map<string, number>();
  for (const { message } of log)
    said.set(subjectOf(message), (said.get(subjectOf(message)) ?? 0) + 1);
  const most = Math.min(newest, Math.max(0, log.length - least));
  const middle = Math.ceil(most / 2);
  const fitting = log
    .slice(half === 'newer' ? 0 : middle, half === 'newer' ? middle : most)
    // Said before, or again: the answer would stand in the history.
    .filter((commit) => isQuestion(commit) && said.get(subjectOf(commit.message)) === 1);
  const step = Math.max(1, fitting.length / count);
  const chosen = fitting.filter((_, at) => Math.floor((at - 1) / step) < Math.floor(at / step));
  return chosen.slice(0, count).map(({ hash, parents: [parent = ''], message, changed }) => ({
    hash,
    parent,
    message,
    targets: targetsOf(changed),
    history: before(dir, parent, past).flatMap((one) => known.get(one) ?? []),
  }));
}

function isQuestion({ parents, changed, files, message }: LoggedCommit): boolean {
  const targets = targetsOf(changed).length;
  const words = message.match(/\p{L}{3,}/gu) ?? [];
  return (
    parents.length > 0 &&
    targets > 0 &&
    targets <= MOST_TARGETS &&
    files.length <= MOST_CHANGED &&
    words.length >= FEWEST_WORDS &&
    !NO_QUESTION.test(message)
  );
}

function targetsOf(changed: readonly string[]): readonly string[] {
  return changed.filter((file) => !NO_TARGET.test(file));
}

/** What leads to a commit, itself first: what another branch said meanwhile was not known. */
function before(dir: string, commit: string, most: number): readonly string[] {
  return git(dir, ['rev-list', '--no-merges', `--max-count=${most}`, commit]).split('\n');
}

function subjectOf(message: string): string {
  return (message.split('\n')[0] ?? '')
    .replaceAll(/\(?#\d+\)?/g, '')
    .trim()
    .toLowerCase();
}

function readLog(dir: string): readonly LoggedCommit[] {
  const text = git(dir, [
    'log',
    '--no-merges',
    '--no-renames',
    '--name-status',
    '--format=%x1e%H%x1f%P%x1f%B%x1f',
    'HEAD',
  ]);
  return text
    .split('\x1e')
    .slice(1)
    .map((record) => {
      const [hash = '', parents = '', message = '', rest = ''] = record.split('\x1f');
      const rows = rest.split('\n').flatMap((line) => {
        const [status, ...names] = line.split('\t');
        return names.length === 0 ? [] : [{ status, file: names.join('\t') }];
      });
      return {
        hash,
        parents: parents.split(' ').filter((one) => one !== ''),
        message: message.trim(),
        files: rows.map(({ file }) => file),
        changed: rows.flatMap(({ status, file }) => (status === 'A' ? [] : [file])),
      };
    });
}

function git(dir: string, args: readonly string[]): string {
  return execFileSync('git', ['-C', dir, '-c', 'core.quotePath=false', ...args], {
    encoding: 'utf8',
    maxBuffer: MAX_BUFFER,
  });
}

/** The trees of a clone as a workspace, one commit at a time. Files that stay the same keep their time. */
export class TreeStore implements FileStore {
  readonly root = '/tree';
  readonly localRoot = undefined;
  readonly #dir: string;
  #files = new Map<string, { readonly hash: string; readonly size: number }>();
  #folders = new Map<string, Map<string, 'file' | 'directory'>>();
  #contents = new Map<string, Uint8Array>();
  #known = new Set<string>();

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** Shows the tree of a commit; contents that an earlier tree had are not read again before they are asked for. */
  show(commit: string): void {
    this.#files = new Map();
    this.#folders = new Map([['', new Map()]]);
    for (const row of git(this.#dir, ['ls-tree', '-r', '-l', '-z', commit]).split('\0')) {
      const [facts = '', file = ''] = row.split('\t');
      const [mode, type, hash = '', size] = facts.split(/\s+/);
      if (type !== 'blob' || mode === '120000') continue;
      this.#files.set(file, { hash, size: Number(size) });
      this.#list(file);
    }
    const fresh = [
      ...new Set(
        [...this.#files.values()].filter(({ size }) => size < 1 << 20).map(({ hash }) => hash),
      ),
    ];
    this.#contents = blobs(
      this.#dir,
      fresh.filter((hash) => !this.#known.has(hash)),
    );
    for (const hash of fresh) this.#known.add(hash);
  }

  #list(file: string): void {
    let name = file;
    let kind: 'file' | 'directory' = 'file';
    while (name !== '') {
      const at = name.lastIndexOf('/');
      const folder = at < 0 ? '' : name.slice(0, at);
      const entries = this.#folders.get(folder) ?? new Map<string, 'file' | 'directory'>();
      this.#folders.set(folder, entries.set(name.slice(at + 1), kind));
      [name, kind] = [folder, 'directory'];
    }
  }

  async read(path: string): Promise<Uint8Array> {
    const file = this.#files.get(path);
    if (file === undefined) throw new FileMissingError(path);
    const known = this.#contents.get(file.hash) ?? blobs(this.#dir, [file.hash]).get(file.hash);
    return known ?? new Uint8Array();
  }

  async list(path: string) {
    return [...(this.#folders.get(path) ?? [])].map(([name, kind]) => ({
      name,
      kind,
      symlink: false,
    }));
  }

  async stat(path: string) {
    const file = this.#files.get(path);
    if (file !== undefined)
      return {
        kind: 'file' as const,
        symlink: false,
        size: file.size,
        mtime: Number.parseInt(file.hash.slice(0, 12), 16),
      };
    return this.#folders.has(path)
      ? { kind: 'directory' as const, symlink: false, size: 0, mtime: 0 }
      : undefined;
  }

  async realPath(path: string): Promise<string> {
    return path;
  }

  write = readOnly;
  remove = readOnly;
  ensureDir = readOnly;
}

async function readOnly(): Promise<never> {
  throw new TypeError('A tree of the past cannot be changed.');
}

function blobs(dir: string, hashes: readonly string[]): Map<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  if (hashes.length === 0) return found;
  const { stdout } = spawnSync('git', ['-C', dir, 'cat-file', '--batch'], {
    input: `${hashes.join('\n')}\n`,
    maxBuffer: MAX_BUFFER,
  });
  for (let at = 0; at < stdout.length; ) {
    const line = stdout.indexOf(10, at);
    const [hash = '', type, size] = stdout.subarray(at, line).toString().split(' ');
    at = line + 1;
    if (type === 'missing') continue;
    found.set(hash, stdout.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return found;
}
