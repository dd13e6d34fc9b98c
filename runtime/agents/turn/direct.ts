// The shortest way: one model call over what is at hand, streamed as it comes.
import { abortable, type Budget, throwIfAborted } from '../../core/index.js';
import { ContextOverflowError, directAnswer, PredictionParseError } from '../../models/index.js';
import type { Answer } from '../../rlm/index.js';
import { CitationChecker, proseAnswer } from '../../rlm/index.js';
import type { SkillCatalogue } from '../../skills/index.js';
import { aboutMemfun } from '../../wording/index.js';
import type { Exchange } from '../context/conversation.js';
import type { TurnImage } from '../context/images.js';
import { buildTask } from '../context/tasks.js';
import type { TurnRecorder } from './recorder.js';
import type { TurnDeps, TurnOptions } from './types.js';

export interface DirectInput {
  /** What the workspace tells agents. */
  readonly instructions: readonly string[];
  readonly memories: readonly string[];
  readonly conversation: readonly Exchange[];
  readonly budget: Budget;
  readonly turnId: string;
  readonly images: readonly TurnImage[];
}

export type DirectOutcome =
  | { readonly kind: 'answered'; readonly answer: Answer }
  /** A look into the workspace is needed; what was streamed is void. */
  | { readonly kind: 'needs-agent'; readonly reason: string };

interface Text {
  readonly path: string;
  readonly startLine: number;
  readonly text: string;
}

/** The skill that tells how Memfun is used. */
const GUIDE = 'memfun-help';

/** @throws ModelError, BudgetExceededError, AbortedError */
export async function answerDirectly(
  deps: TurnDeps,
  { request, signal }: TurnOptions,
  input: DirectInput,
  recorder: TurnRecorder,
): Promise<DirectOutcome> {
  const escalate = (reason: string): DirectOutcome => {
    if (recorder.streamed !== '') recorder.tell({ type: 'answer.reset' });
    return { kind: 'needs-agent', reason };
  };
  try {
    const predicting = deps.predictor.predict(
      directAnswer,
      {
        task: [buildTask({ ...request, attachments: [] }, []).text, ...input.instructions].join(
          '\n\n',
        ),
        memories: [...input.memories],
        conversation: input.conversation.map((exchange) => ({ ...exchange })),
        context: [
          ...request.attachments.flatMap(({ path, startLine, text }) =>
            text === undefined ? [] : [{ path, startLine: startLine ?? 1, text }],
          ),
          ...guideFor(request.text, deps.skills),
        ],
      },
      {
        signal,
        budget: input.budget,
        emit: recorder.emit,
        turnId: input.turnId,
        model: await deps.models.forRole('root', signal),
        ...(input.images.length === 0 ? {} : { images: input.images }),
        stream: {
          field: 'answer',
          onDelta: (text) => recorder.tell({ type: 'answer.delta', text }),
          restart: () => recorder.tell({ type: 'answer.reset' }),
        },
      },
    );
    const { output } = await abortable(predicting, signal);
    throwIfAborted(signal);
    if (output.needsAgent) return escalate('The answer needs a look into the workspace.');
    if (output.answer.trim() === '') return escalate('There was no direct answer.');
    const answer = await proseAnswer(output, new CitationChecker(deps.workspace), request.intent);
    return { kind: 'answered', answer };
  } catch (thrown) {
    if (thrown instanceof ContextOverflowError) return escalate('What is attached is too large.');
    if (thrown instanceof PredictionParseError) return escalate('There was no readable answer.');
    throw thrown;
  }
}

/** Of Memfun itself no model knows anything: what the built-in skill says of it is given to who is asked. */
function guideFor(text: string, skills: SkillCatalogue): readonly Text[] {
  const guide = skills.get(GUIDE);
  if (guide?.source !== 'built-in' || aboutMemfun(text) === undefined) return [];
  return [{ path: GUIDE, startLine: 1, text: guide.body.trim() }];
}

/** Told when a direct answer was asked for and there is none. */
export const NEEDS_FILES: Answer = {
  text: 'This needs a look into the workspace, and you asked for a direct answer. Ask again without that limit.',
  citations: [],
  data: undefined,
  notes: [],
};
