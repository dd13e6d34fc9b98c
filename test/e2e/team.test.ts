// Several agents in the real editor: a plan is shown and changed, four agents work, two write at the same time, a person
// settles what two of them want, a review finds what was planted, tests run, and one undo takes all back.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { cell, field } from '../support/answering-model.js';
import { Editor } from './support/editor.js';
import { PromptModel } from './support/prompt-model.js';

const task = (id: string, title: string, agent: string, more: object = {}) => ({
  id,
  title,
  agent,
  instructions: `MAKE-${id.toUpperCase()}. ${title}.`,
  dependsOn: [],
  outputs: [],
  expects: 'npm test passes',
  review: false,
  ...more,
});
const PLAN = [
  task('design', 'Design the service', 'architect'),
  task('api', 'Build the routes', 'coder', {
    dependsOn: ['design'],
    outputs: ['api.mjs', 'package.json', 'routes.mjs'],
    shares: ['routes.mjs'],
    review: true,
  }),
  task('auth', 'Build the sign-in', 'debugger', {
    dependsOn: ['design'],
  }),
  task('login', 'Check tokens', 'coder', {
    dependsOn: ['design'],
    outputs: ['auth.mjs', 'routes.mjs'],
    shares: ['routes.mjs'],
  }),
  task('tests', 'Write the tests', 'tester', {
    dependsOn: ['api', 'login'],
    outputs: ['service.test.mjs'],
  }),
];

const put = (files: Readonly<Record<string, string>>, answer: string, before = ''): string =>
  cell(
    `${before}${Object.entries(files)
      .map(
        ([name, text]) =>
          `try { await deleteFile('${name}') } catch {}\nawait createFile('${name}', ${JSON.stringify(text)});`,
      )
      .join('\n')}\nawait final({ answer: '${answer}', citations: [] })`,
  );
const PACKAGE = JSON.stringify({ type: 'module', scripts: { test: 'node --test' } });

let editor: Editor;
let model: PromptModel;
let reviews = 0;
let logins = 0;
let apis = 0;
let apiMerged: () => void = () => undefined;

beforeAll(async () => {
  const merged = new Promise<void>((resolve) => {
    apiMerged = resolve;
  });
  model = await PromptModel.start(async (body) => {
    if (body.includes('Share the request out')) return field('tasks', PLAN);
    if (body.includes('Several agents have worked'))
      return field('answer', 'The service is built.');
    if (body.includes('WAIT-FOR-API')) {
      await merged;
      return field('answer', 'go on');
    }
    if (body.includes('You work as the agent reviewer')) {
      const bad = reviews++ === 0;
      const findings = bad
        ? [{ path: 'api.mjs', line: 1, severity: 'error', title: 'Wrong sum', detail: 'Adds one.' }]
        : [];
      if (!bad) setTimeout(apiMerged, 1_500);
      return cell(`await final(${JSON.stringify({ summary: 'Looked.', findings })})`);
    }
    if (body.includes('MAKE-DESIGN')) return put({}, 'Two routes.');
    if (body.includes('MAKE-API')) {
      const sum = apis++ === 0 ? 'a + b + 1' : 'a + b';
      return put(
        {
          'api.mjs': `export const add = (a, b) => ${sum};\n`,
          'package.json': `${PACKAGE}\n`,
          'routes.mjs': "export const routes = ['add'];\n",
        },
        'The routes are there.',
      );
    }
    if (body.includes('MAKE-LOGIN')) {
      logins++;
      return put(
        {
          'auth.mjs': "export const allowed = (token) => token === 'good';\n",
          'routes.mjs': "export const routes = ['login'];\n",
        },
        'Tokens are checked.',
      ).replace('await final', "await llm('WAIT-FOR-API'); await final");
    }
    if (body.includes('MAKE-TESTS'))
      return put(
        {
          'service.test.mjs':
            "import assert from 'node:assert';\nimport { test } from 'node:test';\nimport { add } from './api.mjs';\nimport { allowed } from './auth.mjs';\ntest('adds', () => assert.equal(add(1, 2), 3));\ntest('checks', () => assert.equal(allowed('bad'), false));\n",
        },
        'Two tests.',
      );
    return '<<< fulfilled >>>\ntrue\n<<< remarks >>>\n[]\n<<< end >>>';
  });
  editor = await Editor.open({
    workspace: 'repos/new-project',
    viewport: { width: 1280, height: 1000 },
    settings: { 'memfun.models': { team: model.entry }, 'memfun.memory.enabled': false },
  });
});
afterEach(async ({ task: { result, name } }) => {
  if (result?.state === 'fail') await Editor.last?.screenshot(`failed: ${name}`);
});
afterAll(async () => {
  await editor.close();
  await model.stop();
});

const file = (name: string): string => path.join(editor.workspace, name);

it('a small service with sign-in and tests is built by four agents, and taken back at once', async () => {
  const chat = await editor.send('/model team');
  await chat.getByText('answers in this window').first().waitFor();
  await editor.widen(560);
  await editor.send('/team build a small REST service with auth and tests');
  await chat.getByText('Plan: 5 tasks, nothing runs yet').waitFor({ timeout: 60_000 });
  await editor.screenshot('team-plan');
  await chat.getByRole('button', { name: 'Remove: Build the sign-in' }).click();
  await chat.getByTestId('plan-run').click();

  await chat.getByTestId('conflict').waitFor({ timeout: 90_000 });
  await editor.screenshot('team-conflict');
  await chat.getByTestId('conflict-edit').click();
  await chat.getByTestId('conflict-text').fill("export const routes = ['add', 'login'];\n");
  await chat.getByTestId('conflict-save').click();

  await chat.getByText('Plan: 4 of 4 tasks done').waitFor({ timeout: 90_000 });
  await editor.screenshot('team-done');
  // The changes of all agents are asked about once, and then the project's own tests.
  await chat.getByTestId('approval-allow').click({ timeout: 60_000 });
  await expect.poll(() => existsSync(file('service.test.mjs')), { timeout: 60_000 }).toBe(true);
  await chat.getByTestId('approval-allow').click({ timeout: 60_000 });
  await chat.getByTestId('checks').waitFor({ timeout: 90_000 });
  await expect.poll(() => chat.getByTestId('chat-stop').count(), { timeout: 60_000 }).toBe(0);
  await editor.screenshot('team-checked');

  expect(reviews).toBe(2);
  expect(logins).toBe(1);
  expect(readFileSync(file('api.mjs'), 'utf8')).toContain('=> a + b;');
  expect(readFileSync(file('routes.mjs'), 'utf8')).toContain("['add', 'login']");
  expect(await chat.getByTestId('checks').innerText()).toMatch(/npm test: passed/i);

  await editor.send('/undo');
  const made = ['api.mjs', 'auth.mjs', 'routes.mjs', 'package.json', 'service.test.mjs'];
  const left = () => made.filter((name) => existsSync(file(name)));
  await expect.poll(left, { timeout: 60_000 }).toEqual([]);
  expect(existsSync(file('README.md'))).toBe(true);
});
