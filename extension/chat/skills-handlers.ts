// What the host does for the view of agents and skills: what there is, why it may be used, how it did.

import type { AgentDefinition } from '../../runtime/agents/index.js';
import type { Memfun } from '../../runtime/app/index.js';
import { MemfunError } from '../../runtime/core/index.js';
import type { SkillOverview } from '../../runtime/skills/index.js';
import type { AgentRow, SkillRow } from '../bridge/index.js';
import type { BridgeHandlers } from './bridge-server.js';

export type SkillsRequestName = Extract<keyof BridgeHandlers, `skills.${string}`>;

export interface SkillsHandlerOptions {
  readonly memfun: () => Promise<Pick<Memfun, 'skillDesk' | 'agents' | 'agentDesk'>>;
  /** Opens a file of this machine's disk, or of the workspace when it is not on it. */
  readonly openFile: (place: { readonly root: string; readonly path: string }) => Promise<void>;
  /** Shows what an update would change; it takes its time with the person. */
  readonly update: (name: string) => void;
  /** What is offered in the chat is another now. */
  readonly changed: () => void;
}

class NotThereError extends MemfunError {
  readonly code = 'skills.not_there';
  constructor(name: string) {
    super(`There is no "${name}" any more.`, { remedy: 'Open the view again.' });
  }
}

export function skillsHandlers(
  options: SkillsHandlerOptions,
): Pick<BridgeHandlers, SkillsRequestName> {
  const { memfun, openFile, update, changed } = options;
  const done = {};
  return {
    'skills.get': async () => {
      const app = await memfun();
      const { skillDesk } = app;
      const [listed, found, off] = await Promise.all([
        skillDesk.list(),
        app.agents(),
        skillDesk.off('agents'),
      ]);
      return {
        skills: listed.skills.map(skillRow),
        agents: found.agents.map((agent) => agentRow(agent, !off.has(agent.name))),
        problems: [...listed.warnings, ...found.warnings],
      };
    },
    'skills.switch': async ({ kind, name, on }) => {
      await (await memfun()).skillDesk.switch(kind, name, on);
      changed();
      return done;
    },
    'skills.open': async ({ kind, name }) => {
      const app = await memfun();
      const place =
        kind === 'skills'
          ? (await app.skillDesk.list()).skills
              .filter(({ skill }) => skill.name === name)
              .map(({ skill }) => ({ root: skill.files.root, path: skill.file }))[0]
          : (await app.agents()).agents
              .filter((agent) => agent.name === name)
              .map(({ root = '', path }) => ({ root, path }))[0];
      if (place === undefined) throw new NotThereError(name);
      await openFile(place);
      return done;
    },
    'skills.own': async ({ name }) => {
      await openFile(await (await memfun()).agentDesk.own(name));
      changed();
      return done;
    },
    'skills.remove': async ({ name }, signal) => {
      const kept = await (await memfun()).skillDesk.remove(name, signal);
      changed();
      return { kept };
    },
    'skills.restore': async ({ name }, signal) => {
      await (await memfun()).skillDesk.restore(name, signal);
      changed();
      return done;
    },
    'skills.update': async ({ name }) => {
      update(name);
      return done;
    },
  };
}

function skillRow({ skill, enabled, installed, statistics }: SkillOverview): SkillRow {
  const { name, description, source, modelInvocable, file, asks, warnings } = skill;
  const got = installed?.origin.kind === 'made' ? undefined : installed;
  const { location, ref, commit } = got?.origin ?? {};
  return {
    name,
    description,
    source: got === undefined ? source : 'installed',
    trust:
      got === undefined
        ? source === 'user'
          ? 'own'
          : source
        : got.state === 'as-installed'
          ? 'reviewed'
          : 'changed',
    enabled,
    byModel: modelInvocable,
    place: file,
    ...(got === undefined
      ? {}
      : {
          origin: {
            from: [location, ref, commit?.slice(0, 12)]
              .filter((part) => part !== undefined)
              .join(' '),
            digest: got.digest,
            installedAt: got.installedAt,
          },
        }),
    asks: [...asks],
    problems: [...warnings],
    ...(statistics === undefined ? {} : { statistics: countsOf(statistics) }),
  };
}

function countsOf({
  skill: _skill,
  ...counts
}: NonNullable<SkillOverview['statistics']>): NonNullable<SkillRow['statistics']> {
  return counts;
}

function agentRow(agent: AgentDefinition, enabled: boolean): AgentRow {
  const { name, description, source, path, tools, maxTurns } = agent;
  return {
    name,
    description,
    source,
    enabled,
    place: path,
    ...(tools === undefined ? {} : { tools: [...tools] }),
    maxTurns,
  };
}
