// The typed bridge between the extension host and the webview: every message is declared and checked here.
import * as z from 'zod';
import {
  attachmentSchema,
  citationSchema,
  effortSchema,
  intentSchema,
  jsonSchema,
  modeSchema,
  queuedMessageSchema,
  ratingSchema,
  runEventSchema,
  runKindSchema,
} from '../../runtime/core/index.js';
import { chatRequests } from './chat-protocol.js';
import { clusterRequests } from './cluster-protocol.js';
import { nothing, request } from './descriptor.js';
import { historyRequests } from './history-protocol.js';
import { imageRequests } from './image-protocol.js';
import { memoryRequests } from './memory-protocol.js';
import { mentionRequests } from './mention-protocol.js';
import { optimizeRequests, searchEndedSchema } from './optimize-protocol.js';
import { planRequests } from './plan-protocol.js';
import { skillsRequests } from './skills-protocol.js';
import { traceRequests } from './trace-protocol.js';
import { writerRequests } from './writer-protocol.js';

export const sessionInfoSchema = z.object({
  sessionId: z.string(),
  title: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
  turns: z.number(),
});

/** Facts about the host that the views show around the conversation. */
export const hostStateSchema = z.object({
  model: z.object({ id: z.string(), label: z.string(), offline: z.boolean() }),
  /** Whether to offer Set Up (once, politely). */
  offerSetUp: z.boolean(),
  trusted: z.boolean(),
  /** What the agent may do to files. */
  mode: modeSchema,
  /** What the settings and memfun.toml choose for a message that leaves it to them. */
  effort: effortSchema,
  workspaceName: z.string(),
  engine: z.string(),
  /** Each is a command of the composer. */
  skills: z.array(z.object({ name: z.string(), description: z.string() })),
  memoryCount: z.number(),
  /** Tokens that the model can hold; 0: not known. */
  contextWindow: z.number(),
  /** Of this day, in all windows; a cap of 0 is none. */
  spending: z.object({
    dayUsd: z.number(),
    dayTokens: z.number(),
    capUsd: z.number(),
    /** What the next run of a kind will cost, by the newest ones like it: half and nine of ten of them cost no more. */
    forecasts: z.array(
      z.object({
        kind: runKindSchema,
        model: z.string(),
        runs: z.number().int(),
        likelyUsd: z.number(),
        mostUsd: z.number(),
      }),
    ),
  }),
});
export type HostState = z.infer<typeof hostStateSchema>;

/** One event of the open conversation, numbered without gaps inside an epoch. */
export const patchSchema = z.object({ seq: z.number().int().min(1), event: runEventSchema });
export type Patch = z.infer<typeof patchSchema>;

/** What was before the first number of a slice, in short. */
export const earlierSchema = z.object({
  turns: z.number().int().min(1),
  tokens: z.number(),
  usd: z.number(),
  /** What the root model was given last. */
  contextTokens: z.number(),
  queue: z.array(queuedMessageSchema),
});
export type Earlier = z.infer<typeof earlierSchema>;

/** The open conversation from a number on. A new epoch means: throw away what you have. */
export const conversationSliceSchema = z.object({
  epoch: z.string(),
  session: sessionInfoSchema,
  running: z.boolean(),
  fromSeq: z.number().int(),
  patches: z.array(patchSchema),
  /** Given when a new reader gets only the last turns: it begins with the patch `fromSeq`. */
  earlier: earlierSchema.optional(),
});
export type ConversationSlice = z.infer<typeof conversationSliceSchema>;

const ruleSchema = z.object({
  list: z.enum(['allow', 'deny']),
  pattern: z.string(),
  by: z.string(),
  addedAt: z.number(),
});
/** What the agent may do in this workspace, and what it has done. */
export const safetyStateSchema = z.object({
  /** Absent where no command can run. */
  commands: z.array(ruleSchema).optional(),
  /** Absent where no host may be visited. */
  hosts: z.array(ruleSchema).optional(),
  /** Tools that the workspace brings. */
  tools: z.array(
    z.object({
      name: z.string(),
      path: z.string(),
      trusted: z.boolean(),
      problem: z.string().optional(),
    }),
  ),
  audit: z.array(
    z.object({
      at: z.number(),
      action: z.string(),
      detail: z.string(),
      by: z.string(),
      why: z.string().optional(),
    }),
  ),
  /** Entries of the audit that were changed or whose predecessor is gone. */
  auditBroken: z.number().int(),
});
export type SafetyState = z.infer<typeof safetyStateSchema>;
export type SafetyRule = z.infer<typeof ruleSchema>;

/** What a window has open, by the host's own names. */
export const windowKeptSchema = z.record(z.string(), z.unknown());
export type WindowKept = z.infer<typeof windowKeptSchema>;

/** What becomes of a run whose conversation is left. */
const leaveSchema = z.enum(['stop', 'background']);

/** Requests from the webview, by name. */
export const requests = {
  /** The page is there, with what its window had open before. The answer is to be kept. */
  'window.opened': request(
    () => z.object({ kept: windowKeptSchema.catch({}) }),
    () => z.object({ kept: windowKeptSchema }),
  ),
  /** The open conversation from `fromSeq` on; `epoch` unknown or old yields its last turns. */
  'conversation.get': request(
    () => z.object({ epoch: z.string().optional(), fromSeq: z.number().int() }),
    conversationSliceSchema,
  ),
  /** Earlier turns by position, `to` not included; empty under another epoch. */
  'conversation.turns': request(
    () =>
      z.object({ epoch: z.string(), from: z.number().int().min(0), to: z.number().int().min(0) }),
    () => z.object({ events: z.array(runEventSchema) }),
  ),
  /** `behind` names those whose runs go on behind the open one. */
  'conversation.list': request(nothing, () =>
    z.object({ sessions: z.array(sessionInfoSchema), behind: z.array(z.string()) }),
  ),
  /** `leave` says what becomes of a run that goes on in the conversation that was open; without it such a run refuses. */
  'conversation.open': request(
    () => z.object({ sessionId: z.string(), leave: leaveSchema.optional() }),
    nothing,
  ),
  'conversation.new': request(() => z.object({ leave: leaveSchema.optional() }), nothing),
  'conversation.delete': request(() => z.object({ sessionId: z.string() }), nothing),
  /** Starts a turn, or runs a slash command such as `/remember`; while a turn runs, it waits. Resolves when accepted. */
  'turn.start': request(
    () =>
      z.object({
        text: z.string(),
        intent: intentSchema,
        attachments: z.array(attachmentSchema),
        effort: effortSchema,
        /** While a turn runs: its words are for the next step, not for the next turn. */
        now: z.boolean().optional(),
      }),
    nothing,
  ),
  'turn.stop': request(nothing, nothing),
  /** Runs an earlier turn's request again. */
  'turn.retry': request(() => z.object({ turnId: z.string() }), nothing),
  /** What the user thinks of an answer. */
  'turn.rate': request(() => z.object({ turnId: z.string(), rating: ratingSchema }), nothing),
  /** Answers what a run asks for; `paths` allows only these files, `parts` only these hunks of a file. */
  'approval.answer': request(
    () =>
      z.object({
        approvalId: z.string(),
        decision: z.enum(['allow', 'deny']),
        paths: z.array(z.string()).optional(),
        parts: z
          .array(z.object({ path: z.string(), hunks: z.array(z.number().int().min(0)) }))
          .optional(),
        message: z.string().optional(),
        /** Also in future, for a command. */
        always: z.boolean().optional(),
      }),
    nothing,
  ),
  /** Opens the native diff of what a run asks for. */
  'approval.review': request(() => z.object({ approvalId: z.string() }), nothing),
  'safety.get': request(nothing, safetyStateSchema),
  /** Adds or takes away a rule about commands or hosts. */
  'safety.rule': request(
    () =>
      z.object({
        about: z.enum(['commands', 'hosts']),
        list: z.enum(['allow', 'deny']),
        pattern: z.string(),
        action: z.enum(['add', 'remove']),
      }),
    nothing,
  ),
  /** Trusts a tool of the workspace as its file is now, or no longer. */
  'safety.trustTool': request(() => z.object({ name: z.string(), trust: z.boolean() }), nothing),
  'host.state': request(nothing, hostStateSchema),
  'host.dismissSetUp': request(nothing, nothing),
  'host.setMode': request(() => z.object({ mode: modeSchema }), nothing),
  /** Runs one of Memfun's own commands, e.g. `memfun.setUp`. */
  'host.command': request(() => z.object({ command: z.string().startsWith('memfun.') }), nothing),
  /** Shows one of Memfun's own settings, or a group of them, e.g. `memfun.budget`. */
  'host.openSettings': request(() => z.object({ key: z.string().startsWith('memfun.') }), nothing),
  'editor.openCitation': request(citationSchema, nothing),
  'editor.openExternal': request(() => z.object({ url: z.url() }), nothing),
  /** Shows everything that a command has printed. */
  'editor.openOutput': request(() => z.object({ outputId: z.string() }), nothing),
  'editor.copy': request(() => z.object({ text: z.string() }), nothing),
  ...memoryRequests,
  ...mentionRequests,
  ...chatRequests,
  ...clusterRequests,
  ...historyRequests,
  ...planRequests,
  ...skillsRequests,
  ...traceRequests,
  ...optimizeRequests,
  ...writerRequests,
  ...imageRequests,
  /**
   * An unfinished message of a conversation (`''`: a blank one), kept so that a reload does not lose it. `at`: when it was
   * written in, in milliseconds of the page's clock; 0 where nothing is kept.
   */
  'draft.set': request(
    () => z.object({ text: z.string(), sessionId: z.string(), at: z.number() }),
    nothing,
  ),
  'draft.get': request(
    () => z.object({ sessionId: z.string() }),
    () => z.object({ text: z.string(), at: z.number() }),
  ),
} as const;
export type Requests = typeof requests;
export type RequestName = keyof Requests;
export type RequestInput<N extends RequestName> = z.infer<Requests[N]['input']>;
export type RequestOutput<N extends RequestName> = z.infer<Requests[N]['output']>;

export const viewNameSchema = z.enum([
  'chat',
  'memory',
  'skills',
  'servers',
  'traces',
  'history',
  'safety',
  'cluster',
]);
export type ViewName = z.infer<typeof viewNameSchema>;

/** Notifications from the host, by name. */
export const notifications = {
  /** The next events of the open conversation. A gap in `seq` or another epoch: ask `conversation.get`. */
  'conversation.patch': z.object({
    epoch: z.string(),
    running: z.boolean(),
    patches: z.array(patchSchema),
    /** The last number there is, so that a lost patch is noticed also when no later one comes. */
    lastSeq: z.number().int(),
  }),
  /** Another conversation was opened, or this one was reset. */
  'conversation.reset': z.object({ epoch: z.string() }),
  /** Other conversations go on behind the open one than before. */
  'conversation.behind': z.object({}),
  'host.changed': hostStateSchema,
  /** To be kept in place of what was kept before. */
  'window.changed': z.object({ kept: windowKeptSchema }),
  'memory.changed': z.object({}),
  'skills.changed': z.object({}),
  'servers.changed': z.object({}),
  'optimize.ended': searchEndedSchema,
  /** Show a view and put the focus there; optionally fill the composer, or ask what becomes of a run before a new chat. */
  'view.show': z.object({
    view: viewNameSchema,
    prefill: z.string().optional(),
    newChat: z.boolean().optional(),
  }),
} as const;
export type Notifications = typeof notifications;
export type NotificationName = keyof Notifications;
export type NotificationPayload<N extends NotificationName> = z.infer<Notifications[N]>;

const errorSchema = z.object({
  name: z.string(),
  code: z.string(),
  message: z.string(),
  remedy: z.string().optional(),
});

/** What goes over `postMessage`, webview → host. */
export const webviewMessageSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('request'),
    id: z.number().int(),
    name: z.string(),
    input: jsonSchema,
  }),
  z.object({ kind: z.literal('abort'), id: z.number().int() }),
]);
export type WebviewMessage = z.infer<typeof webviewMessageSchema>;

/** What goes over `postMessage`, host → webview. What it carries is checked by its own declaration, and not twice. */
export const hostMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('response'), id: z.number().int(), output: z.unknown() }),
  z.object({ kind: z.literal('failure'), id: z.number().int(), error: errorSchema }),
  z.object({ kind: z.literal('notification'), name: z.string(), payload: z.unknown() }),
]);
export type HostMessage = z.infer<typeof hostMessageSchema>;
