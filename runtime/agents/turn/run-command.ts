// One command through the gate, as whoever runs checks needs it.
import * as z from 'zod';
import type { Check, Ran } from '../../checks/index.js';
import { MemfunError } from '../../core/index.js';
import type { ToolContext } from '../../ports/index.js';
import type { Gate } from '../../safety/index.js';

const ranSchema = z.object({
  exitCode: z.number().nullable(),
  output: z.string(),
  timedOut: z.boolean(),
});

/** The gate, or the machine, did not let it run. */
class CheckNotRunError extends MemfunError {
  readonly code = 'checks.not_run';
}

/** @throws CheckNotRunError with the words of who refused it */
export async function runThroughGate(
  gate: Gate,
  { command, cwd }: Check,
  timeoutMs: number,
  context: ToolContext,
): Promise<Ran> {
  const timeoutSeconds = Math.min(1_800, Math.max(1, Math.floor(timeoutMs / 1000)));
  const { result } = await gate.call('run', { command, cwd, timeoutSeconds }, context);
  context.signal.throwIfAborted();
  if (!result.ok) throw new CheckNotRunError(result.error.message);
  return ranSchema.parse(result.value);
}
