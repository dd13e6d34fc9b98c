// What models have cost on this day, in all windows: one small file for each window and day, written by that window alone.
import * as z from 'zod';
import {
  addUsage,
  type Clock,
  type Logger,
  toErrorInfo,
  type Usage,
  usageSchema,
  ZERO_USAGE,
} from '../../core/index.js';
import type { FileStore } from '../../ports/index.js';
import type { CostForecast } from './forecast.js';

const FOLDER = 'spending';
const recordSchema = usageSchema.extend({ turns: z.number().int() });
type SpendRecord = z.infer<typeof recordSchema>;
const NOTHING: SpendRecord = { ...ZERO_USAGE, turns: 0 };

export interface Spent extends Usage {
  /** Turns that have used a model. */
  readonly turns: number;
}

/** Counts of this day. A file that cannot be read counts as nothing; one that cannot be written is logged. */
export class Spending {
  readonly #files: FileStore;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #window: string;
  #day = '';
  #own: SpendRecord = NOTHING;
  #writes = 0;
  #written: Promise<void> = Promise.resolve();

  /** @param window id of this window, part of the names of its files */
  constructor(files: FileStore, window: string, clock: Clock, logger: Logger) {
    this.#files = files;
    this.#window = window;
    this.#clock = clock;
    this.#logger = logger;
  }

  /** Counts a call of a model. */
  add(usage: Usage): void {
    this.#put({ ...addUsage(this.#today(), usage), turns: this.#today().turns });
  }

  /** Counts a turn that has used a model. */
  addTurn(): void {
    const own = this.#today();
    this.#put({ ...own, turns: own.turns + 1 });
  }

  /** All windows together. */
  async today(): Promise<Spent> {
    await this.#written;
    const day = dayOf(this.#clock.now());
    const best = new Map<string, SpendRecord>();
    for (const { name } of await this.#files.list(FOLDER)) {
      const [date, window = ''] = name.split('.');
      if (date !== day || window === this.#window) continue;
      const record = await this.#read(name);
      // Counts only grow, so of the two files of a window the larger one is the later.
      if (record !== undefined && isLater(record, best.get(window) ?? NOTHING))
        best.set(window, record);
    }
    return [...best.values()].reduce(
      (sum, one) => ({ ...addUsage(sum, one), turns: sum.turns + one.turns }),
      this.#today(),
    );
  }

  /** Resolves when everything counted is on the disk. */
  async settled(): Promise<void> {
    await this.#written;
  }

  #today(): SpendRecord {
    const day = dayOf(this.#clock.now());
    if (day !== this.#day) {
      this.#day = day;
      this.#own = NOTHING;
    }
    return this.#own;
  }

  #put(record: SpendRecord): void {
    this.#own = record;
    // By turns under two names: a crash while one is written leaves the other.
    const name = `${FOLDER}/${this.#day}.${this.#window}.${this.#writes++ % 2}.json`;
    const data = new TextEncoder().encode(JSON.stringify(record));
    this.#written = this.#written
      .then(() => this.#files.write(name, data))
      .catch((thrown: unknown) => {
        this.#logger.warn('what was spent could not be written', { ...toErrorInfo(thrown) });
      });
  }

  async #read(name: string): Promise<SpendRecord | undefined> {
    try {
      const text = new TextDecoder().decode(await this.#files.read(`${FOLDER}/${name}`));
      return recordSchema.parse(JSON.parse(text));
    } catch {
      return undefined;
    }
  }
}

const isLater = (one: SpendRecord, other: SpendRecord): boolean =>
  one.modelCalls + one.turns >= other.modelCalls + other.turns;

/** The date where the user is. */
function dayOf(now: number): string {
  const date = new Date(now);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export interface Allowance {
  /** US dollars that may still be spent today; infinite without a cap. */
  readonly leftUsd: number;
  /** What people must know before the run. */
  readonly notice: { readonly text: string; readonly remedy: string } | undefined;
}

const REMEDY = 'Raise memfun.budget.dayUsd in the settings (0: no cap), or go on tomorrow.';

/**
 * What a run may still spend today, and a warning where that may not be enough.
 * @param capUsd of the day; infinite: none
 * @param forecast by earlier runs like it; without one, runs of today tell what is usual
 */
export function allowance(
  { costUsd, turns }: Spent,
  capUsd: number,
  forecast?: CostForecast,
): Allowance {
  const leftUsd = Math.max(0, capUsd - costUsd);
  if (!Number.isFinite(capUsd)) return { leftUsd, notice: undefined };
  if (leftUsd === 0) {
    const text = `The day's spending cap of ${dollars(capUsd)} is reached: no model that costs money is called.`;
    return { leftUsd, notice: { text, remedy: REMEDY } };
  }
  const usual = turns === 0 ? 0 : costUsd / turns;
  if ((forecast?.mostUsd ?? usual) <= leftUsd) return { leftUsd, notice: undefined };
  const cost =
    forecast === undefined
      ? `Runs of today cost ${dollars(usual)} on average`
      : forecastText(forecast);
  const left = `Of the day's ${dollars(capUsd)}, ${dollars(leftUsd)} are left: if that is not enough, this run ends before it goes over, and what it found is kept.`;
  return { leftUsd, notice: { text: `${cost}. ${left}`, remedy: REMEDY } };
}

/** What the next run of the kind will cost, and what says so; no full stop. */
export function forecastText({ kind, model, runs, likelyUsd, mostUsd }: CostForecast): string {
  const [likely, most] = [dollars(likelyUsd), dollars(mostUsd)];
  if (kind === 'plan')
    return `A plan costs about ${likely}, rarely more than ${most}, as your last ${runs} with ${model} did`;
  if (kind === 'change')
    return `A fix, test or refactoring costs about ${likely}, rarely more than ${most}, as your last ${runs} with ${model} did`;
  return `A message costs about ${likely}, rarely more than ${most}, as your last ${runs} with ${model} did`;
}

export const dollars = (usd: number): string =>
  `$${usd.toFixed(usd !== 0 && Math.abs(usd) < 0.1 ? 4 : 2)}`;
