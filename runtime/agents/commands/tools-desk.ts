// /tools: what the agent can call, and which tools of the workspace the user trusts.
import type { AnyTool } from '../../ports/index.js';
import { fenced } from './markdown.js';

/** What a person sees and decides about tools of the workspace. */
export interface CustomToolsDesk {
  list(signal: AbortSignal): Promise<readonly CustomToolRow[]>;
  /** @throws UnknownCustomToolError */
  source(name: string): Promise<string>;
  /** @throws UnknownCustomToolError */
  trust(name: string): Promise<void>;
  distrust(name: string): Promise<void>;
}

interface CustomToolRow {
  readonly name: string;
  readonly path: string;
  readonly trusted: boolean;
  readonly problem?: string;
}

/** `/tools`, `/tools show NAME`, `/tools trust NAME`, `/tools distrust NAME`. @throws UnknownCustomToolError */
export async function toolsCommand(
  rest: string,
  tools: readonly AnyTool[],
  custom: CustomToolsDesk | undefined,
  signal: AbortSignal,
): Promise<string> {
  const [action = '', name = ''] = rest.split(/\s+/);
  if (action === '' || custom === undefined || name === '')
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
