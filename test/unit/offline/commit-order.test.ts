// “Commit my changes” commits what git sees as changed, asked about like any command, and pushes nothing.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { germanErrors, germanTexts, wordsOf } from '../../../runtime/language/index.js';
import { beginRepository, type Git } from '../../support/git.js';
import { decided, engineOn } from './answer-on.js';

const german = wordsOf({ errors: germanErrors, texts: germanTexts });

let root = '';
let git: Git;
const put = (name: string, text: string): void => writeFileSync(path.join(root, name), text);

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'commit-order-'));
  put('a.txt', '1\n');
  put('b.txt', '1\n');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function begin(): void {
  git = beginRepository(root);
  git('config', 'user.name', 'Ada');
  git('config', 'user.email', 'ada@example.org');
}

const ask = (text: string, decision: 'allow' | 'deny' = 'allow', mode = 'ask') =>
  decided(root, text, { decision, mode });

test('all that is changed, new or gone is in it, under a message made from the files', async () => {
  begin();
  put('a.txt', '2\n');
  rmSync(path.join(root, 'b.txt'));
  put('c.txt', '1\n');
  const { answer, asked } = await ask('commit my changes');
  expect(asked).toEqual(["git add -A . && git commit -m 'Change a.txt and 2 more'"]);
  expect(git('log', '--format=%s')).toBe('Change a.txt and 2 more\nfirst');
  expect(git('status', '--porcelain')).toBe('');
  const hash = git('rev-parse', '--short', 'HEAD');
  expect(answer).toBe(
    `Committed as \`${hash}\`, “Change a.txt and 2 more”:\n\n- \`a.txt\`: modified\n- \`b.txt\`: deleted\n- \`c.txt\`: added`,
  );
  expect(german.text(answer)).toBe(
    `Als \`${hash}\` im Commit, „Change a.txt and 2 more“:\n\n- \`a.txt\`: geändert\n- \`b.txt\`: gelöscht\n- \`c.txt\`: neu`,
  );
  expect((await ask('commit')).answer).toBe('There is nothing to commit: git sees no change here.');
});

test('a message that is given is taken word for word, whatever it would be to a shell', async () => {
  begin();
  put('c.txt', '1\n');
  await ask('Committe alles mit der Nachricht "it\'s $HOME `id`; Größe"');
  expect(git('log', '-1', '--format=%s')).toBe("it's $HOME `id`; Größe");
});

test('refused, nothing is staged or committed, and that is said', async () => {
  begin();
  put('c.txt', '1\n');
  const { answer } = await ask('commit my changes', 'deny');
  expect(answer).toBe(
    'Nothing was committed: the command was not allowed.\n\nIt would have taken these files:\n\n- `c.txt`: added',
  );
  expect(git('status', '--porcelain')).toBe('?? c.txt');
});

test('where nobody is asked, how to allow it is told, and it holds', async () => {
  begin();
  put('c.txt', '1\n');
  const engine = await engineOn(root, {
    settings: { 'memfun.mode': 'auto', 'memfun.sandbox.engine': 'quickjs' },
  });
  try {
    const { answer } = await engine.ask('commit my changes');
    expect(answer).toContain('In *Ask first* you are asked about it');
    const allowed = [...answer.matchAll(/`(\/auto whitelist add [^`]+)`/g)];
    for (const [, command = ''] of allowed) await engine.ask(command);
    expect((await engine.ask('commit my changes')).answer).toMatch(/^Committed as/);
  } finally {
    await engine.close();
  }
});

test('of very many files the first are named and all are counted', async () => {
  begin();
  for (let i = 100; i < 400; i++) put(`some-file-${i}.txt`, '');
  const { answer, asked } = await ask('commit my changes');
  expect(asked[0]).toContain("-m 'Add some-file-100.txt and 299 more'");
  expect(answer).toMatch(/^Committed as `[0-9a-f]+`/);
  expect(answer).toContain('- … and 270 more.');
});

test('what git itself refuses is told in its words', async () => {
  begin();
  put('c.txt', '1\n');
  writeFileSync(path.join(root, '.git/hooks/pre-commit'), '#!/bin/sh\necho no tea; exit 1\n', {
    mode: 0o755,
  });
  const { answer } = await ask('commit my changes');
  expect(answer).toMatch(/^Nothing was committed: git refused\. [^\n]*\n\n```\nno tea\n```$/);
});

test('outside of a repository, and where nothing may run, that is said', async () => {
  expect((await ask('commit my changes')).answer).toMatch(/^This folder is no git repository/);
  begin();
  put('c.txt', '1\n');
  const { answer, asked } = await ask('commit my changes', 'allow', 'plan');
  expect(answer).toMatch(/^I may not run commands here/);
  expect(asked).toEqual([]);
});
