// Taking back what turns did to files: /undo, /rewind, /rollback and /redo.
import type { Backups, UndoPlan, UndoResult } from '../../changes/index.js';
import { MemfunError } from '../../core/index.js';
import type { ChangeTarget } from '../../ports/index.js';
import { normalizePath } from '../../ports/index.js';

export interface UndoDeps {
  readonly backups: Backups;
  readonly target: ChangeTarget;
  readonly sessionId: string;
  readonly signal: AbortSignal;
  /** Told what was taken back, or brought again. */
  readonly onWithdrawn: (event: Withdrawal) => void;
}

export interface Withdrawal {
  readonly turnIds: readonly string[];
  readonly withdrawn: boolean;
  readonly files: readonly string[];
}

/** Takes back the last turns of this conversation that changed files. @throws NothingToUndoError */
export async function undoTurns(turns: number, deps: UndoDeps): Promise<string> {
  return carryOut(await deps.backups.planRewind(deps.target, turns, deps.sessionId), deps);
}

/** Takes back the last change of one file. @throws NothingToUndoError, PathOutsideError */
export async function rollBack(path: string, deps: UndoDeps): Promise<string> {
  const name = normalizePath(path, 'the workspace');
  return carryOut(await deps.backups.planRollback(deps.target, name), deps);
}

/** Makes the last undo undone. @throws NothingToUndoError */
export async function redo(deps: UndoDeps): Promise<string> {
  const plan = await deps.backups.planRedo(deps.target);
  const undone = new Set(plan.undoes.map(({ turnId }) => turnId));
  const records = (await deps.backups.list()).filter(({ turnId }) => undone.has(turnId));
  const turnIds = records.flatMap(({ undoes }) => undoes.map(({ turnId }) => turnId));
  return carryOut(plan, deps, AGAIN, turnIds);
}

/** A whole number from 1 on, as a person types it. @throws CountError */
export function countIn(text: string, command: string, example: number): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new CountError(text, command, example);
  return count;
}

class CountError extends MemfunError {
  readonly code = 'undo.count';
  constructor(text: string, command: string, example: number) {
    super(`“${text}” is no whole number from 1 on.`, {
      remedy: `Say for example ${command} ${example}`,
    });
  }
}

/** What somebody edited since is left alone and named. */
async function carryOut(
  plan: UndoPlan,
  deps: UndoDeps,
  words = BACK,
  turns = plan.undoes.map(({ turnId }) => turnId),
): Promise<string> {
  const { backups, target, sessionId, signal, onWithdrawn } = deps;
  const result = await backups.carryOut(plan, target, signal, { sessionId, onConflict: 'keep' });
  if (result.restored.length > 0) {
    onWithdrawn({
      turnIds: [...new Set(turns)],
      withdrawn: words === BACK,
      files: result.restored.map(({ path }) => path),
    });
  }
  return report(result, plan, words);
}

interface Words {
  readonly done: string;
  /** Of a file whose content is another now. */
  readonly modify: string;
  readonly next: string;
}
const BACK: Words = {
  done: 'Taken back',
  modify: 'is as it was before',
  next: '`/redo` brings it again.',
};
const AGAIN: Words = {
  done: 'Brought again',
  modify: 'is changed again',
  next: '`/undo` takes it back.',
};

function report(
  { restored, already }: UndoResult,
  { conflicts }: UndoPlan,
  { done, modify, next }: Words,
): string {
  const lines = [
    ...restored.map(({ path, kind }) => `- \`${path}\` ${kind === 'modify' ? modify : DONE[kind]}`),
    ...already.map((path) => `- \`${path}\` was so already`),
    ...conflicts.map(({ path, reason }) => `- \`${path}\` was left alone: ${reason}`),
  ];
  const except = conflicts.length === 0 ? '' : ', except for what was changed since';
  const head = restored.length === 0 ? 'No file was changed.' : `${done}${except}:`;
  return [head, '', ...lines, ...(restored.length === 0 ? [] : ['', next])].join('\n');
}

const DONE = {
  create: 'is there again',
  delete: 'is gone again',
  move: 'is back at its place',
} as const;
