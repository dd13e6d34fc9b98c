// The open conversation as the page shows it, folded from numbered events.
// Invariant: only the gap-free beginning 1..seq of an epoch is folded, each number once and in order; a number that comes
// early waits in `ahead` and marks a gap. So any order, duplication or loss converges once the gap is asked for again.
import type {
  CheckResult,
  Citation,
  FileDiff,
  Json,
  MemoryNote,
  MentionNote,
  QueuedMessage,
  Rating,
  RunEvent,
  RunEventOf,
  StopReason,
  TurnRequest,
  Usage,
  VariableInfo,
} from '../../runtime/core/index.js';
import { foldPlan, type PlanEvent, type PlanView } from '../../runtime/core/index.js';
import type { Earlier, Patch } from './protocol.js';
import { addUsed, lastContext, usedBy } from './turn-use.js';
import { type ConflictView, withConflict, withDecision } from './writer-state.js';

/** When more turns are held than this, all but the last ones go to those that are asked for when they are looked at. */
const MOST_TURNS = 80;
const KEPT_TURNS = 40;

export interface CallView {
  readonly callId: string;
  readonly tool: string;
  readonly summary: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly ms?: number;
  /** Everything that it printed, kept under this name. */
  readonly outputId?: string;
}

export interface StepView {
  readonly stepId: string;
  readonly parentId?: string;
  readonly depth: number;
  readonly index: number;
  readonly title: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly reasoning: string;
  readonly code: string;
  readonly calls: readonly CallView[];
  readonly observation: string;
  readonly variables: readonly VariableInfo[];
  readonly ms?: number;
  readonly tokens: number;
  readonly error?: NonNullable<RunEventOf<'step.ended'>['error']>;
}

export type PlanStep = RunEventOf<'plan.updated'>['steps'][number];
export type NoticeView = Pick<RunEventOf<'notice'>, 'level' | 'text' | 'remedy'>;

export interface TurnView {
  readonly turnId: string;
  readonly startedAt: number;
  readonly request?: TurnRequest;
  readonly model?: RunEventOf<'turn.started'>['model'];
  readonly route?: Pick<RunEventOf<'turn.routed'>, 'level' | 'reason'>;
  readonly memoriesUsed: readonly MemoryNote[];
  readonly learned: readonly MemoryNote[];
  /** What the workspace tells agents, as far as it holds for this turn. */
  readonly instructions: RunEventOf<'instructions.used'>['files'];
  /** What the message names with @. */
  readonly mentions: readonly MentionNote[];
  /** What the user said while it worked. */
  readonly steered: readonly string[];
  readonly plan: readonly PlanStep[];
  /** What several agents do, where they do. */
  readonly team?: PlanView;
  /** In the order they started; a child names its caller in `parentId`. */
  readonly steps: readonly StepView[];
  readonly modelCalls: readonly RunEventOf<'model.called'>[];
  readonly answer: string;
  readonly answered: boolean;
  /** Whom the agent that answered names for what comes next. */
  readonly handoffs?: RunEventOf<'answer.completed'>['handoffs'];
  readonly citations: readonly Citation[];
  readonly data?: Json;
  readonly notices: readonly NoticeView[];
  readonly approvals: readonly ApprovalView[];
  /** Where writers that worked side by side wanted different things. */
  readonly conflicts: readonly ConflictView[];
  /** What this turn changed. */
  readonly changed: readonly FileDiff[];
  /** How the project's own checks of that ended. */
  readonly checks: readonly CheckResult[];
  /** What it did was taken back. */
  readonly withdrawn: boolean;
  /** It was copied from another conversation, which has paid for it. */
  readonly copied: boolean;
  /** A later try stands in its place. */
  readonly replaced: boolean;
  /** What the user thinks of the answer. */
  readonly rating: Rating;
  readonly usage?: Usage;
  readonly ms?: number;
  readonly stopReason?: StopReason;
  readonly error?: NonNullable<RunEventOf<'turn.ended'>['error']>;
}

/** Something a run asks for; without a decision it waits. */
export interface ApprovalView {
  readonly approvalId: string;
  readonly effect: string;
  readonly reason: string;
  readonly command?: string;
  readonly host?: string;
  readonly address?: string;
  readonly files: readonly FileDiff[];
  readonly decision?: RunEventOf<'approval.answered'>['decision'];
  readonly message?: string;
}

export interface ChatState {
  readonly epoch: string | undefined;
  /** The last number that was folded; 0 is none. */
  readonly seq: number;
  /** The turns from the position `first` on. */
  readonly turns: readonly TurnView[];
  /** How many turns were before: they are not held, and asked for when somebody looks at them. */
  readonly first: number;
  /** What those have used, and what the root model was given last in them. */
  readonly earlier: Pick<Earlier, 'tokens' | 'usd' | 'contextTokens'>;
  /** Counts what happened to turns that are not held. */
  readonly earlierChanges: number;
  /** Messages that wait. */
  readonly queue: readonly QueuedMessage[];
  /** Patches that came before their predecessors. */
  readonly ahead: ReadonlyMap<number, Patch>;
  /** Numbers are missing: ask `conversation.get` from `seq + 1`. */
  readonly gap: boolean;
}

export const EMPTY_CHAT: ChatState = {
  epoch: undefined,
  seq: 0,
  turns: [],
  first: 0,
  earlier: { tokens: 0, usd: 0, contextTokens: 0 },
  earlierChanges: 0,
  queue: [],
  ahead: new Map(),
  gap: false,
};

/** What a new reader begins with, before the patch `fromSeq` of an epoch. */
export function beginAt(epoch: string, fromSeq: number, earlier: Earlier): ChatState {
  const { turns, queue, ...used } = earlier;
  return { ...EMPTY_CHAT, epoch, seq: fromSeq - 1, first: turns, earlier: used, queue };
}

/** Turns that were asked for, from all events about them. */
export function foldTurns(events: readonly RunEvent[]): readonly TurnView[] {
  return events.reduce(foldEvent, []);
}

/** The state with the patches that arrived; another epoch starts from nothing. Pure. */
export function applyPatches(
  state: ChatState,
  epoch: string,
  patches: readonly Patch[],
): ChatState {
  const start = state.epoch === epoch ? state : { ...EMPTY_CHAT, epoch };
  const ahead = new Map(start.ahead);
  for (const patch of patches) {
    if (patch.seq > start.seq) ahead.set(patch.seq, patch);
  }
  let folded: ChatState = start;
  for (let next = ahead.get(folded.seq + 1); next !== undefined; next = ahead.get(next.seq + 1)) {
    ahead.delete(next.seq);
    folded = { ...foldNext(folded, next.event), seq: next.seq };
  }
  return { ...folded, epoch, ahead, gap: ahead.size > 0 };
}

function foldNext(state: ChatState, event: RunEvent): ChatState {
  if (event.type === 'queue.changed') return { ...state, queue: event.queue };
  if (state.first === 0) return letGo({ ...state, turns: foldEvent(state.turns, event) });
  const held = (turnId: string): boolean => state.turns.some((turn) => turn.turnId === turnId);
  const others = 'turnIds' in event ? event.turnIds : [];
  const isEarlier = event.type !== 'turn.started' && !held(event.turnId);
  const earlierChanges = state.earlierChanges + (isEarlier || !others.every(held) ? 1 : 0);
  const turns = isEarlier && others.length === 0 ? state.turns : foldEvent(state.turns, event);
  return letGo({ ...state, turns, earlierChanges });
}

/** The first of many turns are no longer held. */
function letGo(state: ChatState): ChatState {
  const { turns, first, earlier } = state;
  if (turns.length <= MOST_TURNS) return state;
  const gone = turns.slice(0, turns.length - KEPT_TURNS);
  const used = gone.map(usedBy).reduce(addUsed, earlier);
  const contextTokens = lastContext(gone) ?? earlier.contextTokens;
  return {
    ...state,
    turns: turns.slice(-KEPT_TURNS),
    first: first + gone.length,
    earlier: { ...used, contextTokens },
  };
}

function foldEvent(turns: readonly TurnView[], event: RunEvent): readonly TurnView[] {
  if (event.type === 'turns.withdrawn') return withdraw(turns, event);
  if (event.type === 'conversation.branched')
    return turns.map((one) =>
      event.turnIds.includes(one.turnId)
        ? { ...(one.turnId === event.turnId ? foldTurn(one, event) : one), copied: true }
        : one,
    );
  if (event.type === 'turns.replaced')
    return turns.map((one) =>
      event.turnIds.includes(one.turnId) ? { ...one, replaced: true } : one,
    );
  const at = turns.findLastIndex((turn) => turn.turnId === event.turnId);
  const turn = turns[at];
  if (turn === undefined) return [...turns, foldTurn(newTurn(event), event)];
  return turns.with(at, foldTurn(turn, event));
}

function withdraw(
  turns: readonly TurnView[],
  { turnIds, withdrawn }: RunEventOf<'turns.withdrawn'>,
): readonly TurnView[] {
  return turns.map((turn) => (turnIds.includes(turn.turnId) ? { ...turn, withdrawn } : turn));
}

const newTurn = (event: RunEvent): TurnView => ({
  turnId: event.turnId,
  startedAt: event.at,
  memoriesUsed: [],
  learned: [],
  instructions: [],
  mentions: [],
  steered: [],
  plan: [],
  steps: [],
  modelCalls: [],
  answer: '',
  answered: false,
  citations: [],
  notices: [],
  approvals: [],
  conflicts: [],
  changed: [],
  checks: [],
  withdrawn: false,
  replaced: false,
  rating: 'none',
  copied: false,
});

const team = (turn: TurnView, event: PlanEvent): TurnView => {
  const plan = foldPlan(turn.team, event);
  return plan === undefined ? turn : { ...turn, team: plan };
};

type Fold<T extends RunEvent['type']> = (turn: TurnView, event: RunEventOf<T>) => TurnView;

/** What each event changes in its turn. */
const FOLDS: { readonly [T in RunEvent['type']]: Fold<T> } = {
  'turn.started': (turn, { request, model }) => ({ ...turn, request, model }),
  'turn.routed': (turn, { level, reason }) => ({ ...turn, route: { level, reason } }),
  'memory.used': (turn, { memories }) => ({ ...turn, memoriesUsed: memories }),
  'memory.learned': (turn, { memories }) => ({ ...turn, learned: [...turn.learned, ...memories] }),
  'instructions.used': (turn, { files }) => ({ ...turn, instructions: files }),
  'mentions.resolved': (turn, { mentions }) => ({ ...turn, mentions }),
  'plan.updated': (turn, { steps }) => ({ ...turn, plan: steps }),
  'plan.proposed': team,
  'plan.paused': team,
  'task.started': team,
  'task.placed': team,
  'task.progress': team,
  'task.reviewed': team,
  'task.conflicted': team,
  'writer.merged': team,
  'task.ended': team,
  'plan.ended': team,
  'step.started': (turn, event) => ({
    ...turn,
    steps: [...turn.steps.filter((step) => step.stepId !== event.stepId), newStep(event)],
  }),
  'step.code': (turn, { stepId, reasoning, code }) =>
    withStep(turn, stepId, (step) => ({ ...step, reasoning, code })),
  'step.call': (turn, event) => withStep(turn, event.stepId, (step) => withCall(step, event)),
  'step.ended': (turn, event) =>
    withStep(turn, event.stepId, (step) => ({
      ...step,
      state: event.ok ? 'done' : 'failed',
      ms: event.ms,
      observation: event.observation,
      variables: event.variables,
      ...(event.error === undefined ? {} : { error: event.error }),
    })),
  'model.called': (turn, event) => {
    const counted = { ...turn, modelCalls: [...turn.modelCalls, event] };
    if (event.stepId === undefined) return counted;
    const tokens = event.usage.inputTokens + event.usage.outputTokens;
    return withStep(counted, event.stepId, (step) => ({ ...step, tokens: step.tokens + tokens }));
  },
  'answer.delta': (turn, { text }) => ({ ...turn, answer: turn.answer + text }),
  'answer.reset': (turn) => ({ ...turn, answer: '' }),
  'answer.completed': (turn, { text, citations, data, handoffs }) => ({
    ...turn,
    answer: text,
    answered: true,
    citations,
    ...(handoffs === undefined ? {} : { handoffs }),
    ...(data === undefined ? {} : { data }),
  }),
  notice: (turn, { level, text, remedy }) => ({
    ...turn,
    notices: [...turn.notices, { level, text, ...(remedy === undefined ? {} : { remedy }) }],
  }),
  'approval.asked': (turn, { approvalId, effect, reason, command, host, address, files }) => ({
    ...turn,
    approvals: [
      ...turn.approvals,
      {
        approvalId,
        effect,
        reason,
        files,
        ...(command === undefined ? {} : { command }),
        ...(host === undefined ? {} : { host }),
        ...(address === undefined ? {} : { address }),
      },
    ],
  }),
  'approval.answered': (turn, { approvalId, decision, message }) => ({
    ...turn,
    approvals: turn.approvals.map((approval) =>
      approval.approvalId === approvalId
        ? { ...approval, decision, ...(message === undefined ? {} : { message }) }
        : approval,
    ),
  }),
  'changes.applied': (turn, { files }) => ({ ...turn, changed: [...turn.changed, ...files] }),
  'writer.conflict': (turn, event) => ({
    ...turn,
    conflicts: withConflict(turn.conflicts, event),
  }),
  'writer.resolved': (turn, event) => ({
    ...turn,
    conflicts: withDecision(turn.conflicts, event),
  }),
  // What it says about other turns is folded over all of them.
  'turns.withdrawn': (turn) => turn,
  'turns.replaced': (turn) => turn,
  'turn.edited': (turn) => turn,
  'turn.rated': (turn, { rating }) => ({ ...turn, rating }),
  'queue.changed': (turn) => turn,
  'conversation.branched': (turn) =>
    withNotice(turn, 'Up to here this is a copy; the original conversation is in the history.'),
  'turn.steered': (turn, { text }) => ({ ...turn, steered: [...turn.steered, text] }),
  'history.compressed': (turn, { turnIds, tokensBefore, tokensAfter }) =>
    withNotice(
      turn,
      `${turnIds.length} earlier turns are summed up for the model (${tokensBefore} → ${tokensAfter} tokens). The conversation itself is kept.`,
      '/compress show shows the summary, /compress undo gives the turns back.',
    ),
  'history.restored': (turn, { turnIds }) =>
    withNotice(turn, `${turnIds.length} earlier turns are given to the model as they were.`),
  'turn.pinned': (turn) => turn,
  'model.exchanged': (turn) => turn,
  'cell.recorded': (turn) => turn,
  'checks.reported': (turn, { results }) => ({ ...turn, checks: results }),
  'turn.ended': (turn, { stopReason, usage, ms, error }) => ({
    ...turn,
    stopReason,
    usage,
    ms,
    ...(error === undefined ? {} : { error }),
  }),
};

function withNotice(turn: TurnView, text: string, remedy?: string): TurnView {
  const notice: NoticeView = { level: 'info', text, ...(remedy === undefined ? {} : { remedy }) };
  return { ...turn, notices: [...turn.notices, notice] };
}

function foldTurn(turn: TurnView, event: RunEvent): TurnView {
  // The table pairs each type with its event; for the one type at hand the two fit.
  const fold = FOLDS[event.type] as (turn: TurnView, event: RunEvent) => TurnView;
  return fold(turn, event);
}

const newStep = (event: RunEventOf<'step.started'>): StepView => ({
  stepId: event.stepId,
  ...(event.parentId === undefined ? {} : { parentId: event.parentId }),
  depth: event.depth,
  index: event.index,
  title: event.title,
  state: 'running',
  reasoning: '',
  code: '',
  calls: [],
  observation: '',
  variables: [],
  tokens: 0,
});

function withStep(turn: TurnView, stepId: string, change: (step: StepView) => StepView): TurnView {
  const steps = turn.steps.map((step) => (step.stepId === stepId ? change(step) : step));
  return { ...turn, steps };
}

function withCall(step: StepView, event: RunEventOf<'step.call'>): StepView {
  const { callId, tool, summary, state, ms, outputId } = event;
  const call: CallView = {
    callId,
    tool,
    summary,
    state,
    ...(ms === undefined ? {} : { ms }),
    ...(outputId === undefined ? {} : { outputId }),
  };
  const known = step.calls.some((other) => other.callId === callId);
  const calls = known
    ? step.calls.map((other) => (other.callId === callId ? call : other))
    : [...step.calls, call];
  return { ...step, calls };
}

/** A step's children, in the order they started; without a step, the ones nobody called. */
export function childSteps(
  steps: readonly StepView[],
  parentId: string | undefined,
): readonly StepView[] {
  if (parentId !== undefined) return steps.filter((step) => step.parentId === parentId);
  const known = new Set(steps.map((step) => step.stepId));
  return steps.filter((step) => step.parentId === undefined || !known.has(step.parentId));
}
