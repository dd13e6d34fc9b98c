// What is told about the servers of a workspace.
import type { McpConfigProblem } from '../config/index.js';
import type { ConnectionState } from './connection-options.js';
import type { RemoteResult } from './result.js';

export interface McpServerState {
  readonly name: string;
  /** In the names of its tools: `mcp.<alias>.<tool>`. */
  readonly alias: string;
  readonly file: string;
  /** What would be started or visited, word for word as it is configured. */
  readonly launch: string;
  readonly allowed: boolean;
  /** It was allowed, but as something else than what is configured now. */
  readonly redefined: boolean;
  readonly state: ConnectionState;
  readonly problem: string;
  readonly revision: string | undefined;
  readonly tools: readonly McpToolState[];
}

export interface McpToolState {
  readonly name: string;
  readonly description: string;
  /** Not used: it is new, or is described otherwise than when its server was allowed. */
  readonly changed: boolean;
  /** A rule about commands that means every call of it, as long as it is described as now. */
  readonly rule: string;
}

export interface McpCallResult extends RemoteResult {
  /** The tool ran and says that it failed. */
  readonly isError: boolean;
}

export interface McpServers {
  readonly servers: readonly McpServerState[];
  readonly problems: readonly McpConfigProblem[];
}
