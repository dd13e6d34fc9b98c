// The reasons of a step are translated where the built-in rules gave them; a model's stand as it wrote them.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answerInChat } from '../../../extension/participant/answer.js';
import { loadWords } from '../../../runtime/cli/output.js';
import { progressPrinter } from '../../../runtime/cli/turn.js';
import type { RunEvent, TurnRequest } from '../../../runtime/core/index.js';
import { whoSpeaks } from '../../../runtime/language/index.js';
import { scriptedMemfun } from '../extension/scripted-memfun.js';

const REASON = 'I tell what is there.';
const SAID = 'Ich sage, was dort steht.';

beforeEach(async () => {
  vi.stubEnv('MEMFUN_LANGUAGE', 'de');
  await loadWords();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  // Of the whole process, which other files share.
  await loadWords();
});

function run(turnId: string, offline: boolean): readonly RunEvent[] {
  const at = { at: 1, turnId };
  const request: TurnRequest = { intent: 'ask', text: 'one', attachments: [], effort: 'auto' };
  return [
    { ...at, type: 'turn.started', request, model: { id: 'm', label: 'm', offline } },
    { ...at, type: 'turn.routed', level: 'agent', reason: 'It is long.' },
    { ...at, type: 'step.code', stepId: 's', reasoning: REASON, code: '1' },
  ];
}

test.each([
  [true, SAID],
  [false, REASON],
])('at the terminal, by rules: %s', (offline, said) => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const speaker = whoSpeaks('one');
  const print = progressPrinter();
  for (const event of run('t', offline)) {
    speaker.take(event);
    print(event, speaker.isRuled());
  }
  expect(written.mock.calls.at(-1)?.[0]).toBe(`${said}\n`);
});

test('of many calls of a step the first ones are printed, each that failed, and how many more there were', () => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const print = progressPrinter();
  const call = (n: number): RunEvent => ({
    type: 'step.call',
    at: 1,
    turnId: 't',
    stepId: 's',
    callId: `c${n}`,
    tool: 'readFile',
    summary: `readFile "${n}.ts"`,
    state: n === 30 ? 'failed' : 'done',
  });
  for (let n = 1; n <= 45; n++) print(call(n), true);
  const ended = { stepId: 's', ok: true, ms: 1, observation: '', variables: [] };
  print({ ...ended, type: 'step.ended', at: 1, turnId: 't' }, true);
  const lines = written.mock.calls.map(([text]) => String(text).trimEnd());
  expect(lines).toHaveLength(22);
  expect(lines[19]).toBe('  · readFile "20.ts"');
  expect(lines.slice(20)).toEqual(['  ✗ readFile "30.ts"', '  … und 24 weitere Aufrufe.']);
});

test.each([
  [true, SAID],
  [false, REASON],
])("in the editor's own chat, by rules: %s", async (offline, said) => {
  const memfun = scriptedMemfun(async (turnId, { emit }) => {
    for (const event of run(turnId, offline)) emit(event);
    emit({ type: 'answer.completed', at: 1, turnId, text: 'Yes', citations: [] });
  });
  const progress: string[] = [];
  await answerInChat(
    memfun,
    {
      text: 'one',
      sessionId: undefined,
      signal: new AbortController().signal,
      say: (text) => (text === REASON ? SAID : text),
    },
    { markdown: () => {}, progress: (text) => void progress.push(text), reference: () => {} },
  );
  expect(progress).toEqual([said]);
});
