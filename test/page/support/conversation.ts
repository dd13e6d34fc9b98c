// A conversation in which everything the page can show happens.
import { type RunEvent, ZERO_USAGE } from '../../../runtime/core/index.js';

const usage = {
  ...ZERO_USAGE,
  inputTokens: 5200,
  outputTokens: 410,
  modelCalls: 3,
  costUsd: 0.012,
};

export function started(turnId: string, text: string): RunEvent {
  return {
    at: 1,
    turnId,
    type: 'turn.started',
    request: { intent: 'ask', text, attachments: [], effort: 'auto' },
    model: { id: 'm', label: 'Test model', offline: false },
  };
}

export function answered(turnId: string, text: string): readonly RunEvent[] {
  const base = { at: 2, turnId };
  return [
    { ...base, type: 'answer.completed', text, citations: [{ path: 'src/server.ts', line: 12 }] },
    { ...base, type: 'turn.ended', stopReason: 'answered', usage, ms: 4200 },
  ];
}

const ANSWER = `The server listens on **8080**, set in \`src/server.ts:12\`.

\`\`\`ts
// the one place that knows
export const port: number = Number(process.env.PORT ?? 8080);
\`\`\`

| file | role |
| --- | --- |
| src/server.ts | listens |

- change it in [the config](src/config.ts:3)
- see [the docs](https://example.com/docs)`;

const a = { at: 1, turnId: 'a' };
const note = { id: 'm1', layer: 'project', category: 'fact' };
export const RICH: readonly RunEvent[] = [
  started('a', 'Which port does the server listen on?'),
  {
    ...a,
    type: 'memory.used',
    memories: [{ ...note, content: 'The port is 8080', why: 'same words: port' }],
  },
  {
    ...a,
    type: 'plan.updated',
    steps: [
      { id: 'p1', title: 'Find the server', state: 'done', ms: 900, tokens: 1200 },
      { id: 'p2', title: 'Read its settings', state: 'running' },
    ],
  },
  { ...a, type: 'step.started', stepId: 's1', depth: 0, index: 0, title: 'Search for “listen”' },
  { ...a, type: 'step.code', stepId: 's1', reasoning: 'Look first.', code: 'search("listen")' },
  {
    ...a,
    type: 'step.call',
    stepId: 's1',
    callId: 'c',
    tool: 'search',
    summary: 'search "listen" → 12 matches',
    state: 'done',
    ms: 40,
  },
  {
    ...a,
    type: 'step.ended',
    stepId: 's1',
    ok: true,
    ms: 1250,
    observation: 'src/server.ts:12',
    variables: [{ name: 'hits', type: 'array', shape: 'string[12]', size: 12, preview: '[…]' }],
  },
  ...answered('a', ANSWER),
  {
    ...a,
    type: 'memory.learned',
    memories: [{ ...note, id: 'm2', content: 'Settings live in src/config.ts', why: 'new' }],
  },
  started('b', 'Review src/server.ts'),
  {
    at: 3,
    turnId: 'b',
    type: 'answer.completed',
    text: 'One thing to look at.',
    citations: [],
    data: {
      findings: [
        {
          path: 'src/server.ts',
          line: 12,
          severity: 'warning',
          title: 'The port is not checked',
          detail: '`Number("x")` is NaN.',
        },
      ],
    },
  },
  { at: 4, turnId: 'b', type: 'turn.ended', stopReason: 'budget', usage, ms: 9000 },
];
