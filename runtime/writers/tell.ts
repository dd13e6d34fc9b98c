// What writers tell the stream of events: bounded, in texts.
import type { RunEventOf } from '../core/index.js';
import type {
  ConflictHunk,
  GroundKind,
  LeftOut,
  Resolution,
  WriterConflict,
  WriterSide,
  WriterTask,
} from './types.js';

type Writing = 'writer.merged' | 'writer.conflict' | 'writer.resolved';

/** Without what every event has. */
export type WriterEvent = {
  [T in Writing]: Omit<RunEventOf<T>, 'at' | 'turnId'>;
}[Writing];

const MAX_HUNKS = 20;
const MAX_CHARS = 4_000;

export function mergedEvent(
  { id, agent }: WriterTask,
  {
    kind,
    files,
    conflicts,
    leftOut,
  }: {
    readonly kind: GroundKind;
    readonly files: readonly string[];
    readonly conflicts: number;
    readonly leftOut: readonly LeftOut[];
  },
): WriterEvent {
  return {
    type: 'writer.merged',
    taskId: id,
    agent,
    ground: kind,
    files: [...files],
    conflicts,
    leftOut: leftOut.map(({ path, reason }) => `${path}: ${reason}`),
  };
}

/** @param problem why the last decision could not be carried out */
export function conflictEvent(
  { id, path, kind, reason, a, b, hunks }: WriterConflict,
  problem?: string,
): WriterEvent {
  return {
    type: 'writer.conflict',
    conflictId: id,
    path,
    kind,
    reason,
    a: sideOf(a),
    b: sideOf(b),
    hunks: hunks.slice(0, MAX_HUNKS).map(bounded),
    whole: hunks.length <= MAX_HUNKS && hunks.every(isShort),
    ...(problem === undefined ? {} : { problem }),
  };
}

export function resolvedEvent({ id, path }: WriterConflict, { take }: Resolution): WriterEvent {
  return { type: 'writer.resolved', conflictId: id, path, take };
}

function sideOf({ taskId, agent, did, path }: WriterSide) {
  return { taskId, agent, did, ...(path === undefined ? {} : { path }) };
}

function bounded({ line, base, a, b }: ConflictHunk): ConflictHunk {
  return { line, base: cut(base), a: cut(a), b: cut(b) };
}

function isShort({ base, a, b }: ConflictHunk): boolean {
  return [base, a, b].every((text) => text.length <= MAX_CHARS);
}

function cut(text: string): string {
  return text.length <= MAX_CHARS ? text : `${text.slice(0, MAX_CHARS)}…`;
}
