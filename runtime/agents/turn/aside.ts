// /btw: a question beside the work, answered from the conversation and from what the running turn has done so far.
import { abortable, type Budget, type RunEvent } from '../../core/index.js';
import type { Answer } from '../../rlm/index.js';
import {
  type Exchange,
  exchangesOf,
  readConversation,
  SHORT_HISTORY,
} from '../context/conversation.js';
import { answerDirectly } from './direct.js';
import type { TurnRecorder } from './recorder.js';
import type { TurnDeps, TurnOptions } from './types.js';

const CALL = /^\/btw\s+(\S[\s\S]*)$/;
/** Steps of the running turn that are told, the last ones. */
const STEPS_TOLD = 12;

/** The question, without the name of the command. */
export function asideIn(text: string): string | undefined {
  return CALL.exec(text.trim())?.[1];
}

/** Told when that is not enough for an answer. */
export const ASIDE_NEEDS_FILES: Answer = {
  text: 'This needs a look into the workspace, and `/btw` answers only from this conversation. Ask it as a message of its own.',
  citations: [],
  data: undefined,
  notes: [],
};

export interface AsideSite {
  readonly turnId: string;
  /** Tokens that the model can hold. */
  readonly window: number;
  readonly budget: Budget;
  readonly recorder: TurnRecorder;
}

/** `undefined` when it needs a look into the workspace. @throws ModelError, BudgetExceededError, AbortedError */
export async function answerAside(
  deps: TurnDeps,
  options: TurnOptions,
  text: string,
  { turnId, window, budget, recorder }: AsideSite,
): Promise<Answer | undefined> {
  const { events } = await abortable(deps.sessions.load(options.sessionId), options.signal);
  const conversation = [
    ...exchangesOf(readConversation(events), window, SHORT_HISTORY),
    ...workSoFar(events, turnId),
  ];
  const request = { ...options.request, text, effort: 'direct' as const };
  const input = { instructions: [], memories: [], conversation, budget, turnId, images: [] };
  const outcome = await answerDirectly(deps, { ...options, request }, input, recorder);
  return outcome.kind === 'answered' ? outcome.answer : undefined;
}

/** What another turn, which is still at work, was asked and has thought. */
function workSoFar(events: readonly RunEvent[], own: string): readonly Exchange[] {
  const ended = new Set(events.flatMap((e) => (e.type === 'turn.ended' ? [e.turnId] : [])));
  const open = events.findLast(
    (e) => e.type === 'turn.started' && e.turnId !== own && !ended.has(e.turnId),
  );
  if (open?.type !== 'turn.started') return [];
  const steps = events.flatMap((e) =>
    e.type === 'step.code' && e.turnId === open.turnId ? [e.reasoning] : [],
  );
  const told = steps.slice(-STEPS_TOLD).join('\n');
  return [{ user: open.request.text, assistant: `(This is still being worked on.)\n${told}` }];
}
