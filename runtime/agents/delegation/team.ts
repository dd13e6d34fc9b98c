// What a turn lends to a team of agents, and what a person may say about its plan. Who plans and schedules stands above.
import type { Overlay } from '../../changes/index.js';
import type { Budget, EmitEvent, Json, PlanTask, TurnRequest } from '../../core/index.js';
import type { ApprovalAnswer, SessionManager } from '../../ports/index.js';
import type { LoopDeps, LoopOptions, LoopResult, Steering } from '../../rlm/index.js';
import type { AgentDefinition } from '../definitions/index.js';

/** Where one agent of a team writes, apart from the others. */
export interface AgentGround {
  readonly overlay: Overlay;
  /**
   * Before a command: puts what was written so far into a folder of the agent's own.
   * @returns that folder; `undefined` where there is none, and the run's changes are what a command sees
   */
  isolate(): Promise<string | undefined>;
  /** Puts what was written so far among the run's changes. @throws MemfunError when it does not fit to them */
  settle(): Promise<void>;
}

export interface TeamMember {
  readonly agent: AgentDefinition;
  /** Whether its tools, those of the run at most, can change files. */
  readonly canWrite: boolean;
  /** Names of its tools, those of the run at most. */
  readonly tools: readonly string[];
}

/** One command line, or the whole address of a page. */
export type AskedElsewhere = { readonly command: string } | { readonly address: string };

/** Who wants it, by their names. */
export interface AskerElsewhere {
  readonly agent: string;
  readonly worker: string;
}

/** @throws AbortedError */
export type DecideElsewhere = (
  asked: AskedElsewhere,
  by: AskerElsewhere,
  signal: AbortSignal,
) => Promise<ApprovalAnswer>;

export interface TeamSite
  extends Pick<LoopDeps, 'predictor' | 'clock' | 'ids' | 'logger' | 'workspace'> {
  readonly sessions: SessionManager;
  readonly turnId: string;
  readonly sessionId: string;
  /** The user's words with what is attached to them. */
  readonly task: string;
  /** What the words speak of, for the REPL of each agent. */
  readonly variables: Readonly<Record<string, Json>>;
  readonly memories: readonly string[];
  /** Goes on with the last plan of the conversation. */
  readonly resumes: boolean;
  readonly offline: boolean;
  readonly members: readonly TeamMember[];
  /** The changes of the run; absent where files may not be changed. */
  readonly overlay: Overlay | undefined;
  /** Names of the workspace's files. */
  readonly files: (signal: AbortSignal) => Promise<readonly string[]>;
  readonly budget: Budget;
  readonly emit: EmitEvent;
  readonly signal: AbortSignal;
  readonly pilot: PlanPilot | undefined;
  /** What the person says while the plan runs. */
  readonly steering: Steering | undefined;
  /** Runs a loop of an agent with no more rights than the turn has; questions to the user name the agent. */
  readonly runAs: (
    agent: AgentDefinition,
    options: LoopOptions,
    ground?: AgentGround,
  ) => Promise<LoopResult>;
  /** Decides about what an agent wants to do that runs on another machine. */
  readonly decide: DecideElsewhere;
}

/** Resolves with nothing when one agent has to do the work; why was told. */
export type RunTeam = (site: TeamSite) => Promise<LoopResult | undefined>;

export type PlanDecision =
  | { readonly run: true; readonly tasks: readonly PlanTask[] }
  | { readonly run: false };

/** The person beside a plan. */
export interface PlanPilot {
  /** Absent where nobody is asked: the plan runs as it is. */
  readonly decide?: (
    plan: {
      readonly planId: string;
      readonly tasks: readonly PlanTask[];
      /** What stands against a changed plan; empty when it can be run. */
      readonly check: (tasks: readonly PlanTask[]) => readonly string[];
    },
    signal: AbortSignal,
  ) => Promise<PlanDecision>;
  /** Hands over what can be said while a plan runs; `undefined` when it is over. */
  attach(planId: string, controls: PlanControls | undefined): void;
}

/** Each does nothing where it does not apply. */
export interface PlanControls {
  pause(paused: boolean): void;
  /** Leaves a task out that has no end yet. */
  skip(taskId: string): void;
  /** Runs a task again that has no result, or part of one, and what was skipped because of it. */
  retry(taskId: string): void;
  /** The person has done it; what they say counts as its answer. */
  takeOver(taskId: string, answer: string): void;
  /** Lets what is running come to its end, then has everything else planned anew; what has a result keeps it. */
  replan(words: string): void;
}

export interface TeamCall {
  readonly request: TurnRequest;
  readonly resumes: boolean;
}

/** `undefined` when the message is not put to a team. */
export function teamCall(request: TurnRequest): TeamCall | undefined {
  const [, rest] = /^\/team\s+([\s\S]+)$/.exec(request.text.trim()) ?? [];
  if (rest === undefined) return undefined;
  const text = rest.trim();
  return { request: { ...request, text, effort: 'team' }, resumes: /^resume\.?$/i.test(text) };
}
