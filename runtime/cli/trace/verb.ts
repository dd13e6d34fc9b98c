// The shape of one `memfun trace` verb, and how a run is named.
import type { Memfun, TraceAccess } from '../../app/index.js';
import type { CliOptions } from '../arguments.js';
import { UsageError } from '../arguments.js';

export interface TraceVerbCall {
  readonly words: readonly string[];
  readonly options: CliOptions;
  readonly traces: TraceAccess;
  readonly memfun: Pick<Memfun, 'runTurn' | 'sessions'>;
  /** Standard output, for what is too long for one text. */
  readonly output: { write(text: string): unknown };
  readonly signal: AbortSignal;
}

export interface TraceVerb {
  /** After `memfun trace `. */
  readonly usage: string;
  /** `undefined`: it was printed already. */
  run(call: TraceVerbCall): Promise<TraceReply | undefined>;
}

export interface TraceReply {
  readonly text: string;
  readonly data: object;
  /** What a run thought, wrote and was told: nothing of it is translated. */
  readonly isRecord?: boolean;
  /** Default 0. */
  readonly code?: number;
}

/** The id of a run: as it was given, or of the newest for `last`. @throws UsageError */
export async function runIdOf(
  traces: TraceAccess,
  word: string | undefined,
  usage: string,
): Promise<string> {
  if (word === undefined) throw new UsageError('There is no run.', `Use: memfun trace ${usage}`);
  if (word !== 'last') return word;
  const [newest] = (await traces.find({ limit: 1 })).runs;
  if (newest === undefined)
    throw new UsageError('No run has left a trace yet.', 'Ask something first: memfun ask "…"');
  return newest.turnId;
}
