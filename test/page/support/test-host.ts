// A host for the page: the extension's own bridge and conversation, over a runtime that plays a script.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type {
  HostMessage,
  HostState,
  SafetyState,
  ViewName,
} from '../../../extension/bridge/index.js';
import { type BridgeHandlers, createBridgeServer } from '../../../extension/chat/bridge-server.js';
import { chatHandlers } from '../../../extension/chat/chat-handlers.js';
import type { Conversation } from '../../../extension/chat/conversation.js';
import { conversationHandlers } from '../../../extension/chat/conversation-handlers.js';
import { Conversations } from '../../../extension/chat/conversations.js';
import { draftHandlers } from '../../../extension/chat/drafts.js';
import { historyHandlers } from '../../../extension/chat/history-handlers.js';
import { imageHandlers } from '../../../extension/chat/image-handlers.js';
import { memoryHandlers } from '../../../extension/chat/memory-handlers.js';
import { optimizeHandlers } from '../../../extension/chat/optimize-handlers.js';
import { PlanDesk, planHandlers } from '../../../extension/chat/plan-desk.js';
import { traceHandlers } from '../../../extension/chat/trace-handlers.js';
import { writerHandlers } from '../../../extension/chat/writer-handlers.js';
import { imageShelf } from '../../../runtime/agents/index.js';
import type { TraceAccess } from '../../../runtime/app/index.js';
import {
  createIds,
  MemfunError,
  type MentionSuggestion,
  mentionSuggestionSchema,
  type RunEvent,
  silentLogger,
  systemClock,
} from '../../../runtime/core/index.js';
import type { MemoryRelation, MemoryService } from '../../../runtime/memory/index.js';
import { ConflictDesk } from '../../../runtime/writers/index.js';
import { createMemoryFileStore } from '../../support/file-stores.js';
import { type MemorySeed, seedMemory } from '../../support/seed-memory.js';
import { seedTraces } from '../../support/seed-traces.js';
import { type Script, scriptedMemfun } from '../../unit/extension/scripted-memfun.js';
import { CLUSTER, ClusterDesk } from './cluster.js';
import { type DeskOptions, deskHandlers } from './desks.js';
import { OptimizeDesk, type OptimizeDeskOptions } from './optimize.js';

export interface TestHostOptions extends DeskOptions {
  /** What the runtime does for each turn. */
  readonly script?: Script;
  /** Events of the conversation that is open from the start. */
  readonly events?: readonly RunEvent[];
  /** Titles of further conversations in the history. */
  readonly others?: readonly string[];
  /** What is remembered, in a memory on real files. */
  readonly memories?: readonly MemorySeed[];
  readonly relations?: readonly MemoryRelation[];
  /** Instead of what is remembered, for what goes wrong. */
  readonly brokenMemory?: (memory: MemoryService) => MemoryService;
  readonly state?: Partial<HostState>;
  /** Workers and their tasks; or it is still being asked. */
  readonly cluster?: ClusterDesk['state'];
  /** Runs that left a trace, each by its events. */
  readonly runs?: readonly (readonly RunEvent[])[];
  /** What can be optimised, and what was proposed. */
  readonly optimize?: OptimizeDeskOptions;
  /** Instead of what was run, for what goes wrong. */
  readonly brokenTraces?: Partial<TraceAccess>;
  /** Images of the workspace by their paths. */
  readonly images?: Readonly<Record<string, Uint8Array>>;
}

/** Where the workspace of the page lies. */
const FOLDER = 'file:///project/';

const SAFETY: SafetyState = {
  commands: [
    { list: 'deny', pattern: 'git push *', by: 'user', addedAt: Date.now() - 90_000_000 },
    { list: 'allow', pattern: 'npm test', by: 'user', addedAt: Date.now() - 3_600_000 },
  ],
  hosts: [],
  tools: [{ name: 'weather', path: '.memfun/tools/weather.js', trusted: false }],
  audit: [
    { at: Date.now() - 60_000, action: 'ran', detail: 'npm test', by: 'gate' },
    {
      at: Date.now() - 120_000,
      action: 'changed files',
      detail: 'modify src/retry.ts',
      by: 'user',
    },
  ],
  auditBroken: 0,
};

/** A request that arrived, in the order of arrival. */
export interface Asked {
  readonly name: string;
  readonly input: unknown;
}

const NAMES: readonly MentionSuggestion[] = [
  ['symbol', '@symbol:', 'symbol', 'a definition by its name', true],
  ['diff', '@diff', 'diff', 'changes that are not committed, or against a revision', false],
  ['file', '@src/retry.ts', 'retry.ts', 'src', false],
  ['file', '@src/queue/dead-letters.ts', 'dead-letters.ts', 'src/queue', false],
  ['file', '@"docs/How to deploy.md"', 'How to deploy.md', 'docs', false],
  ['folder', '@src/queue/', 'queue/', 'src/', false],
  ['symbol', '@symbol:delayFor', 'delayFor', 'function, src/retry.ts:41', false],
].map(([kind, insert, label, detail, open]) =>
  mentionSuggestionSchema.parse({ kind, insert, label, detail, open }),
);

const suggested = (query: string): readonly MentionSuggestion[] =>
  NAMES.filter(({ insert, open, kind, label }) =>
    query.startsWith('symbol:')
      ? kind === 'symbol' && !open
      : insert !== '@symbol:delayFor' && `${insert} ${label}`.toLowerCase().includes(query),
  );

const STATE: HostState = {
  model: { id: 'anthropic/claude', label: 'Claude Sonnet', offline: false },
  offerSetUp: false,
  trusted: true,
  mode: 'ask',
  effort: 'auto',
  workspaceName: 'parcel-service',
  engine: 'isolated-vm',
  skills: [{ name: 'review-code', description: 'Reviews code for defects that matter.' }],
  memoryCount: 3,
  contextWindow: 200_000,
  spending: {
    dayUsd: 1.2,
    dayTokens: 640_000,
    capUsd: 5,
    forecasts: [],
  },
};

function windowState() {
  const kept = new Map<string, unknown>();
  return {
    get: (key: string) => kept.get(key),
    update: async (key: string, value: unknown) => void kept.set(key, value),
  };
}

class RefusedError extends MemfunError {
  readonly code = 'test.refused';
}

/** One window's host. It outlives reloads of its page. */
export class TestHost {
  readonly asked: Asked[] = [];
  /** Files that were saved, by name. */
  readonly saved = new Map<string, string>();
  readonly reruns: unknown[] = [];
  /** Images that were opened in the editor, by the folder and their path there. */
  readonly opened: { readonly root: string; readonly path: string }[] = [];
  readonly optimize: OptimizeDesk;
  readonly cluster: ClusterDesk;
  /** Where conflicts of a script wait for the page. */
  readonly conflicts = new ConflictDesk();
  /** Messages to the page for which this says true never arrive. */
  lose: (message: HostMessage) => boolean = () => false;
  readonly conversations: Conversations;
  readonly plans = new PlanDesk();
  readonly #bridge;
  readonly #runtime;
  #post: (message: HostMessage) => void = () => undefined;
  #state: HostState;
  /** Opened with the first request about it. */
  #memory: Promise<MemoryService> | undefined;
  #traces: Promise<TraceAccess> | undefined;
  readonly #memoryFolder = mkdtempSync(path.join(tmpdir(), 'memfun-page-'));
  #safety: SafetyState = SAFETY;
  readonly #window = windowState();
  readonly #refused = new Map<string, MemfunError>();

  constructor(options: TestHostOptions) {
    this.#state = { ...STATE, ...options.state };
    this.optimize = new OptimizeDesk(options.optimize);
    this.cluster = new ClusterDesk(options.cluster ?? CLUSTER);
    this.#runtime = scriptedMemfun(options.script ?? (async () => undefined));
    const lastOpen = this.#seed(options);
    this.conversations = new Conversations({
      memfun: async () => this.#runtime,
      ids: createIds(),
      clock: systemClock,
      logger: silentLogger,
      lastOpen: { get: () => lastOpen, set: async () => undefined },
      onPatch: (payload) => this.#bridge.notify('conversation.patch', payload),
      onReset: (payload) => this.#bridge.notify('conversation.reset', payload),
      onRunning: () => undefined,
      onBehindChanged: () => this.#bridge.notify('conversation.behind', {}),
      pilot: () => this.plans.pilot(this.#state.mode),
    });
    this.#bridge = createBridgeServer({
      handlers: this.#handlers(options),
      logger: silentLogger,
      post: (message) => {
        if (!this.lose(message)) this.#post(message);
      },
    });
  }

  /** The one that the page shows. */
  get conversation(): Conversation {
    return this.conversations.open;
  }

  /** From now on messages go to this page. */
  connect(post: (message: HostMessage) => void): void {
    this.#post = post;
  }

  async receive(message: unknown): Promise<void> {
    const { kind, name, input } = message as { kind: string } & Asked;
    if (kind === 'request') this.asked.push({ name, input });
    await this.#bridge.receive(message);
  }

  /** Inputs of every request of one name. */
  inputs(name: string): readonly unknown[] {
    return this.asked.filter((asked) => asked.name === name).map((asked) => asked.input);
  }

  /** From now on requests of this name fail. */
  refuse(name: 'turn.start' | 'conversation.open', message: string, remedy: string): void {
    this.#refused.set(name, new RefusedError(message, { remedy }));
  }

  /** From now on they do what they do. */
  accept(name: 'conversation.open'): void {
    this.#refused.delete(name);
  }

  show(view: ViewName, prefill?: string): void {
    this.#bridge.notify('view.show', prefill === undefined ? { view } : { view, prefill });
  }

  /** As the command New Chat does while a run goes on. */
  askNewChat(): void {
    this.#bridge.notify('view.show', { view: 'chat', newChat: true });
  }

  change(state: Partial<HostState>): void {
    this.#state = { ...this.#state, ...state };
    this.#bridge.notify('host.changed', this.#state);
  }

  /** What was run. */
  traces({ runs = [], brokenTraces }: TestHostOptions = {}): Promise<TraceAccess> {
    this.#traces ??= seedTraces(runs).then((traces) => ({ ...traces, ...brokenTraces }));
    return this.#traces;
  }

  /** What is remembered, as another window changes it. */
  memory({ memories = [], relations = [], brokenMemory }: TestHostOptions = {}) {
    this.#memory ??= seedMemory(this.#memoryFolder, { memories, relations }).then((memory) => {
      memory.onChange(() => this.#bridge.notify('memory.changed', {}));
      return brokenMemory?.(memory) ?? memory;
    });
    return this.#memory;
  }

  async dispose(): Promise<void> {
    this.conversations.stop();
    this.conversations.dispose();
    this.#bridge.dispose();
    await (await this.#memory?.catch(() => undefined))?.close();
    rmSync(this.#memoryFolder, { recursive: true, force: true });
  }

  /** Writes the sessions; says which is open: `''` is a blank one. */
  #seed({ events, others }: TestHostOptions): string {
    const { records } = this.#runtime;
    const at = Date.now();
    (others ?? []).forEach((title, i) => {
      const sessionId = `ses_other_${i}`;
      const time = at - (i + 1) * 36 * 3_600_000;
      const info = { sessionId, title, createdAt: time, updatedAt: time, turns: i + 1 };
      records.set(sessionId, { info, events: [] });
    });
    if (events === undefined) return '';
    const info = {
      sessionId: 'ses_open',
      title: 'The open conversation',
      createdAt: at,
      updatedAt: at,
      turns: new Set(events.map((event) => event.turnId)).size,
    };
    records.set(info.sessionId, { info, events: [...events] });
    return info.sessionId;
  }

  #imageHandlers(images: TestHostOptions['images'] = {}) {
    const workspace = createMemoryFileStore();
    for (const [name, data] of Object.entries(images)) workspace.files.set(name, data);
    const shelf = imageShelf({ workspace, store: createMemoryFileStore() });
    return imageHandlers(
      async () => shelf,
      async (place) => void this.opened.push(place),
    );
  }

  #handlers(options: TestHostOptions): BridgeHandlers {
    const done = {};
    const images = this.#imageHandlers(options.images);
    const handlers = conversationHandlers(() => this.conversations);
    const after = async (work: Promise<unknown>) => {
      await work;
      return done;
    };
    return {
      ...handlers,
      'conversation.open': async (input, signal) => {
        const refusal = this.#refused.get('conversation.open');
        if (refusal !== undefined) throw refusal;
        return handlers['conversation.open'](input, signal);
      },
      'conversation.delete': ({ sessionId }) => after(this.conversations.delete(sessionId)),
      ...chatHandlers(() => this.conversation),
      ...planHandlers(
        () => this.plans,
        async () => ['architect', 'coder', 'reviewer', 'tester'],
      ),
      'turn.start': async ({ now, ...request }) => {
        const refusal = this.#refused.get('turn.start');
        if (refusal !== undefined) throw refusal;
        await this.conversation.send(request, now);
        return done;
      },
      'window.opened': async ({ kept }) => ({ kept }),
      'approval.answer': async () => done,
      'approval.review': async () => done,
      ...writerHandlers(async () => this.conflicts),
      'host.state': async () => this.#state,
      'safety.get': async () => this.#safety,
      'safety.rule': async ({ about, list, pattern, action }) => {
        if (pattern === 'rm') throw new RefusedError('The rule cannot be added: it is too wide.');
        const others = (this.#safety[about] ?? []).filter((rule) => rule.pattern !== pattern);
        const added = action === 'add' ? [{ list, pattern, by: 'user', addedAt: Date.now() }] : [];
        this.#safety = { ...this.#safety, [about]: [...others, ...added] };
        return done;
      },
      'safety.trustTool': async ({ name, trust }) => {
        this.#safety = {
          ...this.#safety,
          tools: this.#safety.tools.map((tool) =>
            tool.name === name ? { ...tool, trusted: trust } : tool,
          ),
        };
        return done;
      },
      'host.dismissSetUp': async () => {
        this.change({ offerSetUp: false });
        return done;
      },
      'code.apply': async () => done,
      'code.insert': async () => done,
      'files.dropped': async ({ uris }) => ({
        paths: uris.map((uri) => (uri.startsWith(FOLDER) ? uri.slice(FOLDER.length) : null)),
      }),
      ...images,
      'image.keep': async (image, signal) => {
        if (image.data === btoa('no image')) throw new RefusedError('It is no image.');
        // What only counts as an image in a test cannot be shown.
        const isShown = image.data.startsWith('iVBORw0KGgo');
        if (isShown) return images['image.keep'](image, signal);
        return { stored: `${'0'.repeat(32)}.png`, mediaType: 'image/png' };
      },
      'host.setMode': async ({ mode }) => {
        this.change({ mode });
        return done;
      },
      'host.command': async () => done,
      'host.openSettings': async () => done,
      'editor.openCitation': async () => done,
      'editor.openExternal': async () => done,
      'editor.openOutput': async () => done,
      'editor.copy': async () => done,
      'mention.suggest': async ({ query }) => ({ suggestions: [...suggested(query)] }),
      ...memoryHandlers({
        memory: () => this.memory(options),
        clock: systemClock,
        conversationTitle: async (sessionId) =>
          (await this.conversation.list()).find((one) => one.sessionId === sessionId)?.title,
        openPlace: async () => undefined,
      }),
      ...deskHandlers(options, () => this.#bridge.notify('skills.changed', {})),
      ...this.cluster.handlers,
      ...traceHandlers({
        traces: () => this.traces(options),
        rerun: async (request, resume) => {
          this.reruns.push(resume);
          await this.conversation.start(request);
        },
        save: async (name, text) => {
          this.saved.set(name, text);
          return name;
        },
        askCollector: async () => undefined,
      }),
      ...optimizeHandlers(
        async () => this.optimize,
        (end) => this.#bridge.notify('optimize.ended', end),
      ),
      ...historyHandlers(async () => this.#runtime.sessions),
      ...draftHandlers(() => this.#window),
    };
  }
}
