// New Chat: what becomes of a run that is under way is asked in the chat.
import type { Command } from './command.js';

export const newChat: Command = async ({ conversation, view }) => {
  if (conversation.running) {
    await view.askNewChat();
    return;
  }
  // A run that was stopped is waited for.
  await conversation.send({ text: '/clear', intent: 'ask', attachments: [], effort: 'auto' });
  await view.show('chat');
};
