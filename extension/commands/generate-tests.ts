// Memfun: Generate Tests, for a lens's symbol, the selection, the symbol around the cursor, or the file.
import type { Command } from './command.js';
import { codeTarget, fileAttachment, selectionAttachment } from './editor-target.js';
import { runInChat } from './run-in-chat.js';

export const generateTests: Command = async (host, argument) => {
  const { document, lines, name } = await codeTarget(argument, 'test');
  const whole = lines.first === 0 && lines.last === document.lineCount - 1;
  const attachment = whole ? fileAttachment(document) : selectionAttachment(document, lines);
  const part = name === undefined ? `lines ${lines.first + 1} to ${lines.last + 1}` : `\`${name}\``;
  return runInChat(host, {
    intent: 'test',
    text: `Write tests for ${whole ? attachment.path : `${part} of ${attachment.path}`}`,
    attachments: [attachment],
    effort: 'auto',
  });
};
