// Agents, skills and servers as a host would tell of them, and what becomes of them when the page decides something.
import type { ServersState, SkillsState } from '../../../extension/bridge/index.js';
import type { BridgeHandlers } from '../../../extension/chat/bridge-server.js';
import type { ServersRequestName } from '../../../extension/chat/servers-handlers.js';
import type { SkillsRequestName } from '../../../extension/chat/skills-handlers.js';
import { MemfunError } from '../../../runtime/core/index.js';

const AT = Date.UTC(2026, 10, 2);

export const SKILLS: SkillsState = {
  skills: [
    {
      name: 'release-notes',
      description: 'Writes release notes from commits. Use before a release.',
      source: 'installed',
      trust: 'reviewed',
      enabled: true,
      byModel: true,
      place: 'skills/release-notes/SKILL.md',
      origin: {
        from: 'https://example.com/skills.git main 4d3c2b1a0f9e',
        digest: `sha256:${'4f'.repeat(32)}`,
        installedAt: AT,
      },
      asks: ['Bash(git:*)', 'Read'],
      problems: ['skills/release-notes/SKILL.md:4: model: the standard knows no field "model"'],
      statistics: {
        uses: 12,
        successes: 11,
        tokens: 184_000,
        costUsd: 0.42,
        averageMs: 8_400,
        lastUsedAt: AT,
      },
    },
    {
      name: 'a-skill-with-a-name-that-is-as-long-as-the-standard-will-let-it',
      description: 'Checks that long names are cut nowhere. Use when a name is long.',
      source: 'installed',
      trust: 'changed',
      enabled: true,
      byModel: false,
      place: 'skills/long/SKILL.md',
      origin: {
        from: '/home/me/skills/long',
        digest: `sha256:${'0a'.repeat(32)}`,
        installedAt: AT,
      },
      asks: [],
      problems: [],
    },
    {
      name: 'review-code',
      description: 'Reviews a file for defects that matter. Use when the user asks for a review.',
      source: 'built-in',
      trust: 'built-in',
      enabled: true,
      byModel: true,
      place: 'skills/review-code/SKILL.md',
      asks: [],
      problems: [],
    },
    {
      name: 'deploy',
      description: 'Deploys this service. Use when it is released.',
      source: 'workspace',
      trust: 'workspace',
      enabled: false,
      byModel: true,
      place: '.memfun/skills/deploy/SKILL.md',
      asks: [],
      problems: [],
    },
  ],
  agents: [
    {
      name: 'reviewer',
      description: 'Reviews a change for defects that matter, with proof.',
      source: 'built-in',
      enabled: true,
      place: 'agents/reviewer/AGENT.md',
      tools: ['read', 'git', 'references'],
      maxTurns: 20,
    },
    {
      name: 'planner',
      description: 'Plans a change.',
      source: 'workspace',
      enabled: true,
      place: '.memfun/agents/planner/AGENT.md',
      maxTurns: 12,
    },
  ],
  problems: ['.agents/skills/forms/SKILL.md:1: description: there is no description'],
};

export const SERVERS: ServersState = {
  available: true,
  servers: [
    {
      name: 'weather',
      file: '.memfun/mcp.json',
      launch: 'npx -y @example/weather-server --units metric --cache /var/cache/weather',
      allowed: true,
      redefined: false,
      state: 'ready',
      problem: '',
      revision: '2026-07-28',
      tools: [
        {
          name: 'get_forecast',
          description: 'The weather of the next days at a place.',
          changed: false,
          permission: 'ask',
        },
        {
          name: 'get_alerts',
          description: 'Warnings for a region, newest first.',
          changed: true,
          permission: 'ask',
        },
        { name: 'delete_station', description: 'Removes it.', changed: false, permission: 'deny' },
      ],
    },
    {
      name: 'tickets',
      file: '.vscode/mcp.json',
      launch: 'https://tickets.example.com/mcp',
      allowed: true,
      redefined: false,
      state: 'failed',
      problem: 'It does not answer: connect ECONNREFUSED 203.0.113.7:443',
      tools: [],
    },
    {
      name: 'files',
      file: '.mcp.json',
      launch: 'TOKEN=${env:FILES_TOKEN} node tools/files-server.mjs',
      allowed: false,
      redefined: false,
      state: 'off',
      problem: '',
      tools: [],
    },
  ],
  problems: [{ file: '.mcp.json', message: 'servers.broken.command is missing' }],
};

export interface DeskOptions {
  /** What there is; or it is still being read, or cannot be. */
  readonly skills?: SkillsState | 'reading' | 'broken';
  readonly servers?: ServersState | 'reading' | 'broken';
}

class GoneError extends MemfunError {
  readonly code = 'test.gone';
}

async function read<T>(state: T | 'reading' | 'broken'): Promise<T> {
  if (state === 'reading') return new Promise<never>(() => undefined);
  if (state !== 'broken') return state;
  throw new GoneError('The disk is gone.', { remedy: 'Put it back.' });
}

export function deskHandlers(
  { skills = SKILLS, servers = SERVERS }: DeskOptions,
  changed: () => void,
): Pick<BridgeHandlers, SkillsRequestName | ServersRequestName> {
  const done = {};
  let nowSkills = skills;
  let nowServers = servers;
  const changeSkills = async (make: (state: SkillsState) => SkillsState) => {
    nowSkills = make(await read(nowSkills));
    changed();
    return done;
  };
  const changeServer = async (name: string, change: Partial<ServersState['servers'][number]>) => {
    const state = await read(nowServers);
    nowServers = {
      ...state,
      servers: state.servers.map((one) => (one.name === name ? { ...one, ...change } : one)),
    };
    return done;
  };
  return {
    'skills.get': () => read(nowSkills),
    'skills.switch': ({ kind, name, on }) =>
      changeSkills((state) => ({
        ...state,
        [kind]: state[kind].map((row) => (row.name === name ? { ...row, enabled: on } : row)),
      })),
    'skills.open': async () => done,
    // What is changed is no longer what came with Memfun.
    'skills.own': ({ name }) =>
      changeSkills((state) => ({
        ...state,
        agents: state.agents.map((row) =>
          row.name === name && row.source === 'built-in'
            ? { ...row, source: 'workspace', place: `.memfun/agents/${name}/AGENT.md` }
            : row,
        ),
      })),
    'skills.remove': async ({ name }) => {
      await changeSkills((state) => ({
        ...state,
        skills: state.skills.filter((row) => row.name !== name),
      }));
      return { kept: `/home/me/.memfun/user/skills/.removed/${name}` };
    },
    'skills.restore': ({ name }) =>
      changeSkills((state) => ({
        ...state,
        skills: [...state.skills, ...SKILLS.skills.filter((row) => row.name === name)],
      })),
    'skills.update': async () => done,
    'servers.get': () => read(nowServers),
    'servers.allow': ({ name }) =>
      changeServer(name, { allowed: true, redefined: false, state: 'ready', problem: '' }),
    'servers.deny': ({ name }) => changeServer(name, { allowed: false, state: 'off', tools: [] }),
    'servers.restart': ({ name }) => changeServer(name, { state: 'ready', problem: '' }),
    'servers.signIn': ({ name }) => changeServer(name, { state: 'ready' }),
    'servers.signOut': ({ name }) => changeServer(name, { state: 'signed-out' }),
    'servers.log': async ({ name }) => ({
      lines: name === 'weather' ? ['listening on stdio', 'get_forecast {"place":"Berlin"}'] : [],
    }),
    'servers.tool': async ({ server, tool, permission }) => {
      const found = (await read(nowServers)).servers.find(({ name }) => name === server);
      return changeServer(server, {
        tools: (found?.tools ?? []).map((one) =>
          one.name === tool ? { ...one, permission } : one,
        ),
      });
    },
    'servers.configure': async () => done,
  };
}
