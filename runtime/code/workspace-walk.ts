// Walks the files of a workspace as a developer sees it: .gitignore honoured, hidden and vendored left out.
import ignore, { type Ignore } from 'ignore';
import { throwIfAborted } from '../core/index.js';
import type { DirEntry, FileStore } from '../ports/index.js';
import { decodeText } from './decode.js';

/** Folders of other people's code and of build products, left out unless asked for. */
export const VENDORED: readonly string[] = [
  'node_modules',
  'bower_components',
  'vendor',
  '__pycache__',
  'site-packages',
];

export interface WalkOptions {
  readonly signal?: AbortSignal | undefined;
  /** Start folder, relative to the root. */
  readonly from?: string;
  readonly includeHidden?: boolean;
  readonly includeIgnored?: boolean;
}

/** What was left out, counted once per file or folder. */
export interface WalkSkips {
  hidden: number;
  vendored: number;
  ignored: number;
  links: number;
}

export function noSkips(): WalkSkips {
  return { hidden: 0, vendored: 0, ignored: 0, links: 0 };
}

interface IgnoreLevel {
  /** Folder of the .gitignore with a trailing `/`, or `''`. */
  readonly base: string;
  readonly rules: Ignore;
}

/**
 * Yields file paths, each folder's entries in code-unit order. Symbolic links are not followed. Whatever is
 * left out is counted in `skips`.
 */
export async function* walkWorkspace(
  store: FileStore,
  options: WalkOptions = {},
  skips: WalkSkips = noSkips(),
): AsyncGenerator<string> {
  const from = options.from ?? '';
  yield* walkDir(
    store,
    from === '' ? '' : `${from}/`,
    await levelsAbove(store, from, options),
    options,
    skips,
  );
}

/** The reason why a path is left out by default, if it is. */
export async function ignoredBecause(
  store: FileStore,
  path: string,
): Promise<'hidden' | 'vendored' | 'ignored' | undefined> {
  const parts = path.split('/');
  if (parts.some((part) => part.startsWith('.'))) return 'hidden';
  if (parts.slice(0, -1).some((part) => VENDORED.includes(part))) return 'vendored';
  const levels: IgnoreLevel[] = [];
  for (let depth = 0; depth < parts.length; depth++) {
    const base = parts
      .slice(0, depth)
      .map((part) => `${part}/`)
      .join('');
    const level = await readLevel(store, base);
    if (level !== undefined) levels.push(level);
    const last = depth === parts.length - 1;
    if (isIgnored(`${base}${parts[depth] ?? ''}${last ? '' : '/'}`, levels)) return 'ignored';
  }
  return undefined;
}

async function* walkDir(
  store: FileStore,
  base: string,
  above: readonly IgnoreLevel[],
  options: WalkOptions,
  skips: WalkSkips,
): AsyncGenerator<string> {
  throwIfAborted(options.signal);
  const entries = [...(await store.list(base.slice(0, -1)))].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const own = entries.some((entry) => entry.name === '.gitignore' && entry.kind === 'file')
    ? await readLevel(store, base)
    : undefined;
  const levels = own === undefined ? above : [...above, own];
  for (const entry of entries) {
    const path = base + entry.name;
    const skip = skipReason(path, entry, levels, options);
    if (skip !== undefined) skips[skip]++;
    else if (entry.kind === 'directory') yield* walkDir(store, `${path}/`, levels, options, skips);
    else if (entry.kind === 'file') yield path;
  }
}

function skipReason(
  path: string,
  entry: DirEntry,
  levels: readonly IgnoreLevel[],
  options: WalkOptions,
): keyof WalkSkips | undefined {
  const directory = entry.kind === 'directory';
  if (entry.symlink) return 'links';
  if (entry.name === '.git') return 'hidden';
  if (options.includeHidden !== true && entry.name.startsWith('.')) return 'hidden';
  if (options.includeIgnored === true) return undefined;
  if (directory && VENDORED.includes(entry.name)) return 'vendored';
  return isIgnored(directory ? `${path}/` : path, levels) ? 'ignored' : undefined;
}

/** The deepest .gitignore that has an opinion decides, as in git. */
function isIgnored(path: string, levels: readonly IgnoreLevel[]): boolean {
  for (const { base, rules } of levels.toReversed()) {
    const verdict = rules.test(path.slice(base.length));
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}

async function levelsAbove(
  store: FileStore,
  from: string,
  options: WalkOptions,
): Promise<readonly IgnoreLevel[]> {
  if (from === '' || options.includeIgnored === true) return [];
  const parts = from.split('/');
  const bases = parts.map((_part, depth) =>
    parts
      .slice(0, depth)
      .map((part) => `${part}/`)
      .join(''),
  );
  const levels = await Promise.all(bases.map((base) => readLevel(store, base)));
  return levels.filter((level) => level !== undefined);
}

async function readLevel(store: FileStore, base: string): Promise<IgnoreLevel | undefined> {
  const path = `${base}.gitignore`;
  const info = await store.stat(path);
  if (info?.kind !== 'file' || info.symlink || info.size > 1_000_000) return undefined;
  const decoded = decodeText(await store.read(path));
  if (decoded.binary) return undefined;
  return { base, rules: ignore({ ignorecase: false }).add(decoded.text) };
}
