// Agent files of four dialects, with every field and the common mistakes: each loads, or is refused with line, field and remedy.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  type AgentDefinition,
  type AgentDialect,
  discoverAgents,
  readAgent,
  writeAgent,
} from '../../../runtime/agents/index.js';
import { silentLogger } from '../../../runtime/core/index.js';
import { createMemoryFileStore } from '../../support/file-stores.js';

const FOLDER = path.resolve(import.meta.dirname, '../../fixtures/agents');
const DIALECTS: readonly AgentDialect[] = ['memfun', 'vscode', 'claude', 'earlier'];
const PLACES: Readonly<Record<AgentDialect, (name: string) => string>> = {
  memfun: (name) => `.memfun/agents/${name}/AGENT.md`,
  earlier: (name) => `.memfun/agents/${name}/AGENT.md`,
  vscode: (name) => `.github/agents/${name}.agent.md`,
  claude: (name) => `.claude/agents/${name}.md`,
};
const FILES = DIALECTS.flatMap((dialect) =>
  readdirSync(path.join(FOLDER, dialect)).map((file) => {
    const name = file.replace(/\.md$/, '');
    return { id: `${dialect}/${name}`, dialect, name };
  }),
);

function load({ dialect, name }: { readonly dialect: AgentDialect; readonly name: string }) {
  const text = readFileSync(path.join(FOLDER, dialect, `${name}.md`), 'utf8');
  return readAgent(PLACES[dialect](name), text, { source: 'workspace', fallback: name });
}

type Expected = Partial<Omit<AgentDefinition, 'notes'>> & {
  /** Fields without effect, with their lines. */
  readonly notes?: readonly string[];
};

const LOADED: Readonly<Record<string, Expected>> = {
  'memfun/every-field': {
    name: 'every-field',
    description: 'Has every field: use it to see them all.',
    dialect: 'memfun',
    tools: ['read', 'edit'],
    disallowedTools: ['bash'],
    agents: ['tester'],
    model: 'anthropic/claude-sonnet-4-5',
    maxTurns: 12,
    budget: { tokens: 200_000, costUsd: 0.5, modelCalls: 40 },
    skills: ['review-code'],
    mcpServers: ['github'],
    handoffs: [
      { agent: 'reviewer', label: 'Review it', prompt: 'Review what was changed.' },
      { agent: 'tester' },
    ],
    tags: ['code', 'example'],
    version: '1.2.3',
    byModel: false,
    instructions: 'You do the work.\n\n1. Look.\n2. Act.',
  },
  'memfun/least': { name: 'least', tools: undefined, maxTurns: 20 },
  'memfun/unquoted-colon': { description: 'Use when: the build breaks' },
  'memfun/windows-lines': { name: 'windows-lines', tools: ['read', 'edit'] },
  'memfun/byte-order-mark': { name: 'byte-order-mark' },
  'memfun/no-tools': { tools: [] },
  'memfun/misspelt': { maxTurns: 20, notes: ['4 maxTurn', '5 tool', '6 author'] },
  'vscode/every-field': {
    name: 'release-planner',
    dialect: 'vscode',
    tools: ['search', 'edit', 'github/*'],
    agents: ['*'],
    model: 'Claude Sonnet 4.5 (copilot)',
    mcpServers: ['github'],
    handoffs: [{ agent: 'coder', label: 'Build it', prompt: 'Build what was planned.' }],
    notes: ['4 argument-hint', '8 user-invocable', '10 target', '2 name', '11 mcp-servers'],
  },
  'vscode/no-name-no-description': {
    name: 'no-name-no-description',
    description: 'Looks for what can be exploited.',
    notes: ['1 description'],
  },
  'vscode/older-names': { notes: ['3 user-invokable', '4 infer'] },
  'vscode/with-hooks': { notes: ['3 hooks'] },
  'claude/every-field': {
    name: 'every-field',
    dialect: 'claude',
    tools: ['Read', 'Grep', 'Bash(git diff:*)'],
    disallowedTools: ['Write', 'Bash(rm:*)'],
    agents: ['tester', 'reviewer'],
    maxTurns: 30,
    skills: ['review-code'],
    mcpServers: ['github'],
    notes: [
      '7 permissionMode',
      '13 hooks',
      '15 memory',
      '16 background',
      '17 effort',
      '18 isolation',
      '19 initialPrompt',
      '20 color',
    ],
  },
  'claude/tools-as-list': { tools: ['Read', 'Glob'] },
  'claude/skill-key': { tools: ['Read', 'Grep'], dialect: 'claude' },
  'claude/servers-as-map': { mcpServers: ['db'], notes: ['4 mcpServers'] },
  'claude/examples-in-description': {
    description: 'Use this agent when code was written.\n\n<example>\nuser: check it\n</example>',
    model: 'sonnet',
  },
  'earlier/every-field': {
    dialect: 'earlier',
    tools: ['Read', 'code.search'],
    agents: ['test-agent'],
    model: 'gpt-4o',
    maxTurns: 10,
    tags: ['code-review', 'review'],
    version: '1.0',
  },
  'earlier/snake-case': { tools: ['Read', 'Grep'], maxTurns: 7, agents: ['tester'] },
};

const NO_START = '1 undefined: it does not begin with front matter';
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  'memfun/headings-only': [NO_START],
  'memfun/open-fence': ['1 undefined: its front matter has no end: a second "---" is missing'],
  'memfun/broken-yaml': ['4 undefined: Missing closing "quote'],
  'memfun/front-matter-list': ['2 undefined: the front matter is no list of fields'],
  'memfun/field-twice': ['4 undefined: Map keys must be unique'],
  'memfun/bad-name': ['2 name: only small letters, digits and single hyphens are allowed'],
  'memfun/long-name': ['2 name: it has more than 64 characters'],
  'memfun/no-description': ['1 description: there is no description'],
  'memfun/long-description': ['3 description: it has more than 1024 characters'],
  'memfun/no-body': ['5 instructions: it has no instructions below the front matter'],
  'memfun/turns-in-words': ['4 maxTurns: it is a number from 1 to 100'],
  'memfun/turns-out-of-range': ['4 maxTurns: it is a number from 1 to 100'],
  'memfun/budget-wrong': [
    '4 budget: costUsd is -1',
    '4 budget: it has no limit "minutes"',
    '4 budget: tokens is 1.5',
  ],
  'memfun/budget-as-number': ['4 budget: it is a map of limits'],
  'memfun/handoff-without-agent': ['4 handoffs: one of them names no agent'],
  'memfun/tools-as-map': ['4 tools: it is a list of at most 64 names'],
  'memfun/version-in-words': ['4 version: "latest" is no version'],
  'memfun/two-names-for-one-field': ['5 allowed-tools: it says the same as "tools"'],
  'vscode/no-front-matter': [NO_START],
  'vscode/too-long': ['4 instructions: they have more than 30000 characters'],
  'claude/display-name': ['2 name: only small letters, digits and single hyphens are allowed'],
  'earlier/turns-out-of-range': ['4 max-turns: it is a number from 1 to 100'],
  'earlier/headings': [NO_START],
};

test('every file has its row', () => {
  const rows = [...Object.keys(LOADED), ...Object.keys(REFUSED)];
  expect(rows.toSorted()).toEqual(FILES.map(({ id }) => id).toSorted());
  expect(rows.length).toBeGreaterThanOrEqual(40);
});

test.each(FILES.filter(({ id }) => id in LOADED))('$id loads', (file) => {
  const { agent, problems } = load(file);
  const { notes = [], ...expected } = LOADED[file.id] ?? {};
  expect(problems).toEqual([]);
  expect(agent).toMatchObject(expected);
  expect(agent?.notes?.map(({ line, field }) => `${line} ${field}`) ?? []).toEqual(notes);
  for (const note of agent?.notes ?? []) expect(note.remedy).not.toBe('');
});

test.each(FILES.filter(({ id }) => id in REFUSED))('$id is refused, with what to do', (file) => {
  const { agent, problems } = load(file);
  expect(agent).toBeUndefined();
  expect(problems.map(({ line, field, message }) => `${line} ${field}: ${message}`)).toEqual(
    REFUSED[file.id],
  );
  for (const problem of problems) {
    expect(problem.file).toBe(PLACES[file.dialect](file.name));
    expect(problem.remedy).not.toBe('');
  }
});

describe('written in a dialect and read again', () => {
  const whole = load({ dialect: 'memfun', name: 'every-field' }).agent;

  test.each(DIALECTS)('%s gives back what it can say, and says what it cannot', (dialect) => {
    if (whole === undefined) throw new Error('it does not load');
    const { text, left } = writeAgent(whole, dialect);
    const again = readAgent(PLACES[dialect](whole.name), text, {
      source: 'workspace',
      fallback: whole.name,
    });
    expect(again.problems).toEqual([]);
    const { notes: _notes, ...read } = again.agent ?? {};
    const lost = new Set<string>([
      ...left.map((field) => (field === 'disable-model-invocation' ? 'byModel' : field)),
      'path',
      'dialect',
    ]);
    const kept = Object.entries(whole).filter(([key]) => !lost.has(key));
    expect(read).toEqual({
      ...Object.fromEntries(kept),
      path: PLACES[dialect](whole.name),
      dialect,
      maxTurns: lost.has('maxTurns') ? 20 : whole.maxTurns,
    });
    expect(left.length > 0).toBe(dialect !== 'memfun');
  });

  test.each(FILES.filter(({ id }) => id in LOADED))('$id stays the same in our own', (file) => {
    const { agent } = load(file);
    if (agent === undefined) throw new Error('it does not load');
    const place = PLACES.memfun(agent.name);
    const again = readAgent(place, writeAgent(agent, 'memfun').text, {
      source: 'workspace',
      fallback: '',
    });
    const { notes: _old, ...before } = agent;
    expect(again.problems).toEqual([]);
    expect({ ...again.agent, notes: undefined }).toEqual({
      ...before,
      path: place,
      dialect: 'memfun',
      notes: undefined,
    });
  });
});

test('a file that is changed, added or taken away counts at the next look, and the first place wins', async () => {
  const files = createMemoryFileStore();
  const write = (name: string, text: string) => files.write(name, new TextEncoder().encode(text));
  const places = [
    { source: 'workspace', files, folder: '.memfun/agents', form: 'folders' },
    { source: 'user', files, folder: 'user', form: 'folders' },
  ] as const;
  const seen = async () =>
    (await discoverAgents(places, silentLogger)).agents.map(
      ({ name, description, source }) => `${source} ${name}: ${description}`,
    );
  await write('user/a/AGENT.md', '---\ndescription: Of the user.\n---\nDo.');
  expect(await seen()).toEqual(['user a: Of the user.']);
  await write('.memfun/agents/a/AGENT.md', '---\ndescription: Ours.\n---\nDo.');
  expect(await seen()).toEqual(['workspace a: Ours.']);
  await write('.memfun/agents/a/AGENT.md', '---\ndescription: Ours, changed.\n---\nDo.');
  expect(await seen()).toEqual(['workspace a: Ours, changed.']);
  await write('.memfun/agents/a/AGENT.md', 'broken');
  expect(await seen()).toEqual(['user a: Of the user.']);
  await files.remove('.memfun/agents/a/AGENT.md');
  expect(await seen()).toEqual(['user a: Of the user.']);
});
