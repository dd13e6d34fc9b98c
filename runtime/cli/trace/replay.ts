// `memfun trace replay`: the REPL of an earlier run, rebuilt from its record; with another cell it goes on from there.
import { readFileSync } from 'node:fs';
import { replayPoint } from '../../traces/index.js';
import { UsageError } from '../arguments.js';
import { EXIT_CODES } from '../exit-codes.js';
import { progress } from '../output.js';
import { runIdOf, type TraceReply, type TraceVerb, type TraceVerbCall } from './verb.js';

const USAGE = 'replay RUN [--step N] [--cell FILE]';

export const REPLAY_VERBS: Readonly<Record<string, TraceVerb>> = {
  replay: {
    usage: USAGE,
    async run(call) {
      const { words, options, traces } = call;
      const turnId = await runIdOf(traces, words[0], USAGE);
      const record = await traces.get(turnId);
      const step = options.step ?? lastStep(record.events);
      if (options.cell !== undefined) return await goOn(call, turnId, step, options.cell);
      const { index, engine, variables, differing } = await traces.replay(turnId, step);
      const lines = variables.map(
        ({ name, type, size, preview }) =>
          `${differing.includes(name) ? '≠' : '='} ${name}: ${type} (${size}): ${preview}`,
      );
      const verdict =
        differing.length === 0
          ? `Step ${index} was rebuilt in ${engine}; its variables are what they were.`
          : `Step ${index} was rebuilt in ${engine}; these are not what they were: ${differing.join(', ')}`;
      return {
        text: [...lines, verdict].join('\n'),
        data: { turnId, step: index, engine, variables, differing },
        code: differing.length === 0 ? 0 : 1,
      };
    },
  },
};

/** A new run, from the step on: what it does is asked about as always. */
async function goOn(
  { traces, memfun, options, signal }: TraceVerbCall,
  turnId: string,
  step: string,
  file: string,
): Promise<TraceReply> {
  const record = await traces.get(turnId);
  const { stepId, request, index } = replayPoint(record, step);
  const code = readCell(file);
  if (options.json !== true)
    progress.write(
      `Steps before ${index} are rebuilt from the record; from step ${index} on everything runs for real.\n`,
    );
  const { sessionId } = await memfun.sessions.create(`${request.text} (again from step ${index})`);
  const result = await memfun.runTurn({
    sessionId,
    request,
    signal,
    resume: { turnId, stepId, code },
    emit: () => undefined,
  });
  const { answer, stopReason, steps, usage, error } = result;
  return {
    text: error === undefined ? answer : `${answer}\n${error.message}`.trim(),
    data: {
      turnId: result.turnId,
      sessionId,
      answer,
      stopReason,
      steps,
      usage,
      ...(error === undefined ? {} : { error }),
    },
    code: EXIT_CODES[stopReason],
  };
}

function lastStep(events: readonly { readonly type: string }[]): string {
  const steps = events.filter(
    (event) => event.type === 'step.started' && !('parentId' in event),
  ).length;
  if (steps === 0)
    throw new UsageError('The run took no steps, so there is nothing to go through again.');
  return String(steps);
}

function readCell(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new UsageError(
      `The cell "${file}" cannot be read.`,
      error instanceof Error ? error.message : undefined,
    );
  }
}
