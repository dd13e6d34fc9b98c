// Experiments: the words in force beside a proposal, task by task, until the rule says which is better.
import * as z from 'zod';
import type { Clock, IdMaker, Json } from '../../core/index.js';
import { MemfunError } from '../../core/index.js';
import type { FileStore } from '../../ports/index.js';
import { HybridClock, SegmentLog } from '../../storage/index.js';
import type { Candidate } from '../component.js';
import { componentValueSchema } from '../proposals/report.js';
import { type Arm, armOf } from './assign.js';
import { type Comparison, compareArms, DEFAULT_RULE, type Decision, decide } from './sequential.js';

const startSchema = z.object({
  kind: z.literal('start'),
  id: z.string(),
  proposal: z.string(),
  at: z.number(),
  share: z.number().min(0).max(1),
  level: z.number(),
  minimum: z.number().int(),
  maximum: z.number().int(),
  values: z.record(z.string(), componentValueSchema),
  originals: z.record(z.string(), componentValueSchema),
});
const entrySchema = z.discriminatedUnion('kind', [
  startSchema,
  z.object({
    kind: z.literal('seen'),
    id: z.string(),
    taskId: z.string(),
    arm: z.enum(['a', 'b']),
    turnId: z.string(),
    /** Whether it met what is compared; everything counted once. */
    exposed: z.boolean().default(true),
    /** 0 to 1; the last word about a turn counts. */
    score: z.number(),
    costUsd: z.number(),
    ms: z.number(),
  }),
  z.object({
    kind: z.literal('stop'),
    id: z.string(),
    at: z.number(),
    why: z.enum(['better', 'harm', 'no-difference', 'by-hand']),
  }),
]);
type Entry = z.infer<typeof entrySchema>;
type Seen = Extract<Entry, { kind: 'seen' }>;

export interface Experiment {
  readonly id: string;
  readonly proposal: string;
  readonly startedAt: number;
  readonly share: number;
  /** Of the new arm; the other one keeps what is in force. */
  readonly values: Candidate;
  readonly originals: Candidate;
  readonly comparison: Comparison;
  /** Tasks that never met what is compared, and say nothing about it. */
  readonly notExposed: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly state: Decision | 'by-hand';
  /** Means of a task. */
  readonly cost: Readonly<Record<Arm, number>>;
}

/** There is one already, or none. */
export class ExperimentError extends MemfunError {
  readonly code = 'optimize.experiment';
  constructor(message: string) {
    super(message, { remedy: 'See it with: memfun ab status' });
  }
}

export interface ExperimentsOptions {
  readonly files: FileStore;
  readonly clock: Clock;
  readonly ids: IdMaker;
}

export interface StartOptions {
  readonly proposal: string;
  readonly values: Candidate;
  readonly originals: Candidate;
  /** Default one half. */
  readonly share?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

const HALF = 0.5;

/** One log for all windows; an arm follows from the task's id, so windows need not agree on anything. */
export class Experiments {
  readonly #options: ExperimentsOptions;
  readonly #log: SegmentLog;
  readonly #hlc: HybridClock;
  readonly #entries: { readonly hlc: string; readonly entry: Entry }[] = [];

  constructor(options: ExperimentsOptions) {
    const window = options.ids.next('window');
    this.#options = options;
    this.#log = new SegmentLog({ files: options.files, dir: 'experiments', window });
    this.#hlc = new HybridClock(options.clock, window);
  }

  /** Newest first. @throws StorageReadError */
  async list(): Promise<readonly Experiment[]> {
    await this.#read();
    const found = this.#entries
      .map(({ entry }) => entry)
      .filter((entry) => entry.kind === 'start')
      .map((start) => this.#experiment(start));
    return found.reverse();
  }

  async running(): Promise<Experiment | undefined> {
    return (await this.list()).find(({ state }) => state === 'running');
  }

  /** @throws ExperimentError when one is running */
  async start(options: StartOptions): Promise<Experiment> {
    const running = await this.running();
    if (running !== undefined)
      throw new ExperimentError(`"${running.proposal}" is being compared already.`);
    const { share = HALF, proposal, values, originals } = options;
    const id = this.#options.ids.next('change');
    await this.#append({
      kind: 'start',
      id,
      proposal,
      at: this.#options.clock.now(),
      share,
      level: DEFAULT_RULE.level,
      minimum: options.minimum ?? DEFAULT_RULE.minimum,
      maximum: options.maximum ?? DEFAULT_RULE.maximum,
      values,
      originals,
    } as Json);
    return await this.#get(id);
  }

  /**
   * Takes note of a turn; ends the experiment when the rule says so.
   * @returns the experiment afterwards
   */
  async note(
    id: string,
    seen: Pick<Seen, 'taskId' | 'turnId' | 'score' | 'costUsd' | 'ms'> &
      Partial<Pick<Seen, 'exposed'>>,
  ): Promise<Experiment> {
    const { share, state } = await this.#get(id);
    if (state !== 'running') return await this.#get(id);
    await this.#append({ kind: 'seen', id, arm: armOf(id, seen.taskId, share), ...seen });
    const after = await this.#get(id);
    const decided = decide(after.comparison, after);
    if (decided !== 'running') await this.#stop(id, decided);
    return await this.#get(id);
  }

  /** @throws ExperimentError when none is running */
  async stop(): Promise<Experiment> {
    const running = await this.running();
    if (running === undefined) throw new ExperimentError('Nothing is being compared.');
    await this.#stop(running.id, 'by-hand');
    return await this.#get(running.id);
  }

  async close(): Promise<void> {
    await this.#log.close();
  }

  async #stop(id: string, why: 'better' | 'harm' | 'no-difference' | 'by-hand'): Promise<void> {
    await this.#append({ kind: 'stop', id, at: this.#options.clock.now(), why });
  }

  async #get(id: string): Promise<Experiment> {
    const found = (await this.list()).find((one) => one.id === id);
    if (found === undefined) throw new ExperimentError(`There is no experiment "${id}".`);
    return found;
  }

  #experiment(start: Extract<Entry, { kind: 'start' }>): Experiment {
    const own = this.#entries.map(({ entry }) => entry).filter(({ id }) => id === start.id);
    const stop = own.find((entry) => entry.kind === 'stop');
    const seen = own.filter((entry) => entry.kind === 'seen');
    const tasks = tasksOf(seen);
    const scores = (arm: Arm): readonly number[] =>
      tasks.filter((task) => task.arm === arm).map(({ score }) => score);
    const cost = (arm: Arm): number => {
      const of = tasks.filter((task) => task.arm === arm);
      return of.length === 0 ? 0 : of.reduce((sum, task) => sum + task.costUsd, 0) / of.length;
    };
    const { id, proposal, at, share, values, originals, level, minimum, maximum } = start;
    return {
      id,
      proposal,
      startedAt: at,
      share,
      values,
      originals,
      comparison: compareArms(scores('a'), scores('b'), level),
      notExposed: new Set(seen.map(({ taskId }) => taskId)).size - tasks.length,
      minimum,
      maximum,
      state: stop?.why ?? 'running',
      cost: { a: cost('a'), b: cost('b') },
    };
  }

  async #read(): Promise<void> {
    const found = await this.#log.readNew();
    for (const { hlc, body } of found) {
      const entry = entrySchema.safeParse(body);
      if (entry.success) this.#entries.push({ hlc, entry: entry.data });
    }
    if (found.length > 0) this.#entries.sort((x, y) => (x.hlc < y.hlc ? -1 : 1));
  }

  async #append(body: Json): Promise<void> {
    await this.#log.append([{ hlc: this.#hlc.next(), body }]);
  }
}

/** A task is worth the mean of its turns from the first one on that was exposed, each as it was seen last. */
function tasksOf(
  seen: readonly Seen[],
): readonly { readonly arm: Arm; readonly score: number; readonly costUsd: number }[] {
  const tasks = new Map<string, Map<string, Seen>>();
  for (const one of seen) {
    const turns = tasks.get(one.taskId) ?? new Map<string, Seen>();
    turns.set(one.turnId, one);
    tasks.set(one.taskId, turns);
  }
  return [...tasks.values()].flatMap((turns) => {
    const all = [...turns.values()];
    const first = all.findIndex(({ exposed }) => exposed);
    if (first < 0) return [];
    const counted = all.slice(first);
    return [
      {
        arm: all[0]?.arm ?? 'a',
        score: counted.reduce((sum, { score }) => sum + score, 0) / counted.length,
        costUsd: counted.reduce((sum, { costUsd }) => sum + costUsd, 0),
      },
    ];
  });
}
