// A trace is folded from the events of a run.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RunEvent } from '../../../runtime/core/index.js';
import { foldSpans, type Span } from '../../../runtime/traces/index.js';
import { tracedRun } from '../../support/traced-run.js';

const fold = (events: readonly RunEvent[], running = false): readonly Span[] =>
  foldSpans({ turnId: 'trn_1', sessionId: 'ses_1', events, dropped: 0 }, { running });

const of = (spans: readonly Span[], kind: Span['kind']): readonly Span[] =>
  spans.filter((span) => span.kind === kind);

function treeOf(spans: readonly Span[], id = spans[0]?.id, indent = ''): string {
  return spans
    .filter((span) => (indent === '' ? span.id === id : span.parentId === id))
    .map((span) => `${indent}${span.kind} ${span.name}\n${treeOf(spans, span.id, `${indent}  `)}`)
    .join('');
}

it('as one tree of turn, steps, cells, calls, models, children and gates', () => {
  expect(treeOf(fold(tracedRun()))).toBe(`turn invoke_agent memfun
  memory memory recall
  route route agent
  step Step 1
    model chat anthropic/claude-sonnet-4-5
    cell cell
      tool execute_tool search
  step Step 2
    model chat anthropic/claude-sonnet-4-5
    cell cell
      call execute_tool rlm
        child invoke_agent child
          step Which delays? · step 1
            model chat anthropic/claude-sonnet-4-5
            cell cell
              tool execute_tool readFile
      call execute_tool llm
        model chat anthropic/claude-sonnet-4-5
  step Step 3
    model chat anthropic/claude-sonnet-4-5
    cell cell
      tool execute_tool runCommand
        gate gate run a command
  plan plan
    task Lint
`);
});

it('with the names of OpenTelemetry for models, tools and agents', () => {
  const spans = fold(tracedRun());
  const [model] = of(spans, 'model');
  expect(model?.attributes).toMatchObject({
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'anthropic',
    'gen_ai.request.model': 'anthropic/claude-sonnet-4-5',
    'gen_ai.usage.input_tokens': 900,
    'gen_ai.usage.output_tokens': 120,
  });
  expect(JSON.parse(String(model?.attributes['gen_ai.input.messages']))).toEqual([
    { role: 'system', parts: [{ type: 'text', content: 'You write cells.' }] },
    {
      role: 'user',
      parts: [{ type: 'text', content: 'How are retries done? Write the next cell.' }],
    },
  ]);
  expect(of(spans, 'tool')[0]?.attributes).toMatchObject({
    'gen_ai.operation.name': 'execute_tool',
    'gen_ai.tool.name': 'search',
    'gen_ai.tool.call.arguments': '["retry"]',
  });
  expect(spans[0]?.attributes).toMatchObject({
    'gen_ai.operation.name': 'invoke_agent',
    'gen_ai.conversation.id': 'ses_1',
    'memfun.stop_reason': 'answered',
  });
});

it('that says what failed, and how long somebody was asked', () => {
  const spans = fold(tracedRun({ failed: true }));
  const [gate] = of(spans, 'gate');
  expect(gate).toMatchObject({ status: 'failed', message: 'denied' });
  expect((gate?.endMs ?? 0) - (gate?.startMs ?? 0)).toBe(500);
  expect(spans[0]).toMatchObject({ status: 'failed', message: 'It was denied.' });
  expect(spans[0]?.attributes['error.type']).toBe('tool.denied');
});

it('also while the run goes on, and when it was cut off', () => {
  const events = tracedRun().slice(0, 8);
  const open = (spans: readonly Span[]) => [...new Set(spans.map(({ status }) => status))];
  expect(open(fold(events, true))).toContain('running');
  expect(open(fold(events))).toContain('interrupted');
  expect(open(fold(events))).not.toContain('running');
});

it('whatever part of the events is there, in whatever order: a tree in which every span ends in its parent', () => {
  const all = [...tracedRun(), ...tracedRun({ failed: true, at: 900_000 })];
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(all.length - 1), fc.integer({ min: -300, max: 300 })), {
        maxLength: 60,
      }),
      fc.boolean(),
      (picks, running) => {
        const events = picks.flatMap(([n, by]) => {
          const event = all[n];
          return event === undefined ? [] : [{ ...event, at: event.at + by }];
        });
        checkTree(fold(events, running), events.length);
      },
    ),
    { numRuns: 400 },
  );
  for (let length = 0; length <= all.length; length++)
    checkTree(fold(all.slice(0, length)), length);
});

function checkTree(spans: readonly Span[], events: number): void {
  expect(spans.length > 0).toBe(events > 0);
  const known = new Map<string, Span>();
  for (const span of spans) {
    expect(known.has(span.id)).toBe(false);
    expect(span.endMs).toBeGreaterThanOrEqual(span.startMs);
    if (span.parentId === undefined) expect(known.size).toBe(0);
    else {
      const parent = known.get(span.parentId);
      expect(parent, span.parentId).toBeDefined();
      expect(span.startMs).toBeGreaterThanOrEqual(parent?.startMs ?? 0);
      expect(span.endMs).toBeLessThanOrEqual(parent?.endMs ?? 0);
    }
    known.set(span.id, span);
  }
}
