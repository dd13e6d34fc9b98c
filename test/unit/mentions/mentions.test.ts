// Mentions: what a message names with @ becomes a handle, whatever is named; what is not there is told.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { fit, fitting } from '../../../runtime/agents/mentions/fuzzy.js';
import {
  keptFiles,
  type MentionParts,
  mentionSite,
} from '../../../runtime/agents/mentions/index.js';
import { resolveMentions } from '../../../runtime/agents/mentions/resolve.js';
import { suggestMentions } from '../../../runtime/agents/mentions/suggest.js';
import { tokensIn } from '../../../runtime/agents/mentions/tokens.js';
import { silentLogger, systemClock } from '../../../runtime/core/index.js';
import { SkillCatalogue } from '../../../runtime/skills/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { createToolRegistry, defineTool } from '../../../runtime/tools/index.js';
import { memoryInProcess, sessionsInProcess } from '../agents/stores.js';
import { fakeGate } from '../rlm/fake-sandbox.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'memfun-mentions-'));
  mkdirSync(path.join(folder, 'src/queue'), { recursive: true });
  writeFileSync(path.join(folder, 'src/retry.ts'), 'one\ntwo\nthree\n');
  writeFileSync(path.join(folder, 'src/queue/dead-letters.ts'), 'export {};\n');
  writeFileSync(path.join(folder, 'How to deploy.md'), '# Deploy\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const diffTool = (text: string) =>
  defineTool({
    name: 'gitDiff',
    description: 'changes',
    effect: 'read',
    positional: [],
    example: 'await gitDiff({})',
    input: z.object({ from: z.string().optional(), staged: z.boolean().default(false) }),
    output: z.object({
      text: z.string(),
      files: z.array(z.object({ path: z.string(), added: z.number(), removed: z.number() })),
      truncated: z.boolean(),
    }),
    run: async ({ staged }) => ({
      text: staged ? 'staged' : text,
      files: [{ path: 'src/retry.ts', added: 1, removed: 0 }],
      truncated: false,
    }),
  });

function site(change: Partial<MentionParts> = {}) {
  const workspace = createNodeFileStore(folder);
  const tools = createToolRegistry([diffTool('+ a line')]);
  const { signal } = new AbortController();
  const files = keptFiles(workspace, systemClock, silentLogger);
  return mentionSite(
    {
      workspace,
      tools,
      gate: fakeGate(tools),
      memory: memoryInProcess('Dead letters are kept for 14 days.'),
      sessions: sessionsInProcess(),
      skills: new SkillCatalogue([]),
      agents: [
        {
          name: 'reviewer',
          description: 'Reviews changes.',
          source: 'built-in',
          path: 'a',
          tools: undefined,
          maxTurns: 5,
          instructions: '',
        },
      ],
      terminals: undefined,
      files: () => files(signal),
      ...change,
    },
    { signal, logger: silentLogger, caller: 'user', turnId: 't', stepId: undefined },
  );
}

const notes = async (text: string, change: Partial<MentionParts> = {}) =>
  (await resolveMentions(text, site(change))).notes;

describe('a mention in a message', () => {
  test('of a file is a handle that a tool reads, never its text', async () => {
    const {
      notes: told,
      lines,
      values,
    } = await resolveMentions('why does @src/retry.ts:2-3 wait?', site());
    expect(told).toEqual([
      {
        token: '@src/retry.ts:2-3',
        kind: 'file',
        label: 'src/retry.ts:2-3',
        detail: '14 bytes',
        found: true,
        path: 'src/retry.ts',
        line: 2,
      },
    ]);
    expect(lines.join()).toContain('readFile("src/retry.ts", { startLine: 2, endLine: 3 })');
    expect(JSON.stringify([lines, values])).not.toContain('three');
  });

  test('may have blanks in quotes, and a full stop after it', async () => {
    expect(await notes('see @"How to deploy.md" and @src/retry.ts.')).toMatchObject([
      { label: 'How to deploy.md', found: true },
      { label: 'src/retry.ts', found: true },
    ]);
  });

  test('of a folder holds the names of its files', async () => {
    const { values } = await resolveMentions('@src/ has what?', site());
    expect(values).toMatchObject([{ value: ['src/queue/dead-letters.ts', 'src/retry.ts'] }]);
  });

  test('of changes holds the diff, bounded, and its line in the task stays short', async () => {
    const tools = createToolRegistry([diffTool('x'.repeat(900_000))]);
    const { lines, values } = await resolveMentions(
      'review @diff',
      site({ tools, gate: fakeGate(tools) }),
    );
    expect(JSON.stringify(values).length).toBeLessThan(250_000);
    expect(lines.join().length).toBeLessThan(200);
    expect(lines[0]).toContain('mentions[0].value');
  });

  test('of the terminal holds the last command without secrets', async () => {
    const run = {
      terminal: 'bash',
      command: 'npm test',
      output: 'token ghp_0123456789abcdefghijABCDEFGHIJ012345\nfailed\n',
      exitCode: 1,
    };
    const { notes: told, values } = await resolveMentions(
      'why did @terminal fail?',
      site({ terminals: { last: () => run } }),
    );
    expect(told).toMatchObject([{ kind: 'terminal', detail: '2 lines, exit code 1' }]);
    expect(JSON.stringify(values)).not.toContain('ghp_');
  });

  test('of a memory, an agent, an address or a conversation is found by its name', async () => {
    expect(
      await notes('@memory:mem_1 @agent:reviewer @https://example.com/a?b=1 @chat:s'),
    ).toMatchObject([
      { kind: 'memory', label: 'Dead letters are kept for 14 days.' },
      { kind: 'agent', label: 'reviewer' },
      { kind: 'url', label: 'example.com' },
      { kind: 'chat', label: 't' },
    ]);
  });

  test('that names nothing is told with its reason; a decorator or an address of mail is none', async () => {
    expect(await notes('@src/gone.ts @problem @terminal @../../etc/passwd')).toMatchObject(
      [
        { token: '@src/gone.ts', found: false },
        { token: '@problem', found: false, detail: /inside the editor/ },
        { token: '@terminal', found: false, detail: /inside the editor/ },
        { token: '@../../etc/passwd', found: false, detail: /outside/ },
      ].map((note) => ({
        ...note,
        ...(note.detail === undefined ? {} : { detail: expect.stringMatching(note.detail) }),
      })),
    );
    expect(await notes('the @Component of me@example.com, `@src/retry.ts` in code')).toEqual([]);
  });

  test('of the same thing counts once, and there are never more than forty', () => {
    expect(tokensIn('@a/b @a/b @a/b')).toEqual(['a/b']);
    expect(tokensIn(Array.from({ length: 99 }, (_, i) => `@f/${i}`).join(' '))).toHaveLength(40);
  });
});

describe('the list of mentions', () => {
  const names = async (query: string, change: Partial<MentionParts> = {}) =>
    (await suggestMentions(query, site(change), silentLogger)).map(({ insert }) => insert);

  test('offers files and folders by some letters of them, kinds by their name', async () => {
    expect(await names('retry')).toEqual(['@src/retry.ts']);
    expect(await names('ddl')).toEqual(['@src/queue/dead-letters.ts']);
    expect((await names('queue'))[0]).toBe('@src/queue/dead-letters.ts');
    expect(await names('mem')).toContain('@memory:');
    expect(await names('deploy')).toEqual(['@"How to deploy.md"']);
  });

  test('offers what a kind knows after its colon', async () => {
    expect(await names('agent:')).toEqual(['@agent:reviewer']);
    expect(await names('memory:dead')).toEqual(['@memory:mem_1']);
    expect(await names('symbol:anything')).toEqual([]);
  });
});

describe('letters fit a name', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'C', '/', '-', '.'), maxLength: 12 });
  const isSubsequence = (query: string, text: string): boolean => {
    let at = 0;
    for (const letter of text.toLowerCase()) if (letter === query.toLowerCase()[at]) at++;
    return at === query.length;
  };
  test('exactly when all of them stand in it, in order', () => {
    fc.assert(
      fc.property(word, word, (query, name) => {
        expect(fit(query, name) !== undefined).toBe(isSubsequence(query, name));
      }),
    );
  });
  test('and the name itself is always the best', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          word.filter((w) => w !== ''),
          { minLength: 1 },
        ),
        (all) => {
          const wanted = all[0] ?? '';
          const longer = all.map((name) => `x${name}x`);
          expect(fitting(wanted, [...longer, wanted], (name) => name, 1)).toEqual([wanted]);
        },
      ),
    );
  });
});
