// A named agent works with its own instructions and no more tools than its file names, by command and by delegation.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMemfun } from '../../../runtime/app/index.js';
import type { RunEvent } from '../../../runtime/core/index.js';
import { cellModel } from '../../support/cell-model.js';
import { environmentOn } from '../../support/environment.js';
import { hostedModel } from '../../support/hosted-model.js';
import { type Turn, turnOf } from '../../support/one-turn.js';

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

/** A model of the editor that writes these cells, one a call. */
function hostedCells(id: string, cells: readonly string[]) {
  const model = cellModel(cells);
  const prompts = (): readonly string[] => model.calls.map(({ prompt }) => JSON.stringify(prompt));
  return { ...hostedModel(() => model, id), prompts };
}

async function say(
  text: string,
  cells: readonly string[],
  { trusted = true, other = [] }: { trusted?: boolean; other?: readonly string[] } = {},
): Promise<
  Turn & { readonly prompts: readonly string[]; readonly otherPrompts: readonly string[] }
> {
  const hosted = hostedCells('vscode/script', cells);
  const second = hostedCells('vscode/other', other);
  const memfun = await createMemfun(
    environmentOn(root, {
      trusted,
      hostModels: [hosted, second],
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
    const turn = await turnOf(memfun, text, { effort: 'agent' });
    return { ...turn, prompts: hosted.prompts(), otherPrompts: second.prompts() };
  } finally {
    await memfun.close();
  }
}

function writeAgent(name: string, fields: string, instructions: string): void {
  const folder = path.join(root, '.memfun/agents', name);
  mkdirSync(folder, { recursive: true });
  const head = `name: ${name}\ndescription: For a test.\nmaxTurns: 5\n${fields}`;
  writeFileSync(path.join(folder, 'AGENT.md'), `---\n${head}\n---\n${instructions}\n`);
}
const noticesOf = (events: readonly RunEvent[]): readonly string[] =>
  events.flatMap((event) => (event.type === 'notice' ? [event.text] : []));

const done = "await final({ answer: 'Aye.', citations: [] })";

test('/agents lists those of the workspace and the built-in ones', async () => {
  const { answer } = (await say('/agents', [])).result;
  expect(answer).toContain('`/agent looker` (workspace)');
  expect(answer).toContain('`/agent reviewer` (built-in)');
  expect((await say('/agents', [], { trusted: false })).result.answer).not.toContain('looker');
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

test('a budget of its own bounds an agent and takes no level of recursion from it', async () => {
  writeAgent('lead', 'budget: { modelCalls: 8 }\nagents: [hand]', 'You lead.');
  writeAgent('hand', 'budget: { modelCalls: 4 }', 'You help.');
  const look =
    'const { modelCalls, depth } = await budget(); console.log([modelCalls, depth].join())';
  const { result, events, prompts } = await say('/agent lead do it', [
    look,
    "await final({ answer: (await delegate('hand', 'Help.')).answer, citations: [] })",
    look,
    "await final({ answer: (await rlm('How deep?')).answer, citations: [] })",
    done,
  ]);
  expect(result.answer).toBe('Aye.');
  const depths = events.flatMap((event) => (event.type === 'step.started' ? [event.depth] : []));
  expect(depths).toEqual([0, 0, 1, 1, 2]);
  const [, ofLead = '', , ofHand = ''] = prompts;
  // One call is made, and one is held back for an answer.
  expect(ofLead.includes('6,2')).toBe(true);
  expect(ofHand.includes('3,1')).toBe(true);
});

test('an agent gives work to those alone that its file names, never with more tools than it has itself', async () => {
  writeAgent('head', 'tools: [Read]\nagents: [hand]', 'You lead.');
  writeAgent('hand', 'tools: [Read, Edit]\nagents: [head]', 'You help.');
  const { result, events, prompts } = await say('/agent head do it', [
    "try { await delegate('looker', 'Say yes.') } catch (error) { console.log('not ' + error.name) }\nconsole.log((await delegate('hand', 'Help.')).answer)",
    "console.log(typeof readFile, typeof delegate)\nlet can = 'edits'; try { await editFile('README.md', 'a', 'b') } catch { can = 'only looks' }\nawait final({ answer: can, citations: [] })",
    "await final({ answer: 'Done.', citations: [] })",
  ]);
  expect(result.answer).toBe('Done.');
  expect(prompts[0]).toContain('declare function delegate');
  expect(prompts[1]).toContain('You help.');
  // It may not call back whoever called it.
  expect(prompts[1]).not.toContain('declare function delegate');
  expect(prompts[2]).toContain('only looks');
  expect(prompts[2]).toMatch(/not \w+/);
  const steps = events.flatMap((event) => (event.type === 'step.started' ? [event] : []));
  expect(steps.map(({ depth }) => depth)).toEqual([0, 1, 0]);
});

test('an agent works with the model that its file names; where that is not set up, this is told and it works all the same', async () => {
  writeAgent('thinker', 'model: vscode/other', 'Think.');
  writeAgent('dreamer', 'model: sonnet', 'Dream.');
  const thought = await say('/agent thinker do it', ['never'], { other: [done] });
  expect(thought.result.answer).toBe('Aye.');
  expect(thought.otherPrompts).toHaveLength(1);
  expect(thought.prompts).toHaveLength(0);
  const dreamt = await say('/agent dreamer do it', [done]);
  expect(dreamt.result.answer).toBe('Aye.');
  expect(noticesOf(dreamt.events)).toContainEqual(expect.stringContaining('sonnet'));
});

test('an agent follows the skills that its file names; one that is not there is told', async () => {
  writeAgent('judge', 'skills: [review-code, no-such-skill]', 'Judge.');
  const { result, prompts, events } = await say('/agent judge do it', [done]);
  expect(result.answer).toBe('Aye.');
  expect(prompts[0]).toContain('The skill review-code applies');
  expect(noticesOf(events)).toContainEqual(expect.stringContaining('no-such-skill'));
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
