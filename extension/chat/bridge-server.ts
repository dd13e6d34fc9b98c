// The host's end of the bridge: checks every message both ways, runs its handler, carries aborts.

import {
  isAbort,
  type Json,
  type Logger,
  MemfunError,
  toErrorInfo,
} from '../../runtime/core/index.js';
import {
  type HostMessage,
  type NotificationName,
  type NotificationPayload,
  notifications,
  type RequestInput,
  type RequestName,
  type RequestOutput,
  requests,
  webviewMessageSchema,
} from '../bridge/index.js';

/** One function per request of the bridge. */
export type BridgeHandlers = {
  readonly [N in RequestName]: (
    input: RequestInput<N>,
    signal: AbortSignal,
  ) => Promise<RequestOutput<N>>;
};

export interface BridgeServerOptions {
  readonly handlers: BridgeHandlers;
  readonly post: (message: HostMessage) => void;
  readonly logger: Logger;
}

export interface BridgeServer {
  /** Takes a raw message of the page. Never throws and never rejects. */
  receive(message: unknown): Promise<void>;
  notify<N extends NotificationName>(name: N, payload: NotificationPayload<N>): void;
  /** Aborts every request that is still being answered. */
  dispose(): void;
}

/** A message that does not fit the bridge's declaration. */
class BridgeMessageError extends MemfunError {
  readonly code = 'bridge.message';
  constructor(what: string, cause?: unknown) {
    super(what, {
      remedy: 'Reload the window (Developer: Reload Window). If it happens again, report it.',
      cause,
    });
  }
}

export function createBridgeServer({ handlers, post, logger }: BridgeServerOptions): BridgeServer {
  const running = new Map<number, AbortController>();

  async function answer(id: number, name: string, input: Json): Promise<void> {
    const abort = new AbortController();
    running.set(id, abort);
    try {
      if (!isRequestName(name)) throw new BridgeMessageError(`There is no request "${name}".`);
      post({ kind: 'response', id, output: await run(name, input, abort.signal) });
    } catch (error) {
      if (!isAbort(error)) logger.warn(`request ${name} failed`, { error: toErrorInfo(error) });
      post({ kind: 'failure', id, error: toErrorInfo(error) });
    } finally {
      running.delete(id);
    }
  }

  async function run(name: RequestName, input: Json, signal: AbortSignal): Promise<Json> {
    const parsed = requests[name].input.safeParse(input);
    if (!parsed.success) {
      throw new BridgeMessageError(
        `The request "${name}" does not fit its declaration.`,
        parsed.error,
      );
    }
    // The declaration pairs each name with its input; one name at a time, the checked input fits its handler.
    const handler = handlers[name] as (input: unknown, signal: AbortSignal) => Promise<unknown>;
    const output = await handler(parsed.data, signal);
    return plain(requests[name].output.parse(output));
  }

  return {
    async receive(message) {
      const parsed = webviewMessageSchema.safeParse(message);
      if (!parsed.success) {
        logger.warn('a message of the page was not understood', { problem: parsed.error.message });
      } else if (parsed.data.kind === 'abort') {
        running.get(parsed.data.id)?.abort();
      } else {
        await answer(parsed.data.id, parsed.data.name, parsed.data.input);
      }
    },
    notify(name, payload) {
      post({ kind: 'notification', name, payload: plain(notifications[name].parse(payload)) });
    },
    dispose() {
      for (const abort of running.values()) abort.abort();
    },
  };
}

function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(requests, name);
}

/** As JSON has it: without keys whose value is undefined. */
function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
