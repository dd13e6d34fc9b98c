// What a window's runs cost: counted call by call, held under the cap of the day, and foretold by earlier runs.
import {
  allowance,
  type CostForecast,
  FORECAST,
  forecastOf,
  Spending,
  type SpendingDesk,
  type Spent,
} from '../agents/index.js';
import type { Config } from '../config/index.js';
import {
  type BudgetLimits,
  type IdMaker,
  type Logger,
  type RunEvent,
  type RunKind,
  runKindOf,
  runKindSchema,
  sleep,
  systemClock,
  type TurnRequest,
  toErrorInfo,
  type Usage,
} from '../core/index.js';
import type { ModelHandle } from '../ports/index.js';
import type { TraceStore } from '../traces/index.js';
import type { MemfunEnvironment } from './types.js';

/** What shows a forecast among other things waits no longer for it; milliseconds. */
const PATIENCE_MS = 500;
const DAY_MS = 86_400_000;

type NamedModel = Pick<ModelHandle, 'id' | 'label' | 'offline'>;

export interface PlannedRun {
  /** Those of the configuration, and no more money than the day has left at the last `refresh`. */
  readonly limits: BudgetLimits;
  /** Looks at what other windows and other runs of this one have spent since. */
  refresh(): Promise<void>;
  /** Counts the calls of this run. */
  readonly take: (event: RunEvent) => void;
  /** What people must know before it. */
  readonly notices: readonly string[];
  readonly desk: SpendingDesk;
}

export class SpendAccount {
  readonly #spending: Spending;
  readonly #logger: Logger;
  readonly #earlier: Pick<TraceStore, 'costs'> | undefined;
  /** By model and kind, since the last turn of this window. */
  readonly #forecasts = new Map<string, Promise<CostForecast | undefined>>();

  /** @param earlier runs by which others are foretold; absent: none */
  constructor(
    { userStorage, logger }: Pick<MemfunEnvironment, 'userStorage' | 'logger'>,
    ids: IdMaker,
    earlier?: Pick<TraceStore, 'costs'>,
  ) {
    this.#spending = new Spending(userStorage, ids.next('window'), systemClock, logger);
    this.#logger = logger;
    this.#earlier = earlier;
  }

  today(): Promise<Spent> {
    return this.#spending.today();
  }

  /**
   * @param config the cap of a day may be infinite: none
   * @param model the one that will answer; one that is not set up is told of elsewhere
   */
  async plan(
    { budget: limits, dayUsd: capUsd, effort }: Pick<Config, 'budget' | 'dayUsd' | 'effort'>,
    request: TurnRequest,
    model: () => Promise<NamedModel>,
  ): Promise<PlannedRun> {
    const start = await this.today();
    const { leftUsd } = allowance(start, capUsd);
    let ownUsd = 0;
    let costUsd = Math.min(limits.costUsd, leftUsd);
    const kind = runKindOf(request.effort === 'auto' ? { ...request, effort } : request);
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
      // A command costs nothing, but one that makes a plan.
      notices:
        Number.isFinite(capUsd) && (kind === 'plan' || !request.text.startsWith('/'))
          ? await this.#notices(start, capUsd, kind, model)
          : [],
      desk: {
        today: () => this.today(),
        forecasts: () => this.#all(model),
        capUsd,
      },
    };
  }

  /** What a window shows: without a forecast, when that would be waited for. */
  async report(
    capUsd: number,
    model: () => Promise<NamedModel>,
  ): Promise<{ today: Spent; capUsd: number; forecasts: readonly CostForecast[] }> {
    const late = new AbortController();
    const [today, forecasts] = await Promise.all([
      this.today(),
      Promise.race([
        this.#all(model),
        sleep(PATIENCE_MS, late.signal).then(
          () => [],
          () => [],
        ),
      ]),
    ]);
    late.abort();
    return { today, capUsd, forecasts };
  }

  /** Rules cost nothing, however often they are asked. */
  readonly take = (event: RunEvent): void => {
    if (event.type === 'model.called' && !event.model.startsWith('offline/'))
      this.#spending.add(event.usage);
  };

  /** Once its trace is kept. */
  turnEnded({ costUsd }: Usage): void {
    if (costUsd === 0) return;
    this.#spending.addTurn();
    this.#forecasts.clear();
  }

  settled(): Promise<void> {
    return this.#spending.settled();
  }

  async #notices(
    start: Spent,
    capUsd: number,
    kind: RunKind,
    model: () => Promise<NamedModel>,
  ): Promise<readonly string[]> {
    const used = await model().catch(() => undefined);
    if (used === undefined || used.offline) return [];
    const { notice } = allowance(start, capUsd, await this.#forecast(kind, used));
    return notice === undefined ? [] : [`${notice.text} ${notice.remedy}`];
  }

  async #all(model: () => Promise<NamedModel>): Promise<readonly CostForecast[]> {
    const used = await model().catch(() => undefined);
    if (used === undefined || used.offline) return [];
    const all = await Promise.all(runKindSchema.options.map((kind) => this.#forecast(kind, used)));
    return all.flatMap((forecast) => forecast ?? []);
  }

  #forecast(kind: RunKind, { id, label }: NamedModel): Promise<CostForecast | undefined> {
    const day = Math.floor(systemClock.now() / DAY_MS);
    const key = `${day} ${kind} ${id}`;
    const known = this.#forecasts.get(key);
    if (known !== undefined) return known;
    const sinceMs = systemClock.now() - FORECAST.ms;
    const asked = Promise.resolve(
      this.#earlier?.costs({ model: id, kind, sinceMs, limit: FORECAST.runs }) ?? [],
    ).then(
      (costs) => forecastOf(kind, label, costs),
      (thrown: unknown) => {
        this.#logger.warn('what earlier runs cost could not be read', { ...toErrorInfo(thrown) });
        return undefined;
      },
    );
    this.#forecasts.set(key, asked);
    // The tables may not hold all runs yet: what is too little now may be enough in a moment.
    void asked.then((forecast) => forecast === undefined && this.#forecasts.delete(key));
    return asked;
  }
}
