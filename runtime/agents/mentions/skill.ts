// @skill:name: a method that the run is to follow.
import { fitting } from './fuzzy.js';
import type { MentionProvider } from './provider.js';

export const skillMention: MentionProvider = {
  kind: 'skill',
  prefixed: true,
  hint: 'a method to follow',
  suggest: async (query, limit, { skills }) =>
    fitting(query, skills.list(), ({ name }) => name, limit).map(({ name, description }) => ({
      insert: `@skill:${name}`,
      label: name,
      detail: description,
    })),
  async resolve(name, { skills }) {
    const skill = skills.get(name);
    if (skill === undefined) return undefined;
    return {
      label: name,
      detail: skill.description,
      how: `The user wants this skill to be followed: skill.use(${JSON.stringify(name)}) opens it.`,
    };
  },
};
