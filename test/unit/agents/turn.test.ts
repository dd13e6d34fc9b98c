// A turn: from request to memory, on every way, and always to its end.
import { describe, expect, test } from 'vitest';
import { readConversation } from '../../../runtime/agents/context/conversation.js';
import type { TurnDeps, TurnOptions, TurnResult } from '../../../runtime/agents/index.js';
import { createLearn, runTurn } from '../../../runtime/agents/index.js';
import type { RunEvent, TurnRequest } from '../../../runtime/core/index.js';
import { DEFAULT_LIMITS, silentLogger, ZERO_USAGE } from '../../../runtime/core/index.js';
import { whoSpeaks } from '../../../runtime/language/index.js';
import { ModelAuthError, ModelStreamDroppedError } from '../../../runtime/models/index.js';
import { type Skill, SkillCatalogue } from '../../../runtime/skills/index.js';
import { usesOf } from '../../../runtime/traces/index.js';
import { filesOf, loopDeps } from '../rlm/harness.js';
import { cells, ScriptedPredictor } from '../rlm/scripted.js';
import type { RecordedSessions } from './stores.js';
import { memoryInProcess, sessionsInProcess } from './stores.js';

const FINAL =
  "await final({ answer: 'The answer is in the second line.', citations: [{ path: 'src/a.ts', line: 2 }] })";
const nothingLearned = () => ({ candidates: [] });
const direct = (answer: string) => () => ({ needsAgent: false, answer, citations: [] });

interface Told {
  readonly result: TurnResult;
  readonly events: readonly RunEvent[];
  readonly sessions: RecordedSessions;
  readonly predictor: ScriptedPredictor;
}

async function turn(
  scripts: ConstructorParameters<typeof ScriptedPredictor>[0],
  text: string,
  change: {
    readonly request?: Partial<TurnRequest>;
    readonly deps?: Partial<TurnDeps>;
    readonly signal?: AbortSignal;
    readonly steering?: TurnOptions['steering'];
    readonly onEvent?: (event: RunEvent, index: number) => void;
  } = {},
): Promise<Told> {
  const predictor = new ScriptedPredictor({ 'memory.extract': nothingLearned, ...scripts });
  const sessions = sessionsInProcess();
  const memory = change.deps?.memory ?? memoryInProcess();
  const events: RunEvent[] = [];
  const result = await runTurn(
    {
      ...loopDeps(predictor),
      memory,
      sessions,
      limits: DEFAULT_LIMITS,
      codeReader: undefined,
      changes: undefined,
      commands: undefined,
      hosts: undefined,
      history: async () => [],
      undo: undefined,
      background: undefined,
      custom: undefined,
      images: undefined,
      files: async () => ['src/a.ts'],
      terminals: undefined,
      spending: {
        today: async () => ({ ...ZERO_USAGE, turns: 0 }),
        forecasts: async () => [],
        capUsd: Infinity,
      },
      skills: new SkillCatalogue([]),
      agents: [],
      checks: undefined,
      safety: { mode: () => 'ask', setMode: () => undefined, policy: undefined, hosts: undefined },
      chooser: {
        current: async () => 'scripted/model',
        choices: () => [],
        use: async () => undefined,
      },
      learn: createLearn(predictor, memory, silentLogger),
      recallTokens: 1500,
      notices: [],
      ...change.deps,
    },
    {
      sessionId: 's',
      request: { intent: 'ask', text, attachments: [], effort: 'auto', ...change.request },
      signal: change.signal ?? new AbortController().signal,
      ...(change.steering === undefined ? {} : { steering: change.steering }),
      emit: (event) => {
        events.push(event);
        change.onEvent?.(event, events.length - 1);
      },
    },
  );
  return { result, events, sessions, predictor };
}

const types = (events: readonly RunEvent[]): string[] => [
  ...new Set(events.map((event) => event.type)),
];
const ofType = <T extends RunEvent['type']>(events: readonly RunEvent[], type: T) =>
  events.filter((event): event is Extract<RunEvent, { type: T }> => event.type === type);
const streamed = (events: readonly RunEvent[]): string =>
  ofType(events, 'answer.delta')
    .map((event) => event.text)
    .join('');

describe('instructions of the workspace', () => {
  const files = {
    'AGENTS.md': 'Answer in verse.',
    'src/AGENTS.md': 'Sources use tabs.',
    'src/a.ts': 'one\ntwo\n',
  };
  const workspace = filesOf(files);

  test('are told to the loop and to the reader, those of what is attached too', async () => {
    const { events, predictor } = await turn({ 'rlm.step': cells(FINAL) }, 'where is it?', {
      deps: { instructionsIn: workspace },
      request: { attachments: [{ kind: 'file', path: 'src/a.ts' }], effort: 'agent' },
    });
    expect(ofType(events, 'instructions.used').map((event) => event.files)).toMatchObject([
      [
        { path: 'AGENTS.md', folder: '', bytes: 16 },
        { path: 'src/AGENTS.md', folder: 'src', bytes: 17 },
      ],
    ]);
    const [step] = predictor.calls.filter(({ signature }) => signature === 'rlm.step');
    expect(JSON.stringify(step?.input)).toContain('Answer in verse.');
    expect(JSON.stringify(step?.input)).toContain('Sources use tabs.');
  });

  test('are nothing without trust', async () => {
    const { events } = await turn({ 'rlm.step': cells(FINAL) }, 'where is it?', {
      deps: { workspace },
    });
    expect(ofType(events, 'instructions.used')).toEqual([]);
  });
});

describe('an agent with a budget of its own', () => {
  const agent = {
    name: 'frugal',
    description: 'd',
    source: 'workspace',
    path: 'AGENT.md',
    tools: undefined,
    maxTurns: 20,
    instructions: 'Save.',
  } as const;
  const looking = [1, 2, 3, 4].map((n) => `console.log(${n})`);

  test.each([
    [{ modelCalls: 2 }, 'budget'],
    [{ modelCalls: 40 }, 'answered'],
  ] as const)('%j ends it as %s', async (budget, stopReason) => {
    const { result } = await turn(
      { 'rlm.step': cells(...looking, FINAL), 'rlm.extract': () => ({ answer: 'so far' }) },
      '/agent frugal look around',
      { deps: { agents: [{ ...agent, budget }] } },
    );
    expect(result.stopReason).toBe(stopReason);
  });
});

describe('a turn', () => {
  test('goes from request over steps to a streamed, cited answer, and all of it is recorded', async () => {
    const { result, events, sessions } = await turn(
      { 'rlm.step': cells("console.log('looking')", FINAL) },
      'where is it?',
    );
    expect(types(events)).toEqual([
      'turn.started',
      'turn.routed',
      'step.started',
      'model.called',
      'step.code',
      'step.ended',
      'step.call',
      'answer.delta',
      'answer.completed',
      'turn.ended',
    ]);
    expect(streamed(events)).toBe('The answer is in the second line.');
    expect(result).toMatchObject({
      answer: 'The answer is in the second line.',
      citations: [{ path: 'src/a.ts', line: 2 }],
      stopReason: 'answered',
      steps: 2,
      rootInputTokens: [100, 100],
      usage: { modelCalls: 3, inputTokens: 300 },
    });
    expect(sessions.recorded).toEqual(events);
  });

  test('takes what the message names with @ as a handle: told, and only named in the prompt', async () => {
    const { events, predictor } = await turn(
      { 'rlm.step': cells(FINAL) },
      'what does @src/a.ts do, and @src/gone.ts?',
    );
    expect(ofType(events, 'mentions.resolved')).toMatchObject([
      {
        mentions: [
          { token: '@src/a.ts', found: true },
          { token: '@src/gone.ts', found: false },
        ],
      },
    ]);
    const [step] = predictor.inputs('rlm.step');
    expect(step?.['task']).toContain('readFile("src/a.ts") reads it');
    expect(JSON.stringify(step)).not.toContain('two');
  });

  test('hears what the user says while it works, before the next step and for all that come', async () => {
    const said = [[], [{ text: 'only in src', messageId: 'msg_1' }], []];
    const { events, predictor, sessions } = await turn(
      { 'rlm.step': cells("console.log('one')", "console.log('two')", FINAL) },
      'where is it?',
      { steering: { take: () => said.shift() ?? [] } },
    );
    expect(ofType(events, 'turn.steered')).toMatchObject([
      { text: 'only in src', messageId: 'msg_1' },
    ]);
    const tasks = predictor.inputs('rlm.step').map(({ task }) => String(task));
    expect(tasks.map((task) => task.includes('only in src'))).toEqual([false, true, true]);
    const { turns } = readConversation(sessions.recorded);
    expect(turns[0]?.user).toContain('only in src');
  });

  test('aside answers from the conversation, learns nothing and is not told to later ones', async () => {
    const { result, events, sessions, predictor } = await turn(
      { 'direct.answer': direct('A file of the log.') },
      '/btw what is a segment?',
      { deps: { memory: memoryInProcess() } },
    );
    expect(result).toMatchObject({ answer: 'A file of the log.', steps: 0 });
    expect(predictor.inputs('direct.answer')[0]?.['task']).toBe('what is a segment?');
    expect(predictor.inputs('memory.extract')).toEqual([]);
    expect(types(events)).not.toContain('memory.used');
    const speaker = whoSpeaks('/btw what is a segment?');
    for (const event of events) speaker.take(event);
    expect(speaker.isHost(), 'the words are those of a model').toBe(false);
    expect(usesOf(events).has('router')).toBe(false);
    expect(readConversation(sessions.recorded).turns).toEqual([]);
  });

  test('puts memories first, says which and why, and answers from them without a loop', async () => {
    const { result, events, predictor } = await turn(
      { 'direct.answer': direct('8080, as you told me.') },
      'which port do I prefer?',
      { deps: { memory: memoryInProcess('You prefer port 8080 for dev servers.') } },
    );
    expect(ofType(events, 'memory.used')).toMatchObject([{ memories: [{ why: 'words' }] }]);
    expect(ofType(events, 'turn.routed')).toMatchObject([{ level: 'direct' }]);
    expect(predictor.inputs('direct.answer')[0]?.['memories']).toEqual([
      'You prefer port 8080 for dev servers.',
    ]);
    expect(result).toMatchObject({ answer: '8080, as you told me.', steps: 0 });
  });

  test('remembers what the user said, and only that', async () => {
    const memory = memoryInProcess();
    const candidate = { category: 'preference', layer: 'core', tags: [], importance: 0.7 };
    const { events } = await turn(
      {
        'direct.answer': direct('Noted.'),
        'memory.extract': () => ({
          candidates: [
            { ...candidate, content: 'The user prefers port 8080.', evidence: 'prefer port 8080' },
            { ...candidate, content: 'The user hates tabs.', evidence: 'I hate tabs' },
          ],
        }),
      },
      'I prefer port 8080 for dev servers',
      { deps: { memory } },
    );
    expect(ofType(events, 'memory.learned')).toMatchObject([
      { memories: [{ content: 'The user prefers port 8080.' }] },
    ]);
    expect((await memory.list()).map((m) => m.content)).toEqual(['The user prefers port 8080.']);
  });

  test('a direct answer that needs the files is taken back and an agent goes to work', async () => {
    const { result, events } = await turn(
      {
        'direct.answer': () => ({ needsAgent: true, answer: 'Well, maybe', citations: [] }),
        'rlm.step': cells(FINAL),
      },
      'what does this do?',
      { request: { attachments: [{ kind: 'selection', path: 'src/a.ts', text: 'one' }] } },
    );
    expect(ofType(events, 'turn.routed').map((e) => e.level)).toEqual(['direct', 'agent']);
    const reset = events.findIndex((e) => e.type === 'answer.reset');
    expect(streamed(events.slice(reset))).toBe('The answer is in the second line.');
    expect(result.stopReason).toBe('answered');
  });

  test('a model that is asked about Memfun itself is told what Memfun is, but only by what came with it', async () => {
    const files = filesOf({});
    const guideOf = (source: Skill['source']): Skill => ({
      name: 'memfun-help',
      description: 'Tells how Memfun is used.',
      source,
      files,
      folder: 'memfun-help',
      file: 'memfun-help/SKILL.md',
      body: '`/undo` takes changes back.',
      metadata: {},
      asks: [],
      modelInvocable: true,
      warnings: [],
    });
    const told = async (source: Skill['source'], text: string) => {
      const skills = new SkillCatalogue([guideOf(source)]);
      const { predictor } = await turn({ 'direct.answer': direct('With /undo.') }, text, {
        deps: { skills },
        request: { effort: 'direct' },
      });
      return predictor.inputs('direct.answer')[0]?.['context'];
    };
    expect(await told('built-in', 'how do I undo your changes?')).toEqual([
      { path: 'memfun-help', startLine: 1, text: '`/undo` takes changes back.' },
    ]);
    expect(await told('built-in', 'how does the cache evict?')).toEqual([]);
    expect(await told('workspace', 'how do I undo your changes?')).toEqual([]);
  });

  test('large attachments become variables; the prompt only names them', async () => {
    const text = 'const x = 1;\n'.repeat(2_000);
    const { predictor } = await turn({ 'rlm.step': cells(FINAL) }, 'where is the bug?', {
      request: {
        intent: 'fix',
        attachments: [{ kind: 'selection', path: 'src/a.ts', startLine: 1, endLine: 3, text }],
      },
      deps: { limits: { ...DEFAULT_LIMITS, iterations: 1 } },
    });
    const [prompt] = predictor.inputs('rlm.step');
    expect(JSON.stringify(prompt).length).toBeLessThan(15_000);
    expect(prompt?.['task']).toContain('src/a.ts:1-3 (attachments[0])');
    expect(prompt?.['variables']).toMatchObject([{ name: 'attachments' }]);
  });

  test('a review ends with its findings as data', async () => {
    const finding = { path: 'src/a.ts', line: 2, severity: 'error', title: 't', detail: 'd' };
    const value = { summary: 'One.', findings: [finding, { ...finding, path: 'gone.ts' }] };
    const { result, events } = await turn(
      { 'rlm.step': cells(`await final(${JSON.stringify(value)})`) },
      '',
      { request: { intent: 'review', attachments: [{ kind: 'file', path: 'src/a.ts' }] } },
    );
    expect(result.data).toEqual({ summary: 'One.', findings: [finding] });
    expect(ofType(events, 'notice')[0]?.text).toContain('gone.ts');
  });
});

describe('commands', () => {
  test('are answered from memory, without any model', async () => {
    const memory = memoryInProcess();
    const say = async (text: string): Promise<string> =>
      (await turn({}, text, { deps: { memory } })).result.answer;
    expect(await say('/remember deploys happen on Fridays')).toContain('deploys happen on Fridays');
    expect(await say('/memory')).toContain('mem_1');
    expect(await say('/forget deploys')).toContain('Forgotten');
    expect(await say('/memory deploys')).toContain('Nothing is remembered');
    expect(await say('/help')).toContain('/remember');
    expect(await say('/frobnicate')).toContain('There is no command /frobnicate');
  });

  test('used without what they need say how they are used', async () => {
    const { result } = await turn({}, '/remember');
    expect(result).toMatchObject({ stopReason: 'error', error: { code: 'command.usage' } });
  });
});

describe('trouble', () => {
  test('a provider that drops in the middle of a streamed answer leaves the part that came', async () => {
    const facts = { id: 'openai/x', provider: 'openai', name: 'x' };
    const { result, events } = await turn({}, 'hello', {
      deps: {
        predictor: {
          predict: async (_signature, _input, { stream }) => {
            stream?.onDelta('The first half');
            throw new ModelStreamDroppedError(facts);
          },
        },
      },
    });
    expect(result).toMatchObject({ stopReason: 'error', answer: 'The first half' });
    expect(events.at(-1)).toMatchObject({
      type: 'turn.ended',
      error: { code: 'model.dropped', remedy: expect.any(String) },
    });
  });

  test('a model that is not set up ends the turn with its remedy', async () => {
    const error = new ModelAuthError({ id: 'a/b', provider: 'a', name: 'b' }, 401, '');
    const models = { forRole: () => Promise.reject(error) };
    const { result, events } = await turn({}, 'where is it?', { deps: { models } });
    expect(result).toMatchObject({ stopReason: 'error', error: { code: 'model.auth' } });
    expect(events.map((e) => e.type)).toEqual(['turn.started', 'turn.routed', 'turn.ended']);
  });

  test('memory that cannot be searched or sessions that cannot be written are told, and the turn goes on', async () => {
    const memory = {
      ...memoryInProcess(),
      recall: () => Promise.reject(new Error('The index is locked.')),
    };
    const sessions = sessionsInProcess(new Error('The disk is full.'));
    const { result, events } = await turn({ 'rlm.step': cells(FINAL) }, 'where is it?', {
      deps: { memory, sessions },
    });
    const notices = ofType(events, 'notice').map((e) => e.text);
    expect(notices.filter((n) => n.includes('index is locked'))).toHaveLength(1);
    expect(notices.filter((n) => n.includes('disk is full'))).toHaveLength(1);
    expect(result.stopReason).toBe('answered');
  });

  test('a run that had to end early says why beside its answer', async () => {
    const { result, events } = await turn(
      {
        'rlm.step': (_input, call) => ({ reasoning: '', code: `console.log(${call})` }),
        'rlm.extract': () => ({ answer: 'So far: little.', citations: [] }),
      },
      'where is it?',
      { deps: { limits: { ...DEFAULT_LIMITS, iterations: 2 } } },
    );
    expect(result).toMatchObject({ stopReason: 'iterations', answer: 'So far: little.' });
    expect(ofType(events, 'notice')[0]?.text).toContain('2 steps');
  });
});

describe('a stop', () => {
  test.each([
    ['an agent', 'where is it?', ['turn.started', 'step.call', 'answer.delta', 'answer.completed']],
    ['a direct answer', 'I like tea', ['turn.started', 'answer.delta', 'answer.completed']],
  ])(
    'at any event of %s ends the turn, as stopped until it is answered',
    async (_way, text, seen) => {
      const scripts = {
        'rlm.step': cells("await rlm('child')", FINAL),
        'direct.answer': direct('Good to know, thank you.'),
      };
      const whole = await turn(scripts, text);
      expect(types(whole.events)).toEqual(expect.arrayContaining(seen));
      const answeredAt = whole.events.findIndex((e) => e.type === 'answer.completed');
      for (let at = 0; at < whole.events.length - 1; at++) {
        const stop = new AbortController();
        const { result, events, sessions } = await turn(scripts, text, {
          signal: stop.signal,
          onEvent: (_event, index) => {
            if (index === at) stop.abort();
          },
        });
        const expected = at < answeredAt ? 'stopped' : 'answered';
        expect(events.at(-1), `stopped at event ${at}`).toMatchObject({
          type: 'turn.ended',
          stopReason: expected,
        });
        expect(ofType(events, 'turn.ended')).toHaveLength(1);
        expect(result.stopReason).toBe(expected);
        expect(sessions.recorded).toEqual(events);
      }
    },
  );

  test('nothing is told after the end, also by work that was given up', async () => {
    const stop = new AbortController();
    let late: (() => void) | undefined;
    const { events } = await turn({}, 'where?', {
      signal: stop.signal,
      deps: {
        predictor: {
          predict: (_signature, _input, { emit, turnId }) => {
            late = () => emit({ type: 'notice', at: 0, turnId, level: 'info', text: 'too late' });
            setTimeout(() => stop.abort(), 5);
            return new Promise(() => undefined);
          },
        },
      },
    });
    late?.();
    expect(late).toBeDefined();
    expect(events.at(-1)?.type).toBe('turn.ended');
  });

  test('does not wait for a model that hangs', async () => {
    const stop = new AbortController();
    const { result } = await turn({ 'rlm.step': () => new Promise(() => undefined) }, 'where?', {
      signal: stop.signal,
      onEvent: (event) => {
        if (event.type === 'step.started') setTimeout(() => stop.abort(), 10);
      },
    });
    expect(result.stopReason).toBe('stopped');
  });
});
