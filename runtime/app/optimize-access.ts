// What the hosts may do about better prompts.
import type { AgentDefinition } from '../agents/index.js';
import type { RunEvent, RunEventOf } from '../core/index.js';
import type {
  Cluster,
  Effect,
  Experiment,
  ObjectiveName,
  OptimizerName,
  Progress,
  Proposal,
  Report,
  StartOptions,
  TunedVersion,
} from '../optimizer/index.js';
import type { AnyTool } from '../ports/index.js';
import type { Skill } from '../skills/index.js';
import type { TraceRecord } from '../traces/index.js';

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
  /** What counts besides right answers. Default `quality`: nothing. */
  readonly objective?: ObjectiveName;
}

export interface SynthesizeRequest {
  /** Its id, or any of its runs: also after other runs have come and groups stand in another order. */
  readonly group: string;
  /** Default a skill. */
  readonly kind?: Synthesized;
  readonly costUsd?: number;
}

export interface CompareOptions extends Pick<StartOptions, 'share' | 'minimum' | 'maximum'> {
  /** Another version of an agent or a skill: its file, or its instructions alone. */
  readonly text?: string;
}

export interface CompareAccess {
  /**
   * Gives a share of the conversations the other words or the other model, until it is clear which are better.
   * @param subject id of a proposal, `agent:NAME` or `skill:NAME` with the text of another version, or `model:ID`
   * @throws ProposalError, CompareSubjectError, ModelError, ExperimentError when one is running
   */
  start(subject: string, options?: CompareOptions): Promise<Experiment>;
  /** Newest first. */
  list(): Promise<readonly Experiment[]>;
  /** @throws ExperimentError when none is running */
  stop(): Promise<Experiment>;
}

/** What is at hand now, without any optimisation. */
export interface PartSources {
  readonly agents: () => Promise<readonly AgentDefinition[]>;
  readonly skills: () => Promise<readonly Skill[]>;
  readonly tools: () => readonly AnyTool[];
}

/** What can be made from successful runs. */
export type Synthesized = 'skill' | 'agent';

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
  /** Told what the user thinks of an answer: for the trace of the turn, and for a comparison. */
  rated(event: RunEventOf<'turn.rated'>, sessionId: string): Promise<void>;
  proposals(): Promise<readonly Proposal[]>;
  /** @throws ProposalError */
  proposal(id: string): Promise<Proposal>;
  accept(id: string): Promise<TunedVersion>;
  reject(id: string): Promise<void>;
  rollback(): Promise<TunedVersion>;
  versions(): Promise<readonly TunedVersion[]>;
  readonly compare: CompareAccess;
  /** How often runs went well, week by week, by what they used, with the versions that held. */
  effect(signal: AbortSignal): Promise<Effect>;
  /** Groups of successful runs that a skill or an agent could be made from, largest first. */
  clusters(signal: AbortSignal): Promise<readonly Cluster[]>;
  /**
   * Drafts a skill or an agent from a group and tries whole turns with and without it on the runs that were held
   * out; it becomes a file only when its proposal is accepted.
   * @throws DraftError, OptimizeBudgetError, ModelError, AbortedError
   */
  synthesize(
    request: SynthesizeRequest,
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): Promise<Report>;
}

/** Runs that left a trace, and what their conversations say of them. */
export interface Recorded {
  readonly records: readonly TraceRecord[];
  readonly events: readonly RunEvent[];
}
