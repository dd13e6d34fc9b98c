// Planted waste is found with the spans that show it; runs without any are left alone.
import { expect, it } from 'vitest';
import type { Json, RunEvent } from '../../../runtime/core/index.js';
import {
  digest,
  type Finding,
  foldSpans,
  summarize,
  type TraceRecord,
  weekOf,
} from '../../../runtime/traces/index.js';
import { tracedRun } from '../../support/traced-run.js';

interface PlannedStep {
  readonly code: string;
  /** What the step shows its loop. */
  readonly prints?: string;
  readonly tokens?: number;
  readonly calls?: readonly {
    readonly tool: string;
    readonly says: string;
    readonly ok?: boolean;
    /** What the record of the cell has of it; without, the cell was too large to be kept. */
    readonly args?: readonly Json[];
  }[];
  /** Default: the one loop of the run. */
  readonly loop?: string;
}

/** A run of these steps, one after the other. */
function planned(turnId: string, steps: readonly PlannedStep[], answer?: string): TraceRecord {
  let at = 1000;
  const events: RunEvent[] = [
    {
      type: 'turn.started',
      at,
      turnId,
      request: { intent: 'ask', text: 'x', attachments: [], effort: 'auto' },
      model: { id: 'p/m', label: 'm', offline: false },
    },
  ];
  steps.forEach(({ code, prints = '', tokens = 1000, calls = [], loop = 'l' }, n) => {
    const of = { turnId, stepId: `stp_${n}` };
    const usage = {
      inputTokens: tokens,
      outputTokens: 50,
      cachedInputTokens: 0,
      modelCalls: 1,
      costUsd: 0,
    };
    events.push(
      {
        ...of,
        type: 'step.started',
        at: ++at,
        loopId: loop,
        depth: 0,
        index: n + 1,
        title: `Step ${n + 1}`,
      },
      {
        ...of,
        type: 'model.called',
        at: ++at,
        role: 'root',
        signature: 'rlm.step',
        model: 'p/m',
        usage,
        ms: 1,
        ok: true,
      },
      { ...of, type: 'step.code', at: ++at, reasoning: '', code },
    );
    calls.forEach(({ tool, says, ok = true }, c) =>
      events.push({
        ...of,
        type: 'step.call',
        at: ++at,
        callId: `cal_${n}_${c}`,
        tool,
        summary: says,
        state: ok ? 'done' : 'failed',
        ms: 1,
      }),
    );
    if (calls.some(({ args }) => args !== undefined))
      events.push({ ...of, type: 'cell.recorded', at: ++at, ...recordOf(code, calls) });
    events.push({
      ...of,
      type: 'step.ended',
      at: ++at,
      ok: true,
      ms: 1,
      observation: prints,
      variables: [],
    });
  });
  if (answer !== undefined)
    events.push({ type: 'answer.completed', at: ++at, turnId, text: answer, citations: [] });
  return { turnId, sessionId: 's', events, dropped: 0 };
}

function recordOf(code: string, calls: NonNullable<PlannedStep['calls']>) {
  return {
    engine: 'quickjs' as const,
    seed: 1,
    startTime: 1,
    hostFunctions: [],
    cell: {
      code,
      ok: true,
      replayable: true,
      hostResults: calls.map(({ tool, args = [] }, settled) => ({
        name: tool,
        args,
        result: { ok: true as const, value: null },
        settled,
      })),
      setBefore: {},
    },
    output: '',
    outputChars: 0,
  };
}

const read = (path: string) => ({ tool: 'readFile', says: `readFile ${path} → 40 lines` });
const search = (pattern: string, folder: string) => ({
  tool: 'search',
  says: `search "${pattern}" → 0 matches in 0 files`,
  args: [pattern, { path: folder }],
});
const fetched = (url: string) => ({
  tool: 'webFetch',
  says: `webFetch "${url}" → 900 characters from ${url}`,
});
const fail = (path: string) => ({
  tool: 'readFile',
  says: `readFile failed: no file "${path}"`,
  ok: false,
});
const steps = (count: number, step: (n: number) => PlannedStep) =>
  Array.from({ length: count }, (_, n) => step(n));

/** A file of so many lines, whose names say whose it is. */
const printed = (name: string, lines = 400): string =>
  Array.from(
    { length: lines },
    (_, n) => `export const ${name}Setting${n} = ${name}Default(${n});`,
  ).join('\n');

/** Thirty-five runs with one kind of waste each, in different sizes and places. */
const PLANTED: readonly (readonly [Finding['kind'], TraceRecord])[] = [3, 4, 5, 7, 9].flatMap(
  (size) =>
    [
      [
        're-read',
        planned(
          `trn_r${size}`,
          steps(size, (n) => ({ code: `c${n}`, calls: [read('a.ts'), read(`${n}.ts`)] })),
        ),
      ],
      [
        're-read',
        planned(
          `trn_s${size}`,
          steps(size, (n) => ({
            code: `c${n}`,
            calls: [search('retry', 'src'), search('retry', `packages/${n}`)],
          })),
        ),
      ],
      [
        're-read',
        planned(
          `trn_w${size}`,
          steps(size, (n) => ({ code: `c${n}`, calls: [fetched('https://example.org/guide')] })),
        ),
      ],
      [
        'loop',
        planned(`trn_l${size}`, [
          { code: 'start()' },
          ...steps(size, () => ({ code: ' look()\n' })),
          { code: 'end()' },
        ]),
      ],
      [
        'large-prompt',
        planned(
          `trn_p${size}`,
          steps(size, (n) => ({ code: `c${n}`, tokens: n < size - 2 ? 3000 : 15_000 + n * 5000 })),
        ),
      ],
      [
        'failures',
        planned(
          `trn_f${size}`,
          steps(size, (n) => ({ code: `c${n}`, calls: [fail(`${n}.ts`)] })),
        ),
      ],
      [
        'unused-context',
        planned(
          `trn_u${size}`,
          [
            { code: 'print(1)', prints: printed('billing') },
            ...steps(size, (n) => ({ code: `look(${n})`, prints: 'retry doubles' })),
          ],
          'Retries double.',
        ),
      ],
    ] as const,
);

/** Like waste, but none. */
const CLEAN: readonly TraceRecord[] = [
  { turnId: 'trn_1', sessionId: 's', events: tracedRun(), dropped: 0 },
  { turnId: 'trn_1', sessionId: 's', events: tracedRun({ failed: true }), dropped: 0 },
  // Looked at again after each change.
  planned(
    'trn_c1',
    steps(5, (n) => ({
      code: `c${n}`,
      calls: [read('a.ts'), { tool: 'editFile', says: `editFile a.ts ${n}` }],
    })),
  ),
  // The same pattern, found nowhere, in other folders each time; and where it is not known in which.
  planned(
    'trn_c9',
    steps(6, (n) => ({ code: `c${n}`, calls: [search('retry', `packages/${n}`)] })),
  ),
  planned(
    'trn_c10',
    steps(6, (n) => ({
      code: `c${n}`,
      calls: [{ tool: 'search', says: 'search "retry" → 0 matches in 0 files' }],
    })),
  ),
  // Looked at again after a tool of a server, which may have changed it.
  planned(
    'trn_c11',
    steps(5, (n) => ({
      code: `c${n}`,
      calls: [read('a.ts'), { tool: 'notes.append', says: 'notes.append' }],
    })),
  ),
  // Each agent looks for itself.
  planned(
    'trn_c12',
    steps(5, (n) => ({ code: `c${n}`, calls: [read('a.ts')], loop: `agent${n}` })),
  ),
  // Other files each time.
  planned(
    'trn_c2',
    steps(9, (n) => ({ code: `c${n}`, calls: [read(`${n}.ts`)] })),
  ),
  // The same cell, but not in a row.
  planned(
    'trn_c3',
    steps(8, (n) => ({ code: n % 2 === 0 ? 'poll()' : `other(${n})` })),
  ),
  // Large from the beginning: the question itself is.
  planned(
    'trn_c4',
    steps(5, (n) => ({ code: `c${n}`, tokens: 40_000 + n * 900 })),
  ),
  // Much was shown, and the answer speaks of it.
  planned(
    'trn_c6',
    [{ code: 'print(1)', prints: printed('retry') }, { code: 'look(1)' }],
    'See retrySetting17.',
  ),
  // Much was shown, and a later cell goes on with the variable that it came from.
  planned(
    'trn_c7',
    [
      { code: 'const t = await load(1); print(t)', prints: printed('billing') },
      { code: 'count(t)' },
    ],
    'There are 400.',
  ),
  // Much was shown by the last step: nobody had to carry it.
  planned('trn_c8', [{ code: 'print(1)', prints: printed('billing') }], 'Nothing was found.'),
  // Failures of different causes.
  planned('trn_c5', [
    { code: 'a', calls: [fail('a.ts')] },
    { code: 'b', calls: [{ tool: 'search', says: 'search failed: bad pattern', ok: false }] },
    { code: 'c', calls: [{ tool: 'run', says: 'run failed: denied', ok: false }] },
  ]),
];

it('of each kind', () => {
  const missed = PLANTED.filter(
    ([kind, record]) => !digest([record]).findings.some((finding) => finding.kind === kind),
  );
  expect(missed.map(([kind, { turnId }]) => `${kind} ${turnId}`)).toEqual([]);
  expect(PLANTED).toHaveLength(35);
});

it('and nothing else in the same runs, nor anything in clean ones', () => {
  for (const [kind, record] of PLANTED)
    expect([...new Set(digest([record]).findings.map((one) => one.kind))]).toEqual([kind]);
  for (const record of CLEAN) expect(digest([record]).findings).toEqual([]);
});

it('with spans that are in the trace and show it', () => {
  for (const [, record] of PLANTED) {
    const spans = foldSpans(record);
    for (const { spans: shown } of digest([record]).findings) {
      expect(shown.length).toBeGreaterThan(0);
      for (const id of shown) expect(spans.map((span) => span.id)).toContain(id);
    }
  }
});

it('what was paid under a skill: from where it was opened to the next, failures not counted', () => {
  const use = (name: string, ok = true) => ({
    tool: 'skill.use',
    says: ok ? `skill.use "${name}" → ${name}` : 'skill.use failed: no such skill',
    ok,
  });
  const { skills } = digest([
    planned('trn_s', [
      { code: 'a', tokens: 100 },
      { code: 'b', tokens: 200, calls: [use('review-code')] },
      { code: 'c', tokens: 300 },
      { code: 'd', tokens: 400, calls: [use('nothing', false)] },
      { code: 'e', tokens: 500, calls: [use('fix-bugs')] },
      { code: 'f', tokens: 600 },
    ]),
    planned('trn_t', [{ code: 'a', tokens: 9_000 }]),
  ]);
  expect(skills.map(({ name, calls, tokens }) => [name, calls, tokens])).toEqual([
    ['review-code', 3, 300 + 400 + 500 + 150],
    ['fix-bugs', 1, 650],
  ]);
});

it('the last seven days beside the seven before, day by day, and nothing twice', () => {
  const day = 24 * 60 * 60 * 1000;
  const now = 100 * day;
  const ages = [0, 0.5, 1, 6.9, 7, 7.1, 13.9, 14, 30, -1];
  const runs = ages.map((age) => ({
    ...summarize({ turnId: `trn_${age}`, sessionId: 's', events: tracedRun(), dropped: 0 }, false),
    startedAt: now - age * day,
  }));
  const week = weekOf(runs, now);
  expect(week.now.runs).toBe(4);
  expect(week.before.runs).toBe(3);
  expect(week.days.map(({ runs: count }) => count)).toEqual([1, 0, 0, 0, 0, 1, 2]);
  expect(week.now.tokens).toBeGreaterThan(0);
  expect(week.days.reduce((sum, { costUsd }) => sum + costUsd, 0)).toBeCloseTo(week.now.costUsd);
  expect(week.before.tokens / 3).toBe(week.now.tokens / 4);
  expect(weekOf([], now).days).toHaveLength(7);
});

it('with failures by cause, and what was paid to whom', () => {
  const failed = planned(
    'trn_f',
    steps(4, (n) => ({ code: `c${n}`, calls: [fail(`${n}.ts`)] })),
  );
  const found = digest([
    failed,
    { turnId: 'trn_1', sessionId: 's', events: tracedRun(), dropped: 0 },
  ]);
  expect(found.causes[0]).toMatchObject({ count: 4 });
  expect(found.causes[0]?.cause).toBe('tool readFile no file …');
  expect(found.models.map(({ name, calls }) => [name, calls])).toEqual([
    ['anthropic/claude-sonnet-4-5', 5],
    ['p/m', 4],
  ]);
  expect(found.agents.map(({ name, calls }) => [name, calls])).toEqual([
    ['memfun', 8],
    ['child', 1],
  ]);
  expect(found.tools.map(({ name }) => name)).toContain('runCommand');
  expect(found.skills).toEqual([]);
  expect(found.models.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(
    found.agents.reduce((sum, { tokens }) => sum + tokens, 0),
  );
});
