// /tools: what the agent can call, and which tools of the workspace the user trusts.
import { MemfunError } from '../../core/index.js';
import type { AnyTool } from '../../ports/index.js';
import { fenced } from './markdown.js';
import { nearest } from './near.js';
import { CommandArgumentError, CommandUsageError } from './usage-error.js';

/** What a person sees and decides about tools of the workspace. */
export interface CustomToolsDesk {
  list(signal: AbortSignal): Promise<readonly CustomToolRow[]>;
  /** @throws UnknownCustomToolError */
  source(name: string): Promise<string>;
  /** @throws UnknownCustomToolError */
  trust(name: string): Promise<void>;
  distrust(name: string): Promise<void>;
}

const ACTIONS = ['show', 'trust', 'distrust'];

interface CustomToolRow {
  readonly name: string;
  readonly path: string;
  readonly trusted: boolean;
  readonly problem?: string;
}

/** `/tools`, `/tools show NAME`, `/tools trust NAME`, `/tools distrust NAME`. @throws UnknownToolError, UnknownCustomToolError, CommandUsageError */
export async function toolsCommand(
  rest: string,
  tools: readonly AnyTool[],
  custom: CustomToolsDesk | undefined,
  signal: AbortSignal,
): Promise<string> {
  const [action = '', name = ''] = rest.split(/\s+/);
  if (action !== '' && !ACTIONS.includes(action))
    throw new CommandArgumentError('/tools', action, ACTIONS, '/tools show readFile');
  if (action !== '' && name === '')
    throw new CommandUsageError(`/tools ${action} <name>`, `/tools ${action} weather`);
  const own = tools.find((one) => one.name === name);
  if (own !== undefined) return ownText(own, action);
  if (action !== '') await knownTool(name, tools, custom, signal);
  if (action === '' || custom === undefined)
    return `${listText(tools)}${custom === undefined ? '' : `\n\n${customText(await custom.list(signal))}`}`;
  if (action === 'trust') {
    await custom.trust(name);
    return `\`${name}\` is a tool of the agent from now on, as long as its file stays as it is. \`/tools distrust ${name}\` takes that back.`;
  }
  if (action === 'distrust') {
    await custom.distrust(name);
    return `\`${name}\` is no tool of the agent any more.`;
  }
  const source = await custom.source(name);
  return `${fenced(source.trimEnd(), 'js')}\n\n\`/tools trust ${name}\` makes it a tool of the agent: it then runs on this machine with your rights.`;
}

/** @throws UnknownToolError when neither we nor the workspace have it */
async function knownTool(
  name: string,
  tools: readonly AnyTool[],
  custom: CustomToolsDesk | undefined,
  signal: AbortSignal,
): Promise<void> {
  const rows = custom === undefined ? [] : await custom.list(signal);
  if (rows.some((row) => row.name === name)) return;
  throw new UnknownToolError(
    name,
    [...tools, ...rows].map((one) => one.name),
  );
}

class UnknownToolError extends MemfunError {
  readonly code = 'command.tool';
  constructor(name: string, known: readonly string[]) {
    const near = nearest(name, known);
    super(`There is no tool “${name}”.`, {
      remedy:
        near === undefined
          ? 'Type /tools for the list of tools.'
          : `Did you mean ${near}? Type /tools for the list of tools.`,
    });
  }
}

/** A tool that comes with Memfun needs no trust. */
function ownText({ name, description, effect, example }: AnyTool, action: string): string {
  return action === 'show'
    ? `\`${name}\` comes with Memfun. ${EFFECTS[effect]}.\n\n${fenced(`${description}\n\n${example}`)}`
    : `\`${name}\` comes with Memfun: only tools of the workspace are trusted or not.`;
}

/** What a turn says at its start about tools that nobody has looked at. */
export function untrustedNotice(rows: readonly CustomToolRow[]): string | undefined {
  const waiting = rows.filter(({ trusted }) => !trusted).map(({ name }) => name);
  if (waiting.length === 0) return undefined;
  return `This workspace brings tools of its own that are not used, because you have not looked at them: ${waiting.join(', ')}. /tools show ${waiting[0]} shows one.`;
}

const EFFECTS: Readonly<Record<AnyTool['effect'], string>> = {
  read: 'Looks',
  write: 'Changes files',
  execute: 'Runs programs',
  network: 'Uses the network',
  model: 'Asks models',
  memory: 'Uses memory',
  control: 'Steers the run',
};

function listText(tools: readonly AnyTool[]): string {
  const groups = new Map<string, string[]>();
  for (const { effect, name } of tools)
    groups.set(EFFECTS[effect], [...(groups.get(EFFECTS[effect]) ?? []), `\`${name}\``]);
  return [...groups].map(([effect, names]) => `- ${effect}: ${names.join(', ')}`).join('\n');
}

function customText(rows: readonly CustomToolRow[]): string {
  if (rows.length === 0) return 'This workspace has no tools of its own (`.memfun/tools`).';
  return rows
    .map(({ name, path, trusted, problem }) =>
      problem === undefined
        ? `- \`${name}\` (\`${path}\`): ${trusted ? 'trusted' : `not trusted: \`/tools show ${name}\``}`
        : `- \`${name}\` (\`${path}\`): cannot be used. ${problem}`,
    )
    .join('\n');
}
