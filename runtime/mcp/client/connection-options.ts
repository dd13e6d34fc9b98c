// What a connection to a server is given, and how long it waits for what.
import type { Tool } from '@modelcontextprotocol/client';
import type { Clock, Logger } from '../../core/index.js';
import type { Person, SecretStore } from '../../ports/index.js';
import type { McpServerDefinition, ResolvedServer } from '../config/index.js';
import type { StdioTransportOptions } from './stdio-transport.js';

/** `signed-out`: it runs, but wants its user to sign in. */
export type ConnectionState = 'off' | 'starting' | 'ready' | 'waiting' | 'signed-out' | 'failed';

export interface ConnectionOptions {
  readonly definition: McpServerDefinition;
  readonly resolve: () => Promise<ResolvedServer>;
  readonly env: NodeJS.ProcessEnv;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where sign-ins are kept; absent where there are none. */
  readonly secrets?: SecretStore;
  /** Absent where nobody can be asked. */
  readonly person?: Person | undefined;
  /** Told after the first listing and after each change of it. */
  readonly onTools?: (tools: readonly Tool[]) => void;
  readonly onProcess?: StdioTransportOptions['onProcess'];
  readonly times?: Partial<ConnectionTimes>;
}

export interface CallOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: {
    readonly progress: number;
    readonly total?: number | undefined;
    readonly message?: string | undefined;
  }) => void;
}

/** In milliseconds. */
export interface ConnectionTimes {
  readonly connect: number;
  /** How long a server may say nothing to the question for its revision before it counts as an old one. */
  readonly probe: number;
  /** Between two signs of life of a call, and in all. */
  readonly call: number;
  readonly callTotal: number;
  /** The first wait before a server that has ended is started again; each further one is twice as long. */
  readonly backOff: number;
  /** A server that lived so long has its falls forgiven. */
  readonly healthy: number;
  /** How long a person has for signing in at a page. */
  readonly signIn: number;
}

export const TIMES: ConnectionTimes = {
  connect: 60_000,
  probe: 15_000,
  call: 60_000,
  callTotal: 900_000,
  backOff: 1_000,
  healthy: 60_000,
  signIn: 5 * 60_000,
};
