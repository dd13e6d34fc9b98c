// A message that begins with "!" is a command of the user's own: judged and asked about like any other, then run.
import * as z from 'zod';
import type { Logger } from '../core/index.js';
import type { ToolRegistry } from '../ports/index.js';
import type { Answer } from '../rlm/index.js';
import type { Gate } from '../safety/index.js';
import { fenced } from './markdown.js';

export interface ShellLineDeps {
  readonly tools: ToolRegistry;
  readonly gate: Gate;
  readonly turnId: string;
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

const SHOWN_CHARS = 8_000;
const resultSchema = z.object({
  exitCode: z.number().nullable(),
  output: z.string(),
  timedOut: z.boolean(),
  waitingFor: z.string().optional(),
});

/** The command in a message; `undefined` when it is none. */
export function shellLineIn(text: string): string | undefined {
  const command = /^!\s*(\S[\s\S]*)$/.exec(text.trim())?.[1]?.trim();
  return command === '' ? undefined : command;
}

/** Runs it and shows what it printed. A refusal is an answer too. */
export async function runShellLine(command: string, deps: ShellLineDeps): Promise<Answer> {
  const { tools, gate, turnId, signal, logger } = deps;
  if (tools.get('run') === undefined) {
    return plain('Commands cannot run here: the mode only reads, or the workspace is not trusted.');
  }
  const context = { signal, logger, caller: 'user', turnId, stepId: undefined };
  const { result } = await gate.call('run', { command }, context);
  if (!result.ok) return plain(result.error.message);
  const { exitCode, output, timedOut, waitingFor } = resultSchema.parse(result.value);
  const ending = timedOut
    ? 'It ran out of time and was ended.'
    : waitingFor === undefined
      ? `Exit code ${exitCode ?? 'none: it was ended by a signal'}.`
      : `It waited for an answer to “${waitingFor}” and was ended: give it a flag instead.`;
  const shown = output.length <= SHOWN_CHARS ? output : `…${output.slice(-SHOWN_CHARS)}`;
  return plain(`${shown.trim() === '' ? '' : `${fenced(shown.trimEnd())}\n\n`}${ending}`);
}

function plain(text: string): Answer {
  return { text, citations: [], data: undefined, notes: [] };
}
