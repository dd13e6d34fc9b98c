// What can go wrong between Memfun and a language model: one class per cause, each with its remedy.
import { MemfunError } from '../core/index.js';

/** Which model an error is about, as the reader knows it. */
export interface ModelFacts {
  /** `provider/model`, as in the configuration. */
  readonly id: string;
  readonly provider: string;
  /** The model's name at its provider. */
  readonly name: string;
  /** Where calls go, when it is not the provider's own address. */
  readonly baseUrl?: string | undefined;
}

interface ModelErrorOptions {
  readonly remedy: string;
  readonly cause?: unknown;
}

/** Base of everything that a model call can fail with, apart from stops and budgets. */
export abstract class ModelError extends MemfunError {
  /** Whether the same call may work when it is simply sent again. */
  readonly retryable: boolean = false;
  /** How long the provider asks us to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined = undefined;

  constructor(
    readonly modelId: string,
    message: string,
    options: ModelErrorOptions,
  ) {
    super(message, options);
  }
}

/** No key, no such definition, or a definition that lacks something. */
export class ModelNotSetUpError extends ModelError {
  readonly code = 'model.not-set-up';
  constructor(modelId: string, what: string, remedy: string) {
    super(modelId, `${modelId} is not set up: ${what}`, { remedy });
  }
}

export class ModelAuthError extends ModelError {
  readonly code = 'model.auth';
  constructor(model: ModelFacts, status: number, detail: string, cause?: unknown) {
    const message =
      status === 403
        ? `${model.provider} does not let this key use ${model.name}. ${detail}`
        : `${model.provider} refused the key. ${detail}`;
    super(model.id, message.trim(), {
      remedy:
        status === 403
          ? 'Give the key access to the model in the provider’s console, or choose another model in "memfun.model".'
          : `Run "Memfun: Set Up" and enter a valid key for ${model.provider}.`,
      cause,
    });
  }
}

export class ModelNotFoundError extends ModelError {
  readonly code = 'model.not-found';
  constructor(model: ModelFacts, detail: string, cause?: unknown) {
    super(model.id, `${model.provider} has no model named "${model.name}". ${detail}`.trim(), {
      remedy:
        model.provider === 'ollama'
          ? `Run "ollama pull ${model.name}", or choose an installed model in "memfun.model".`
          : 'Correct the name in "memfun.model" (or in the entry of "memfun.models"), and check the base URL if you set one.',
      cause,
    });
  }
}

export class ModelRateLimitError extends ModelError {
  readonly code = 'model.rate-limit';
  override readonly retryable = true;
  override readonly retryAfterMs: number | undefined;
  constructor(model: ModelFacts, retryAfterMs: number | undefined, cause?: unknown) {
    const limits = `${model.provider} limits how often this key may call ${model.name}.`;
    const message =
      retryAfterMs === undefined
        ? limits
        : `${limits} It asks to wait ${Math.ceil(retryAfterMs / 1000)} s.`;
    super(model.id, message, {
      remedy:
        'Wait a moment and ask again, or use another model for sub-calls ("memfun.subModel").',
      cause,
    });
    this.retryAfterMs = retryAfterMs;
  }
}

export class ModelQuotaError extends ModelError {
  readonly code = 'model.quota';
  constructor(model: ModelFacts, detail: string, cause?: unknown) {
    super(model.id, `The account at ${model.provider} has no credit left. ${detail}`.trim(), {
      remedy: 'Add credit in the provider’s console, or choose another model in "memfun.model".',
      cause,
    });
  }
}

export class ModelOverloadedError extends ModelError {
  readonly code = 'model.overloaded';
  override readonly retryable = true;
  override readonly retryAfterMs: number | undefined;
  constructor(
    model: ModelFacts,
    status: number,
    retryAfterMs: number | undefined,
    cause?: unknown,
  ) {
    super(model.id, `${model.provider} cannot answer at the moment (status ${status}).`, {
      remedy: 'This is temporary and on the provider’s side: ask again in a minute.',
      cause,
    });
    this.retryAfterMs = retryAfterMs;
  }
}

export class ModelStreamDroppedError extends ModelError {
  readonly code = 'model.dropped';
  override readonly retryable = true;
  constructor(model: ModelFacts, cause?: unknown) {
    super(model.id, `The connection to ${model.provider} broke off in the middle of the answer.`, {
      remedy: 'Ask again. If it happens often, check the network or the proxy between.',
      cause,
    });
  }
}

export class ModelUnreachableError extends ModelError {
  readonly code = 'model.unreachable';
  override readonly retryable: boolean;
  constructor(model: ModelFacts, url: string, transient: boolean, cause?: unknown) {
    const local = model.provider === 'ollama';
    super(model.id, `${local ? 'Ollama' : model.provider} cannot be reached at ${url}.`, {
      remedy: local
        ? `Start it with "ollama serve" and install the model with "ollama pull ${model.name}", or correct "baseUrl" of the model in "memfun.models".`
        : 'Check the network connection and proxy, and "baseUrl" of the model in "memfun.models" if you set one.',
      cause,
    });
    this.retryable = transient;
  }
}

export class ModelTimeoutError extends ModelError {
  readonly code = 'model.timeout';
  override readonly retryable = true;
  constructor(model: ModelFacts, idleMs: number) {
    super(
      model.id,
      `${model.provider} was silent for ${Math.round(idleMs / 1000)} s, so the call was given up.`,
      { remedy: 'Ask again. A local model may be too large for this machine: try a smaller one.' },
    );
  }
}

export class ModelEmptyAnswerError extends ModelError {
  readonly code = 'model.empty';
  override readonly retryable = true;
  constructor(model: ModelFacts) {
    super(model.id, `${model.name} answered with nothing.`, {
      remedy: 'Ask again, or choose another model in "memfun.model".',
    });
  }
}

export class ModelContentFilterError extends ModelError {
  readonly code = 'model.content-filter';
  constructor(model: ModelFacts, cause?: unknown) {
    super(model.id, `${model.provider} withheld the answer because of its content rules.`, {
      remedy: 'Word the question differently, or leave out the text that triggers the filter.',
      cause,
    });
  }
}

export class ModelVisionError extends ModelError {
  readonly code = 'model.vision';
  constructor(modelId: string) {
    super(modelId, `${modelId} cannot see images, and this request contains one.`, {
      remedy:
        'Leave the image out, choose a model that sees, or set "vision" in its "memfun.models" entry.',
    });
  }
}

/** A refusal that fits no other class. */
export class ModelRequestError extends ModelError {
  readonly code = 'model.request';
  constructor(model: ModelFacts, status: number | undefined, detail: string, cause?: unknown) {
    const where = status === undefined ? '' : ` (status ${status})`;
    super(model.id, `${model.provider} refused the request${where}: ${detail}`, {
      remedy: 'Run "Memfun: Doctor" to check the model, or choose another one in "memfun.model".',
      cause,
    });
  }
}

/** The input does not fit the model's window; found before sending, or reported by the provider. */
export class ContextOverflowError extends ModelError {
  readonly code = 'model.context-overflow';
  constructor(
    modelId: string,
    readonly inputTokens: number,
    readonly contextWindow: number,
    cause?: unknown,
  ) {
    super(
      modelId,
      `The prompt of about ${inputTokens} tokens does not fit the ${contextWindow} tokens of ${modelId}.`,
      {
        remedy: 'Split the text and ask about the parts, or use a model with a larger window.',
        cause,
      },
    );
  }
}

/** The answer did not have the required form, also after the model was told why. */
export class PredictionParseError extends MemfunError {
  readonly code = 'model.parse';
  constructor(
    readonly modelId: string,
    readonly signature: string,
    readonly reason: string,
  ) {
    super(`${modelId} did not answer in the required form (${signature}): ${reason}`, {
      remedy: 'Ask again, or choose a more capable model in "memfun.model".',
    });
  }
}
