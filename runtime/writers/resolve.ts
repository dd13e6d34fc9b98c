// Carries out what was decided about a conflict, on the file as the turn has it by now.
import {
  compareThree,
  decodeFile,
  encodeFile,
  merge,
  type Overlay,
  sameBytes,
  withSide,
} from '../changes/index.js';
import { ConflictMovedOnError, ConflictTextError } from './errors.js';
import { contentOf, movedTo } from './merge-in.js';
import type { Resolution, WriterConflict } from './types.js';

/** A decision that can be carried out as it is. */
export type Settled = Exclude<Resolution, { readonly take: 'a' | 'b' | 'agent' }> | SideTaken;
interface SideTaken {
  readonly take: 'a' | 'b';
}

/**
 * To be called while nobody else writes to the overlay.
 * @returns the path that was changed; `undefined` when nothing had to be
 * @throws ConflictMovedOnError, and what the overlay throws; then nothing was changed
 */
export async function carryOut(
  into: Overlay,
  conflict: WriterConflict,
  resolution: Settled,
): Promise<string | undefined> {
  const { change, a } = conflict;
  const origin = change.kind === 'move' ? change.from : change.path;
  const place = a.path ?? movedTo(into, origin) ?? change.path;
  const now = await contentOf(into, place);
  if (resolution.take === 'text') {
    return putText(into, conflict, place, now, composed(conflict, resolution.texts));
  }
  if (conflict.kind === 'lines' && change.after !== undefined && now !== undefined) {
    const compared = compareThree(change.before, change.after, now);
    if (!('reason' in compared)) {
      const side = resolution.take === 'a' ? 'theirs' : 'ours';
      return put(into, place, compared.encode(withSide(compared.regions, side)));
    }
  }
  if (resolution.take === 'a') return undefined;
  if (change.after === undefined) {
    await into.remove(place);
    return place;
  }
  return putLater(into, conflict, change.after, place);
}

/** The whole file with these texts in the places of the hunks. @throws ConflictTextError */
function composed({ path, base, a, b, hunks }: WriterConflict, texts: readonly string[]): string {
  if (hunks.length === 0 || texts.length !== hunks.length) throw new ConflictTextError(path);
  if (a.content === undefined || b.content === undefined) return texts.join('');
  const compared = compareThree(base, b.content, a.content);
  if ('reason' in compared) throw new ConflictTextError(path);
  let next = 0;
  return compared.regions
    .map((region) => (region.kind === 'merged' ? region.lines.join('') : (texts[next++] ?? '')))
    .join('');
}

/** The later version in the place of the first, with its move. */
async function putLater(
  into: Overlay,
  { change }: WriterConflict,
  after: Uint8Array,
  place: string,
): Promise<string> {
  if (change.kind !== 'move') return put(into, place, after);
  const here = await contentOf(into, change.path);
  const from = movedTo(into, change.from) ?? change.from;
  const source = from === change.path ? undefined : await contentOf(into, from);
  if (here === undefined && source !== undefined) await into.move(from, change.path);
  const path = await put(into, change.path, after);
  if (here !== undefined && source !== undefined && sameBytes(source, change.before))
    await into.remove(from);
  return path;
}

/** A text was written from both sides as they were then: what came to the file since is merged into it. */
async function putText(
  into: Overlay,
  { path, a, b }: WriterConflict,
  place: string,
  now: Uint8Array | undefined,
  text: string,
): Promise<string> {
  const like = a.content ?? b.content;
  const form = like === undefined ? undefined : decodeFile(path, like);
  const content = encodeFile({ ...(form ?? { encoding: 'utf-8', bom: false }), text });
  if (now === undefined || sameBytes(now, a.content)) return put(into, place, content);
  const merged =
    a.content === undefined ? { merged: false as const } : merge(a.content, content, now);
  if (!merged.merged) throw new ConflictMovedOnError(path);
  return put(into, place, merged.content);
}

async function put(into: Overlay, path: string, content: Uint8Array): Promise<string> {
  await into.write(path, content);
  return path;
}
