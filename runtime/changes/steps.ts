// Changes as steps of single paths: what stands there before and afterwards. A move is two steps.
import type { FileChange } from '../ports/index.js';

export interface FileStep {
  readonly path: string;
  /** `undefined`: no file. */
  readonly before: Uint8Array | undefined;
  readonly after: Uint8Array | undefined;
}

/** Removals first, so that a folder can take the place of a file. */
export function stepsOf(changes: readonly FileChange[]): readonly FileStep[] {
  const steps = changes.flatMap((change): FileStep[] => {
    const { kind, path, before, after } = change;
    if (kind !== 'move') return [{ path, before, after }];
    return [
      { path: change.from, before, after: undefined },
      { path, before: undefined, after },
    ];
  });
  const removals = steps.filter(({ after }) => after === undefined);
  return [...removals, ...steps.filter(({ after }) => after !== undefined)];
}

/** The change of one path; `undefined` when there is none. */
export function toChange({ path, before, after }: FileStep): FileChange | undefined {
  if (before === undefined) {
    return after === undefined ? undefined : { kind: 'create', path, before, after };
  }
  return after === undefined
    ? { kind: 'delete', path, before, after }
    : { kind: 'modify', path, before, after };
}
