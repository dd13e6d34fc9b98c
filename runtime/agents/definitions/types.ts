// What an agent is, whichever dialect its file is written in.
import type { SkillProblem } from '../../skills/index.js';

export type AgentSource = 'workspace' | 'user' | 'built-in';

/** Whose field names a file uses: ours, VS Code's, Claude Code's, or those of the system before this one. */
export type AgentDialect = 'memfun' | 'vscode' | 'claude' | 'earlier';

export interface AgentBudget {
  readonly tokens?: number;
  readonly costUsd?: number;
  readonly modelCalls?: number;
}

/** Whom the agent names for what comes next. */
export interface Handoff {
  readonly agent: string;
  readonly label?: string;
  readonly prompt?: string;
}

export interface AgentDefinition {
  readonly name: string;
  readonly description: string;
  readonly source: AgentSource;
  readonly path: string;
  /** What the path is relative to; absent where only a text was read. */
  readonly root?: string;
  readonly dialect?: AgentDialect;
  /** Tools as its file names them; absent: all that there are. */
  readonly tools: readonly string[] | undefined;
  /** Tools that it does not get, whatever `tools` says. */
  readonly disallowedTools?: readonly string[];
  /** Agents that it may give work to; absent: none. */
  readonly agents?: readonly string[];
  /** Absent: the model of the run. */
  readonly model?: string;
  /** Steps of one run. */
  readonly maxTurns: number;
  /** At most, within what is left of the run's. */
  readonly budget?: AgentBudget;
  readonly skills?: readonly string[];
  readonly mcpServers?: readonly string[];
  readonly handoffs?: readonly Handoff[];
  readonly tags?: readonly string[];
  readonly version?: string;
  /** Whether other agents may call it; absent: they may. */
  readonly byModel?: boolean;
  readonly instructions: string;
  /** Fields of its file that have no effect here, and why. */
  readonly notes?: readonly AgentProblem[];
}

/** One thing about a file, where it stands, and what to do about it. */
export interface AgentProblem extends SkillProblem {
  readonly remedy: string;
}

export interface ReadAgent {
  readonly agent: AgentDefinition | undefined;
  /** Each names file, line and field. With problems that leave it unusable, `agent` is absent. */
  readonly problems: readonly AgentProblem[];
  /** What is not taken over, without harm to the rest. */
  readonly notes: readonly AgentProblem[];
}
