// Which recorded result is that of which call of a step.
import type { RunEventOf } from '../core/index.js';

type RecordedCell = NonNullable<RunEventOf<'cell.recorded'>['cell']>;
export type RecordedCall = RecordedCell['hostResults'][number];

/**
 * By call: of each name in the order in which they began.
 * @param calls of one step, in the order in which they began
 */
export function recordedCalls(
  calls: readonly { readonly callId: string; readonly tool: string }[],
  cell: RecordedCell | undefined,
): ReadonlyMap<string, RecordedCall> {
  const left = [...(cell?.hostResults ?? [])];
  const found = new Map<string, RecordedCall>();
  for (const { callId, tool } of calls) {
    const at = found.has(callId) ? -1 : left.findIndex(({ name }) => name === tool);
    const [recorded] = at < 0 ? [] : left.splice(at, 1);
    if (recorded !== undefined) found.set(callId, recorded);
  }
  return found;
}
