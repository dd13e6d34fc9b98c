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
  /** Those of the configuration, and no more money than the day has left. */
  readonly limits: BudgetLimits;
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
    const { leftUsd, notice } = allowance(await this.today(), capUsd);
    // A command costs nothing.
    const isTold = notice !== undefined && !text.startsWith('/');
    return {
      limits: { ...limits, costUsd: Math.min(limits.costUsd, leftUsd) },
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
