// What the hosts may do about better prompts.
import type { RunEvent } from '../core/index.js';
import type {
  Cluster,
  Objective,
  OptimizerName,
  Progress,
  Proposal,
  Report,
  TunedVersion,
} from '../optimizer/index.js';
import type { TraceRecord } from '../traces/index.js';
import type { CompareAccess } from './compare.js';

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
  /** Groups of successful runs that a skill could be made from, largest first. */
  clusters(signal: AbortSignal): Promise<readonly Cluster[]>;
  /**
   * Drafts a skill from a group (by its number, from 1) and tries whole turns with and without it on the runs that
   * were held out; it becomes a file only when its proposal is accepted.
   * @throws SkillDraftError, OptimizeBudgetError, ModelError, AbortedError
   */
  synthesize(
    group: number,
    costUsd: number | undefined,
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): Promise<Report>;
}

/** Runs that left a trace, and what their conversations say of them. */
export interface Recorded {
  readonly records: readonly TraceRecord[];
  readonly events: readonly RunEvent[];
}
