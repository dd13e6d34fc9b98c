// What the host does for the view of MCP servers: what would be started, what is allowed, what they have printed.
import type { Memfun } from '../../runtime/app/index.js';
import { MemfunError } from '../../runtime/core/index.js';
import type { McpServerState } from '../../runtime/mcp/index.js';
import type { ServerRow, ToolPermission } from '../bridge/index.js';
import type { BridgeHandlers } from './bridge-server.js';

export type ServersRequestName = Extract<keyof BridgeHandlers, `servers.${string}`>;

export interface ServersHandlerOptions {
  readonly memfun: () => Promise<Pick<Memfun, 'mcp' | 'safety'>>;
  /** Opens the file that configures servers; makes it where there is none. */
  readonly configure: () => Promise<void>;
}

/** In restricted mode, or away from this machine's disk, no server is started. */
class NoServersError extends MemfunError {
  readonly code = 'servers.off';
  constructor() {
    super('No server is started in this workspace.', {
      remedy: 'Trust the workspace, and open it from a local folder.',
    });
  }
}

class NoSuchToolError extends MemfunError {
  readonly code = 'servers.tool';
  constructor(server: string, tool: string) {
    super(`The server ${server} has no tool "${tool}" any more.`, {
      remedy: 'Open the view again to see what it has.',
    });
  }
}

export function serversHandlers({
  memfun,
  configure,
}: ServersHandlerOptions): Pick<BridgeHandlers, ServersRequestName> {
  const done = {};
  const desk = async () => {
    const { mcp } = await memfun();
    if (mcp === undefined) throw new NoServersError();
    return mcp;
  };
  return {
    'servers.get': async () => {
      const { mcp, safety } = await memfun();
      if (mcp === undefined) return { available: false, servers: [], problems: [] };
      const { servers, problems } = await mcp.list();
      const rules = safety.commands?.list();
      const permissionOf = (rule: string): ToolPermission => {
        const has = (list: 'allow' | 'deny'): boolean =>
          rules?.[list].some(({ pattern }) => pattern === rule) === true;
        return has('deny') ? 'deny' : has('allow') ? 'allow' : 'ask';
      };
      return {
        available: true,
        servers: servers.map((server) => serverRow(server, permissionOf)),
        problems: problems.map(({ file, key, message }) => ({
          file,
          message: key === '' ? message : `${key} ${message}`,
        })),
      };
    },
    'servers.allow': async ({ name }, signal) => {
      await (await desk()).allow(name, signal);
      return done;
    },
    'servers.deny': async ({ name }) => {
      await (await desk()).deny(name);
      return done;
    },
    'servers.restart': async ({ name }, signal) => {
      await (await desk()).restart(name, signal);
      return done;
    },
    'servers.signIn': async ({ name }, signal) => {
      await (await desk()).signIn(name, signal);
      return done;
    },
    'servers.signOut': async ({ name }) => {
      await (await desk()).signOut(name);
      return done;
    },
    'servers.log': async ({ name }) => ({ lines: [...(await (await desk()).logs(name))] }),
    'servers.tool': async ({ server, tool, permission }) => {
      const { servers } = await (await desk()).list();
      const { commands } = (await memfun()).safety;
      const found = servers
        .find(({ name }) => name === server)
        ?.tools.find(({ name }) => name === tool);
      if (found === undefined) throw new NoSuchToolError(server, tool);
      if (commands === undefined) throw new NoServersError();
      for (const list of ['allow', 'deny'] as const) {
        const isThere = commands.list()[list].some(({ pattern }) => pattern === found.rule);
        if (isThere && list !== permission) await commands.remove(list, found.rule);
        if (!isThere && list === permission) await commands.add(list, found.rule);
      }
      return done;
    },
    'servers.configure': async () => {
      await configure();
      return done;
    },
  };
}

function serverRow(
  server: McpServerState,
  permissionOf: (rule: string) => ToolPermission,
): ServerRow {
  const { name, file, launch, allowed, redefined, state, problem, revision, tools } = server;
  return {
    name,
    file,
    launch,
    allowed,
    redefined,
    state,
    problem,
    ...(revision === undefined ? {} : { revision }),
    tools: tools.map(({ rule, ...tool }) => ({ ...tool, permission: permissionOf(rule) })),
  };
}
