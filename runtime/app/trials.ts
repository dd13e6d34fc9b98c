// Whole turns as rollouts: a recorded request again, in a conversation of its own that only reads, with other words.
import type { EmitEvent, RunEvent, RunEventOf, TurnRequest } from '../core/index.js';
import { systemClock, throwIfAborted } from '../core/index.js';
import { type Candidate, type Evaluator, gradeOutput, turnOutcomes } from '../optimizer/index.js';
import type { SessionManager } from '../ports/index.js';
import { isCut, type TraceRecord } from '../traces/index.js';
import type { Recorded } from './optimize-access.js';
import type { RunTurnOptions, TurnResult } from './types.js';

/** A recorded turn whose answer was good. */
export interface RunExample {
  readonly id: string;
  /** Its conversation. */
  readonly group: string;
  readonly request: TurnRequest;
  readonly answer: string;
}

export interface TrialParts {
  readonly sessions: Pick<SessionManager, 'create' | 'delete'>;
  readonly runTurn: (options: RunTurnOptions) => Promise<TurnResult>;
}

/**
 * Turns that were answered, of which nothing bad became, newest first; the same request counts once. What was asked
 * and answered is taken from the conversation, which keeps it whole; where that is gone, a trace with a cut text is
 * left out.
 */
export function runExamples(
  { records, events }: Recorded,
  uses: (record: TraceRecord) => boolean,
): readonly RunExample[] {
  const outcomes = turnOutcomes([...records.flatMap((record) => record.events), ...events]);
  const asked = new Map<string, RunEventOf<'turn.started'>>();
  const answers = new Map<string, string>();
  for (const event of events) {
    if (event.type === 'turn.started') asked.set(event.turnId, event);
    if (event.type === 'answer.completed') answers.set(event.turnId, event.text);
  }
  const found = new Map<string, RunExample>();
  for (const record of records) {
    const { turnId, sessionId } = record;
    const started = record.events.find((event) => event.type === 'turn.started');
    const ended = record.events.find((event) => event.type === 'turn.ended');
    const answered = record.events.findLast((event) => event.type === 'answer.completed');
    if (started === undefined || answered === undefined || ended?.stopReason !== 'answered')
      continue;
    if (outcomes.get(turnId)?.verdict === 'bad' || !uses(record)) continue;
    const { request } = asked.get(turnId) ?? started;
    const answer = answers.get(turnId) ?? answered.text;
    if ([request.text, answer, ...request.attachments.map(({ text = '' }) => text)].some(isCut))
      continue;
    if (!found.has(request.text))
      found.set(request.text, { id: turnId, group: sessionId, request, answer });
  }
  return [...found.values()];
}

export interface TrialOptions extends TrialParts {
  readonly examples: readonly RunExample[];
  /** What each part of a candidate replaces. */
  readonly originals: Candidate;
  /** The request as it is asked with a candidate, where that differs. */
  readonly asked?: (request: TurnRequest, candidate: Candidate) => TurnRequest;
}

/** Scores a turn by its agreement with the answer that was good. */
export function trialEvaluator(options: TrialOptions): Evaluator {
  const { sessions, runTurn, originals, asked = (request) => request } = options;
  const examples = new Map(options.examples.map((example) => [example.id, example]));
  return {
    async evaluate(candidate, exampleId, _seed, signal) {
      throwIfAborted(signal);
      const example = examples.get(exampleId);
      if (example === undefined) throw new RangeError(`There is no run ${exampleId}.`);
      const { sessionId } = await sessions.create('Trial');
      const started = systemClock.monotonic();
      const way: string[] = [];
      const note: EmitEvent = (event) => void way.push(...wayOf(event));
      try {
        const { answer, stopReason, usage, error } = await runTurn({
          sessionId,
          request: asked(example.request, candidate),
          signal,
          emit: note,
          trial: { values: candidate, originals },
        });
        throwIfAborted(signal);
        const grade = gradeOutput({ expected: example.answer }, answer);
        const done = stopReason === 'answered';
        const said = done ? grade.feedback : (error?.message ?? `It ended early: ${stopReason}.`);
        return {
          score: done ? grade.score : 0,
          feedback: [said === '' ? 'Nothing is wrong with it.' : said, ...way]
            .join('\n')
            .slice(0, FEEDBACK_CHARS),
          costUsd: usage.costUsd,
          ms: systemClock.monotonic() - started,
          input: example.request.text,
          output: answer,
        };
      } finally {
        await sessions.delete(sessionId);
      }
    },
  };
}

const FEEDBACK_CHARS = 1_500;

/** What whoever writes better words sees of the way: calls that failed. */
function wayOf(event: RunEvent): readonly string[] {
  return event.type === 'step.call' && event.state === 'failed' ? [`Failed: ${event.summary}`] : [];
}
