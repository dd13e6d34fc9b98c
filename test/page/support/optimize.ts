// Better prompts as a host offers them: real stores of proposals and comparisons, and a search that does as it is told.
import type {
  OptimizeAccess,
  OptimizeRequest,
  OptimizeTarget,
  SynthesizeRequest,
} from '../../../runtime/app/index.js';
import { abortable, createIds, silentLogger, systemClock } from '../../../runtime/core/index.js';
import {
  type Cluster,
  Experiments,
  effectOf,
  type Mark,
  type Progress,
  ProposalStore,
  type Report,
  type RunFact,
} from '../../../runtime/optimizer/index.js';
import { createMemoryFileStore } from '../../support/file-stores.js';

export interface OptimizeDeskOptions {
  readonly groups?: readonly Cluster[];
  readonly facts?: readonly RunFact[];
  readonly marks?: ReadonlyMap<string, readonly Mark[]>;
  readonly targets?: readonly OptimizeTarget[];
  readonly reports?: readonly Report[];
  /** The result of a search; absent: it never ends. */
  readonly finds?: Report;
  /** The search goes on until then. */
  readonly until?: Promise<void>;
  /** How the search fails. */
  readonly fails?: Error;
  /** Scores of conversations, of the new words and of those in force, under a comparison. */
  readonly compared?: { readonly proposal: string; readonly conversations: number };
}

export const TARGETS: readonly OptimizeTarget[] = [
  { name: 'direct.answer', examples: 62, tuned: false },
  { name: 'memory.extract', examples: 31, tuned: true },
  { name: 'rlm.step', examples: 0, tuned: false },
];

const runs = (n: number): Cluster['runs'] =>
  Array.from({ length: n }, (_, at) => ({
    turnId: `trn_${at}`,
    sessionId: `ses_${at}`,
    request: 'write the release notes',
    tools: [],
    way: '',
    answer: 'Done.',
  }));

export const GROUPS: readonly Cluster[] = [
  {
    id: 'trn_0',
    words: ['release', 'notes', 'changelog', 'version'],
    tools: ['git_log', 'edit'],
    runs: runs(14),
  },
  {
    id: 'trn_20',
    words: ['internationalisation', 'translations', 'placeholders'],
    tools: ['search', 'read_file', 'edit', 'run_checks'],
    runs: runs(11),
  },
];

export class OptimizeDesk implements OptimizeAccess {
  readonly asked: OptimizeRequest[] = [];
  readonly made: SynthesizeRequest[] = [];
  readonly #options: OptimizeDeskOptions;
  readonly #store: ProposalStore;
  readonly #experiments: Experiments;
  readonly #ready: Promise<void>;

  constructor(options: OptimizeDeskOptions = {}) {
    const site = { files: createMemoryFileStore(), clock: systemClock, ids: createIds() };
    this.#options = options;
    this.#store = new ProposalStore({ ...site, logger: silentLogger });
    this.#experiments = new Experiments(site);
    this.#ready = this.#seed();
  }

  readonly compare: OptimizeAccess['compare'] = {
    start: async (id) => await this.#experiments.start({ proposal: id, values: {}, originals: {} }),
    list: async () => {
      await this.#ready;
      return await this.#experiments.list();
    },
    stop: async () => await this.#experiments.stop(),
  };

  async targets(): Promise<readonly OptimizeTarget[]> {
    return this.#options.targets ?? TARGETS;
  }

  async run(
    request: OptimizeRequest,
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): Promise<Report> {
    this.asked.push(request);
    const { finds, fails } = this.#options;
    onProgress?.({
      phase: 'reflect',
      text: 'direct.answer/instructions of program 2: better on 3 examples',
      calls: 84,
      costUsd: 0.31,
      best: 0.72,
    });
    await abortable(this.#options.until ?? Promise.resolve(), signal);
    if (fails !== undefined) throw fails;
    if (finds === undefined) return await abortable(new Promise<Report>(() => undefined), signal);
    await this.#store.add(finds);
    return finds;
  }

  async proposals(): ReturnType<OptimizeAccess['proposals']> {
    await this.#ready;
    return await this.#store.list();
  }

  proposal(id: string): ReturnType<OptimizeAccess['proposal']> {
    return this.#store.get(id);
  }

  accept(id: string): ReturnType<OptimizeAccess['accept']> {
    return this.#store.accept(id);
  }

  reject(id: string): ReturnType<OptimizeAccess['reject']> {
    return this.#store.reject(id);
  }

  rollback(): ReturnType<OptimizeAccess['rollback']> {
    return this.#store.rollback();
  }

  versions(): ReturnType<OptimizeAccess['versions']> {
    return this.#store.versions();
  }

  async rated(): Promise<void> {}

  async clusters(): ReturnType<OptimizeAccess['clusters']> {
    return this.#options.groups ?? [];
  }

  async synthesize(
    request: SynthesizeRequest,
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): Promise<Report> {
    this.made.push(request);
    return await this.run({ target: 'skill/made' }, signal, onProgress);
  }

  async effect(): ReturnType<OptimizeAccess['effect']> {
    const { facts = [], marks = new Map() } = this.#options;
    return effectOf(facts, marks);
  }

  async #seed(): Promise<void> {
    const { reports = [], compared } = this.#options;
    for (const report of reports) await this.#store.add(report);
    if (compared === undefined) return;
    const { id } = await this.#experiments.start({
      proposal: compared.proposal,
      values: {},
      originals: {},
    });
    for (let n = 0; n < compared.conversations; n++)
      await this.#experiments.note(id, {
        taskId: `ses_${n}`,
        turnId: `trn_${n}`,
        // Some conversations never come to what is compared.
        exposed: n % 5 !== 4,
        score: n % 4 === 0 ? 0 : 1,
        costUsd: 0.01,
        ms: 900,
      });
  }
}
