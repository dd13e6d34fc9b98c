// Self-optimisation as the hosts use it: targets, a run from recorded examples to a proposal, and what is in force.
import { createHash } from 'node:crypto';
import {
  createIds,
  type EmitEvent,
  type IdMaker,
  type Logger,
  type RunEvent,
  type RunEventOf,
  systemClock,
  toErrorInfo,
} from '../core/index.js';
import { type ConfiguredModels, createPredictor, type Predictor } from '../models/index.js';
import {
  type Cluster,
  type Component,
  type Effect,
  type Evaluator,
  examplesFromJsonl,
  gradable,
  heldBy,
  Journal,
  labelsOf,
  modelWriter,
  OBJECTIVES,
  type OptimizeOptions,
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
  type Words,
} from '../optimizer/index.js';
import type { FileStore, SessionManager } from '../ports/index.js';
import { folderOf } from '../storage/index.js';
import type { TraceStore } from '../traces/index.js';
import { Compare } from './compare.js';
import { EditWatch } from './edit-watch.js';
import { effectFrom } from './effect.js';
import { MadeFiles } from './made-files.js';
import type {
  OptimizeAccess,
  OptimizeRequest,
  OptimizeTarget,
  PartSources,
  Recorded,
  Synthesized,
  SynthesizeRequest,
} from './optimize-access.js';
import { NoWriterError, UnknownTargetError } from './optimize-errors.js';
import { type PartTarget, partTargets } from './part-targets.js';
import { recordedRuns } from './recorded-runs.js';
import { examplesOf, SIGNATURES } from './signature-targets.js';
import { clustersOf, synthesize } from './synthesize.js';
import { trialEvaluator } from './trials.js';
import { TurnWords } from './turn-words.js';
import type { RunTurnOptions, TurnResult } from './types.js';

const CALLS = 300;
const COST_USD = 1;

export interface OptimizationParts extends PartSources {
  /** Shared by all windows on the project. */
  readonly files: FileStore;
  readonly traces: Pick<TraceStore, 'find' | 'get' | 'note'> | undefined;
  readonly sessions: Pick<SessionManager, 'load' | 'create' | 'delete'>;
  readonly models: () => ConfiguredModels;
  /** Told of every model call. */
  readonly emit: EmitEvent;
  /** US dollars that may still be spent today. */
  readonly left: () => Promise<number>;
  readonly logger: Logger;
  /** Where accepted skills are put; absent where nothing may be written. */
  readonly workspace: FileStore | undefined;
  readonly runTurn: (options: RunTurnOptions) => Promise<TurnResult>;
  /** The model that is configured. */
  readonly modelName: () => string | undefined;
}

interface PredictorUse {
  /** Absent: those that were accepted. */
  readonly words?: TurnWords;
  /** Asked before each call. */
  readonly refresh?: () => Promise<void>;
}

type Subject = Pick<
  OptimizeOptions,
  'components' | 'originals' | 'examples' | 'labels' | 'parallel'
> & {
  readonly evaluator: Evaluator;
};

export class Optimization implements OptimizeAccess {
  readonly #parts: OptimizationParts;
  readonly #ids: IdMaker = createIds();
  readonly #files: FileStore;
  readonly #store: ProposalStore;
  readonly compare: Compare;
  readonly #edits: EditWatch;

  constructor(parts: OptimizationParts) {
    this.#parts = parts;
    this.#files = folderOf(parts.files, 'optimized');
    this.#store = new ProposalStore({
      files: this.#files,
      clock: systemClock,
      ids: this.#ids,
      logger: parts.logger,
    });
    const { modelName } = parts;
    const site = {
      proposal: (id: string) => this.#store.get(id),
      modelName,
      sources: parts,
      openModel: (id: string) => parts.models().open(id),
    };
    this.compare = new Compare(this.#files, site, parts.logger);
    this.#edits = new EditWatch({
      files: parts.workspace,
      logger: parts.logger,
      tell: async (event, sessionId) => {
        this.compare.take(event, sessionId);
        await parts.traces?.note(event);
      },
    });
  }

  /** Told of every event of a turn that is no trial. */
  take(event: RunEvent, sessionId: string): void {
    this.compare.take(event, sessionId);
    this.#edits.take(event, sessionId);
  }

  /** Until what was seen of turns is on disk. */
  async settled(): Promise<void> {
    await this.#edits.settled();
    await this.compare.settled();
  }

  /**
   * The words of a turn at this moment.
   * @param trial is tried in it; then no comparison is heard
   * @param model that was asked for in this turn
   */
  async words(sessionId: string | undefined, trial?: Words, model?: string): Promise<TurnWords> {
    const { logger } = this.#parts;
    const compares = sessionId !== undefined && trial === undefined;
    if (compares) await this.#edits.look();
    const [current, compared] = await Promise.all([
      this.#store.current(),
      compares ? this.compare.wordsFor(sessionId, model) : undefined,
    ]).catch((thrown: unknown) => {
      // A disk that refuses must not hold up a turn: it gets the built-in words.
      logger.warn('the optimised prompts cannot be read', { ...toErrorInfo(thrown) });
      return [undefined, undefined] as const;
    });
    return new TurnWords(current, trial ?? compared, logger);
  }

  /** A predictor with the words in force at this moment. */
  async predictor(
    models: ConfiguredModels,
    { words, refresh }: PredictorUse = {},
  ): Promise<Predictor> {
    const { logger } = this.#parts;
    const { tune } = words ?? (await this.words(undefined));
    return createPredictor({ models, logger, ...(refresh === undefined ? {} : { refresh }), tune });
  }

  async targets(signal: AbortSignal): Promise<readonly OptimizeTarget[]> {
    const recorded = await this.#recorded(signal);
    const values = (await this.#store.current())?.values ?? {};
    const tuned = (components: readonly Component[]): boolean =>
      components.some(({ id }) => values[id] !== undefined);
    const parts = await partTargets(this.#parts, recorded);
    return [
      ...[...SIGNATURES.values()].map((signature) => ({
        name: signature.name,
        examples: gradable(examplesOf(signature, recorded), false).length,
        tuned: tuned(partsOf(signature)),
      })),
      ...parts.map(({ name, components, examples }) => ({
        name,
        examples: examples.length,
        tuned: tuned(components),
      })),
    ];
  }

  async run(
    request: OptimizeRequest,
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): Promise<Report> {
    const { target, judge = false, seed = 0, calls = CALLS } = request;
    const searches = target === 'router' ? 'mipro' : (request.optimizer ?? 'gepa');
    const models = this.#parts.models();
    const model = await models.forRole('root', signal);
    if (model.offline) throw new NoWriterError();
    const { emit, logger, left } = this.#parts;
    // What is in force is measured as a candidate, so the predictor itself is not tuned.
    const predictor = createPredictor({ models, logger });
    const site = { predictor, clock: systemClock, emit, turnId: this.#ids.next('turn') };
    const subject = SIGNATURES.has(target)
      ? await this.#signatureSubject(request, searches === 'mipro', site, signal)
      : await this.#partSubject(target, signal);
    const fingerprint = digestOf([
      target,
      searches,
      seed,
      judge,
      model.id,
      request.objective ?? 'quality',
      subject.components,
      subject.examples,
    ]);
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
        ...subject,
        target,
        optimizer: searches,
        writer: modelWriter(site),
        memo: journal,
        budget: { calls, costUsd: Math.min(request.costUsd ?? COST_USD, await left()) },
        seed,
        model: model.id,
        signal,
        clock: systemClock,
        ids: this.#ids,
        weights: OBJECTIVES[request.objective ?? 'quality'],
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

  async rated(event: RunEventOf<'turn.rated'>, sessionId: string): Promise<void> {
    this.compare.take(event, sessionId);
    await Promise.all([this.#parts.traces?.note(event), this.compare.settled()]);
  }

  proposals(): Promise<readonly Proposal[]> {
    return this.#store.list();
  }

  proposal(id: string): Promise<Proposal> {
    return this.#store.get(id);
  }

  async accept(id: string): Promise<TunedVersion> {
    const { report } = await this.#store.get(id);
    const made = new MadeFiles(this.#parts.workspace);
    await made.check(report);
    try {
      await made.write(report);
      return await this.#store.accept(id);
    } catch (thrown) {
      await made.remove(report);
      throw thrown;
    }
  }

  reject(id: string): Promise<void> {
    return this.#store.reject(id);
  }

  async rollback(): Promise<TunedVersion> {
    const version = await this.#store.rollback();
    const { report } = await this.#store.get(version.proposal);
    await new MadeFiles(this.#parts.workspace).remove(report);
    return version;
  }

  async clusters(signal: AbortSignal): Promise<readonly Cluster[]> {
    return clustersOf(await this.#recorded(signal));
  }

  async synthesize(
    { group, kind = 'skill', costUsd }: SynthesizeRequest,
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): Promise<Report> {
    const { logger, left } = this.#parts;
    const models = this.#parts.models();
    const { id: model } = await models.forRole('root', signal);
    const report = await synthesize(
      {
        clusters: await this.clusters(signal),
        group,
        kind,
        predictor: createPredictor({ models, logger }),
        model,
        costUsd: Math.min(costUsd ?? COST_USD, await left()),
        ...(onProgress === undefined ? {} : { onProgress }),
      },
      { ...this.#parts, taken: (of) => this.#taken(of) },
      signal,
    );
    await this.#store.add(report);
    return report;
  }

  async effect(signal: AbortSignal): Promise<Effect> {
    return effectFrom(await this.#recorded(signal), await this.#store.versions());
  }

  versions(): Promise<readonly TunedVersion[]> {
    return this.#store.versions();
  }

  /** What of a model call can be optimised, and how a candidate does. */
  async #signatureSubject(
    { target, examples: given, judge = false }: OptimizeRequest,
    withDemos: boolean,
    site: Omit<
      ConstructorParameters<typeof SignatureRollouts>[0],
      'signature' | 'examples' | 'judge'
    >,
    signal: AbortSignal,
  ): Promise<Subject> {
    const signature = SIGNATURES.get(target);
    if (signature === undefined) throw new UnknownTargetError(target);
    const all =
      given === undefined
        ? examplesOf(signature, await this.#recorded(signal))
        : examplesFromJsonl(signature, given);
    const examples = gradable(all, judge);
    const current = await this.#store.current();
    const inForce = current && tuneBy(current.values, current.originals)(signature);
    return {
      components: partsOf(inForce ?? signature).filter(({ kind }) => withDemos || kind !== 'demos'),
      originals: originalOf(partsOf(signature)),
      examples,
      labels: labelsOf(signature, examples),
      evaluator: new SignatureRollouts({ ...site, signature, examples, judge }),
    };
  }

  /** The same of agents, skills, tools and the router: judged by whole turns. */
  async #partSubject(target: string, signal: AbortSignal): Promise<Subject> {
    const parts = await partTargets(this.#parts, await this.#recorded(signal));
    const part: PartTarget | undefined = parts.find(({ name }) => name === target);
    if (part === undefined) throw new UnknownTargetError(target);
    const current = await this.#store.current();
    const originals = originalOf(part.components);
    const components = part.components.map((component) => {
      const value = heldBy(current ?? { values: {}, originals: {} }, component);
      return { ...component, value: value ?? component.value } as Component;
    });
    const { examples } = part;
    const evaluator = trialEvaluator({ ...this.#parts, examples, originals });
    return { components, originals, examples, evaluator, parallel: 1 };
  }

  async #taken(kind: Synthesized): Promise<ReadonlySet<string>> {
    const { agents, skills } = this.#parts;
    const found = await (kind === 'agent' ? agents() : skills());
    return new Set(found.map(({ name }) => name));
  }

  #recorded(signal: AbortSignal): Promise<Recorded> {
    return recordedRuns(this.#parts, signal);
  }

  async #removeAll(dir: string): Promise<void> {
    for (const { name, kind } of await this.#files.list(dir))
      if (kind === 'file') await this.#files.remove(`${dir}/${name}`);
  }
}

function digestOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
