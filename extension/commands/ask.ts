// Memfun: Ask. With a text it asks at once, without one it puts the cursor into the chat.

import type { Command } from './command.js';
import { runInChat } from './run-in-chat.js';

export const ask: Command = async (host, text) => {
  if (typeof text !== 'string' || text.trim() === '') return host.view.show('chat');
  return runInChat(host, { intent: 'ask', text, attachments: [], effort: 'auto' });
};
