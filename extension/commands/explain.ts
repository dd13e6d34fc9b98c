// Memfun: Explain. Explains a lens's symbol, the selection, the symbol around the cursor, or the file.
import type { Command } from './command.js';
import { codeTarget, selectionAttachment } from './editor-target.js';
import { runInChat } from './run-in-chat.js';

export const explain: Command = async (host, argument) => {
  const { document, lines, name } = await codeTarget(argument, 'explain');
  const attachment = selectionAttachment(document, lines);
  const what = name === undefined ? `lines ${lines.first + 1} to ${lines.last + 1}` : `\`${name}\``;
  return runInChat(host, {
    intent: 'explain',
    text: `Explain ${what} of ${attachment.path}`,
    attachments: [attachment],
    effort: 'auto',
  });
};
