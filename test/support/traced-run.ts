// A run as its trace keeps it: recall, a route, three steps with calls, a child, a question to the user, an answer.
import type { RunEvent, Usage, VariableInfo } from '../../runtime/core/index.js';

export interface RunOptions {
  readonly turnId?: string;
  readonly sessionId?: string;
  readonly text?: string;
  readonly model?: string;
  /** Milliseconds since the epoch. */
  readonly at?: number;
  readonly failed?: boolean;
  /** Added to each step's code, so that two runs differ. */
  readonly variant?: string;
}

const usage = (inputTokens: number, outputTokens: number): Usage => ({
  inputTokens,
  outputTokens,
  cachedInputTokens: 0,
  modelCalls: 1,
  costUsd: (inputTokens * 3 + outputTokens * 15) / 1_000_000,
});

export const variable = (name: string, preview: string, type = 'string'): VariableInfo => ({
  name,
  type,
  shape: type,
  size: preview.length,
  preview,
});

/** Without identifiers and times of their own, so that a test can say what it expects. */
export function tracedRun(options: RunOptions = {}): readonly RunEvent[] {
  const { turnId = 'trn_1', text = 'How are retries done?', variant = '' } = options;
  const { model = 'anthropic/claude-sonnet-4-5', failed = false } = options;
  let at = options.at ?? 1_000_000;
  const id = (name: string): string => `${turnId}_${name}`;
  const later = (ms: number) => ({ at: (at += ms), turnId });
  const ask = (step: string | undefined, ms: number, tokens: number): readonly RunEvent[] => {
    const callId = id(`model_${at}`);
    const role = step === 'sub' ? 'sub' : 'root';
    return [
      {
        ...later(ms),
        type: 'model.exchanged',
        callId,
        messages: [
          { role: 'system', text: 'You write cells.' },
          { role: 'user', text: `${text} Write the next cell.` },
        ],
        answer: 'The next cell.',
      },
      {
        ...later(0),
        type: 'model.called',
        callId,
        ...(step === undefined ? {} : { stepId: id(step === 'sub' ? 'step2' : step) }),
        role,
        signature: role === 'sub' ? 'sub.prompt' : 'rlm.step',
        model,
        usage: usage(tokens, 120),
        ms,
        ok: true,
      },
    ];
  };
  const begin = (name: string, index: number, more: object = {}): RunEvent => ({
    ...later(2),
    type: 'step.started',
    stepId: id(name),
    loopId: id('loop'),
    depth: 0,
    index,
    title: `Step ${index}`,
    ...more,
  });
  const code = (name: string, cell: string): RunEvent => ({
    ...later(1),
    type: 'step.code',
    stepId: id(name),
    reasoning: 'Look closer.',
    code: `${cell}${variant}`,
  });
  const call = (
    name: string,
    tool: string,
    summary: string,
    between: () => readonly RunEvent[] = () => [],
    ok = true,
  ): readonly RunEvent[] => {
    const callId = id(`call_${name}_${tool}_${at}`);
    const event = { type: 'step.call' as const, stepId: id(name), callId, tool, summary };
    const from = at;
    return [
      { ...later(1), ...event, state: 'running' },
      ...between(),
      { ...later(5), ...event, state: ok ? 'done' : 'failed', ms: at - from },
    ];
  };
  const end = (
    name: string,
    cell: string,
    variables: readonly VariableInfo[],
    results: readonly { name: string; args: string[]; value: string }[] = [],
  ): readonly RunEvent[] => [
    {
      ...later(2),
      type: 'cell.recorded',
      stepId: id(name),
      engine: 'quickjs',
      seed: 1,
      startTime: 1_000,
      hostFunctions: ['readFile', 'search', 'llm', 'rlm', 'final'],
      cell: {
        code: `${cell}${variant}`,
        ok: true,
        replayable: true,
        hostResults: results.map(({ name: tool, args, value }, settled) => ({
          name: tool,
          args,
          result: { ok: true as const, value },
          settled,
        })),
        setBefore: {},
      },
      output: `printed by ${name}`,
      outputChars: 30,
    },
    {
      ...later(1),
      type: 'step.ended',
      stepId: id(name),
      ok: true,
      ms: 20,
      observation: `seen by ${name}`,
      variables: [...variables],
    },
  ];

  const FIRST = "const files = await search('retry');";
  const SECOND = "const { answer } = await rlm('Which delays?'); const s = await llm('short');";
  const CHILD = "const text = await readFile('src/retry.ts'); final(text);";
  const files = variable('files', '["src/retry.ts"]', 'array');
  return [
    {
      ...later(0),
      type: 'turn.started',
      request: { intent: 'ask', text, attachments: [], effort: 'auto' },
      model: { id: model, label: model, offline: false },
    },
    {
      ...later(3),
      type: 'memory.used',
      memories: [
        { id: 'mem_1', content: 'Retries double', layer: 'project', category: 'fact', why: 'fits' },
      ],
    },
    { ...later(1), type: 'turn.routed', level: 'agent', reason: 'It needs files.' },
    begin('step1', 1),
    ...ask('step1', 40, 900),
    code('step1', FIRST),
    ...call('step1', 'search', 'search "retry" → 2 matches'),
    ...end('step1', FIRST, [files], [{ name: 'search', args: ['retry'], value: 'src/retry.ts' }]),
    begin('step2', 2),
    ...ask('step2', 60, 1400),
    code('step2', SECOND),
    ...call('step2', 'rlm', 'rlm "Which delays?" → answered', () => [
      begin('child1', 1, {
        parentId: id('step2'),
        loopId: id('child'),
        depth: 1,
        title: 'Which delays? · step 1',
      }),
      ...ask('child1', 30, 700),
      code('child1', CHILD),
      ...call('child1', 'readFile', 'readFile src/retry.ts → 34 lines'),
      ...end(
        'child1',
        CHILD,
        [variable('text', 'export class RetryPolicy {')],
        [{ name: 'readFile', args: ['src/retry.ts'], value: 'export class RetryPolicy {}' }],
      ),
    ]),
    ...call('step2', 'llm', 'llm → 12 words', () => ask('sub', 20, 300)),
    ...end(
      'step2',
      SECOND,
      [files, variable('answer', 'doubles'), variable('s', 'short')],
      [
        { name: 'rlm', args: ['Which delays?'], value: 'doubles' },
        { name: 'llm', args: ['short'], value: 'short' },
      ],
    ),
    begin('step3', 3),
    ...ask('step3', 45, 1800),
    code('step3', "await runCommand('npm test');"),
    ...call(
      'step3',
      'runCommand',
      failed ? 'runCommand failed: denied' : 'runCommand npm test → exit 0',
      () => [
        {
          ...later(1),
          type: 'approval.asked',
          approvalId: id('approval'),
          effect: 'run a command',
          reason: 'It is not on the list.',
          command: 'npm test',
          files: [],
        },
        {
          ...later(500),
          type: 'approval.answered',
          approvalId: id('approval'),
          decision: failed ? 'denied' : 'allowed',
        },
      ],
      !failed,
    ),
    ...end('step3', "await runCommand('npm test');", [files, variable('s', 'longer')]),
    {
      ...later(1),
      type: 'plan.updated',
      steps: [
        { id: 'lint', title: 'Lint', state: 'done', ms: 4 },
        { id: 'types', title: 'Types', state: 'waiting' },
      ],
    },
    { ...later(2), type: 'answer.completed', text: 'They double.', citations: [] },
    {
      ...later(1),
      type: 'turn.ended',
      stopReason: failed ? 'error' : 'answered',
      usage: { ...usage(5100, 600), modelCalls: 5 },
      ms: at - (options.at ?? 1_000_000),
      ...(failed ? { error: { name: 'E', code: 'tool.denied', message: 'It was denied.' } } : {}),
    },
  ];
}
