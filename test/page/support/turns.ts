// Turns to show: whole ones for the record of a conversation, and scripts that play while the page watches.
import {
  type Citation,
  type ErrorInfo,
  type FileDiff,
  type Intent,
  type Json,
  type MemoryNote,
  type Rating,
  type RunEvent,
  type RunEventOf,
  type StopReason,
  sleep,
  type Usage,
} from '../../../runtime/core/index.js';
import type { Script } from '../../unit/extension/scripted-memfun.js';

const USAGE: Usage = {
  inputTokens: 18_240,
  outputTokens: 1312,
  cachedInputTokens: 9000,
  modelCalls: 4,
  costUsd: 0.0421,
};

export const ANSWER = `Deliveries that fail are retried by \`RetryPolicy\`, with a delay that **doubles** every time.

### How the delay is chosen

1. \`delayFor()\` in \`src/retry.ts:41\` starts at 200 ms and doubles up to the cap.
2. A random share of up to 20 % is added, so that many workers do not come back at once.
3. After \`maxAttempts\` the delivery goes to the dead letters (src/queue/dead-letters.ts:12-30).

\`\`\`ts
export function delayFor(attempt: number, policy: RetryPolicy): number {
  // Doubles each time, never above the cap.
  const base = Math.min(policy.capMs, policy.firstMs * 2 ** attempt);
  return base + Math.random() * base * 0.2;
}
\`\`\`

| setting | default | meaning |
| --- | ---: | --- |
| \`firstMs\` | 200 | delay before the first retry |
| \`capMs\` | 30,000 | longest delay |
| \`maxAttempts\` | 8 | then it is a dead letter |

> Only errors marked \`transient\` are retried; all others fail at once.

See also [the queue's own notes](https://example.com/queue).`;

export const CITATIONS: readonly Citation[] = [
  { path: 'src/retry.ts', line: 41 },
  { path: 'src/queue/dead-letters.ts', line: 12, endLine: 30 },
  { path: 'src/config/defaults.ts', line: 8 },
];

export const MEMORIES: readonly MemoryNote[] = [
  {
    id: 'mem_1',
    content: 'The user prefers short answers with code.',
    layer: 'core',
    category: 'preference',
    why: 'It holds for every answer.',
  },
  {
    id: 'mem_2',
    content: 'Dead letters are kept for 14 days.',
    layer: 'project',
    category: 'decision',
    why: 'It shares the words "dead letters" with the question.',
  },
];

export const FINDINGS: Json = {
  findings: [
    {
      severity: 'error',
      path: 'src/retry.ts',
      line: 44,
      title: 'The delay is never awaited',
      detail: 'sleep() returns a promise that is dropped, so that all attempts run at once.',
    },
    {
      severity: 'warning',
      path: 'src/queue/dead-letters.ts',
      line: 19,
      title: 'A dead letter loses its cause',
      detail: 'Only the message is stored. Store the error with its code.',
    },
    {
      severity: 'info',
      path: 'src/retry.ts',
      line: 12,
      title: 'The cap can be read once',
      detail: 'policy.capMs does not change while a delivery is retried.',
    },
  ],
};

/** As agents name them: with a label, with none, and with a long one. */
export const HANDOFFS: RunEventOf<'answer.completed'>['handoffs'] = [
  { agent: 'reviewer', label: 'Look for what was forgotten', prompt: 'Review the retries.' },
  { agent: 'tester' },
  { agent: 'security-auditor-of-payments', label: 'Audit what the queue keeps of a delivery' },
];

export interface TurnOptions {
  readonly question?: string;
  readonly intent?: Intent;
  readonly answer?: string;
  readonly citations?: readonly Citation[];
  readonly memories?: readonly MemoryNote[];
  readonly learned?: readonly MemoryNote[];
  readonly steps?: boolean;
  readonly plan?: boolean;
  readonly data?: Json;
  readonly handoffs?: RunEventOf<'answer.completed'>['handoffs'];
  readonly rating?: Rating;
  readonly offline?: boolean;
  /** `undefined` leaves the turn without an end, as a killed window does. */
  readonly stopReason?: StopReason | undefined;
  readonly error?: ErrorInfo;
}

/** The events of one whole turn, in order. */
export function turn(turnId: string, options: TurnOptions = {}): readonly RunEvent[] {
  const at = Date.now();
  const base = { at, turnId };
  const { answer = ANSWER, citations = CITATIONS, memories = [], learned = [] } = options;
  const stopReason = 'stopReason' in options ? options.stopReason : 'answered';
  const offline = options.offline ?? false;
  return [
    {
      ...base,
      type: 'turn.started',
      request: {
        intent: options.intent ?? 'ask',
        text: options.question ?? 'how are failed deliveries retried?',
        attachments: [],
        effort: 'auto',
      },
      model: offline
        ? { id: 'offline/rules', label: 'Built-in engine', offline }
        : { id: 'anthropic/claude', label: 'Claude Sonnet', offline },
    },
    ...(memories.length === 0
      ? []
      : [{ ...base, type: 'memory.used' as const, memories: [...memories] }]),
    ...(options.plan === true ? [plan(base)] : []),
    ...(options.steps === true ? steps(base) : []),
    ...(answer === ''
      ? []
      : [
          {
            ...base,
            type: 'answer.completed' as const,
            text: answer,
            citations: [...citations],
            ...(options.data === undefined ? {} : { data: options.data }),
            ...(options.handoffs === undefined ? {} : { handoffs: options.handoffs }),
          },
        ]),
    ...(learned.length === 0
      ? []
      : [{ ...base, type: 'memory.learned' as const, memories: [...learned] }]),
    ...(stopReason === undefined
      ? []
      : [
          {
            ...base,
            type: 'turn.ended' as const,
            stopReason,
            usage: USAGE,
            ms: 8420,
            ...(options.error === undefined ? {} : { error: options.error }),
          },
        ]),
    ...(options.rating === undefined
      ? []
      : [{ ...base, type: 'turn.rated' as const, rating: options.rating }]),
  ];
}

interface Base {
  readonly at: number;
  readonly turnId: string;
}

function plan(base: Base): RunEvent {
  return {
    ...base,
    type: 'plan.updated',
    steps: [
      {
        id: 'p1',
        title: 'Find where deliveries are retried',
        state: 'done',
        ms: 1200,
        tokens: 900,
      },
      { id: 'p2', title: 'Read the retry policy', state: 'done', ms: 2100, tokens: 1800 },
      { id: 'p3', title: 'Compare it with the queue', state: 'failed', ms: 800 },
      { id: 'p4', title: 'Write the answer', state: 'waiting' },
    ],
  };
}

/** Two steps; the first calls a child. */
function steps(base: Base): readonly RunEvent[] {
  const id = (name: string): string => `${base.turnId}_${name}`;
  const call = (stepId: string, name: string, tool: string, summary: string, failed = false) => ({
    ...base,
    type: 'step.call' as const,
    stepId,
    callId: id(name),
    tool,
    summary,
    state: failed ? ('failed' as const) : ('done' as const),
    ms: 18,
  });
  return [
    {
      ...base,
      type: 'step.started',
      stepId: id('s1'),
      depth: 0,
      index: 0,
      title: 'Look for the retry policy',
    },
    {
      ...base,
      type: 'step.code',
      stepId: id('s1'),
      reasoning: 'The question names retries. Search for them, then outline the best file.',
      code: "const hits = await search('retry', { glob: 'src/**' });\nconst files = [...new Set(hits.map((hit) => hit.path))];\nconst shape = await outline(files[0]);\nprint(shape);",
    },
    call(id('s1'), 'c1', 'search', 'search "retry" → 12 matches'),
    call(id('s1'), 'c2', 'outline', 'outline src/retry.ts → 9 symbols'),
    {
      ...base,
      type: 'step.started',
      stepId: id('s1a'),
      parentId: id('s1'),
      depth: 1,
      index: 0,
      title: 'Summarise the queue',
    },
    {
      ...base,
      type: 'step.code',
      stepId: id('s1a'),
      reasoning: '',
      code: "final(await llm('What does this queue do?', text));",
    },
    {
      ...base,
      type: 'step.ended',
      stepId: id('s1a'),
      ok: true,
      ms: 640,
      observation: 'done',
      variables: [],
    },
    {
      ...base,
      type: 'model.called',
      stepId: id('s1'),
      role: 'root',
      signature: 'rlm-step',
      model: 'anthropic/claude',
      usage: { ...USAGE, inputTokens: 2100, outputTokens: 240 },
      ms: 1900,
      ok: true,
    },
    {
      ...base,
      type: 'step.ended',
      stepId: id('s1'),
      ok: true,
      ms: 2310,
      observation: 'RetryPolicy (interface)\ndelayFor (function)\nshouldRetry (function)',
      variables: [
        {
          name: 'hits',
          type: 'array',
          shape: '{path: string, line: number}[12]',
          size: 12,
          preview: '[{"path":"src/retry.ts","line":41}, …]',
        },
        {
          name: 'files',
          type: 'array',
          shape: 'string[3]',
          size: 3,
          preview: '["src/retry.ts", …]',
        },
      ],
    },
    { ...base, type: 'step.started', stepId: id('s2'), depth: 0, index: 1, title: 'Read delayFor' },
    {
      ...base,
      type: 'step.code',
      stepId: id('s2'),
      reasoning: 'Read the function itself.',
      code: "const text = await readFile('src/retri.ts', { from: 35 });",
    },
    call(id('s2'), 'c3', 'readFile', 'readFile src/retri.ts: there is no such file', true),
    {
      ...base,
      type: 'step.ended',
      stepId: id('s2'),
      ok: false,
      ms: 96,
      observation: '',
      variables: [],
      error: {
        name: 'FileMissingError',
        code: 'files.missing',
        message: 'There is no file src/retri.ts.',
        remedy: 'Use a path that listFiles returned.',
      },
    },
  ];
}

/** A long conversation: `count` messages, half of them answers. */
export function longConversation(count: number): readonly RunEvent[] {
  return Array.from({ length: count / 2 }, (_, i) =>
    turn(`trn_old_${i}`, {
      question: `Question ${i} about file${i}.ts`,
      answer: `Answer ${i}.\n\n${ANSWER}`,
      citations: [],
    }),
  ).flat();
}

/** Says a text piece by piece, `perSecond` pieces a second, and ends early when it is stopped. */
export function says(text: string, { perSecond = 400, size = 6 } = {}): Script {
  return async (turnId, { emit, signal }) => {
    for (let at = 0; at < text.length && !signal.aborted; at += size) {
      emit({ type: 'answer.delta', at: Date.now(), turnId, text: text.slice(at, at + size) });
      await sleep(1000 / perSecond, signal).catch(() => undefined);
    }
    if (signal.aborted) return;
    emit({ type: 'answer.completed', at: Date.now(), turnId, text, citations: [...CITATIONS] });
  };
}

/** One step whose output has so many characters, then an answer. */
export const printsMuch =
  (chars: number): Script =>
  async (turnId, { emit }) => {
    const base = { at: Date.now(), turnId };
    const stepId = 'much';
    const line = 'a line of output that nobody reads to its end\n';
    emit({ ...base, type: 'step.started', stepId, depth: 0, index: 0, title: 'Print' });
    emit({ ...base, type: 'step.code', stepId, reasoning: '', code: 'print(everything);' });
    emit({
      ...base,
      type: 'step.ended',
      stepId,
      ok: true,
      ms: 12,
      observation: line.repeat(Math.ceil(chars / line.length)),
      variables: [],
    });
    emit({ ...base, type: 'answer.completed', text: 'It is printed.', citations: [] });
  };

/** Starts a step and stays in it until it is stopped. */
export const worksUntilStopped: Script = async (turnId, { emit, signal }) => {
  emit({
    type: 'step.started',
    at: Date.now(),
    turnId,
    stepId: 'live',
    depth: 0,
    index: 0,
    title: 'Read everything',
  });
  await sleep(60_000, signal).catch(() => undefined);
};

export const FILES: readonly FileDiff[] = [
  {
    path: 'src/retry.ts',
    kind: 'modify',
    added: 1,
    removed: 1,
    diff: '@@ -40,3 +40,3 @@\n export function wait(attempt: number) {\n-  return backoff(attempt);\n+  return delayFor(attempt);\n }',
  },
  {
    path: 'src/queue/a-file-with-a-rather-long-name-that-is-new.ts',
    kind: 'create',
    added: 2,
    removed: 0,
    diff: '@@ -0,0 +1,2 @@\n+// New.\n+export const delayFor = (attempt: number): number => 200 * 2 ** attempt;',
  },
];

const HUNKS = [
  '@@ -4,3 +4,3 @@\n /** Milliseconds. */\n-export function backoff(attempt: number) {\n+export function delayFor(attempt: number) {\n   return 200 * 2 ** attempt;',
  '@@ -40,3 +40,3 @@\n export function wait(attempt: number) {\n-  return backoff(attempt);\n+  return delayFor(attempt);\n }',
];

/** Asks whether two files may be changed, and waits. */
export const asksToChange: Script = (turnId, run) => asks(FILES)(turnId, run);

/** Asks about one file whose change has two parts, and waits. */
export const asksInParts: Script = (turnId, run) =>
  asks([
    {
      path: 'src/retry.ts',
      kind: 'modify',
      added: 2,
      removed: 2,
      diff: HUNKS.join('\n'),
      hunks: HUNKS,
    },
  ])(turnId, run);

/** An agent on a worker asks about a command, after another one was answered, and waits. */
export const asksFromWorker: Script = async (turnId, { emit, signal }) => {
  const at = Date.now();
  for (const [approvalId, command] of [
    ['apr_1', 'npm install --save-exact left-pad@1.3.0'],
    ['apr_2', 'npm run build -- --workspaces && node scripts/migrate.mjs --target staging'],
  ] as const)
    emit({
      type: 'approval.asked',
      at,
      turnId,
      approvalId,
      effect: `Run ${command}`,
      reason:
        'The agent coder on the worker build-machine.example.test:4711 wants this there. It changes files.',
      command,
      files: [],
    });
  emit({ type: 'approval.answered', at, turnId, approvalId: 'apr_1', decision: 'allowed' });
  await sleep(60_000, signal).catch(() => undefined);
};

const asks =
  (files: readonly FileDiff[]): Script =>
  async (turnId, { emit, signal }) => {
    const at = Date.now();
    emit({ type: 'answer.completed', at, turnId, text: 'This renames it.', citations: [] });
    emit({
      type: 'approval.asked',
      at,
      turnId,
      approvalId: 'apr_1',
      effect: files.length === 1 ? 'Change one file' : `Change ${files.length} files`,
      reason: 'The agent has worked this out for your request. Nothing is changed yet.',
      files: [...files],
    });
    await sleep(60_000, signal).catch(() => undefined);
  };

/** A turn that has changed files. */
export function changed(turnId: string): readonly RunEvent[] {
  const events = turn(turnId, { answer: 'Renamed.', citations: [] });
  const at = Date.now();
  return [
    ...events.slice(0, -1),
    { type: 'changes.applied', at, turnId, files: [...FILES] },
    ...events.slice(-1),
  ];
}
