// Slash commands that are answered without a model: each is one entry of the table.
import { MemfunError } from '../core/index.js';
import type { Memory, MemoryService } from '../memory/index.js';
import type { Answer } from '../rlm/index.js';

interface Command {
  readonly usage: string;
  readonly does: string;
  /** Markdown. */
  run(rest: string, memory: MemoryService): Promise<string>;
}

const LISTED = 50;

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
      const saved = await memory.save({ content, provenance: { source: 'user' } });
      if (saved.action === 'known') return `I already know: ${saved.memory.content}`;
      const instead =
        saved.previous === undefined ? '' : ` (instead of: ${saved.previous.content})`;
      return `Remembered: ${saved.memory.content}${instead}`;
    },
  },
  forget: {
    usage: '/forget <id or words>',
    does: 'forgets a memory',
    run: async (rest, memory) => {
      if (rest === '') throw new CommandUsageError('/forget <id or words>');
      const found = await candidates(rest, memory);
      const [only] = found;
      if (only === undefined) return `Nothing is remembered about “${rest}”.`;
      if (found.length > 1) {
        return `Several memories fit. Forget one by its id:\n${found.map(row).join('\n')}`;
      }
      await memory.forget(only.id);
      return `Forgotten: ${only.content}`;
    },
  },
  memory: {
    usage: '/memory [words]',
    does: 'lists what is remembered, or searches it',
    run: async (rest, memory) => {
      const found =
        rest === ''
          ? await memory.list({ limit: LISTED })
          : (await memory.search({ text: rest, limit: LISTED })).map((hit) => hit.memory);
      if (found.length > 0) return found.map(row).join('\n');
      return rest === '' ? 'Nothing is remembered yet.' : `Nothing is remembered about “${rest}”.`;
    },
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

/** The memory of that id, else the memories that clearly speak of these words. */
async function candidates(words: string, memory: MemoryService): Promise<readonly Memory[]> {
  const byId = /^mem_\w+$/.test(words) ? await memory.get(words) : undefined;
  if (byId !== undefined) return byId.status === 'active' ? [byId] : [];
  const found = (await memory.search({ text: words, limit: 10 })).map((hit) => hit.memory);
  const exact = found.filter((m) => m.content.toLowerCase().includes(words.toLowerCase()));
  return exact.length > 0 ? exact : found;
}

function row({ id, content, layer, category }: Memory): string {
  return `- ${content} (${layer}, ${category}, \`${id}\`)`;
}
