// Sub-calls of a run: one prompt over one piece of context, checked for fit and never paid for twice.
import { createHash } from 'node:crypto';
import type { Budget, EmitEvent } from '../core/index.js';
import { subPrompt } from '../models/index.js';
import { SubcallError } from './subcall-error.js';
import type { LoopDeps } from './types.js';

/** Careful estimate: code and JSON have about three characters per token. */
const CHARS_PER_TOKEN = 3;
/** Tokens for instructions and framing around a sub-prompt. */
const FRAME_TOKENS = 500;

export interface SubcallSite {
  readonly signal: AbortSignal;
  readonly stepId: string | undefined;
}

export interface SubcallTree {
  readonly budget: Budget;
  readonly emit: EmitEvent;
  readonly turnId: string;
  /** Answers by a digest of model and prompt, also of calls still under way. The prompts of a run may be huge together. */
  readonly memo: Map<string, Promise<string>>;
}

/** Asks the sub-call model on behalf of cells. */
export class Subcalls {
  constructor(
    private readonly deps: LoopDeps,
    private readonly tree: SubcallTree,
  ) {}

  /** @throws SubcallError, of a kind that the cell can act on */
  async ask(prompt: string, context: string, site: SubcallSite): Promise<string> {
    try {
      const model = await this.deps.models.forRole('sub', site.signal);
      this.#checkFit(prompt, context, model);
      const key = createHash('sha256')
        .update(JSON.stringify([model.id, prompt, context]))
        .digest('base64');
      const known = this.tree.memo.get(key);
      if (known !== undefined) return await known;
      const asking = this.#predict(prompt, context, site);
      this.tree.memo.set(key, asking);
      // A failure is not an answer: the next same call tries again.
      asking.catch(() => this.tree.memo.delete(key));
      return await asking;
    } catch (thrown) {
      throw SubcallError.from(thrown);
    }
  }

  async #predict(prompt: string, context: string, site: SubcallSite): Promise<string> {
    const { budget, emit, turnId } = this.tree;
    const { output } = await this.deps.predictor.predict(
      subPrompt,
      { prompt, context },
      {
        signal: site.signal,
        budget,
        emit,
        turnId,
        ...(site.stepId === undefined ? {} : { stepId: site.stepId }),
      },
    );
    return output.answer;
  }

  #checkFit(
    prompt: string,
    context: string,
    model: {
      readonly id: string;
      readonly contextWindow: number;
      readonly maxOutputTokens: number;
    },
  ): void {
    const tokens = Math.ceil((prompt.length + context.length) / CHARS_PER_TOKEN) + FRAME_TOKENS;
    const room = model.contextWindow - Math.min(model.maxOutputTokens, model.contextWindow / 4);
    if (tokens <= room) return;
    const roomChars = Math.floor((room - FRAME_TOKENS) * CHARS_PER_TOKEN);
    throw new SubcallError(
      'too-large',
      `The prompt and its context have about ${tokens} tokens; ${model.id} takes ${Math.floor(room)}.`,
      {
        remedy: `Split the context into parts of at most ${Math.max(0, roomChars - prompt.length)} characters and use llmBatch().`,
      },
    );
  }
}
