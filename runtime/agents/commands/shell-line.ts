// A message that begins with "!" is a command of the user's own: judged and asked about like any other, then run.
import * as z from 'zod';
import { type IdMaker, type Logger, MemfunError } from '../../core/index.js';
import type { ToolRegistry } from '../../ports/index.js';
import type { Answer } from '../../rlm/index.js';
import type { Gate } from '../../safety/index.js';
import type { TurnRecorder } from '../turn/recorder.js';
import { fenced } from './markdown.js';

export interface ShellLineDeps {
  readonly tools: ToolRegistry;
  readonly gate: Gate;
  readonly turnId: string;
  readonly signal: AbortSignal;
  readonly logger: Logger;
  readonly ids: IdMaker;
  readonly recorder: TurnRecorder;
}

const SHOWN_CHARS = 8_000;
const resultSchema = z.object({
  exitCode: z.number().nullable(),
  output: z.string(),
  timedOut: z.boolean(),
  waitingFor: z.string().optional(),
});

/** The command in a message; `undefined` when it is none. @throws NoCommandLineError */
export function shellLineIn(text: string): string | undefined {
  if (text.trim() === '!') throw new NoCommandLineError();
  const command = /^!\s*(\S[\s\S]*)$/.exec(text.trim())?.[1]?.trim();
  return command === '' ? undefined : command;
}

class NoCommandLineError extends MemfunError {
  readonly code = 'command.usage';
  constructor() {
    super('There is no command after the “!”.', {
      remedy: 'Write one there, for example: !npm test',
    });
  }
}

/** Runs it as the one step of its turn, and shows what it printed. A refusal is an answer too. */
export async function runShellLine(command: string, deps: ShellLineDeps): Promise<Answer> {
  const { tools, gate, turnId, signal, logger, ids, recorder } = deps;
  const run = tools.get('run');
  if (run === undefined) {
    return plain('Commands cannot run here: the mode only reads, or the workspace is not trusted.');
  }
  const stepId = ids.next('step');
  const call = { type: 'step.call', stepId, callId: ids.next('call'), tool: 'run' } as const;
  recorder.tell({ type: 'step.started', stepId, depth: 0, index: 1, title: command });
  recorder.tell({ ...call, summary: command, state: 'running' });
  const context = { signal, logger, caller: 'user', turnId, stepId };
  const { result, summary, ms } = await gate.call('run', { command }, context);
  const { ok } = result;
  const outputId = ok ? run.outputId?.(result.value) : undefined;
  const kept = outputId === undefined ? {} : { outputId };
  recorder.tell({ ...call, summary, state: ok ? 'done' : 'failed', ms, ...kept });
  recorder.tell({ type: 'step.ended', stepId, ok, ms, observation: '', variables: [] });
  return plain(ok ? textOf(resultSchema.parse(result.value)) : result.error.message);
}

function textOf({ exitCode, output, timedOut, waitingFor }: z.infer<typeof resultSchema>): string {
  const ending = timedOut
    ? 'It ran out of time and was ended.'
    : waitingFor === undefined
      ? `Exit code ${exitCode ?? 'none: it was ended by a signal'}.`
      : `It waited for an answer to “${waitingFor}” and was ended: give it a flag instead.`;
  const isWhole = output.length <= SHOWN_CHARS;
  const shown = isWhole ? output : `…${output.slice(-SHOWN_CHARS)}`;
  const rest = isWhole ? '' : ' This is the end of what it printed; its step has the whole output.';
  return `${shown.trim() === '' ? '' : `${fenced(shown.trimEnd())}\n\n`}${ending}${rest}`;
}

function plain(text: string): Answer {
  return { text, citations: [], data: undefined, notes: [] };
}
