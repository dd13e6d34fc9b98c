// The page's picture of a conversation converges whatever happens to the messages on the way.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyPatches,
  type ChatState,
  childSteps,
  EMPTY_CHAT,
  type Patch,
} from '../../../extension/bridge/index.js';
import { type RunEvent, ZERO_USAGE } from '../../../runtime/core/index.js';

const base = { at: 1, turnId: 't1' };
const EVENTS: readonly RunEvent[] = [
  {
    ...base,
    type: 'turn.started',
    request: { intent: 'ask', text: 'where?', attachments: [], effort: 'auto' },
    model: { id: 'm', label: 'M', offline: false },
  },
  { ...base, type: 'step.started', stepId: 's1', depth: 0, index: 0, title: 'Look' },
  { ...base, type: 'step.code', stepId: 's1', reasoning: 'why', code: 'grep()' },
  {
    ...base,
    type: 'step.call',
    stepId: 's1',
    callId: 'c1',
    tool: 'search',
    summary: 'search…',
    state: 'running',
  },
  {
    ...base,
    type: 'step.call',
    stepId: 's1',
    callId: 'c1',
    tool: 'search',
    summary: '12 matches',
    state: 'done',
    ms: 4,
  },
  { ...base, type: 'step.started', stepId: 's2', parentId: 's1', depth: 1, index: 0, title: 'In' },
  {
    ...base,
    type: 'model.called',
    stepId: 's1',
    role: 'root',
    signature: 'rlm-step',
    model: 'm',
    usage: { ...ZERO_USAGE, inputTokens: 10, outputTokens: 5 },
    ms: 3,
    ok: true,
  },
  { ...base, type: 'step.ended', stepId: 's1', ok: true, ms: 9, observation: 'x', variables: [] },
  { ...base, type: 'answer.delta', text: 'In ' },
  { ...base, type: 'answer.reset' },
  { ...base, type: 'answer.delta', text: 'At ' },
  { ...base, type: 'answer.delta', text: 'a.ts' },
  {
    ...base,
    type: 'answer.completed',
    text: 'At a.ts:1',
    citations: [{ path: 'a.ts', line: 1 }],
  },
  { ...base, type: 'turn.ended', stopReason: 'answered', usage: ZERO_USAGE, ms: 20 },
];
const PATCHES: readonly Patch[] = EVENTS.map((event, i) => ({ seq: i + 1, event }));
const complete = applyPatches(EMPTY_CHAT, 'e', PATCHES);

describe('the chat state', () => {
  it('shows what waits for an answer with all that is needed to give one', () => {
    const asked = {
      approvalId: 'a1',
      effect: 'Visit docs.test',
      reason: 'You did not name docs.test.',
      host: 'docs.test',
      address: 'https://docs.test/?q=1',
      files: [],
    };
    const waiting = applyPatches(complete, 'e', [
      { seq: PATCHES.length + 1, event: { ...base, type: 'approval.asked', ...asked } },
    ]);
    expect(waiting.turns[0]?.approvals).toEqual([asked]);
  });

  it('folds a run into one turn with its steps, calls and answer', () => {
    const [turn] = complete.turns;
    expect(turn?.answer).toBe('At a.ts:1');
    expect(turn?.stopReason).toBe('answered');
    expect(turn?.steps[0]).toMatchObject({ state: 'done', code: 'grep()', tokens: 15 });
    expect(turn?.steps[0]?.calls).toEqual([
      { callId: 'c1', tool: 'search', summary: '12 matches', state: 'done', ms: 4 },
    ]);
    expect(childSteps(turn?.steps ?? [], undefined).map((step) => step.stepId)).toEqual(['s1']);
    expect(childSteps(turn?.steps ?? [], 's1').map((step) => step.stepId)).toEqual(['s2']);
  });

  it('marks a gap, folds nothing behind it, and closes it when the lost piece comes', () => {
    const lost = applyPatches(EMPTY_CHAT, 'e', [...PATCHES.slice(0, 9), ...PATCHES.slice(10)]);
    expect(lost).toMatchObject({ gap: true, seq: 9 });
    expect(lost.turns[0]?.answer).toBe('In ');
    expect(applyPatches(lost, 'e', PATCHES.slice(9, 10))).toEqual(complete);
  });

  it('starts from nothing in another epoch', () => {
    const other = applyPatches(complete, 'f', PATCHES.slice(0, 1));
    expect(other).toMatchObject({ epoch: 'f', seq: 1 });
    expect(other.turns[0]?.answer).toBe('');
  });

  it('converges under any order, duplication and loss once gaps are asked for again', () => {
    const delivery = fc.array(fc.array(fc.constantFrom(...PATCHES), { maxLength: 6 }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(delivery, (batches) => {
        let state: ChatState = EMPTY_CHAT;
        for (const batch of batches) {
          state = applyPatches(state, 'e', batch);
          expect(state.turns).toEqual(
            applyPatches(EMPTY_CHAT, 'e', PATCHES.slice(0, state.seq)).turns,
          );
        }
        expect(applyPatches(state, 'e', PATCHES.slice(state.seq))).toEqual(complete);
      }),
    );
  });
});
