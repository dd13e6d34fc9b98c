// What the reports about a conversation and its window look at.
import type { Mode } from '../../core/index.js';
import type { MemoryService } from '../../memory/index.js';
import type { FileStore, ModelHandle, SessionManager } from '../../ports/index.js';
import type { CostForecast } from '../commands/forecast.js';
import type { Spent } from '../commands/spending.js';

export interface ReportDeps {
  readonly sessions: Pick<SessionManager, 'load'>;
  readonly sessionId: string;
  /** The turn that asks, which is not reported on. */
  readonly turnId: string;
  readonly model: () => Promise<Pick<ModelHandle, 'id' | 'label' | 'contextWindow' | 'offline'>>;
  readonly mode: () => Mode;
  readonly memory: Pick<MemoryService, 'health'>;
  readonly spending: SpendingDesk;
  readonly workspace: FileStore;
  /** Whether files may be written. */
  readonly canWrite: boolean;
}

export interface SpendingDesk {
  today(): Promise<Spent>;
  /** Of each kind of run of which enough is known, with the model of the window. */
  forecasts(): Promise<readonly CostForecast[]>;
  /** US dollars of one day; infinite: no cap. */
  readonly capUsd: number;
}
