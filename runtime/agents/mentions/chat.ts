// @chat:id: an earlier conversation; the handle holds what was asked and answered in it.
import { readConversation } from '../context/conversation.js';
import { fitting } from './fuzzy.js';
import type { MentionProvider } from './provider.js';

/** Characters of all turns together. */
const HELD_CHARS = 200_000;

export const chatMention: MentionProvider = {
  kind: 'chat',
  prefixed: true,
  hint: 'an earlier conversation',
  async suggest(query, limit, { sessions }) {
    return fitting(query, await sessions.list(), ({ title }) => title, limit).map(
      ({ sessionId, title, turns }) => ({
        insert: `@chat:${sessionId}`,
        label: title,
        detail: counted(turns),
      }),
    );
  },
  async resolve(name, { sessions }) {
    const known = (await sessions.list()).find(({ sessionId }) => sessionId === name);
    if (known === undefined) return undefined;
    const { turns } = readConversation((await sessions.load(name)).events);
    let left = HELD_CHARS;
    const kept = [...turns].reverse().filter(({ user, assistant }) => {
      left -= user.length + assistant.length;
      return left >= 0;
    });
    return {
      label: known.title,
      detail: counted(turns.length),
      how: 'The value lists what was asked (user) and answered (assistant), oldest first.',
      value: kept.reverse().map(({ user, assistant }) => ({ user, assistant })),
    };
  },
};

const counted = (n: number): string => (n === 1 ? '1 turn' : `${n} turns`);
