// Slash commands that are answered without a model: each is one entry of the table.
import { MemfunError } from '../core/index.js';
import type { MemoryService } from '../memory/index.js';
import { forget, remember, showMemory } from '../memory/index.js';
import type { Answer } from '../rlm/index.js';

interface Command {
  readonly usage: string;
  readonly does: string;
  /** Markdown. */
  run(rest: string, memory: MemoryService): Promise<string>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  help: {
    usage: '/help',
    does: 'shows this list',
    run: async () =>
      Object.values(COMMANDS)
        .map(({ usage, does }) => `- \`${usage}\` ${does}`)
        .join('\n'),
  },
  remember: {
    usage: '/remember <text>',
    does: 'stores something for later conversations',
    run: async (content, memory) => {
      if (content === '') throw new CommandUsageError('/remember <text>');
      return (await remember(content, memory)).markdown;
    },
  },
  forget: {
    usage: '/forget <id or words>',
    does: 'forgets a memory',
    run: async (rest, memory) => {
      if (rest === '') throw new CommandUsageError('/forget <id or words>');
      return (await forget(rest, memory)).markdown;
    },
  },
  memory: {
    usage: '/memory [words]',
    does: 'lists what is remembered, or searches it',
    run: async (rest, memory) => (await showMemory(rest, memory)).markdown,
  },
};

/** A command was used without what it needs. */
export class CommandUsageError extends MemfunError {
  readonly code = 'command.usage';
  constructor(usage: string) {
    super(`The command needs more: ${usage}`, { remedy: 'Type /help for the list of commands.' });
  }
}

/**
 * The reply to a slash command; `undefined` when the text is none.
 * @throws CommandUsageError, and whatever the memory throws
 */
export async function answerCommand(
  text: string,
  memory: MemoryService,
): Promise<Answer | undefined> {
  const match = /^\/([a-z]+)(?:\s+([\s\S]*))?$/.exec(text.trim());
  if (match?.[1] === undefined) return undefined;
  const command = Object.hasOwn(COMMANDS, match[1]) ? COMMANDS[match[1]] : undefined;
  const reply =
    command === undefined
      ? `There is no command /${match[1]}. Type /help for the list of commands.`
      : await command.run(match[2]?.trim() ?? '', memory);
  return { text: reply, citations: [], data: undefined, notes: [] };
}
