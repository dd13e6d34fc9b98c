// Agents in every dialect become one definition; what is wrong is named with file, line and field; rights only shrink.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { chooseTools, discoverAgents, readAgent } from '../../../runtime/agents/index.js';
import { silentLogger } from '../../../runtime/core/index.js';
import type { AnyTool, ToolEffect } from '../../../runtime/ports/index.js';
import { defineTool } from '../../../runtime/tools/index.js';
import { createMemoryFileStore } from '../../support/file-stores.js';

const SHIPPED = path.resolve(import.meta.dirname, '../../../agents');
const read = (text: string, fallback = 'fallback') =>
  readAgent('AGENT.md', text, { source: 'workspace', fallback });
const problems = (text: string): string =>
  read(text)
    .problems.map(({ line, field, message }) => `${line} ${field}: ${message}`)
    .join('\n');

test.each(readdirSync(SHIPPED))(
  'the built-in agent %s is whole, and its tools mean something',
  (name) => {
    const text = readFileSync(path.join(SHIPPED, name, 'AGENT.md'), 'utf8');
    const { agent, problems: wrong } = readAgent('AGENT.md', text, {
      source: 'built-in',
      fallback: '',
    });
    expect(wrong).toEqual([]);
    expect(agent?.name).toBe(name);
    expect(agent?.tools?.length).toBeGreaterThan(0);
  },
);

describe('dialects', () => {
  test('a list of tools, a text with commas, and none at all', () => {
    const file = (tools: string): string => `---\nname: a\ndescription: b\n${tools}---\nDo.`;
    expect(read(file('tools:\n  - Read\n  - Bash\n')).agent?.tools).toEqual(['Read', 'Bash']);
    expect(read(file('tools: Read, Grep\n')).agent?.tools).toEqual(['Read', 'Grep']);
    expect(read(file('allowed-tools: Read Grep\n')).agent?.tools).toEqual(['Read', 'Grep']);
    expect(read(file('')).agent?.tools).toBeUndefined();
    expect(read(file("tools: '*'\n")).agent?.tools).toBeUndefined();
  });

  test('a file without a name has that of its file', () => {
    expect(read('---\ndescription: b\nmodel: fast\n---\nDo.', 'helper').agent?.name).toBe('helper');
  });

  test('steps under either name', () => {
    const file = (line: string): string => `---\nname: a\ndescription: b\n${line}\n---\nDo.`;
    expect(read(file('maxTurns: 7')).agent?.maxTurns).toBe(7);
    expect(read(file('max-turns: 8')).agent?.maxTurns).toBe(8);
  });
});

test.each([
  ['---\nname: Bad Name\ndescription: b\n---\nDo.', '2 name: only small letters'],
  ['---\nname: a\n---\nDo.', '1 description: there is no description'],
  ['---\nname: a\ndescription: b\nmaxTurns: many\n---\nDo.', '4 maxTurns: it is a number'],
  ['---\nname: a\ndescription: b\n---\n', '5 instructions: it has no instructions'],
])('what is wrong is named: %j', (text, wanted) => {
  expect(problems(text)).toContain(wanted);
  expect(read(text).agent).toBeUndefined();
});

test('the workspace comes before the built-in ones, and a broken file leaves the others alone', async () => {
  const files = createMemoryFileStore();
  const write = (name: string, text: string) => files.write(name, new TextEncoder().encode(text));
  await write('.memfun/agents/coder/AGENT.md', '---\nname: coder\ndescription: Ours.\n---\nDo.');
  await write(
    '.github/agents/writer.agent.md',
    '---\ndescription: Writes.\ntools: [edit]\n---\nDo.',
  );
  await write('.claude/agents/broken.md', 'no front matter');
  await write('agents/coder/AGENT.md', '---\nname: coder\ndescription: Shipped.\n---\nDo.');
  const { agents, warnings } = await discoverAgents(
    [
      { source: 'workspace', files, folder: '.memfun/agents', form: 'folders' },
      { source: 'workspace', files, folder: '.github/agents', form: 'files' },
      { source: 'workspace', files, folder: '.claude/agents', form: 'files' },
      { source: 'built-in', files, folder: 'agents', form: 'folders' },
    ],
    silentLogger,
  );
  expect(agents.map(({ name, description }) => `${name}: ${description}`)).toEqual([
    'coder: Ours.',
    'writer: Writes.',
  ]);
  expect(warnings).toHaveLength(1);
});

describe('the tools of an agent', () => {
  const tool = (name: string, effect: ToolEffect): AnyTool =>
    defineTool({
      name,
      description: name,
      effect,
      positional: [],
      example: name,
      input: z.object({}),
      output: z.object({}),
      ...(effect === 'execute' ? { command: () => name } : {}),
      run: async () => ({}),
    });
  const all = [
    tool('readFile', 'read'),
    tool('search', 'read'),
    tool('editFile', 'write'),
    tool('run', 'execute'),
    tool('final', 'control'),
  ];
  const names = (wanted: readonly string[] | undefined): readonly string[] =>
    chooseTools(all, wanted).tools.map(({ name }) => name);

  test('are those that it names, in our words or those of others, and what steers the run', () => {
    expect(names(['Read'])).toEqual(['readFile', 'search', 'final']);
    expect(names(['editFile'])).toEqual(['editFile', 'final']);
    expect(names([])).toEqual(['final']);
    expect(names(undefined)).toHaveLength(5);
  });

  test('are never more than there are: a narrowed or unknown name gives nothing', () => {
    expect(names(['Bash(git:*)', 'webFetch', 'mcp/server'])).toEqual(['final']);
    expect(chooseTools(all, ['Bash(git:*)']).unknown).toEqual(['Bash(git:*)']);
    expect(chooseTools([], ['Bash', 'run']).tools).toEqual([]);
  });
});
