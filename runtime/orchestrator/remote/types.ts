// A loop that may run on another machine.
import type { AgentDefinition } from '../../agents/index.js';
import type { PlanTask } from '../../core/index.js';
import type { LoopOptions, LoopResult, Steering } from '../../rlm/index.js';
import type { WriterSite } from '../ports.js';
import type { Tell } from '../types.js';

/** One loop of one task. */
export interface LoopCall {
  readonly planId: string;
  readonly task: PlanTask;
  readonly agent: AgentDefinition;
  readonly options: LoopOptions;
  readonly writer: WriterSite | undefined;
  readonly tell: Tell;
  /** What the person says meanwhile, apart from what the loop hears here. */
  readonly steering: Steering | undefined;
}

/** Resolves with nothing when the loop has to run here: nobody takes it, or who took it was lost. */
export type Elsewhere = (call: LoopCall) => Promise<LoopResult | undefined>;
