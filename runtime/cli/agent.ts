// `memfun agent list|info|validate|run`: which agents there are, what one says, whether a file is right, and a run of one.
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { readAgent, UnknownAgentError } from '../agents/index.js';
import type { Memfun } from '../app/index.js';
import type { CommandLine } from './arguments.js';
import { UsageError } from './arguments.js';
import { runTurnCommand } from './turn.js';

interface Site {
  readonly memfun: () => Promise<Memfun>;
  readonly output: { write(text: string): unknown };
  readonly signal: AbortSignal;
}

const USAGE = 'Use: memfun agent list | info NAME | validate FILE | run NAME "task" [--json]';

/** @returns the exit code: 1 when a file is not right */
export async function runAgentCommand(line: CommandLine, site: Site): Promise<number> {
  const [action = '', name = '', ...task] = line.words;
  const json = line.options.json === true;
  if (action === 'validate' && name !== '') return validate(path.resolve(name), json, site);
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
      output.write(`${name} (${source})\n  ${description}\n`);
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
  const { source, description, tools, maxTurns, instructions } = agent;
  if (json) output.write(`${JSON.stringify(agent)}\n`);
  else
    output.write(
      `${name} (${source}, ${agent.path})\n${description}\ntools: ${tools?.join(', ') ?? 'all'}\nsteps: ${maxTurns}\n\n${instructions}\n`,
    );
  return 0;
}

async function validate(target: string, json: boolean, { output }: Site): Promise<number> {
  const isFolder = existsSync(target) && statSync(target).isDirectory();
  const file = isFolder ? path.join(target, 'AGENT.md') : target;
  if (!existsSync(file)) throw new UsageError(`There is no ${file}.`, USAGE);
  const fallback = path.basename(isFolder ? target : file).replace(/(?:\.agent)?\.md$/, '');
  const { problems } = readAgent(file, readFileSync(file, 'utf8'), {
    source: 'workspace',
    fallback,
  });
  if (json) output.write(`${JSON.stringify({ valid: problems.length === 0, problems })}\n`);
  else if (problems.length === 0) output.write('valid\n');
  else
    for (const { line, field, message } of problems)
      output.write(`${file}:${line}: ${field === undefined ? '' : `${field}: `}${message}\n`);
  return problems.length === 0 ? 0 : 1;
}
