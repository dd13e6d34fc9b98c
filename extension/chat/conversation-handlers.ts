// What the host does for conversations as wholes: read, listed, opened, begun.
import type { BridgeHandlers } from './bridge-server.js';
import type { Conversations } from './conversations.js';

type ConversationHandlers = Pick<
  BridgeHandlers,
  'conversation.get' | 'conversation.list' | 'conversation.open' | 'conversation.new'
>;

/** @param conversations is asked when a request comes, so it may be complete only later */
export function conversationHandlers(conversations: () => Conversations): ConversationHandlers {
  const done = {};
  return {
    'conversation.get': async ({ epoch, fromSeq }) => conversations().open.slice(epoch, fromSeq),
    'conversation.list': async () => ({
      sessions: [...(await conversations().open.list())],
      behind: [...conversations().behind],
    }),
    'conversation.open': async ({ sessionId, leave }) => {
      await conversations().show(sessionId, leave);
      return done;
    },
    'conversation.new': async ({ leave }) => {
      await conversations().startNew(leave);
      return done;
    },
  };
}
