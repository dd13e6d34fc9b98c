// A named agent works with its own instructions and no more tools than its file names, by command and by delegation.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMemfun, type TurnResult } from '../../../runtime/app/index.js';
import type { RunEvent } from '../../../runtime/core/index.js';
import { environmentOn } from '../../support/environment.js';
import { ScriptedModel } from '../../unit/models/scripted-model.js';

const FIXTURE = path.resolve(import.meta.dirname, '../../fixtures/repos/typescript');
let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'agents-'));
  cpSync(FIXTURE, root, { recursive: true });
  mkdirSync(path.join(root, '.memfun/agents/looker'), { recursive: true });
  writeFileSync(
    path.join(root, '.memfun/agents/looker/AGENT.md'),
    '---\nname: looker\ndescription: Only looks.\ntools: Read\nmaxTurns: 5\n---\nSpeak like a pirate.\n',
  );
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function say(
  text: string,
  cells: readonly string[],
  trusted = true,
): Promise<{
  readonly result: TurnResult;
  readonly prompts: readonly string[];
  readonly events: readonly RunEvent[];
}> {
  const model = new ScriptedModel(
    cells.map((code) => ({
      text: `<<< reasoning >>>\nNext.\n<<< code >>>\n${code}\n<<< end >>>`,
      usage: { input: 10, output: 5 },
    })),
  );
  const hosted = {
    id: 'vscode/script',
    label: 'Script',
    contextWindow: 100_000,
    maxOutputTokens: 4_000,
    vision: false,
    open: async () => model,
  };
  const memfun = await createMemfun(
    environmentOn(root, {
      trusted,
      hostModels: [hosted],
      settings: {
        'memfun.mode': 'auto',
        'memfun.sandbox.engine': 'quickjs',
        'memfun.memory.enabled': false,
        'memfun.checks.enabled': false,
        ...(cells.length === 0 ? {} : { 'memfun.model': hosted.id }),
      },
    }),
    { prewarm: false },
  );
  try {
    const { sessionId } = await memfun.sessions.create(text);
    const events: RunEvent[] = [];
    const result = await memfun.runTurn({
      sessionId,
      request: { intent: 'ask', text, attachments: [], effort: 'agent' },
      signal: AbortSignal.timeout(60_000),
      emit: (event) => events.push(event),
    });
    return { result, events, prompts: model.calls.map(({ prompt }) => JSON.stringify(prompt)) };
  } finally {
    await memfun.close();
  }
}
const done = "await final({ answer: 'Aye.', citations: [] })";

test('/agents lists those of the workspace and the built-in ones', async () => {
  const { answer } = (await say('/agents', [])).result;
  expect(answer).toContain('`/agent looker` (workspace)');
  expect(answer).toContain('`/agent reviewer` (built-in)');
  expect((await say('/agents', [], false)).result.answer).not.toContain('looker');
});

test('/agent gives the task to one of them, with its instructions and only its tools', async () => {
  const { result, prompts } = await say('/agent looker find the retry code', [
    "let said = 'could edit'; try { await editFile('README.md', 'a', 'b') } catch (error) { said = error.name }\nconsole.log(said, typeof readFile, typeof delegate)",
    done,
  ]);
  expect(result.answer).toBe('Aye.');
  expect(prompts[0]).toContain('Speak like a pirate.');
  expect(prompts[0]).toContain('find the retry code');
  expect(prompts[0]).not.toContain('declare function editFile');
  expect(prompts[1]).toContain('ReferenceError function undefined');
});

test('delegate lets a specialist do a part, as a child of the step, under the same budget', async () => {
  const { result, events, prompts } = await say('look around', [
    "const { answer } = await delegate('looker', 'Say yes.'); console.log('it said ' + answer)",
    done,
    "await final({ answer: 'Delegated.', citations: [] })",
  ]);
  expect(result.answer).toBe('Delegated.');
  expect(prompts[1]).toContain('Speak like a pirate.');
  expect(prompts[1]).not.toContain('declare function editFile');
  expect(prompts[2]).toContain('it said Aye.');
  const steps = events.flatMap((event) => (event.type === 'step.started' ? [event] : []));
  expect(steps.map(({ depth }) => depth)).toEqual([0, 1, 0]);
  expect(steps[1]?.parentId).toBe(steps[0]?.stepId);
});

test('an agent that nobody knows, and one without a task, are said so', async () => {
  expect((await say('/agent loker do it', [])).result.error?.remedy).toContain('looker');
  expect((await say('/agent looker', [])).result.error?.message).toContain('What should looker do');
});

test('the built-in engine takes the task and leaves the instructions alone', async () => {
  const { result } = await say('/agent file-explorer where is backoff defined?', []);
  expect(result.stopReason).toBe('answered');
  expect(result.answer).toContain('src/retry.ts');
});
