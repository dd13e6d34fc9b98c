// The worker's side of asking: a question goes home with the events of the task, its answer is fetched from the state store.
import * as z from 'zod';
import { type Clock, type Json, jsonSchema, MemfunError, sleep } from '../../core/index.js';
import {
  type ApprovalAnswer,
  type ApprovalRequest,
  type Approvals,
  LeaseLostError,
  type StateStore,
} from '../../ports/index.js';

const LOOK_MS = 250;
/** A question that got lost on its way comes home with the next one. */
const AGAIN_MS = 5_000;
/** So long a person may take. */
const PATIENCE_MS = 60 * 60 * 1000;
/** More is nothing that a person reads before allowing it. */
const MOST_CHARS = 16_000;

const asked = z.union([
  z.strictObject({ command: z.string().max(MOST_CHARS) }),
  z.strictObject({ address: z.string().max(MOST_CHARS) }),
]);

/** How a question, and its end without an answer, stand among the events of a task. */
export const questionSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('question.asked'),
    id: z.string(),
    asked,
    /** Who asks, for people. */
    worker: z.string().optional(),
  }),
  z.object({ type: z.literal('question.over'), id: z.string() }),
]);

export const answerSchema = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('allow') }),
  z.object({ decision: z.literal('deny'), message: z.string().optional() }),
]);

/** An answer that somebody uses. */
const takenSchema = z.object({ answer: jsonSchema, takenBy: z.string() });

/** An answer counts once, and another process has it. */
class AnswerTakenError extends MemfunError {
  readonly code = 'worker.answer-taken';
  constructor() {
    super('Another process has taken the answer to this question.');
  }
}

/** Where the answer to one question stands. */
export const answerKey = (wanted: string, id: string): string => `work-answer.${wanted}.${id}`;

export interface QuestionOptions {
  readonly state: StateStore;
  /** The key under which home is known to wait. */
  readonly wanted: string;
  /** Of this attempt at the task. */
  readonly fencingToken: number;
  /** Who asks, for people. */
  readonly worker: string;
  /** Of whoever asks, and of nobody else. */
  readonly askerId: string;
  readonly emit: (event: Json) => void;
  /** @throws LeaseLostError when another worker has the task */
  readonly confirm: () => Promise<void>;
  readonly clock: Pick<Clock, 'monotonic'>;
}

/** The person where the plan runs, for whoever asks on a worker. An answer counts for one question of one attempt. */
export function askingHome(options: QuestionOptions): Approvals {
  return {
    ask: async (request, signal) => {
      const what = asked.safeParse(wantedBy(request));
      if (!what.success) return denied('that cannot be asked about from a worker.');
      const id = `${options.fencingToken}.${request.id}`;
      const tell = (): void =>
        options.emit({ type: 'question.asked', id, asked: what.data, worker: options.worker });
      tell();
      const again = setInterval(tell, AGAIN_MS);
      let answer: ApprovalAnswer | undefined;
      try {
        answer = await fetched(id, options, signal);
        return answer ?? denied('nobody has answered for an hour.');
      } finally {
        clearInterval(again);
        if (answer === undefined) options.emit({ type: 'question.over', id });
      }
    },
  };
}

/** @throws LeaseLostError; AnswerTakenError; AbortedError */
async function fetched(
  id: string,
  options: QuestionOptions,
  signal: AbortSignal,
): Promise<ApprovalAnswer | undefined> {
  const { state, wanted, askerId, clock } = options;
  const key = answerKey(wanted, id);
  const since = clock.monotonic();
  while (clock.monotonic() - since < PATIENCE_MS) {
    try {
      const found = await state.get(key);
      const mark = takenSchema.safeParse(found?.value).data;
      if (mark !== undefined) return await used(key, mark, options);
      if (found !== undefined) {
        const { revision: ifRevision, value: answer } = found;
        await state.put(key, { answer, takenBy: askerId }, { ifRevision, ttlMs: PATIENCE_MS });
        continue;
      }
    } catch (thrown) {
      // A store that does not answer is asked again: what a person has said is not lost by it.
      if (thrown instanceof LeaseLostError || thrown instanceof AnswerTakenError) throw thrown;
    }
    await sleep(LOOK_MS, signal);
  }
  return undefined;
}

/** Used up before it is used, and only by whoever has the task now. After a failure it can be done again. */
async function used(
  key: string,
  { answer, takenBy }: z.infer<typeof takenSchema>,
  { state, askerId, confirm }: QuestionOptions,
): Promise<ApprovalAnswer> {
  if (takenBy !== askerId) throw new AnswerTakenError();
  const remove = (): Promise<void> => state.delete(key).catch(() => undefined); // else it ends by itself
  await confirm().catch(async (thrown: unknown) => {
    if (thrown instanceof LeaseLostError) await remove();
    throw thrown;
  });
  await remove();
  const { data } = answerSchema.safeParse(answer);
  if (data === undefined) return denied('the answer could not be read.');
  return data.decision === 'allow' ? data : denied(data.message);
}

function wantedBy({ command, address }: ApprovalRequest): Json {
  if (command !== undefined) return { command };
  return address === undefined ? null : { address };
}

function denied(message: string | undefined): ApprovalAnswer {
  return { decision: 'deny', ...(message === undefined ? {} : { message }) };
}
