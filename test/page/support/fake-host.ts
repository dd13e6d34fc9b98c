// A host for the page under test: keeps a conversation, checks every request, answers as the extension does.
import {
  type HostMessage,
  type HostState,
  type MemoryRow,
  type Patch,
  requests,
  webviewMessageSchema,
} from '../../../extension/bridge/index.js';
import type { Json, RunEvent } from '../../../runtime/core/index.js';

type Send = (message: HostMessage) => Promise<void>;
const HOST_STATE: HostState = {
  model: { id: 'offline', label: 'Rule-based', offline: true },
  offerSetUp: false,
  trusted: true,
  workspaceName: 'shop',
  engine: 'quickjs',
  memoryCount: 1,
};
const SESSION = {
  sessionId: 's1',
  title: 'Where is the port?',
  createdAt: 0,
  updatedAt: 0,
  turns: 1,
};

export class FakeHost {
  /** Every request the page made: its name and input. */
  readonly asked: { readonly name: string; readonly input: unknown }[] = [];
  readonly epoch = 'e1';
  state: HostState = HOST_STATE;
  running = false;
  memories: MemoryRow[] = [];
  readonly #patches: Patch[] = [];
  #forgotten: MemoryRow[] = [];
  #send: Send = async () => undefined;

  constructor(events: readonly RunEvent[] = []) {
    this.#number(events);
  }

  connect(send: Send): void {
    this.#send = send;
  }

  /** Events happen; `lose` keeps the message from the page. */
  async emit(events: readonly RunEvent[], lose = false): Promise<void> {
    const patches = this.#number(events);
    if (!lose) await this.#patch(patches);
  }

  async setRunning(running: boolean): Promise<void> {
    this.running = running;
    await this.#patch([]);
  }

  async receive(raw: unknown): Promise<void> {
    const message = webviewMessageSchema.parse(raw);
    if (message.kind === 'abort') return;
    const { id, name } = message;
    const declared = requests[name as keyof typeof requests];
    const input = declared.input.parse(message.input) as Record<string, unknown>;
    this.asked.push({ name, input });
    const output = declared.output.parse(await this.#answer(name, input)) as Json;
    await this.#send({ kind: 'response', id, output });
  }

  async #answer(name: string, input: Record<string, unknown>): Promise<unknown> {
    const answers: Record<string, () => unknown> = {
      'conversation.get': () => ({
        epoch: this.epoch,
        session: SESSION,
        running: this.running,
        fromSeq: 1,
        patches: this.#patches.filter(
          (patch) => input['epoch'] !== this.epoch || patch.seq >= Number(input['fromSeq']),
        ),
      }),
      'conversation.list': () => ({ sessions: [SESSION] }),
      'host.state': () => this.state,
      'memory.list': () => ({
        memories: this.memories.filter((row) => row.content.includes(String(input['query']))),
      }),
      'draft.get': () => ({ text: '' }),
      'turn.stop': async () => {
        this.running = false;
        await this.#patch([]);
        return {};
      },
      'host.dismissSetUp': async () => {
        this.state = { ...this.state, offerSetUp: false };
        await this.#send({ kind: 'notification', name: 'host.changed', payload: this.state });
        return {};
      },
      'memory.forget': () => {
        this.#forgotten = this.memories.filter((row) => row.id === input['id']);
        this.memories = this.memories.filter((row) => row.id !== input['id']);
        return {};
      },
      'memory.restore': () => {
        this.memories = [...this.memories, ...this.#forgotten];
        return {};
      },
    };
    return (await answers[name]?.()) ?? {};
  }

  #number(events: readonly RunEvent[]): readonly Patch[] {
    const fresh = events.map((event, i) => ({ seq: this.#patches.length + 1 + i, event }));
    this.#patches.push(...fresh);
    return fresh;
  }

  async #patch(patches: readonly Patch[]): Promise<void> {
    const payload = { epoch: this.epoch, running: this.running, patches };
    await this.#send({
      kind: 'notification',
      name: 'conversation.patch',
      payload: JSON.parse(JSON.stringify(payload)) as Json,
    });
  }
}
