// Brings the changes of one writer into the overlay of the turn, where others' changes may be already.
import {
  compareThree,
  decodeFile,
  type MergeRegion,
  type Overlay,
  sameBytes,
  withSide,
} from '../changes/index.js';
import { MemfunError } from '../core/index.js';
import type { FileChange } from '../ports/index.js';
import { FileMissingError } from '../ports/index.js';
import type { ConflictHunk, FoundConflict, WriterSide } from './types.js';

export interface Author {
  readonly taskId: string;
  readonly agent: string;
}

export interface MergedIn {
  /** Paths that are now as the writer wanted them, or a merge of both. */
  readonly merged: readonly string[];
  readonly conflicts: readonly FoundConflict[];
}

/** Who else has changed a file in this turn. */
export type AuthorOf = (path: string) => Author;

/** Where the writer's change stands against the overlay, and what there is of it by now. */
interface Site {
  readonly into: Overlay;
  readonly author: Author;
  readonly authorOf: AuthorOf;
}

/**
 * Never loses a version: what cannot be merged is a conflict that holds both, and the overlay keeps its own.
 * To be called while nobody else writes to the overlay.
 */
export async function mergeIn(
  into: Overlay,
  changes: readonly FileChange[],
  author: Author,
  authorOf: AuthorOf,
): Promise<MergedIn> {
  const merged: string[] = [];
  const conflicts: FoundConflict[] = [];
  // What goes away comes first, so that a folder can take the place of a file.
  const ordered = [...changes].sort(
    (a, b) => Number(b.kind === 'delete') - Number(a.kind === 'delete'),
  );
  for (const change of ordered) {
    const found = await mergeOne({ into, author, authorOf }, change);
    if (found === undefined) merged.push(change.path);
    else conflicts.push(found);
  }
  return { merged, conflicts };
}

async function mergeOne(site: Site, change: FileChange): Promise<FoundConflict | undefined> {
  try {
    if (change.kind === 'create') return await mergeCreated(site, change);
    if (change.kind === 'modify') return await mergeModified(site, change);
    if (change.kind === 'delete') return await mergeDeleted(site, change);
    return await mergeMoved(site, change);
  } catch (thrown) {
    if (!(thrown instanceof MemfunError)) throw thrown;
    return conflictOf(site, change, undefined, 'place', thrown.message);
  }
}

async function mergeCreated(
  site: Site,
  change: Extract<FileChange, { kind: 'create' }>,
): Promise<FoundConflict | undefined> {
  const theirs = await contentOf(site.into, change.path);
  if (theirs === undefined) {
    await site.into.write(change.path, change.after);
    return undefined;
  }
  if (sameBytes(theirs, change.after)) return undefined;
  return conflictOf(site, change, theirs, 'created', 'both made it');
}

async function mergeModified(
  site: Site,
  change: Extract<FileChange, { kind: 'modify' }>,
): Promise<FoundConflict | undefined> {
  const { place = change.path, theirs } = await whereabouts(site.into, change.path);
  if (theirs === undefined) {
    return conflictOf(site, change, undefined, 'deleted', 'one deleted what the other changed');
  }
  return mergeContent(site, change, place, theirs);
}

async function mergeDeleted(
  site: Site,
  change: Extract<FileChange, { kind: 'delete' }>,
): Promise<FoundConflict | undefined> {
  const { into } = site;
  const { place, theirs } = await whereabouts(into, change.path);
  if (theirs === undefined) return undefined;
  if (place === undefined && sameBytes(theirs, change.before)) {
    await into.remove(change.path);
    return undefined;
  }
  return conflictOf(
    site,
    change,
    theirs,
    'deleted',
    `one deleted what the other ${place === undefined ? 'changed' : 'moved'}`,
    place,
  );
}

async function mergeMoved(
  site: Site,
  change: Extract<FileChange, { kind: 'move' }>,
): Promise<FoundConflict | undefined> {
  const { into } = site;
  const { from, path, after } = change;
  const there = await contentOf(into, path);
  const { place, theirs } = await whereabouts(into, from);
  if (place === path && there !== undefined) return mergeContent(site, change, path, there);
  if (there !== undefined) {
    return sameBytes(there, after) && theirs === undefined
      ? undefined
      : conflictOf(site, change, there, 'created', 'a file stands there already');
  }
  if (theirs === undefined) {
    return conflictOf(site, change, undefined, 'deleted', 'one deleted what the other moved');
  }
  if (place !== undefined) {
    return conflictOf(site, change, theirs, 'moved', 'it was moved to two places', place);
  }
  await into.move(from, path);
  return mergeContent(site, change, path, theirs);
}

/** The writer's content on what stands at `place`. */
async function mergeContent(
  site: Site,
  change: Extract<FileChange, { kind: 'modify' | 'move' }>,
  place: string,
  theirs: Uint8Array,
): Promise<FoundConflict | undefined> {
  const { before, after } = change;
  if (sameBytes(theirs, after) || sameBytes(before, after)) return undefined;
  if (sameBytes(theirs, before)) {
    await site.into.write(place, after);
    return undefined;
  }
  const compared = compareThree(before, after, theirs);
  const at = place === change.path ? undefined : place;
  if ('reason' in compared) return conflictOf(site, change, theirs, 'file', compared.reason, at);
  if (compared.regions.every(({ kind }) => kind === 'merged')) {
    await site.into.write(place, compared.encode(withSide(compared.regions, 'ours')));
    return undefined;
  }
  return conflictOf(site, change, theirs, 'lines', 'both changed the same lines', at);
}

function conflictOf(
  { into, author, authorOf }: Site,
  change: FileChange,
  theirs: Uint8Array | undefined,
  kind: FoundConflict['kind'],
  reason: string,
  place?: string,
): FoundConflict {
  const path = change.path;
  const other = authorOf(place ?? (change.kind === 'move' ? change.from : path));
  const base = change.before;
  const a: WriterSide = {
    ...other,
    did: didOf(into, theirs, base, place),
    content: theirs,
    ...(place === undefined ? {} : { path: place }),
  };
  const b: WriterSide = { ...author, did: DID[change.kind], content: change.after };
  return { path, kind, reason, base, a, b, hunks: hunksOf(base, a, b), change };
}

const DID = { create: 'created', modify: 'changed', delete: 'deleted', move: 'moved' } as const;

function didOf(
  into: Overlay,
  theirs: Uint8Array | undefined,
  base: Uint8Array | undefined,
  place: string | undefined,
): WriterSide['did'] {
  if (theirs === undefined) return 'deleted';
  if (place !== undefined && into.isNew(place)) return 'moved';
  return base === undefined ? 'created' : 'changed';
}

/** Where the two sides differ, as texts; none of files that are no texts. */
function hunksOf(
  base: Uint8Array | undefined,
  a: WriterSide,
  b: WriterSide,
): readonly ConflictHunk[] {
  if (a.content === undefined || b.content === undefined) {
    const [left, right, old] = [textOf(a.content), textOf(b.content), textOf(base)];
    if (left === undefined || right === undefined || old === undefined) return [];
    return [{ line: base === undefined ? 0 : 1, base: old, a: left, b: right }];
  }
  const compared = compareThree(base, b.content, a.content);
  return 'reason' in compared ? [] : compared.regions.flatMap(hunkOf(base !== undefined));
}

function hunkOf(hasBase: boolean): (region: MergeRegion) => readonly ConflictHunk[] {
  return (region) =>
    region.kind === 'merged'
      ? []
      : [
          {
            line: hasBase ? region.start + 1 : 0,
            base: region.base.join(''),
            a: region.theirs.join(''),
            b: region.ours.join(''),
          },
        ];
}

/** No file is no text. `undefined`: it is no text at all. */
function textOf(content: Uint8Array | undefined): string | undefined {
  if (content === undefined) return '';
  try {
    return decodeFile('', content).text;
  } catch {
    return undefined;
  }
}

/** A file of the base as the turn has it now, and its place when the turn has moved it. */
async function whereabouts(
  into: Overlay,
  path: string,
): Promise<{ readonly place: string | undefined; readonly theirs: Uint8Array | undefined }> {
  const here = await contentOf(into, path);
  const place = here === undefined ? movedTo(into, path) : undefined;
  return { place, theirs: place === undefined ? here : await contentOf(into, place) };
}

/** Where the turn has moved a file to. */
export function movedTo(into: Overlay, path: string): string | undefined {
  return into.changes().find((change) => change.kind === 'move' && change.from === path)?.path;
}

/** `undefined` when there is no such file. */
export async function contentOf(into: Overlay, path: string): Promise<Uint8Array | undefined> {
  try {
    return await into.read(path);
  } catch (thrown) {
    if (thrown instanceof FileMissingError) return undefined;
    throw thrown;
  }
}
