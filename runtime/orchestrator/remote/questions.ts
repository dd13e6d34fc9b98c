// The worker's side of asking: a question goes home with the events of the task, its answer is fetched from the state store.
import * as z from 'zod';
import { type Clock, type Json, sleep } from '../../core/index.js';
import type { ApprovalAnswer, ApprovalRequest, Approvals, StateStore } from '../../ports/index.js';

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
  z.object({ type: z.literal('question.asked'), id: z.string(), asked }),
  z.object({ type: z.literal('question.over'), id: z.string() }),
]);

export const answerSchema = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('allow') }),
  z.object({ decision: z.literal('deny'), message: z.string().optional() }),
]);

/** Where the answer to one question stands. */
export const answerKey = (wanted: string, id: string): string => `work-answer.${wanted}.${id}`;

export interface QuestionOptions {
  readonly state: StateStore;
  /** The key under which home is known to wait. */
  readonly wanted: string;
  /** Of this attempt at the task. */
  readonly fencingToken: number;
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
      const tell = (): void => options.emit({ type: 'question.asked', id, asked: what.data });
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

/** @throws LeaseLostError, RevisionConflictError when the answer was taken away before; AbortedError */
async function fetched(
  id: string,
  { state, wanted, confirm, clock }: QuestionOptions,
  signal: AbortSignal,
): Promise<ApprovalAnswer | undefined> {
  const key = answerKey(wanted, id);
  const since = clock.monotonic();
  while (clock.monotonic() - since < PATIENCE_MS) {
    const found = await state.get(key).catch(() => undefined); // a store that does not answer is asked again
    if (found !== undefined) {
      const { data } = answerSchema.safeParse(found.value);
      // Used up before it is used, and only by whoever has the task now.
      await state.delete(key, { ifRevision: found.revision });
      await confirm();
      if (data === undefined) return denied('the answer could not be read.');
      return data.decision === 'allow' ? data : denied(data.message);
    }
    await sleep(LOOK_MS, signal);
  }
  return undefined;
}

function wantedBy({ command, address }: ApprovalRequest): Json {
  if (command !== undefined) return { command };
  return address === undefined ? null : { address };
}

function denied(message: string | undefined): ApprovalAnswer {
  return { decision: 'deny', ...(message === undefined ? {} : { message }) };
}
