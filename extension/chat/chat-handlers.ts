// What the host does for messages: those that run, those that wait, later tries, branches.
import type { BridgeHandlers } from './bridge-server.js';
import type { Conversation } from './conversation.js';

type ChatHandlers = Pick<
  BridgeHandlers,
  | 'turn.start'
  | 'turn.stop'
  | 'turn.retry'
  | 'turn.rate'
  | 'turn.replace'
  | 'queue.edit'
  | 'queue.remove'
  | 'queue.now'
  | 'conversation.branch'
  | 'conversation.turns'
>;

/** @param conversation is asked when a request comes, so it may be complete only later */
export function chatHandlers(conversation: () => Conversation): ChatHandlers {
  const done = {};
  return {
    'turn.start': async ({ now = false, ...request }) => {
      await conversation().send(request, now);
      return done;
    },
    'turn.stop': async () => {
      conversation().stop();
      return done;
    },
    'turn.retry': async ({ turnId }) => {
      await conversation().retry(turnId);
      return done;
    },
    'turn.rate': async ({ turnId, rating }) => {
      await conversation().rate(turnId, rating);
      return done;
    },
    'turn.replace': async ({ turnId, text }) => {
      await conversation().replace(turnId, text);
      return done;
    },
    'queue.edit': async ({ id, text }) => {
      await conversation().editQueued(id, text);
      return done;
    },
    'queue.remove': async ({ id }) => {
      await conversation().removeQueued(id);
      return done;
    },
    'queue.now': async ({ id }) => {
      await conversation().sendQueued(id);
      return done;
    },
    'conversation.turns': async ({ epoch, from, to }) => ({
      events: [...conversation().earlier(epoch, from, to)],
    }),
    'conversation.branch': async ({ turnId }) => {
      await conversation().branch(turnId);
      return done;
    },
  };
}
