// `memfun mcp servers|show|allow|deny|call`: the servers that a folder configures, by hand.
import * as z from 'zod';
import type { McpAccess, Memfun } from '../app/index.js';
import { abortable, type Json, jsonSchema } from '../core/index.js';
import { type McpServerState, McpSignInElsewhereError } from '../mcp/index.js';
import { type CommandLine, UsageError } from './arguments.js';
import { nextLine } from './lines.js';
import { inLanguage } from './output.js';

export interface McpCommandContext {
  readonly memfun: Memfun;
  readonly signal: AbortSignal;
  /** Standard output. */
  readonly output: { write(text: string): unknown };
}

const USAGE =
  'Use: memfun mcp [servers | show NAME | allow NAME [TOOL] | deny NAME | login NAME [ADDRESS] | logout NAME | call NAME TOOL [JSON]] [--json]';

/** @returns the exit code: 1 when a called tool says that it failed; @throws UsageError, MemfunError */
const NO_SERVERS =
  'No server is named in .memfun/mcp.json, .vscode/mcp.json or .mcp.json of this folder.';

export async function runServersCommand(
  { words, options }: CommandLine,
  { memfun, signal, output }: McpCommandContext,
): Promise<number> {
  const [verb = '', name = '', tool = '', input] = words;
  const { mcp } = memfun;
  if (mcp === undefined)
    throw new UsageError('Servers are not started in a folder that is not trusted.');
  const print = (data: object, text: string): number => {
    output.write(options.json === true ? `${JSON.stringify(data)}\n` : `${text}\n`);
    return 0;
  };
  if (verb === 'servers') {
    const found = await mcp.list();
    const problems = found.problems.map(({ file, key, message }) => `${file}: ${key} ${message}`);
    const rows = [...found.servers.map(lineOf), ...problems];
    return print(found, rows.length === 0 ? NO_SERVERS : rows.join('\n'));
  }
  if (name === '') throw new UsageError('Say which server.', USAGE);
  if (verb === 'show') {
    const server = await stateOf(mcp, name);
    return print(server, `${lineOf(server)}\n  ${server.launch}\n${toolLines(server)}`);
  }
  if (verb === 'allow' && tool !== '') {
    await mcp.allow(name, signal);
    const pattern = await mcp.allowTool(name, tool);
    return print({ allowed: pattern }, `allowed: ${pattern}`);
  }
  if (verb === 'allow') {
    const server = await mcp.allow(name, signal);
    return print(server, `${lineOf(server)}\n  ${server.launch}`);
  }
  if (verb === 'deny') {
    await mcp.deny(name);
    return print({ denied: name }, `${name} is not started any more`);
  }
  if (verb === 'login') {
    const server = await signIn(mcp, name, tool === '' ? undefined : tool, signal);
    return print(server, lineOf(server));
  }
  if (verb === 'logout') {
    await mcp.signOut(name);
    return print({ signedOut: name }, `nothing of the sign-in to ${name} is kept here any more`);
  }
  if (verb !== 'call' || tool === '') throw new UsageError('It is not clear what to do.', USAGE);
  const result = await mcp.call(name, tool, inputOf(input), { signal });
  print(result, result.text);
  return result.isError ? 1 : 0;
}

/** Where no browser can be opened, the address is told, and its last page is waited for or typed. */
async function signIn(
  mcp: McpAccess,
  name: string,
  address: string | undefined,
  signal: AbortSignal,
): Promise<McpServerState> {
  try {
    return await mcp.signIn(name, signal, address);
  } catch (error) {
    if (!(error instanceof McpSignInElsewhereError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.stderr.write(
      'This waits. If the last page cannot be loaded, paste its address here and press Enter.\n',
    );
    const stop = new AbortController();
    try {
      const done = error.done.then(() => undefined);
      const typed = nextLine(stop.signal).then((line) => line ?? done);
      const pasted = await abortable(Promise.race([done, typed]), signal);
      if (pasted !== undefined) return await mcp.signIn(name, signal, pasted);
      return await mcp.restart(name, signal);
    } finally {
      stop.abort();
    }
  }
}

async function stateOf(mcp: McpAccess, name: string): Promise<McpServerState> {
  const { servers } = await mcp.list();
  const found = servers.find((one) => one.name === name);
  if (found !== undefined) return found;
  throw new UsageError(
    `There is no server "${name}".`,
    `There are: ${servers.map((one) => one.name).join(', ') || 'none'}.`,
  );
}

const inputSchema = z.record(z.string(), jsonSchema);

/** @throws UsageError */
function inputOf(text: string | undefined): Readonly<Record<string, Json>> {
  try {
    return inputSchema.parse(JSON.parse(text ?? '{}'));
  } catch {
    throw new UsageError(
      'The arguments are no JSON object.',
      `E.g. '{"path":"README.md"}'. ${USAGE}`,
    );
  }
}

function lineOf({ name, file, allowed, redefined, state, problem, tools }: McpServerState): string {
  if (!allowed)
    return `${name} (${file}) ${inLanguage(redefined ? 'changed since it was allowed' : 'not allowed')}`;
  const is = inLanguage(`allowed, ${state}`);
  const why = problem === '' ? '' : `: ${inLanguage(problem)}`;
  return `${name} (${file}) ${is}${why}, ${inLanguage(`${tools.length} tools`)}`;
}

function toolLines({ tools }: McpServerState): string {
  return tools
    .map(({ name, changed }) => `  ${name}${changed ? ` ${inLanguage('(changed)')}` : ''}`)
    .join('\n');
}
