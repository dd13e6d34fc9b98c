// @agent:name: a specialist that the run is to give a part of its work to.
import { fitting } from './fuzzy.js';
import type { MentionProvider } from './provider.js';

export const agentMention: MentionProvider = {
  kind: 'agent',
  prefixed: true,
  hint: 'a specialist who is to take part',
  suggest: async (query, limit, { agents }) =>
    fitting(query, agents, ({ name }) => name, limit).map(({ name, description }) => ({
      insert: `@agent:${name}`,
      label: name,
      detail: description,
    })),
  async resolve(name, { agents }) {
    const agent = agents.find((one) => one.name === name);
    if (agent === undefined) return undefined;
    return {
      label: name,
      detail: agent.description,
      how: `The user wants this agent to take part: delegate(${JSON.stringify(name)}, task) gives it a part of the work.`,
    };
  },
};
