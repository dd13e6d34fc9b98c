// What the views show, kept outside React: the conversation, the host's facts, the open view. Fed by the bridge.
import {
  applyPatches,
  beginAt,
  type ChatState,
  EMPTY_CHAT,
  type HostState,
  type Patch,
  type ViewName,
} from '../../extension/bridge/index.js';
import type { Attachment, Effort } from '../../runtime/core/index.js';
import type { BridgeClient } from '../bridge/client.js';
import { HostError } from '../bridge/host-error.js';
import type { PageMemory, ReadingPlace } from './page-memory.js';

/** Milliseconds of silence of a running turn after which the page asks whether it missed something. */
const SILENCE_MS = 4000;
/** Milliseconds after the last key press until the host gets the draft. */
const DRAFT_MS = 300;

export interface Problem {
  readonly message: string;
  readonly remedy?: string | undefined;
}

/** Another conversation, at one of its turns where one is given; without an id a new one. */
export interface Destination {
  readonly sessionId?: string;
  readonly turn?: number | undefined;
}

/** Something for a screen reader; an urgent one interrupts what is being read. */
export interface Saying {
  readonly id: number;
  readonly text: string;
  readonly urgent: boolean;
}

export interface AppState {
  /** Whether the conversation was read at least once. */
  readonly ready: boolean;
  readonly chat: ChatState;
  readonly running: boolean;
  readonly sessionId: string | undefined;
  readonly host: HostState | undefined;
  readonly view: ViewName;
  /** How often the host asked for the open view: each time the focus goes there. Tabs keep the focus. */
  readonly shown: number;
  /** The one memory that the memory view is to show; nothing is all of them. */
  readonly memoryId: string | undefined;
  /** Where the person wants to go while a run goes on, and is asked what becomes of it. */
  readonly leaving: Destination | undefined;
  /** The message that is being written. */
  readonly draft: string;
  /** What goes with it. */
  readonly attached: readonly Attachment[];
  /** How much work it may cause. */
  readonly effort: Effort;
  readonly problem: Problem | undefined;
  /** What a screen reader was told last. */
  readonly said: readonly Saying[];
}

const INITIAL: AppState = {
  ready: false,
  chat: EMPTY_CHAT,
  running: false,
  sessionId: undefined,
  host: undefined,
  view: 'chat',
  shown: 0,
  memoryId: undefined,
  leaving: undefined,
  draft: '',
  attached: [],
  effort: 'auto',
  problem: undefined,
  said: [],
};
/** Sayings that are kept; a screen reader has read the others. */
const MOST_SAID = 8;

/** What the page remembers over a reload. */
const KEPT = ['view', 'draft', 'attached', 'effort'] as const;

export interface AppStore {
  readonly get: () => AppState;
  /** Returns how to stop listening. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly show: (view: ViewName) => void;
  /** Asks what becomes of the run before the conversation is left; nothing takes the question away. */
  readonly leave: (to: Destination | undefined) => void;
  /** Opens the memory view on one memory, or on all. */
  readonly showMemory: (id: string | undefined) => void;
  readonly dismissProblem: () => void;
  /** Keeps an unfinished message beyond the page. */
  readonly write: (draft: string) => void;
  /** Changes what goes with that message. */
  readonly attach: (change: (before: readonly Attachment[]) => readonly Attachment[]) => void;
  readonly setEffort: (effort: Effort) => void;
  /** Where the reader was in the open conversation; nothing is its end. */
  readonly readingPlace: () => ReadingPlace | undefined;
  /** The conversation that is opened next is shown from this turn on; nothing is its end. */
  readonly readFrom: (index: number | undefined) => void;
  readonly keepReadingPlace: (place: ReadingPlace | undefined) => void;
  /** Tells a screen reader what happened. */
  readonly say: (text: string, urgent?: boolean) => void;
  /** Shows a failure above the page. */
  readonly report: (error: unknown) => void;
}

/** Runs `work` at the next frame, however often it is asked before. A hidden page has no frames: a timer steps in. */
function oncePerFrame(work: () => void): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    const run = (): void => {
      if (!waiting) return;
      waiting = false;
      work();
    };
    requestAnimationFrame(run);
    setTimeout(run, 100);
  };
}

export function createStore(client: BridgeClient, memory: PageMemory): AppStore {
  const listeners = new Set<() => void>();
  const remembered = memory.read();
  let { reading, writtenAt } = remembered;
  /** Where the conversation that is opened next is to be read. */
  let next: number | undefined;
  const { view, draft, attached, effort } = remembered;
  let state: AppState = { ...INITIAL, view, draft, attached, effort };
  let incoming: Patch[] = [];
  /** The last number that the host spoke of. */
  let expected = 0;
  let asking = false;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let drafting: ReturnType<typeof setTimeout> | undefined;
  /** How often the message was written in since the page was opened. */
  let writes = 0;

  const set = (change: Partial<AppState>): void => {
    state = { ...state, ...change };
    if (KEPT.some((key) => change[key] !== undefined)) remember();
    for (const listener of listeners) listener();
  };

  function remember(): void {
    const { view, draft, attached, effort } = state;
    const place = reading === undefined ? {} : { reading };
    memory.write({ view, draft, writtenAt, attached, effort, ...place });
  }

  const write = (draft: string): void => {
    writes++;
    writtenAt = Date.now();
    set({ draft });
    clearTimeout(drafting);
    drafting = setTimeout(
      () => {
        // Of which conversation it is may not be known yet: then it is kept when that is.
        if (state.sessionId !== undefined) keepDraft(state.sessionId);
      },
      // What was sent must not come back, whatever happens next.
      draft === '' ? 0 : DRAFT_MS,
    );
  };

  const keepDraft = (sessionId: string): void => {
    client.request('draft.set', { text: state.draft, sessionId, at: writtenAt }).catch(report);
  };

  /** The unfinished message of the conversation that is open now takes the place of the one before. */
  const changeDraft = (from: string | undefined, to: string): void => {
    if (from === to) return;
    if (from === '') {
      // A blank conversation got its name and is still the same: what was just written goes with it.
      client.request('draft.set', { text: '', sessionId: '', at: Date.now() }).catch(report);
      if (state.draft !== '') {
        write(state.draft);
        return;
      }
    }
    if (from !== undefined) {
      clearTimeout(drafting);
      keepDraft(from);
      set({ draft: '' });
    } else if (writes > 0) {
      // Who wrote, or sent, before the host was there knows better than what it has kept.
      keepDraft(to);
      return;
    }
    const before = writes;
    // After a crash the editor may give back what the page remembered long before it.
    const rememberedAt = from === undefined ? writtenAt : 0;
    client.request('draft.get', { sessionId: to }).then(({ text, at }) => {
      // Who was faster than the host keeps what is written.
      if (writes !== before || state.sessionId !== to) return;
      if (at > rememberedAt) {
        writtenAt = at;
        set(from === undefined ? { draft: text, attached: [] } : { draft: text });
      } else if (at === 0 && writes > 0) keepDraft(to);
    }, report);
  };

  const keepSoon = oncePerFrame(remember);

  /** The last message of a turn may be the lost one: nothing comes after it that would show a gap. */
  const watchSilence = (): void => {
    clearTimeout(silence);
    if (state.running || state.chat.gap || state.chat.seq < expected)
      silence = setTimeout(() => void readConversation(), SILENCE_MS);
  };

  const report = (error: unknown): void => {
    const message = error instanceof Error ? error.message : String(error);
    set({ problem: { message, remedy: error instanceof HostError ? error.remedy : undefined } });
  };

  const foldIncoming = oncePerFrame(() => {
    const { epoch } = state.chat;
    const patches = incoming;
    incoming = [];
    if (epoch === undefined) return;
    if (patches.length > 0) set({ chat: applyPatches(state.chat, epoch, patches) });
    if (state.chat.gap || state.chat.seq < expected) void readConversation();
  });

  /** Asks for what is missing; while a question is open no second one is asked. */
  async function readConversation(): Promise<void> {
    if (asking) return;
    asking = true;
    try {
      const { epoch, seq } = state.chat;
      const known = epoch === undefined ? {} : { epoch };
      const slice = await client.request('conversation.get', { ...known, fromSeq: seq + 1 });
      // What waits belongs to the epoch it came under.
      if (slice.epoch !== state.chat.epoch) {
        incoming = [];
        expected = 0;
        if (next !== undefined) reading = { index: next, offset: 0, epoch: slice.epoch };
        next = undefined;
      }
      const before = state.sessionId;
      const start =
        slice.earlier === undefined
          ? state.chat
          : beginAt(slice.epoch, slice.fromSeq, slice.earlier);
      set({
        ready: true,
        chat: applyPatches(start, slice.epoch, slice.patches),
        running: slice.running,
        sessionId: slice.session.sessionId,
      });
      changeDraft(before, slice.session.sessionId);
    } catch (error) {
      report(error);
    } finally {
      asking = false;
      watchSilence();
    }
    if (stale !== undefined && stale !== state.chat.epoch) void readConversation();
    stale = undefined;
  }
  /** An epoch that was announced while a question was open. */
  let stale: string | undefined;

  client.on('conversation.patch', ({ epoch, running, patches, lastSeq }) => {
    if (epoch !== state.chat.epoch) {
      stale = epoch;
      void readConversation();
      return;
    }
    incoming.push(...patches);
    expected = lastSeq;
    if (running !== state.running) set({ running });
    watchSilence();
    foldIncoming();
  });
  client.on('conversation.reset', ({ epoch }) => {
    stale = epoch;
    incoming = [];
    void readConversation();
  });
  client.on('host.changed', (host) => set({ host }));
  client.on('view.show', ({ view, prefill, newChat }) => {
    if (prefill !== undefined) write(prefill);
    // The question has the focus, not the message.
    if (newChat === true) set({ view, shown: 0, leaving: {} });
    else set({ view, shown: state.shown + 1 });
  });
  client.request('host.state', {}).then((host) => set({ host }), report);
  void readConversation();

  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    show: (view) => set({ view, shown: 0 }),
    leave: (leaving) => set({ leaving }),
    showMemory: (memoryId) => set({ view: 'memory', memoryId }),
    dismissProblem: () => set({ problem: undefined }),
    write,
    attach: (change) => {
      writtenAt = Date.now();
      set({ attached: change(state.attached) });
    },
    setEffort: (effort) => set({ effort }),
    readingPlace: () => (reading?.epoch === state.chat.epoch ? reading : undefined),
    readFrom: (index) => {
      next = index;
    },
    keepReadingPlace: (place) => {
      const { epoch } = state.chat;
      reading = place === undefined || epoch === undefined ? undefined : { ...place, epoch };
      keepSoon();
    },
    say: (text, urgent = false) => {
      const id = (state.said.at(-1)?.id ?? 0) + 1;
      set({ said: [...state.said, { id, text, urgent }].slice(-MOST_SAID) });
    },
    report,
  };
}
