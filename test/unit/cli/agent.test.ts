// `memfun agent`: a new one is made once and is right, a file is judged with what to do, and is written in other dialects.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runAgentCommand } from '../../../runtime/cli/agent.js';
import { parseCommandLine } from '../../../runtime/cli/arguments.js';

function desk() {
  const folder = mkdtempSync(path.join(tmpdir(), 'memfun-agent-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const run = async (...words: readonly string[]) => {
    let printed = '';
    const code = await runAgentCommand(parseCommandLine(['agent', ...words]), {
      memfun: async () => {
        throw new Error('no workspace is needed');
      },
      output: { write: (text: string) => (printed += text) },
      signal: new AbortController().signal,
      folder,
    });
    return { code, printed };
  };
  const put = (name: string, text: string): string => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  return { folder, run, put };
}

test('create makes a valid one, and leaves alone what is there', async () => {
  const { folder, run } = desk();
  const file = path.join(folder, '.memfun/agents/my-agent/AGENT.md');
  expect(await run('create', 'my-agent', 'Looks at: things.')).toEqual({
    code: 0,
    printed: `${file}\n`,
  });
  expect(await run('validate', path.dirname(file))).toEqual({ code: 0, printed: 'valid\n' });
  expect(readFileSync(file, 'utf8')).toContain('Looks at: things.');
  await expect(run('create', 'my-agent')).rejects.toThrow('exists already');
  await expect(run('create', 'Bad Name')).rejects.toMatchObject({ remedy: 'Write "bad-name".' });
});

test('validate names file, line, field and remedy, and what has no effect', async () => {
  const { run, put } = desk();
  const wrong = put('a.md', '---\ndescription: d\nmaxTurns: many\n---\nDo.\n');
  expect(await run('validate', wrong)).toEqual({
    code: 1,
    printed: `${wrong}:3: maxTurns: it is a number from 1 to 100. Write maxTurns: 20.\n`,
  });
  const noted = put('b.md', '---\ndescription: d\ncolor: red\n---\nDo.\n');
  const { code, printed } = await run('validate', noted);
  expect(code).toBe(0);
  expect(printed).toMatch(/^valid\nnote: .*b\.md:3: color: it has no effect/);
  const json = JSON.parse((await run('validate', wrong, '--json')).printed) as { valid: boolean };
  expect(json.valid).toBe(false);
});

test('convert writes another dialect, and refuses one that nobody knows', async () => {
  const { run, put } = desk();
  const file = put('a.md', '---\ndescription: d\ntools: Read, Grep\nmax-turns: 7\n---\nDo.\n');
  const { printed } = await run('convert', file, 'claude');
  expect(printed).toContain('name: a\n');
  expect(printed).toContain('maxTurns: 7\n');
  expect(put('b.md', printed)).toBeTruthy();
  expect((await run('validate', path.join(path.dirname(file), 'b.md'))).code).toBe(0);
  await expect(run('convert', file, 'klingon')).rejects.toThrow('no dialect');
});
