// Turns a signature and its input into a checked output: budget, fit, call, retry, parse, one repair.
import type * as z from 'zod';
import type { Clock, IdMaker, Logger, Usage } from '../core/index.js';
import { addUsage, createIds, sleep, systemClock, ZERO_USAGE } from '../core/index.js';
import type { ModelHandle, ModelSource } from '../ports/index.js';
import { AnswerForms } from './answer-form.js';
import { costOf } from './cost.js';
import { ModelRequestError, ModelVisionError, PredictionParseError } from './errors.js';
import { fieldsOf } from './fields.js';
import { outputBound, TokenEstimator } from './fit.js';
import type { AnswerForm } from './format.js';
import { END_MARKER } from './format.js';
import { factsOf } from './handle.js';
import type { Parsed } from './parse.js';
import { parseText, parseTool } from './parse.js';
import type { Answer } from './read-answer.js';
import { answerText, readAnswer } from './read-answer.js';
import type { Rejected, Request } from './request.js';
import { buildRequest, messagesOf } from './request.js';
import type { RetryOptions } from './retry.js';
import { withRetry } from './retry.js';
import type { Prediction, PredictOptions, Predictor, Signature } from './signature.js';
import { JsonFieldStream, TextFieldStream } from './stream-field.js';
import { tokenUse } from './usage.js';

export interface PredictorOptions {
  readonly models: ModelSource;
  readonly logger: Logger;
  readonly clock?: Clock;
  readonly random?: () => number;
  /** Changes what signatures say before they are asked: instructions and examples, never their fields. */
  readonly tune?: (signature: Signature) => Signature;
  /** How retries wait. */
  readonly wait?: RetryOptions['wait'];
  /** Longest silence of a provider, in milliseconds. Default two minutes (a local model may have to load). */
  readonly idleMs?: number;
  /** Awaited before each call, so that its budget knows what others have spent meanwhile. */
  readonly refresh?: () => Promise<void>;
}

/** What one call gave. */
interface CallResult {
  readonly answer: Answer;
  readonly usage: Usage;
  readonly inputTokens: number;
  /** Whether a part of it was streamed to the reader. */
  readonly shown: boolean;
}

/** Everything that stays the same over the calls of one prediction. */
interface Job {
  readonly signature: Signature;
  readonly input: Readonly<Record<string, unknown>>;
  readonly handle: ModelHandle;
  readonly options: PredictOptions;
}

const DEFAULT_IDLE_MS = 120_000;
/** Waits at least this long are shown to the user. */
const NOTABLE_WAIT_MS = 2_000;

/** Makes the predictor of a run or of a whole window; it learns each model's tokens per character as it goes. */
export function createPredictor(options: PredictorOptions): Predictor {
  return new ModelPredictor(options);
}

class ModelPredictor implements Predictor {
  readonly #models: ModelSource;
  readonly #logger: Logger;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #wait: RetryOptions['wait'];
  readonly #idleMs: number;
  readonly #refresh: () => Promise<void>;
  readonly #ids: IdMaker;
  readonly #tokens = new TokenEstimator();
  readonly #forms: AnswerForms;
  readonly #tune: NonNullable<PredictorOptions['tune']>;

  constructor(options: PredictorOptions) {
    this.#models = options.models;
    this.#logger = options.logger.child('predictor');
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
    this.#ids = createIds(this.#clock);
    this.#wait = options.wait ?? sleep;
    this.#idleMs = options.idleMs ?? DEFAULT_IDLE_MS;
    this.#refresh = options.refresh ?? (async () => undefined);
    this.#forms = new AnswerForms(this.#logger);
    this.#tune = options.tune ?? ((signature) => signature);
  }

  async predict<I extends z.ZodObject, O extends z.ZodObject>(
    signature: Signature<I, O>,
    input: z.infer<I>,
    options: PredictOptions,
  ): Promise<Prediction<z.infer<O>>> {
    const started = this.#clock.monotonic();
    const handle = options.model ?? (await this.#models.forRole(signature.role, options.signal));
    if ((options.images?.length ?? 0) > 0 && !handle.vision) throw new ModelVisionError(handle.id);
    const job: Job = { signature: this.#tune(signature), input, handle, options };

    const first = await this.#ask(job, this.#forms.of(handle));
    const finish = (output: z.infer<O>, last: CallResult, usage: Usage) => ({
      output,
      usage,
      model: handle,
      inputTokens: last.inputTokens,
      ms: this.#clock.monotonic() - started,
    });
    const parsed = parseAnswer(signature, first.answer);
    if (parsed.ok) {
      this.#forms.succeeded(handle);
      return finish(parsed.output, first, first.usage);
    }

    // An answer that was cut off says nothing about the form.
    if (first.answer.finish.unified !== 'length') {
      this.#forms.failed(handle, first.form, parsed.reason);
    }
    this.#logger.info('asking again: the answer could not be read', {
      signature: signature.name,
      model: handle.id,
      form: first.form,
    });
    if (first.shown) options.stream?.restart();
    // The text form is the one that every model can write.
    const rejected = { answer: answerText(first.answer), ...parsed };
    const second = await this.#ask(job, 'text', rejected);
    const again = parseAnswer(signature, second.answer);
    if (!again.ok) throw new PredictionParseError(handle.id, signature.name, again.reason);
    return finish(again.output, second, addUsage(first.usage, second.usage));
  }

  /** One call in the given form; a provider that knows no tools is asked in text instead. */
  async #ask(
    job: Job,
    form: AnswerForm,
    rejected?: Rejected,
  ): Promise<CallResult & { readonly form: AnswerForm }> {
    const { signature, input, handle, options } = job;
    const build = (wanted: AnswerForm): Request =>
      buildRequest({
        signature,
        input,
        handle,
        form: wanted,
        images: options.images,
        ...(rejected === undefined ? {} : { rejected }),
      });
    try {
      return { ...(await this.#call(job, build(form))), form };
    } catch (error) {
      const noTools =
        form === 'tool' && error instanceof ModelRequestError && /tool/i.test(error.message);
      if (!noTools) throw error;
      this.#forms.switchFrom(handle, form, error.message);
      return { ...(await this.#call(job, build('text'))), form: 'text' };
    }
  }

  /** Reserves, calls with retries, commits, and reports the call, whether it worked or not. */
  async #call(job: Job, request: Request): Promise<CallResult> {
    const { signature, handle, options } = job;
    await this.#refresh();
    const estimated = this.#tokens.tokens(handle.id, request.size);
    const { limits, spent, reserved } = options.budget.use();
    const left = limits.tokens - spent.tokens - reserved.tokens;
    const maxOutputTokens = outputBound(handle, signature.role, estimated, left);
    const reservation = options.budget.reserve({
      modelCalls: 1,
      tokens: estimated + maxOutputTokens,
      costUsd: costOf(handle.price, { ...NO_CACHE, input: estimated, output: maxOutputTokens }),
    });

    const started = this.#clock.monotonic();
    const pieces = new Pieces(job);
    let result: CallResult | undefined;
    try {
      const answer = await withRetry(
        () => {
          pieces.begin();
          return readAnswer(
            handle,
            { ...request.call, maxOutputTokens },
            {
              signal: options.signal,
              idleMs: this.#idleMs,
              facts: factsOf(handle),
              inputTokens: estimated,
              onText: (piece) => pieces.text(piece),
              onToolInput: (piece) => pieces.toolInput(piece),
            },
          );
        },
        this.#retryOptions(job, pieces),
      );
      result = { ...this.#settled(handle, request, answer, estimated), shown: pieces.shown };
      return result;
    } finally {
      const usage = result?.usage ?? this.#lost(handle, estimated, pieces);
      const callId = this.#ids.next('call');
      reservation.commit({
        modelCalls: 1,
        tokens: usage.inputTokens + usage.outputTokens,
        costUsd: usage.costUsd,
      });
      options.emit({
        type: 'model.exchanged',
        at: this.#clock.now(),
        turnId: options.turnId,
        callId,
        messages: messagesOf(request.call.prompt),
        answer: result === undefined ? '' : answerText(result.answer),
      });
      options.emit({
        type: 'model.called',
        at: this.#clock.now(),
        turnId: options.turnId,
        callId,
        ...(options.stepId === undefined ? {} : { stepId: options.stepId }),
        role: signature.role,
        signature: signature.name,
        model: handle.id,
        usage,
        ms: this.#clock.monotonic() - started,
        ok: result !== undefined,
      });
    }
  }

  #retryOptions({ handle, options }: Job, pieces: Pieces): RetryOptions {
    return {
      signal: options.signal,
      random: this.#random,
      wait: this.#wait,
      mayRepeat: () => !pieces.shown,
      onWait: (error, waitMs) => {
        this.#logger.info('calling the model again', {
          model: handle.id,
          code: error.code,
          waitMs,
        });
        if (waitMs < NOTABLE_WAIT_MS) return;
        options.emit({
          type: 'notice',
          at: this.#clock.now(),
          turnId: options.turnId,
          level: 'info',
          text: `${error.message} Trying again in ${Math.ceil(waitMs / 1000)} s.`,
        });
      },
    };
  }

  #settled(
    handle: ModelHandle,
    request: Request,
    answer: Answer,
    estimated: number,
  ): Omit<CallResult, 'shown'> {
    const output = this.#tokens.tokens(handle.id, {
      chars: answer.text.length + (answer.toolInput?.length ?? 0),
      images: 0,
    });
    const use = tokenUse(answer.usage, { input: estimated, output });
    if (use.reported) this.#tokens.learn(handle.id, request.size, use.input);
    const usage: Usage = {
      inputTokens: use.input,
      outputTokens: use.output,
      cachedInputTokens: use.cacheRead,
      modelCalls: 1,
      costUsd: costOf(handle.price, use),
    };
    return { answer, usage, inputTokens: use.input };
  }

  /** What a call that ended without an answer has probably used: nothing before the first piece. */
  #lost(handle: ModelHandle, estimated: number, pieces: Pieces): Usage {
    if (pieces.chars === 0) return { ...ZERO_USAGE, modelCalls: 1 };
    const output = this.#tokens.tokens(handle.id, { chars: pieces.chars, images: 0 });
    return {
      inputTokens: estimated,
      outputTokens: output,
      cachedInputTokens: 0,
      modelCalls: 1,
      costUsd: costOf(handle.price, { ...NO_CACHE, input: estimated, output }),
    };
  }
}

const NO_CACHE = { cacheRead: 0, cacheWrite: 0 };

function parseAnswer<O extends z.ZodObject>(
  signature: Pick<Signature<z.ZodObject, O>, 'output'>,
  answer: Answer,
): Parsed<z.infer<O>> {
  const parsed =
    answer.toolInput === undefined
      ? parseText(signature, answer.text)
      : parseTool(signature, answer.toolInput);
  if (answer.finish.unified !== 'length') return parsed;
  return {
    ok: false,
    reason: 'It was cut off at the longest allowed answer. Be much shorter.',
  };
}

/** Counts what arrives and hands the streamed field on. */
class Pieces {
  chars = 0;
  shown = false;
  readonly #job: Job;
  #text: TextFieldStream | undefined;
  #json: JsonFieldStream | undefined;

  constructor(job: Job) {
    this.#job = job;
  }

  /** A new attempt starts from nothing. */
  begin(): void {
    const { signature, options } = this.#job;
    if (options.stream === undefined) return;
    const markers = [...fieldsOf(signature.output).map((field) => field.name), END_MARKER];
    this.#text = new TextFieldStream(options.stream.field, markers);
    this.#json = new JsonFieldStream(options.stream.field);
  }

  text(piece: string): void {
    this.chars += piece.length;
    this.#show(this.#text?.push(piece));
  }

  toolInput(piece: string): void {
    this.chars += piece.length;
    this.#show(this.#json?.push(piece));
  }

  #show(text: string | undefined): void {
    if (text === undefined || text === '') return;
    this.shown = true;
    this.#job.options.stream?.onDelta(text);
  }
}
