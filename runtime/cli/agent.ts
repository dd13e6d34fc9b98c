// `memfun agent`: which agents there are, what one says, whether a file is right, a new one, another dialect, and a run.

import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  type AgentDefinition,
  type AgentDialect,
  type AgentProblem,
  type ReadAgent,
  readAgent,
  UnknownAgentError,
  writeAgent,
} from '../agents/index.js';
import type { Memfun } from '../app/index.js';
import type { CommandLine } from './arguments.js';
import { UsageError } from './arguments.js';
import { inLanguage, writeAsItIs } from './output.js';
import { runTurnCommand } from './turn.js';

interface Site {
  readonly memfun: () => Promise<Memfun>;
  readonly output: { write(text: string): unknown };
  readonly signal: AbortSignal;
  /** Of the workspace. */
  readonly folder: string;
}

const USAGE =
  'Use: memfun agent list | info NAME | validate FILE | create NAME ["what and when"] | convert FILE memfun|vscode|claude|earlier | run NAME "task" [--json]';

/** @returns the exit code: 1 when a file is not right */
export async function runAgentCommand(line: CommandLine, site: Site): Promise<number> {
  const [action = '', name = '', ...task] = line.words;
  const json = line.options.json === true;
  if (action === 'validate' && name !== '') return validate(path.resolve(name), json, site);
  if (action === 'create' && name !== '') return create(name, task.join(' '), json, site);
  if (action === 'convert' && name !== '') return convert(path.resolve(name), task[0] ?? '', site);
  if (action === 'list') return list(json, site);
  if (action === 'info' && name !== '') return info(name, json, site);
  if (action === 'run' && name !== '' && task.length > 0) {
    const words = [`/agent ${name} ${task.join(' ')}`];
    return runTurnCommand('ask', { ...line, words }, await site.memfun(), site.signal);
  }
  throw new UsageError('It is not clear what to do with agents.', USAGE);
}

async function list(json: boolean, { memfun, output }: Site): Promise<number> {
  const { agents, warnings } = await (await memfun()).agents();
  if (json) output.write(`${JSON.stringify({ agents, warnings })}\n`);
  else {
    for (const { name, description, source } of agents)
      output.write(`${name} ${inLanguage(`(${source})`)}\n  ${description}\n`);
    for (const warning of warnings) output.write(`warning: ${warning}\n`);
  }
  return 0;
}

async function info(name: string, json: boolean, { memfun, output }: Site): Promise<number> {
  const { agents } = await (await memfun()).agents();
  const agent = agents.find((one) => one.name === name);
  if (agent === undefined)
    throw new UnknownAgentError(
      name,
      agents.map((one) => one.name),
    );
  if (json) output.write(`${JSON.stringify(agent)}\n`);
  else writeAsItIs(output, `${infoText(agent)}\n\n${agent.instructions}\n`);
  return 0;
}

function infoText(agent: AgentDefinition): string {
  const { name, source, description, tools, maxTurns, budget, handoffs, notes = [] } = agent;
  const list = (label: string, items: readonly string[] | undefined): readonly string[] =>
    items === undefined || items.length === 0
      ? []
      : [`${inLanguage(`${label}:`)} ${items.join(', ')}`];
  const limits = Object.entries(budget ?? {}).map(([key, value]) => `${key} ${value}`);
  return [
    `${name} ${inLanguage(`(${source})`)} ${agent.path}`,
    inLanguage(description),
    `${inLanguage('tools:')} ${tools === undefined ? inLanguage('all of them') : tools.length === 0 ? inLanguage('none of them') : tools.join(', ')}`,
    ...list('not', agent.disallowedTools),
    `${inLanguage('steps:')} ${maxTurns}`,
    ...list('budget', limits),
    ...list('model', agent.model === undefined ? [] : [agent.model]),
    ...list('agents', agent.agents),
    ...list('skills', agent.skills),
    ...list('servers', agent.mcpServers),
    ...list(
      'hands over to',
      handoffs?.map((handoff) => handoff.agent),
    ),
    ...list('tags', agent.tags),
    ...list('version', agent.version === undefined ? [] : [agent.version]),
    ...notes.map((note) => `note: ${lineOf(note)}`),
  ].join('\n');
}

async function validate(target: string, json: boolean, { output }: Site): Promise<number> {
  const { problems, notes } = read(target);
  const valid = problems.length === 0;
  if (json) output.write(`${JSON.stringify({ valid, problems, notes })}\n`);
  else {
    if (valid) output.write('valid\n');
    for (const problem of problems) output.write(`${lineOf(problem)}\n`);
    for (const note of notes) output.write(`note: ${lineOf(note)}\n`);
  }
  return valid ? 0 : 1;
}

const DIALECTS: readonly AgentDialect[] = ['memfun', 'vscode', 'claude', 'earlier'];

/** Prints the file in another dialect; what that cannot say goes to standard error. */
async function convert(target: string, wanted: string, { output }: Site): Promise<number> {
  const dialect = DIALECTS.find((one) => one === wanted);
  if (dialect === undefined)
    throw new UsageError(`"${wanted}" is no dialect of agent files.`, USAGE);
  const { agent, problems } = read(target);
  if (agent === undefined) {
    for (const problem of problems) process.stderr.write(`${lineOf(problem)}\n`);
    return 1;
  }
  const { text, left } = writeAgent(agent, dialect);
  writeAsItIs(output, text);
  if (left.length > 0) process.stderr.write(`${dialect} cannot say: ${left.join(', ')}\n`);
  return 0;
}

/** In the workspace, for its user to fill in; one that is there is left alone. */
async function create(
  name: string,
  description: string,
  json: boolean,
  { folder, output }: Site,
): Promise<number> {
  const file = path.join(folder, '.memfun/agents', name, 'AGENT.md');
  const { text } = writeAgent(
    {
      name,
      description: description === '' ? 'What it does, and when to use it.' : description,
      tools: ['read'],
      maxTurns: 20,
      instructions: TEMPLATE,
    },
    'memfun',
  );
  const { problems } = readAgent(file, text, { source: 'workspace', fallback: name });
  const [problem] = problems;
  if (problem !== undefined) throw new UsageError(`${problem.message}.`, problem.remedy);
  if (existsSync(file)) throw new UsageError(`${file} exists already; it is unchanged.`, USAGE);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  output.write(json ? `${JSON.stringify({ file })}\n` : `${file}\n`);
  return 0;
}

const TEMPLATE = `You do one thing well; say here which.

1. Where to look first.
2. What to do, in which order, and what to leave alone.
3. What to do when it does not work.

Answer with what you did, where, and what is left.`;

function read(target: string): ReadAgent {
  const isFolder = existsSync(target) && statSync(target).isDirectory();
  const file = isFolder ? path.join(target, 'AGENT.md') : target;
  if (!existsSync(file)) throw new UsageError(`There is no ${file}.`, USAGE);
  const own = path.basename(file) === 'AGENT.md' ? path.dirname(file) : file;
  const fallback = path.basename(own).replace(/(?:\.agent)?\.md$/, '');
  return readAgent(file, readFileSync(file, 'utf8'), { source: 'workspace', fallback });
}

function lineOf({ file, line, field, message, remedy }: AgentProblem): string {
  return `${file}:${line}: ${field === undefined ? '' : `${field}: `}${message}. ${remedy}`;
}
