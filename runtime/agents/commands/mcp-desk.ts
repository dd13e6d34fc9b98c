// /mcp: the servers that the workspace configures, what they would start, and what of them the user allows.
import { MemfunError } from '../../core/index.js';
import { asWritten } from '../../language/index.js';
import {
  type McpClients,
  type McpServerState,
  type McpServers,
  McpSignInElsewhereError,
  type ServerPrompt,
  type ServerResource,
} from '../../mcp/index.js';
import { code, fenced } from './markdown.js';
import { nearest } from './near.js';
import { CommandArgumentError, CommandUsageError } from './usage-error.js';

/** What a person sees and decides about servers of the workspace. */
export type McpDesk = Pick<
  McpClients,
  'list' | 'allow' | 'allowTool' | 'deny' | 'restart' | 'logs' | 'signIn' | 'signOut' | 'offers'
>;

const VIEW = '[MCP servers](memfun:servers) is where you look at them and decide.';
const ABOUT_ONE = ['show', 'allow', 'deny', 'login', 'logout', 'restart', 'logs'];

/** `/mcp`, `/mcp show|allow|deny|login|logout|restart|logs SERVER`, `/mcp allow SERVER TOOL`, `/mcp login SERVER ADDRESS`. @throws MemfunError */
export async function mcpCommand(
  rest: string,
  desk: McpDesk | undefined,
  signal: AbortSignal,
): Promise<string> {
  if (desk === undefined)
    return 'No server is started here: the workspace is not trusted, or is not on this machine.';
  const [action = '', name = '', tool = ''] = rest.split(/\s+/);
  if (action === '') return listText(await desk.list());
  if (action === 'prompts') return promptsText(await desk.offers.listPrompts(signal), name);
  if (action === 'resources') return resourcesText(await desk.offers.listResources(signal), name);
  if (!ABOUT_ONE.includes(action)) throw unknown(action);
  if (name === '') throw new CommandUsageError(`/mcp ${action} <server>`, `/mcp ${action} github`);
  switch (action) {
    case 'show':
      return showText(named(await desk.list(), name));
    case 'allow':
      if (tool === '') return stateText(await desk.allow(name, signal));
      return `Calls of ${code(tool)} are not asked about any more, as long as the server describes it as it does now. ${code(`/auto whitelist remove ${await desk.allowTool(name, tool)}`)} takes that back.`;
    case 'deny':
      await desk.deny(name);
      return `${code(name)} has been ended and is not started again. ${code(`/mcp allow ${name}`)} allows it.`;
    case 'login':
      return await signIn(desk, name, tool === '' ? undefined : tool, signal);
    case 'logout':
      await desk.signOut(name);
      return `You are signed out of ${code(name)}: nothing of the sign-in is kept here. ${code(`/mcp login ${name}`)} signs in again.`;
    case 'restart':
      return stateText(await desk.restart(name, signal));
    case 'logs':
      return fenced((await desk.logs(name)).join('\n') || 'It has printed nothing.');
    default:
      throw unknown(action);
  }
}

function unknown(action: string): CommandArgumentError {
  const allowed = [...ABOUT_ONE, 'prompts', 'resources'];
  return new CommandArgumentError('/mcp', action, allowed, '/mcp show github');
}

/** Where no browser can be opened, the way to go on is the answer. */
async function signIn(
  desk: McpDesk,
  name: string,
  address: string | undefined,
  signal: AbortSignal,
): Promise<string> {
  try {
    return stateText(await desk.signIn(name, signal, address));
  } catch (error) {
    if (!(error instanceof McpSignInElsewhereError)) throw error;
    return `${error.message}\n\n${error.remedy}`;
  }
}

/** What a turn says at its start about servers that nobody has looked at, and about tools that are not what they were. */
export function serversNotice({ servers, problems }: McpServers): readonly string[] {
  const waiting = servers
    .filter(({ allowed, redefined }) => !allowed && !redefined)
    .map(({ name }) => name);
  const changed = servers.filter(
    ({ allowed, tools }) => allowed && tools.some((one) => one.changed),
  );
  return [
    ...(waiting.length === 0
      ? []
      : [
          `This workspace configures servers that are not started, because you have not looked at them: ${waiting.join(', ')}. /mcp show ${waiting[0]} shows what would run.`,
        ]),
    ...servers
      .filter(({ redefined }) => redefined)
      .map(
        ({ name }) =>
          `The server ${name} is not started: it is configured otherwise than when you allowed it. /mcp show ${name} shows what would run.`,
      ),
    ...changed.map(
      ({ name, tools }) =>
        `The server ${name} describes tools otherwise than when you allowed it, so they are not used: ${tools
          .filter((one) => one.changed)
          .map((one) => one.name)
          .join(', ')}. /mcp show ${name} shows them.`,
    ),
    ...servers
      .filter(({ allowed, state }) => allowed && state === 'failed')
      .map(
        ({ name, problem }) => `The server ${name} cannot be used: ${problem}. /mcp logs ${name}`,
      ),
    ...servers
      .filter(({ allowed, state }) => allowed && state === 'signed-out')
      .map(({ name }) => `The server ${name} wants you to sign in: /mcp login ${name}`),
    ...problems.map(
      ({ file, key, message }) => `${file}: ${key === '' ? '' : `${key} `}${message}.`,
    ),
  ];
}

function named({ servers }: McpServers, name: string): McpServerState {
  const found = servers.find((one) => one.name === name);
  if (found === undefined)
    throw new NoSuchServerError(
      name,
      servers.map((one) => one.name),
    );
  return found;
}

class NoSuchServerError extends MemfunError {
  readonly code = 'command.server';
  constructor(name: string, known: readonly string[]) {
    const near = nearest(name, known);
    super(`The workspace configures no server “${name}”.`, {
      remedy:
        known.length === 0
          ? 'It configures none: write one into .memfun/mcp.json.'
          : near === undefined
            ? `The servers are: ${known.join(', ')}.`
            : `Did you mean ${near}? The servers are: ${known.join(', ')}.`,
    });
  }
}

function promptsText(all: readonly ServerPrompt[], server: string): string {
  const rows = all
    .filter((one) => server === '' || one.server === server)
    .map((one) => {
      const wanted = one.arguments.map((given) =>
        given.required ? ` <${given.name}>` : ` [${given.name}]`,
      );
      return `- ${code(`/${one.server}:${one.name}${wanted.join('')}`)} ${asWritten(one.description)}`;
    });
  return rows.join('\n') || 'No connected server has prompts.';
}

function resourcesText(all: readonly ServerResource[], server: string): string {
  const rows = all
    .filter((one) => server === '' || one.server === server)
    .map(
      (one) =>
        `- ${code(one.uri)} ${asWritten(`${one.name} ${one.description}`.trim())} (${one.server})`,
    );
  return rows.join('\n') || 'No connected server has resources.';
}

function listText({ servers, problems }: McpServers): string {
  if (servers.length === 0 && problems.length === 0)
    return `This workspace configures no servers (\`.memfun/mcp.json\`, \`.vscode/mcp.json\`, \`.mcp.json\`). ${VIEW}`;
  return [
    ...servers.map(stateText),
    ...problems.map(
      ({ file, key, message }) => `- ${code(file)}: ${key === '' ? '' : `${code(key)} `}${message}`,
    ),
    '',
    VIEW,
  ].join('\n');
}

function stateText({ name, allowed, state, problem, revision, tools }: McpServerState): string {
  if (!allowed) return `- ${code(name)} not allowed: ${code(`/mcp show ${name}`)}`;
  const used = tools.filter(({ changed }) => !changed).length;
  const more = tools.length - used;
  const detail = [
    state === 'ready' ? `${used} tools` : problem,
    revision,
    state === 'signed-out' ? code(`/mcp login ${name}`) : undefined,
    more === 0 ? undefined : `${more} new or changed: ${code(`/mcp show ${name}`)}`,
  ];
  return `- ${code(name)} ${state}${detail
    .filter((part) => part !== undefined && part !== '')
    .map((part) => `, ${part}`)
    .join('')}`;
}

function showText(server: McpServerState): string {
  const { name, alias, file, launch, allowed, tools } = server;
  const lines = tools.map((tool) => {
    const mark = tool.changed ? ' (new or changed, not used)' : '';
    return `mcp.${alias}: ${tool.name}${mark}\n  ${tool.description.replaceAll('\n', '\n  ')}`;
  });
  return [
    `${code(name)} of ${code(file)} ${allowed ? 'is allowed' : 'is not allowed'}. It is this, with your rights on this machine:`,
    fenced(launch),
    ...(lines.length === 0 ? [] : ['What it says about its tools:', fenced(lines.join('\n'))]),
    allowed
      ? `${code(`/mcp allow ${name}`)} accepts its tools as they are described now, ${code(`/mcp deny ${name}`)} ends it.`
      : `${code(`/mcp allow ${name}`)} starts it, now and in later turns, until another word of this changes.`,
  ].join('\n\n');
}
