// A slash command was used without what it needs.
import { MemfunError } from '../../core/index.js';

export class CommandUsageError extends MemfunError {
  readonly code = 'command.usage';
  constructor(usage: string) {
    super(`The command needs more: ${usage}`, { remedy: 'Type /help for the list of commands.' });
  }
}
