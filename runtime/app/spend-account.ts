// What a window's runs cost: counted call by call, held under the cap of the day.
import { allowance, Spending, type Spent } from '../agents/index.js';
import {
  type BudgetLimits,
  type IdMaker,
  type Logger,
  type RunEvent,
  systemClock,
  type Usage,
} from '../core/index.js';
import type { FileStore } from '../ports/index.js';

export interface PlannedRun {
  /** Those of the configuration, and no more money than the day has left at the last `refresh`. */
  readonly limits: BudgetLimits;
  /** Looks at what other windows and other runs of this one have spent since. */
  refresh(): Promise<void>;
  /** Counts the calls of this run. */
  readonly take: (event: RunEvent) => void;
  /** What people must know before it. */
  readonly notices: readonly string[];
  readonly desk: { today(): Promise<Spent>; readonly capUsd: number };
}

export class SpendAccount {
  readonly #spending: Spending;

  constructor(files: FileStore, ids: IdMaker, logger: Logger) {
    this.#spending = new Spending(files, ids.next('window'), systemClock, logger);
  }

  today(): Promise<Spent> {
    return this.#spending.today();
  }

  /** @param capUsd of a day; infinite: none */
  async plan(limits: BudgetLimits, capUsd: number, text: string): Promise<PlannedRun> {
    const start = await this.today();
    const { leftUsd, notice } = allowance(start, capUsd);
    let ownUsd = 0;
    let costUsd = Math.min(limits.costUsd, leftUsd);
    // A command costs nothing.
    const isTold = notice !== undefined && !text.startsWith('/');
    return {
      limits: {
        ...limits,
        get costUsd() {
          return costUsd;
        },
      },
      refresh: async () => {
        if (!Number.isFinite(capUsd)) return;
        const elsewhere = (await this.today()).costUsd - start.costUsd - ownUsd;
        costUsd = Math.min(limits.costUsd, leftUsd - elsewhere);
      },
      take: (event) => {
        if (event.type === 'model.called') ownUsd += event.usage.costUsd;
        this.take(event);
      },
      notices: isTold ? [`${notice.text} ${notice.remedy}`] : [],
      desk: { today: () => this.today(), capUsd },
    };
  }

  /** Rules cost nothing, however often they are asked. */
  readonly take = (event: RunEvent): void => {
    if (event.type === 'model.called' && !event.model.startsWith('offline/'))
      this.#spending.add(event.usage);
  };

  turnEnded({ costUsd }: Usage): void {
    if (costUsd > 0) this.#spending.addTurn();
  }

  settled(): Promise<void> {
    return this.#spending.settled();
  }
}
