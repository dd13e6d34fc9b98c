// Conflicts of two agents to show, and a turn that waits for what a person decides about them.
import type { RunEventOf } from '../../../runtime/core/index.js';
import type { ConflictDesk, WriterConflict } from '../../../runtime/writers/index.js';
import type { Script } from '../../unit/extension/scripted-memfun.js';

type Told = Omit<RunEventOf<'writer.conflict'>, 'at' | 'turnId'>;

export const LINES: Told = {
  type: 'writer.conflict',
  conflictId: 'conflict-1',
  path: 'src/queue/retry.ts',
  kind: 'lines',
  reason: 'both changed the same lines',
  a: { taskId: 't1', agent: 'coder', did: 'changed' },
  b: { taskId: 't2', agent: 'tester', did: 'changed' },
  hunks: [
    {
      line: 12,
      base: 'const base = policy.firstMs * attempt;\n',
      a: 'const base = Math.min(policy.capMs, policy.firstMs * 2 ** attempt);\n',
      b: 'const base = policy.firstMs * attempt + jitter(attempt);\n',
    },
    { line: 40, base: '', a: '', b: 'export const forTests = { delayFor };\n' },
  ],
  whole: true,
};

export const BINARY: Told = {
  type: 'writer.conflict',
  conflictId: 'conflict-2',
  path: 'docs/a-folder-with-a-rather-long-name/diagram-of-everything.png',
  kind: 'file',
  reason: 'it was changed, and it is not a text that could be merged',
  a: { taskId: 't1', agent: 'architect', did: 'moved', path: 'docs/diagram.png' },
  b: { taskId: 't2', agent: 'researcher', did: 'deleted' },
  hunks: [],
  whole: true,
  problem: 'No agent can be asked here.',
};

/** Tells a conflict and waits for the answer, as a run does; an agent fails once. */
export function conflicted(desk: () => ConflictDesk, told: Told): Script {
  return async (turnId, { emit, signal }) => {
    const tell = (problem?: string): void =>
      emit({ ...told, at: 1, turnId, ...(problem === undefined ? {} : { problem }) });
    const asked: Pick<WriterConflict, 'id'> = { id: told.conflictId };
    tell();
    for (;;) {
      const { take } = await desk().decide(asked as WriterConflict, signal);
      if (take !== 'agent') {
        emit({
          type: 'writer.resolved',
          at: 2,
          turnId,
          conflictId: told.conflictId,
          path: told.path,
          take,
        });
        return;
      }
      tell('The agent gave up: the two do not fit together.');
    }
  };
}
