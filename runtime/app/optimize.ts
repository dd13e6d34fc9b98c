// Self-optimisation as the hosts use it: targets, a run from recorded examples to a proposal, and what is in force.
import { createHash } from 'node:crypto';
import {
  createIds,
  type EmitEvent,
  type IdMaker,
  type Logger,
  MemfunError,
  type RunEvent,
  systemClock,
  throwIfAborted,
  toErrorInfo,
} from '../core/index.js';
import {
  type ConfiguredModels,
  changeReview,
  commitMessage,
  createPredictor,
  directAnswer,
  historyCompress,
  memoryExtract,
  memoryReconcile,
  type Predictor,
  rlmExtract,
  rlmStep,
  type Signature,
  sessionSummary,
  subPrompt,
} from '../models/index.js';
import {
  type Example,
  examplesFromJsonl,
  examplesFromTraces,
  gradable,
  Journal,
  labelsOf,
  modelWriter,
  type Objective,
  type OptimizerName,
  optimize,
  originalOf,
  type Progress,
  type Proposal,
  ProposalStore,
  partsOf,
  type Report,
  SignatureRollouts,
  type TunedVersion,
  tuneBy,
} from '../optimizer/index.js';
import type { FileStore, SessionManager } from '../ports/index.js';
import { folderOf } from '../storage/index.js';
import type { TraceRecord, TraceStore } from '../traces/index.js';
import { Compare, type CompareAccess } from './compare.js';

/** The model calls whose words can be optimised. */
const TARGETS: ReadonlyMap<string, Signature> = new Map(
  (
    [
      directAnswer,
      rlmStep,
      rlmExtract,
      subPrompt,
      memoryExtract,
      memoryReconcile,
      historyCompress,
      sessionSummary,
      commitMessage,
      changeReview,
    ] as unknown as readonly Signature[]
  ).map((signature) => [signature.name, signature]),
);
/** Where many answers are as good as the recorded one: agreement with it says nothing. */
const FREE: ReadonlySet<string> = new Set(['rlm.step']);
/** Newest runs that examples are taken from. */
const RUNS = 300;
const CALLS = 300;
const COST_USD = 1;

export interface OptimizeTarget {
  readonly name: string;
  /** Recorded calls that can be graded. */
  readonly examples: number;
  /** Whether other words than the built-in ones are in force. */
  readonly tuned: boolean;
}

export interface OptimizeRequest {
  readonly target: string;
  readonly optimizer?: OptimizerName;
  /** Text of a file of examples; absent: recorded runs. */
  readonly examples?: string;
  /** Lets a model judge recorded calls that nothing is expected of. */
  readonly judge?: boolean;
  readonly calls?: number;
  readonly costUsd?: number;
  readonly seed?: number;
  readonly objective?: Objective;
}

export interface OptimizeAccess {
  targets(signal: AbortSignal): Promise<readonly OptimizeTarget[]>;
  /**
   * Changes nothing: a version that proved better is kept as a proposal. One that was stopped goes on where it was
   * when the same is asked again.
   * @throws TooFewExamplesError, ExampleFileError, OptimizeBudgetError, ModelError, AbortedError
   */
  run(
    request: OptimizeRequest,
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): Promise<Report>;
  proposals(): Promise<readonly Proposal[]>;
  /** @throws ProposalError */
  proposal(id: string): Promise<Proposal>;
  accept(id: string): Promise<TunedVersion>;
  reject(id: string): Promise<void>;
  rollback(): Promise<TunedVersion>;
  versions(): Promise<readonly TunedVersion[]>;
  readonly compare: CompareAccess;
}

class UnknownTargetError extends MemfunError {
  readonly code = 'optimize.target';
  constructor(name: string) {
    super(`"${name}" cannot be optimised.`, {
      remedy: `What can be: ${[...TARGETS.keys()].join(', ')}.`,
    });
  }
}

class NoWriterError extends MemfunError {
  readonly code = 'optimize.model';
  constructor() {
    super('The built-in rules cannot write better prompts.', {
      remedy: 'Set up a language model first: memfun doctor says how.',
    });
  }
}

export interface OptimizationParts {
  /** Shared by all windows on the project. */
  readonly files: FileStore;
  readonly traces: Pick<TraceStore, 'list' | 'get'> | undefined;
  readonly sessions: Pick<SessionManager, 'load'>;
  readonly models: () => ConfiguredModels;
  /** Told of every model call. */
  readonly emit: EmitEvent;
  /** US dollars that may still be spent today. */
  readonly left: () => Promise<number>;
  readonly logger: Logger;
}

interface PredictorUse {
  /** The conversation that it is for: a comparison may give it other words. */
  readonly sessionId?: string;
  /** Asked before each call. */
  readonly refresh?: () => Promise<void>;
}

export class Optimization implements OptimizeAccess {
  readonly #parts: OptimizationParts;
  readonly #ids: IdMaker = createIds();
  readonly #files: FileStore;
  readonly #store: ProposalStore;
  readonly compare: Compare;

  constructor(parts: OptimizationParts) {
    this.#parts = parts;
    this.#files = folderOf(parts.files, 'optimized');
    this.#store = new ProposalStore({
      files: this.#files,
      clock: systemClock,
      ids: this.#ids,
      logger: parts.logger,
    });
    this.compare = new Compare(this.#files, (id) => this.#store.get(id), parts.logger);
  }

  /** A predictor with the words in force at this moment. */
  async predictor(models: ConfiguredModels, use: PredictorUse = {}): Promise<Predictor> {
    const { sessionId, refresh } = use;
    const { logger } = this.#parts;
    const [current, compared] = await Promise.all([
      this.#store.current(),
      sessionId === undefined ? undefined : this.compare.wordsFor(sessionId),
    ]).catch((thrown: unknown) => {
      // A disk that refuses must not hold up a turn: it gets the built-in words.
      logger.warn('the optimised prompts cannot be read', { ...toErrorInfo(thrown) });
      return [undefined, undefined] as const;
    });
    const values = { ...current?.values, ...compared?.values };
    const originals = { ...current?.originals, ...compared?.originals };
    return createPredictor({
      models,
      logger,
      ...(refresh === undefined ? {} : { refresh }),
      tune: tuneBy(values, originals),
    });
  }

  async targets(signal: AbortSignal): Promise<readonly OptimizeTarget[]> {
    const recorded = await this.#recorded(signal);
    const values = (await this.#store.current())?.values ?? {};
    return [...TARGETS.values()].map((signature) => ({
      name: signature.name,
      examples: gradable(examplesOf(signature, recorded), false).length,
      tuned: partsOf(signature).some(({ id }) => values[id] !== undefined),
    }));
  }

  async run(
    request: OptimizeRequest,
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): Promise<Report> {
    const { target, optimizer = 'gepa', judge = false, seed = 0, calls = CALLS } = request;
    const signature = TARGETS.get(target);
    if (signature === undefined) throw new UnknownTargetError(target);
    const models = this.#parts.models();
    const model = await models.forRole('root', signal);
    if (model.offline) throw new NoWriterError();
    const examples = gradable(
      request.examples === undefined
        ? examplesOf(signature, await this.#recorded(signal))
        : examplesFromJsonl(signature, request.examples),
      judge,
    );
    const { emit, logger, left } = this.#parts;
    const current = await this.#store.current();
    const inForce = current && tuneBy(current.values, current.originals)(signature);
    const components = partsOf(inForce ?? signature).filter(
      ({ kind }) => optimizer === 'mipro' || kind !== 'demos',
    );
    // What is in force is measured as a candidate, so the predictor itself is not tuned.
    const predictor = createPredictor({ models, logger });
    const site = { predictor, clock: systemClock, emit, turnId: this.#ids.next('turn') };
    const fingerprint = digestOf([target, optimizer, seed, judge, model.id, components, examples]);
    const dir = `runs/${fingerprint}`;
    const journal = await Journal.open({
      files: this.#files,
      dir,
      fingerprint,
      clock: systemClock,
      ids: this.#ids,
    });
    try {
      const report = await optimize({
        target,
        optimizer,
        components,
        originals: originalOf(partsOf(signature)),
        examples,
        labels: labelsOf(signature, examples),
        evaluator: new SignatureRollouts({ ...site, signature, examples, judge }),
        writer: modelWriter(site),
        memo: journal,
        budget: { calls, costUsd: Math.min(request.costUsd ?? COST_USD, await left()) },
        seed,
        model: model.id,
        signal,
        clock: systemClock,
        ids: this.#ids,
        ...(request.objective === undefined ? {} : { objective: request.objective }),
        ...(onProgress === undefined ? {} : { onProgress }),
      });
      await this.#store.add(report);
      await journal.close();
      await this.#removeAll(dir);
      return report;
    } finally {
      await journal.close();
    }
  }

  proposals(): Promise<readonly Proposal[]> {
    return this.#store.list();
  }

  proposal(id: string): Promise<Proposal> {
    return this.#store.get(id);
  }

  accept(id: string): Promise<TunedVersion> {
    return this.#store.accept(id);
  }

  reject(id: string): Promise<void> {
    return this.#store.reject(id);
  }

  rollback(): Promise<TunedVersion> {
    return this.#store.rollback();
  }

  versions(): Promise<readonly TunedVersion[]> {
    return this.#store.versions();
  }

  async #recorded(signal: AbortSignal): Promise<Recorded> {
    const { traces, sessions } = this.#parts;
    const runs = (await traces?.list())?.slice(0, RUNS) ?? [];
    const records: TraceRecord[] = [];
    for (const { turnId } of runs) {
      throwIfAborted(signal);
      // A run may be removed meanwhile.
      const record = await traces?.get(turnId).catch(() => undefined);
      if (record !== undefined) records.push(record);
    }
    const events: RunEvent[] = [];
    for (const sessionId of new Set(records.map((record) => record.sessionId))) {
      throwIfAborted(signal);
      events.push(...((await sessions.load(sessionId).catch(() => undefined))?.events ?? []));
    }
    return { records, events };
  }

  async #removeAll(dir: string): Promise<void> {
    for (const { name, kind } of await this.#files.list(dir))
      if (kind === 'file') await this.#files.remove(`${dir}/${name}`);
  }
}

interface Recorded {
  readonly records: readonly TraceRecord[];
  readonly events: readonly RunEvent[];
}

function examplesOf(signature: Signature, { records, events }: Recorded): readonly Example[] {
  const examples = examplesFromTraces(signature, records, events);
  return FREE.has(signature.name)
    ? examples.map((example) => ({ ...example, expected: undefined }))
    : examples;
}

function digestOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
