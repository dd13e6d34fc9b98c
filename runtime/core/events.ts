// Everything that happens in a run, as one union of typed events. Chat, plan, traces, metrics and the
// session record are readers of this one stream.
import * as z from 'zod';
import { checkResultSchema } from './checks.js';
import { jsonSchema } from './json.js';
import { mentionNoteSchema } from './mentions.js';
import {
  planEnded,
  planPaused,
  planProposed,
  planUpdated,
  taskConflicted,
  taskEnded,
  taskPlaced,
  taskProgress,
  taskReviewed,
  taskStarted,
} from './plan.js';
import { turnEdited, turnRated } from './rating.js';
import { cellRecord, modelExchange } from './run-details.js';

/** A place in the workspace that an answer rests on. `line` counts from 1. */
export const citationSchema = z.object({
  path: z.string(),
  line: z.number().int().min(1),
  endLine: z.number().int().min(1).optional(),
});
export type Citation = z.infer<typeof citationSchema>;

/**
 * What the agent may do: ask before each change, make changes and list them, only read; or ask before nothing
 * but what cannot be undone, which no setting can say, only a person in an open window.
 */
export const modeSchema = z.enum(['ask', 'auto', 'plan', 'bypass']);
export type Mode = z.infer<typeof modeSchema>;

/** How much a run is allowed to escalate. `auto` lets the router decide. */
export const effortSchema = z.enum(['auto', 'direct', 'agent', 'team']);
export type Effort = z.infer<typeof effortSchema>;

/** A piece of the workspace, or an image, that the user put in front of the agent (editor selection, mention). */
export const attachmentSchema = z.object({
  kind: z.enum(['file', 'selection', 'diff', 'image']),
  /** In the workspace; of a pasted image a name for people. */
  path: z.string(),
  /** Name under which a pasted image is kept. */
  stored: z.string().optional(),
  /** Not a file of the workspace: its text is all that there is of it. */
  outside: z.boolean().optional(),
  startLine: z.number().int().min(1).optional(),
  endLine: z.number().int().min(1).optional(),
  languageId: z.string().optional(),
  text: z.string().optional(),
});
export type Attachment = z.infer<typeof attachmentSchema>;

/** What kind of turn is asked for; each intent has its own signature for the answer. */
export const intentSchema = z.enum([
  'ask',
  'explain',
  'review',
  'audit',
  'fix',
  'test',
  'refactor',
  'analyze',
]);
export type Intent = z.infer<typeof intentSchema>;

export const turnRequestSchema = z.object({
  intent: intentSchema,
  text: z.string(),
  attachments: z.array(attachmentSchema),
  effort: effortSchema,
  /** The waiting message that it was, so that after a crash it does not wait once more. */
  messageId: z.string().optional(),
});
export type TurnRequest = z.infer<typeof turnRequestSchema>;

/** A message that waits for the running turn to end, or (`now`) for the next step of its loop. */
export const queuedMessageSchema = z.object({
  id: z.string(),
  request: turnRequestSchema,
  now: z.boolean(),
});
export type QueuedMessage = z.infer<typeof queuedMessageSchema>;

/** Why a run ended. Everything but `answered` is shown to the user. */
export const stopReasonSchema = z.enum([
  'answered',
  'stopped',
  'budget',
  'iterations',
  'stuck',
  'error',
  'interrupted',
]);
export type StopReason = z.infer<typeof stopReasonSchema>;

export const usageSchema = z.object({
  inputTokens: z.number(),
  outputTokens: z.number(),
  cachedInputTokens: z.number(),
  modelCalls: z.number().int(),
  costUsd: z.number(),
});
export type Usage = z.infer<typeof usageSchema>;

/** A variable of the REPL as the model sees it: never the whole value. */
export const variableInfoSchema = z.object({
  name: z.string(),
  /** `string`, `number`, `array`, `object`, `function`, … */
  type: z.string(),
  /** Structure in one line, e.g. `{path: string, line: number}[42]`. */
  shape: z.string(),
  /** Characters for strings, elements for arrays, keys for objects. */
  size: z.number(),
  /** Short head (and tail) of the value. */
  preview: z.string(),
});
export type VariableInfo = z.infer<typeof variableInfoSchema>;

export const errorInfoSchema = z.object({
  name: z.string(),
  code: z.string(),
  message: z.string(),
  remedy: z.string().optional(),
});

/** A memory as shown beside an answer. */
export const memoryNoteSchema = z.object({
  id: z.string(),
  content: z.string(),
  layer: z.string(),
  category: z.string(),
  /** Why it was retrieved or what was done with it, in words. */
  why: z.string(),
  /** What was done with it, when it was learned; with this and the other memory it can be taken back. */
  action: z.enum(['added', 'updated', 'superseded', 'extended', 'contradicted']).optional(),
  /** The one that was replaced, extended or contradicted, with its words. */
  previous: z.object({ id: z.string(), content: z.string() }).optional(),
});
export type MemoryNote = z.infer<typeof memoryNoteSchema>;

const base = z.object({
  /** Milliseconds since the epoch. */
  at: z.number(),
  turnId: z.string(),
});

const turnStarted = base.extend({
  type: z.literal('turn.started'),
  request: turnRequestSchema,
  model: z.object({ id: z.string(), label: z.string(), offline: z.boolean() }),
});
const turnRouted = base.extend({
  type: z.literal('turn.routed'),
  level: z.enum(['direct', 'agent', 'team']),
  reason: z.string(),
});
const memoryUsed = base.extend({
  type: z.literal('memory.used'),
  memories: z.array(memoryNoteSchema),
});
const memoryLearned = base.extend({
  type: z.literal('memory.learned'),
  memories: z.array(memoryNoteSchema),
});
/** Instructions that the workspace has for agents, all that are in force; the last such event holds. */
const instructionsUsed = base.extend({
  type: z.literal('instructions.used'),
  files: z.array(
    z.object({
      path: z.string(),
      /** What it holds for; empty: the whole workspace. */
      folder: z.string(),
      bytes: z.number().int(),
      cut: z.boolean(),
    }),
  ),
});
/** What the message names with @, and what of it was found. */
const mentionsResolved = base.extend({
  type: z.literal('mentions.resolved'),
  mentions: z.array(mentionNoteSchema),
});
/** A step is one iteration of a loop: a predicted cell and its run. `parentId` names a child's caller. */
const stepStarted = base.extend({
  type: z.literal('step.started'),
  stepId: z.string(),
  parentId: z.string().optional(),
  /** The loop that it belongs to: its steps share one REPL. */
  loopId: z.string().optional(),
  /** Name of the agent whose loop it is, where it has one. */
  agent: z.string().optional(),
  depth: z.number().int(),
  index: z.number().int(),
  title: z.string(),
});
const stepCode = base.extend({
  type: z.literal('step.code'),
  stepId: z.string(),
  reasoning: z.string(),
  code: z.string(),
});
const hostCall = base.extend({
  type: z.literal('step.call'),
  stepId: z.string(),
  callId: z.string(),
  tool: z.string(),
  /** One line for people, e.g. `search "timeout" → 12 matches`. */
  summary: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  ms: z.number().optional(),
  /** Name under which everything that it printed is kept. */
  outputId: z.string().optional(),
});
const stepEnded = base.extend({
  type: z.literal('step.ended'),
  stepId: z.string(),
  ok: z.boolean(),
  ms: z.number(),
  /** What the model was shown of the output (bounded). */
  observation: z.string(),
  variables: z.array(variableInfoSchema),
  error: errorInfoSchema.optional(),
});
const modelCalled = base.extend({
  type: z.literal('model.called'),
  callId: z.string().optional(),
  stepId: z.string().optional(),
  role: z.enum(['root', 'sub', 'extraction', 'embedding']),
  signature: z.string(),
  model: z.string(),
  usage: usageSchema,
  ms: z.number(),
  ok: z.boolean(),
});
const answerDelta = base.extend({ type: z.literal('answer.delta'), text: z.string() });
/** What was streamed so far is void (a retry, a better answer): start again from nothing. */
const answerReset = base.extend({ type: z.literal('answer.reset') });
const answerCompleted = base.extend({
  type: z.literal('answer.completed'),
  text: z.string(),
  citations: z.array(citationSchema),
  /** Structured result of intents other than `ask`, e.g. review findings. */
  data: jsonSchema.optional(),
  /** Whom the agent that was asked names for what comes next. */
  handoffs: z
    .array(
      z.object({ agent: z.string(), label: z.string().optional(), prompt: z.string().optional() }),
    )
    .optional(),
});
const notice = base.extend({
  type: z.literal('notice'),
  level: z.enum(['info', 'warning', 'error']),
  text: z.string(),
  remedy: z.string().optional(),
});
/** The changes of one file, for people. */
export const fileDiffSchema = z.object({
  path: z.string(),
  kind: z.enum(['create', 'modify', 'delete', 'move']),
  /** Where a moved file came from. */
  from: z.string().optional(),
  added: z.number().int(),
  removed: z.number().int(),
  /** Unified diff without file headers, bounded. */
  diff: z.string(),
  /** Its parts that can be allowed one by one, where there are several: unified diffs, by number from 0. */
  hunks: z.array(z.string()).optional(),
});
export type FileDiff = z.infer<typeof fileDiffSchema>;

/** The run waits until somebody allows or denies this. */
const approvalAsked = base.extend({
  type: z.literal('approval.asked'),
  approvalId: z.string(),
  /** What is to happen, in words: a command line, an address, the changes of so many files. */
  effect: z.string(),
  reason: z.string(),
  /** The command line that would run. */
  command: z.string().optional(),
  /** The host that would be visited, and the whole address. */
  host: z.string().optional(),
  address: z.string().optional(),
  files: z.array(fileDiffSchema),
});
const approvalAnswered = base.extend({
  type: z.literal('approval.answered'),
  approvalId: z.string(),
  decision: z.enum(['allowed', 'denied', 'dropped']),
  message: z.string().optional(),
});
/** Files of the workspace were changed by this turn; `/undo` takes it back. */
const changesApplied = base.extend({
  type: z.literal('changes.applied'),
  files: z.array(fileDiffSchema),
});
/** How the project's own checks of a change ended. */
const checksReported = base.extend({
  type: z.literal('checks.reported'),
  results: z.array(checkResultSchema),
});
/** Work of one of several writers has come into the changes of the turn. */
const writerMerged = base.extend({
  type: z.literal('writer.merged'),
  taskId: z.string(),
  agent: z.string(),
  ground: z.enum(['overlay', 'worktree', 'sequence']),
  files: z.array(z.string()),
  /** How many of its changes wait for a decision. */
  conflicts: z.number().int(),
  /** What stayed behind, and why. */
  leftOut: z.array(z.string()),
});
const writerSideSchema = z.object({
  taskId: z.string(),
  agent: z.string(),
  did: z.enum(['created', 'changed', 'deleted', 'moved']),
  /** Where the file stands on this side, when that is another place. */
  path: z.string().optional(),
});
/** Two writers wanted different things of one file; A is in force until somebody decides. */
const writerConflict = base.extend({
  type: z.literal('writer.conflict'),
  conflictId: z.string(),
  path: z.string(),
  kind: z.enum(['lines', 'file', 'created', 'deleted', 'moved', 'place']),
  reason: z.string(),
  a: writerSideSchema,
  b: writerSideSchema,
  /** Where the texts differ, bounded; `line` of the base from 1, 0 without a base. */
  hunks: z.array(
    z.object({ line: z.number().int(), base: z.string(), a: z.string(), b: z.string() }),
  ),
  /** Whether the hunks are all there, each in full. */
  whole: z.boolean(),
  /** Why the last decision about it could not be carried out. */
  problem: z.string().optional(),
});
const writerResolved = base.extend({
  type: z.literal('writer.resolved'),
  conflictId: z.string(),
  path: z.string(),
  take: z.enum(['a', 'b', 'text', 'agent']),
});
/** What these turns did was taken back (or brought again): they no longer count as said. */
const turnsWithdrawn = base.extend({
  type: z.literal('turns.withdrawn'),
  turnIds: z.array(z.string()),
  withdrawn: z.boolean(),
  /** The files that were restored. */
  files: z.array(z.string()),
});
/** Older turns of a conversation in few words. No code. */
export const historySummarySchema = z.object({
  topics: z.array(z.string()),
  decisions: z.array(z.string()),
  progress: z.array(z.string()),
  open: z.array(z.string()),
});
export type HistorySummary = z.infer<typeof historySummarySchema>;

/** From now on models are given this summary in place of these turns, which stay in the record as they are. */
const historyCompressed = base.extend({
  type: z.literal('history.compressed'),
  /** Every turn that the summary stands for, also those that an earlier one stood for. */
  turnIds: z.array(z.string()),
  summary: historySummarySchema,
  /** Estimated size of the conversation as models are given it. */
  tokensBefore: z.number().int(),
  tokensAfter: z.number().int(),
  /** Whether the user asked for it; else the conversation had grown too large for the model. */
  asked: z.boolean(),
});
/** The summary no longer stands for these turns: models are given them as they were. */
const historyRestored = base.extend({
  type: z.literal('history.restored'),
  turnIds: z.array(z.string()),
});
/** A pinned turn is never compressed. */
const turnPinned = base.extend({
  type: z.literal('turn.pinned'),
  pinnedTurnId: z.string(),
  pinned: z.boolean(),
});
/** All messages that wait, in order; the last such event holds. */
const queueChanged = base.extend({
  type: z.literal('queue.changed'),
  queue: z.array(queuedMessageSchema),
});
/** What the user said while the turn worked, as its loop took it before a step. */
const turnSteered = base.extend({
  type: z.literal('turn.steered'),
  text: z.string(),
  /** The waiting message that it was. */
  messageId: z.string().optional(),
});
/** Later tries stand in the place of these turns, which stay in the record and no longer count as said. */
const turnsReplaced = base.extend({
  type: z.literal('turns.replaced'),
  turnIds: z.array(z.string()),
});
/** These turns were copied from another conversation, which goes on without this one. */
const conversationBranched = base.extend({
  type: z.literal('conversation.branched'),
  fromSessionId: z.string(),
  turnIds: z.array(z.string()),
});
const turnEnded = base.extend({
  type: z.literal('turn.ended'),
  stopReason: stopReasonSchema,
  usage: usageSchema,
  ms: z.number(),
  error: errorInfoSchema.optional(),
});

/** What several agents do together. */
const planEvents = [
  base.extend(planUpdated),
  base.extend(planProposed),
  base.extend(planPaused),
  base.extend(taskStarted),
  base.extend(taskPlaced),
  base.extend(taskProgress),
  base.extend(taskReviewed),
  base.extend(taskConflicted),
  base.extend(taskEnded),
  base.extend(planEnded),
] as const;

const modelExchanged = base.extend(modelExchange);
const cellRecorded = base.extend(cellRecord);

export const runEventSchema = z.discriminatedUnion('type', [
  turnStarted,
  turnRouted,
  memoryUsed,
  memoryLearned,
  instructionsUsed,
  mentionsResolved,
  ...planEvents,
  stepStarted,
  stepCode,
  hostCall,
  stepEnded,
  modelCalled,
  answerDelta,
  answerReset,
  answerCompleted,
  notice,
  approvalAsked,
  approvalAnswered,
  changesApplied,
  checksReported,
  writerMerged,
  writerConflict,
  writerResolved,
  turnsWithdrawn,
  historyCompressed,
  historyRestored,
  turnPinned,
  modelExchanged,
  cellRecorded,
  queueChanged,
  turnSteered,
  turnsReplaced,
  base.extend(turnRated),
  base.extend(turnEdited),
  conversationBranched,
  turnEnded,
]);
export type RunEvent = z.infer<typeof runEventSchema>;
export type RunEventType = RunEvent['type'];
export type RunEventOf<T extends RunEventType> = Extract<RunEvent, { type: T }>;

/** Large, and of interest to the trace alone: neither the conversation's record nor a page is told. */
export function isTraceDetail(
  event: RunEvent,
): event is RunEventOf<'model.exchanged' | 'cell.recorded'> {
  return event.type === 'model.exchanged' || event.type === 'cell.recorded';
}

/** Takes events of one run, in order. Must not throw. */
export type EmitEvent = (event: RunEvent) => void;
