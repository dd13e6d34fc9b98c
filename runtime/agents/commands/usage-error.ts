// A slash command was used without what it needs, or with what it does not know.
import { MemfunError } from '../../core/index.js';
import { nearest } from './near.js';

/** Something is missing. */
export class CommandUsageError extends MemfunError {
  readonly code = 'command.usage';
  /** @param given how many of what stands in angle brackets in its usage is there */
  constructor(usage: string, example: string, given = 0) {
    const missing = (usage.match(/<[^>]+>/g) ?? []).slice(given).join(' ');
    super(`The command needs ${missing}.`, { remedy: `Write ${usage}, for example: ${example}` });
  }
}

/** Something is there that the command does not know. */
export class CommandArgumentError extends MemfunError {
  readonly code = 'command.usage';
  /** @param command as typed so far, such as `/auto whitelist` */
  constructor(command: string, word: string, allowed: readonly string[], example: string) {
    const near = nearest(word, allowed);
    super(`${command} does not know “${word}”.`, {
      remedy:
        near === undefined
          ? `Use one of: ${allowed.join(', ')}. For example: ${example}`
          : `Did you mean ${near}? Use one of: ${allowed.join(', ')}. For example: ${example}`,
    });
  }
}
