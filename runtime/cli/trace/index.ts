// `memfun trace`: what earlier runs did, from the command line.
import type { Memfun, TraceAccess } from '../../app/index.js';
import type { CommandLine } from '../arguments.js';
import { UsageError } from '../arguments.js';
import { writeAsItIs } from '../output.js';
import { ANALYZE_VERBS } from './analyze.js';
import { EXCHANGE_VERBS } from './exchange.js';
import { REPLAY_VERBS } from './replay.js';
import { SHOW_VERBS } from './show.js';
import type { TraceVerb } from './verb.js';

const VERBS: Readonly<Record<string, TraceVerb>> = {
  ...SHOW_VERBS,
  ...EXCHANGE_VERBS,
  ...REPLAY_VERBS,
  ...ANALYZE_VERBS,
};

export interface TraceCommandContext {
  readonly memfun: Pick<Memfun, 'runTurn' | 'sessions'> & {
    readonly traces: TraceAccess | undefined;
  };
  /** Standard output. */
  readonly output: { write(text: string): unknown };
  readonly signal: AbortSignal;
}

/**
 * Runs one command and prints its result.
 * @returns the exit code
 * @throws UsageError (exit code 2); TraceMissingError, TraceFormatError, TraceReplayError, TraceExportError
 */
export async function runTraceCommand(
  { words: [name = '', ...words], options }: Pick<CommandLine, 'words' | 'options'>,
  { memfun, output, signal }: TraceCommandContext,
): Promise<number> {
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (verb === undefined) {
    const problem = name === '' ? 'Say what to do with traces.' : `There is no "trace ${name}".`;
    const usages = Object.values(VERBS).map(({ usage }) => usage);
    throw new UsageError(problem, `Use: memfun trace\n  ${usages.join('\n  ')}`);
  }
  const { traces } = memfun;
  if (traces === undefined) throw new UsageError('No traces are kept here.');
  const reply = await verb.run({ words, options, traces, memfun, output, signal });
  if (reply === undefined) return 0;
  if (options.json === true) output.write(`${JSON.stringify(reply.data)}\n`);
  else if (reply.isRecord === true) writeAsItIs(output, `${reply.text}\n`);
  else output.write(`${reply.text}\n`);
  return reply.code ?? 0;
}
