// The page's end of the bridge: typed requests with ids and aborts, typed notifications, every message checked.
import {
  type HostMessage,
  hostMessageSchema,
  type NotificationName,
  type NotificationPayload,
  notifications,
  type RequestInput,
  type RequestName,
  type RequestOutput,
  requests,
  type WebviewMessage,
} from '../../extension/bridge/index.js';
import type { Json } from '../../runtime/core/index.js';
import type { FirstRequest } from './first.js';
import { HostError } from './host-error.js';

/** How messages leave and reach the page. */
export interface Transport {
  /** What was asked before; whoever asks the same first gets that answer. */
  readonly asked?: readonly FirstRequest[];
  post(message: WebviewMessage): void;
  /** Calls back with every raw message of the host; returns how to stop that. */
  listen(receive: (message: unknown) => void): () => void;
}

export interface BridgeClient {
  /** @throws HostError when the host failed or answered something undeclared; the signal's reason when aborted. */
  request<N extends RequestName>(
    name: N,
    input: RequestInput<N>,
    signal?: AbortSignal,
  ): Promise<RequestOutput<N>>;
  on<N extends NotificationName>(
    name: N,
    handler: (payload: NotificationPayload<N>) => void,
  ): () => void;
  dispose(): void;
}

interface Pending {
  settle(message: Exclude<HostMessage, { kind: 'notification' }>): void;
}
type AnyHandler = (payload: unknown) => void;

export function createBridgeClient(transport: Transport): BridgeClient {
  const pending = new Map<number, Pending>();
  const handlers = new Map<string, Set<AnyHandler>>();
  let early = (transport.asked ?? []).map((request, i) => ({
    id: i + 1,
    key: keyOf(request.name, request.input),
  }));
  let lastId = early.length;

  const stopListening = transport.listen((raw) => {
    const parsed = hostMessageSchema.safeParse(raw);
    // The editor posts messages of its own to the page; what is not of the bridge is not for us.
    if (!parsed.success) return;
    const message = parsed.data;
    if (message.kind === 'notification') deliver(message.name, message.payload);
    else {
      pending.get(message.id)?.settle(message);
      // An answer comes once: whoever asks only then asks the host.
      early = early.filter(({ id }) => id !== message.id);
    }
  });

  function deliver(name: string, payload: unknown): void {
    if (!isNotificationName(name)) return;
    const parsed = notifications[name].safeParse(payload);
    if (!parsed.success) return;
    for (const handler of handlers.get(name) ?? []) handler(parsed.data);
  }

  /** The number of a request that was sent before, each once. */
  function sentBefore(name: string, input: unknown): number | undefined {
    if (early.length === 0) return undefined;
    const sent = early.find(({ key }) => key === keyOf(name, input));
    early = early.filter((request) => request !== sent);
    return sent?.id;
  }

  return {
    request(name, input, signal) {
      const before = sentBefore(name, input);
      const id = before ?? ++lastId;
      return new Promise((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(asError(signal.reason));
          return;
        }
        const aborted = (): void => {
          pending.delete(id);
          transport.post({ kind: 'abort', id });
          reject(asError(signal?.reason));
        };
        signal?.addEventListener('abort', aborted, { once: true });
        pending.set(id, {
          settle(message) {
            pending.delete(id);
            signal?.removeEventListener('abort', aborted);
            if (message.kind === 'failure') {
              reject(new HostError(message.error));
              return;
            }
            const output = requests[name].output.safeParse(message.output);
            if (output.success) resolve(output.data as RequestOutput<typeof name>);
            else reject(undeclaredAnswer(name));
          },
        });
        if (before === undefined)
          transport.post({ kind: 'request', id, name, input: plain(input) });
      });
    },
    on(name, handler) {
      const known = handlers.get(name) ?? new Set<AnyHandler>();
      handlers.set(name, known);
      // Payloads are checked against the declaration of this name before they are delivered.
      const entry = handler as AnyHandler;
      known.add(entry);
      return () => known.delete(entry);
    },
    dispose: stopListening,
  };
}

function isNotificationName(name: string): name is NotificationName {
  return Object.hasOwn(notifications, name);
}

const keyOf = (name: string, input: unknown): string => `${name} ${JSON.stringify(input)}`;

function undeclaredAnswer(name: string): HostError {
  return new HostError({
    code: 'bridge.answer',
    message: `The editor answered "${name}" with something this page does not understand.`,
    remedy: 'Reload the window (Developer: Reload Window).',
  });
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

/** As JSON has it: without keys whose value is undefined. */
function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
