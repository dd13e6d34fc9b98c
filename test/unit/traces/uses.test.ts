// Which recorded runs belong to an agent, a skill, the router or the model: one rule, read from their events.
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../runtime/core/index.js';
import { digest, usesOf } from '../../../runtime/traces/index.js';

type Part = RunEvent extends infer E
  ? E extends RunEvent
    ? Omit<E, 'at' | 'turnId'>
    : never
  : never;

function run(text: string, ...parts: readonly Part[]): readonly RunEvent[] {
  const started: Part = {
    type: 'turn.started',
    request: { intent: 'ask', text, attachments: [], effort: 'auto' },
    model: { id: 'p/m', label: 'M', offline: false },
  };
  return [started, ...parts].map((part, at) => ({ ...part, at, turnId: 'trn_1' }));
}
const routed: Part = { type: 'turn.routed', level: 'agent', reason: '' };
const usage = { inputTokens: 9, outputTokens: 1, cachedInputTokens: 0, modelCalls: 1, costUsd: 1 };
const called = (signature: string, model = 'p/m'): Part => ({
  type: 'model.called',
  role: 'root',
  signature,
  model,
  usage,
  ms: 1,
  ok: true,
});
const step = (agent?: string): Part => ({
  type: 'step.started',
  stepId: 's',
  depth: 0,
  index: 1,
  title: '',
  ...(agent === undefined ? {} : { agent }),
});
const call = (tool: string, summary: string, state: 'done' | 'failed' = 'done'): Part => ({
  type: 'step.call',
  stepId: 's',
  callId: 'c',
  tool,
  summary,
  state,
});
const uses = (...of: Parameters<typeof run>): readonly string[] => [...usesOf(run(...of))].sort();

describe('what a run used', () => {
  it('is a skill that it opened or that its message begins with, and none with a part of that name', () => {
    expect(uses('x', routed, call('skill.use', 'skill.use "say-port" → say-port'))).toContain(
      'skill:say-port',
    );
    expect(uses('/say-port of a', routed)).toEqual(['router', 'skill:say-port']);
    for (const text of [
      '/say-ports',
      'say-port',
      '/agent say-port do it',
      '/team say-port',
      '/a:b',
    ])
      expect(uses(text, routed)).not.toContain('skill:say-port');
    expect(uses('x', call('skill.use', 'skill.use "say-port"', 'failed'))).toEqual([]);
  });

  it('is nothing for a command of the user, which is answered without being routed', () => {
    expect(uses('/undo')).toEqual([]);
    expect(uses('/agent nobody do it')).toEqual([]);
  });

  it('is an agent that was asked or took a step, and the tools that its loop was told of', () => {
    expect(uses('/agent porter do it', routed)).toEqual(['agent:porter']);
    expect(uses('x', step('porter'))).toEqual(['agent:porter', 'tools']);
  });

  it('is each model call by its name, and the model of the turn where it was called or could not be opened', () => {
    expect(uses('x', called('direct.answer'))).toEqual(['direct.answer', 'model']);
    expect(uses('x', called('rlm.step', 'p/other'))).toEqual(['rlm.step']);
    const none = run('x', routed).map((event) =>
      event.type === 'turn.started' ? { ...event, model: { ...event.model, id: 'none' } } : event,
    );
    expect(usesOf(none)).toContain('model');
  });

  it('is a threshold of the router only where there was something to weigh', () => {
    expect(uses('x', routed)).toEqual(['router']);
    const memories = [{ id: 'm', content: 'a', layer: 'b', category: 'c', why: 'd' }];
    expect(uses('x', { type: 'memory.used', memories }, routed)).toEqual([
      'router',
      'router/memoryScore',
    ]);
    const mention = (found: boolean): Part => ({
      type: 'mentions.resolved',
      mentions: [{ token: '@a', label: 'a', detail: '', found }],
    });
    expect(uses('x', mention(true), routed)).toContain('router/directChars');
    expect(uses('x', mention(false), routed)).toEqual(['router']);
    expect(uses('/agent a b', routed)).not.toContain('router');
  });

  it('is the same in the digest: the cost of a run whose message begins with a skill is the cost of the skill', () => {
    const events = [
      ...run('/say-port of a', routed, called('rlm.step')),
      { type: 'turn.ended', at: 9, turnId: 'trn_1', stopReason: 'answered', usage, ms: 8 },
    ] as readonly RunEvent[];
    const { skills } = digest([{ turnId: 'trn_1', sessionId: 's', events, dropped: 0 }]);
    expect(skills.map(({ name, costUsd }) => [name, costUsd])).toEqual([['say-port', 1]]);
  });
});
