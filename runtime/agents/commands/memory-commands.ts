// The slash commands of memory: /remember, /forget, /memory and /timeline.
import { MemfunError, systemClock } from '../../core/index.js';
import type { CodeReader, MemoryService } from '../../memory/index.js';
import {
  anchorMemory,
  conflictsText,
  exportLines,
  forget,
  historyText,
  importMemories,
  importText,
  MemoryMissingError,
  memoryStats,
  remember,
  renewMemory,
  row,
  showMemory,
  statsText,
  timelineOf,
  timelineText,
  toMarkdown,
  wholeText,
} from '../../memory/index.js';
import type { FileStore } from '../../ports/index.js';
import { CommandUsageError } from './usage-error.js';

/** What the commands of memory work with. */
export interface MemoryCommandDeps {
  readonly memory: MemoryService;
  /** Absent where no code can be read. */
  readonly codeReader: CodeReader | undefined;
  /** The run's view of the workspace: what is written there is settled as any other change. */
  readonly workspace: FileStore;
  readonly canWrite: boolean;
  readonly signal: AbortSignal;
}

interface Part {
  readonly usage: string;
  readonly does: string;
  run(words: string, deps: MemoryCommandDeps): Promise<string>;
}

const PARTS: Readonly<Record<string, Part>> = {
  get: {
    usage: '/memory get <id>',
    does: 'shows everything of a memory',
    run: async (id, { memory }) => {
      const found = await memory.get(id);
      if (found === undefined) throw new MemoryMissingError(id);
      return wholeText(found);
    },
  },
  set: {
    usage: '/memory set <id> <text>',
    does: 'gives a memory new words; the old ones stay in its history',
    run: async (words, { memory }) => {
      const [, id, content] = /^(\S+)\s+([\s\S]+)$/.exec(words) ?? [];
      if (id === undefined || content === undefined) throw usageOf('set', 1);
      const changed = await memory.update(id, { content });
      return `Changed, version ${changed.version}:\n\n${row(changed)}`;
    },
  },
  del: {
    usage: '/memory del <id>',
    does: 'forgets a memory',
    run: async (id, { memory }) => {
      const gone = await memory.forget(id);
      return `Forgotten: ${gone.content}\n\n\`/memory restore ${id}\` brings it back.`;
    },
  },
  restore: {
    usage: '/memory restore <id>',
    does: 'brings back a memory that was forgotten or replaced',
    run: async (id, { memory }) => `Restored:\n\n${row(await memory.restore(id))}`,
  },
  pin: {
    usage: '/memory pin <id>',
    does: 'keeps a memory from fading',
    run: async (id, { memory }) => `Pinned:\n\n${row(await memory.update(id, { pinned: true }))}`,
  },
  unpin: {
    usage: '/memory unpin <id>',
    does: 'lets it fade again',
    run: async (id, { memory }) =>
      `No longer pinned:\n\n${row(await memory.update(id, { pinned: false }))}`,
  },
  history: {
    usage: '/memory history <id>',
    does: 'shows its versions, its relations and where it came from',
    run: async (id, { memory }) => historyText(await memory.history(id)),
  },
  renew: {
    usage: '/memory renew <id>',
    does: 'says that a memory still fits the code, as the code is now',
    run: renewCommand,
  },
  resolve: {
    usage: '/memory resolve <keep> <drop>',
    does: 'settles a contradiction: the first holds in the place of the second',
    run: async (words, { memory }) => {
      const [keep, drop, more] = words.split(/\s+/);
      if (keep === undefined || drop === undefined || more !== undefined)
        throw usageOf('resolve', drop === undefined ? 1 : 0);
      await memory.supersede(drop, keep);
      return `Settled.\n\n${conflictsText(await memory.conflicts())}`;
    },
  },
  import: {
    usage: '/memory import <file> [yes]',
    does: 'shows what a file would add (an export, a Markdown list, CLAUDE.md, …); with yes, adds it',
    run: importCommand,
  },
  export: {
    usage: '/memory export <file.jsonl or file.md>',
    does: 'writes all memories into a new file of the workspace',
    run: exportCommand,
  },
};

/** Parts that take no words: with any, they are words to search for. */
const ALONE: Readonly<Record<string, Part>> = {
  conflicts: {
    usage: '/memory conflicts',
    does: 'shows memories that contradict each other',
    run: async (_words, { memory }) => conflictsText(await memory.conflicts()),
  },
  stats: {
    usage: '/memory stats',
    does: 'shows how much is remembered',
    run: async (_words, { memory }) => statsText(await memoryStats(memory)),
  },
  help: {
    usage: '/memory help',
    does: 'shows this list',
    run: async () =>
      [
        '- `/memory [words]` lists what is remembered, or searches it',
        ...[...Object.values(PARTS), ...Object.values(ALONE)].map(
          ({ usage, does }) => `- \`${usage}\` ${does}`,
        ),
      ].join('\n'),
  },
};

/** Parts whose words must be one id, so that "/memory import order" is not lost on them. */
const BY_ID: ReadonlySet<string> = new Set([
  'get',
  'del',
  'restore',
  'pin',
  'unpin',
  'history',
  'renew',
]);

/** What an example has in the place of each. */
const SAMPLES: Readonly<Record<string, string>> = {
  '<id>': 'mem_1m8ezq32hjaxaepkram',
  '<text>': 'pnpm',
  '<keep>': 'mem_1m8ezq32hjaxaepkram',
  '<drop>': 'mem_1k20cw79t0yd1qs8mbv',
  '<file>': 'CLAUDE.md',
};

/** @throws CommandUsageError, and whatever memory throws */
export async function memoryCommand(rest: string, deps: MemoryCommandDeps): Promise<string> {
  const [, name = '', words = ''] = /^(\S*)\s*([\s\S]*)$/.exec(rest.trim()) ?? [];
  if (words === '' && Object.hasOwn(ALONE, name)) return (await ALONE[name]?.run('', deps)) ?? '';
  const part = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
  if (part === undefined || (BY_ID.has(name) && /\s/.test(words))) {
    return (await showMemory(rest, deps.memory)).markdown;
  }
  if (words === '') throw usageOf(name);
  return part.run(words, deps);
}

export async function rememberCommand(
  rest: string,
  { memory, codeReader, signal }: MemoryCommandDeps,
): Promise<string> {
  if (rest === '')
    throw new CommandUsageError(
      '/remember [#tag …] [core|project] <text>',
      '/remember We use pnpm',
    );
  const { markdown, data } = await remember(rest, memory);
  // What names no file costs nothing here; what does is remembered already.
  if (codeReader !== undefined && data.action !== 'known') {
    await anchorMemory(data.memory, memory, codeReader, { signal }).catch(() => undefined);
  }
  return markdown;
}

export async function forgetCommand(rest: string, memory: MemoryService): Promise<string> {
  if (rest === '') throw new CommandUsageError('/forget <id or words>', '/forget pnpm');
  return (await forget(rest, memory)).markdown;
}

export async function timelineCommand(rest: string, memory: MemoryService): Promise<string> {
  return timelineText(await timelineOf(memory, rest === '' ? {} : { text: rest }));
}

/** @throws CodeGoneError, MemoryMissingError */
async function renewCommand(
  id: string,
  { memory, codeReader, signal }: MemoryCommandDeps,
): Promise<string> {
  const known = await memory.get(id);
  if (known === undefined) throw new MemoryMissingError(id);
  if (codeReader === undefined) return 'The code of this workspace cannot be read here.';
  const { content } = await renewMemory(known, memory, codeReader, signal);
  return `From now on this stands for the code as it is: ${content}`;
}

async function importCommand(
  words: string,
  { memory, workspace, signal }: MemoryCommandDeps,
): Promise<string> {
  const [, name = words, yes] = /^(.*?)(\s+yes)?$/s.exec(words) ?? [];
  if ((await workspace.realPath(name)) === undefined) throw new WorkspaceFileError(name);
  if ((await workspace.stat(name))?.kind !== 'file') throw new NoImportFileError(name);
  const text = new TextDecoder().decode(await workspace.read(name, signal));
  const read = async function* () {
    yield text;
  };
  const preview = yes === undefined;
  const report = importText(await importMemories(memory, { name, read }, { preview, signal }));
  return preview ? `${report}\n\n\`/memory import ${name} yes\` does it.` : report;
}

async function exportCommand(
  name: string,
  { memory, workspace, canWrite, signal }: MemoryCommandDeps,
): Promise<string> {
  const isFree =
    canWrite &&
    (await workspace.realPath(name)) !== undefined &&
    (await workspace.stat(name)) === undefined;
  if (!isFree) throw new WorkspaceFileError(name);
  let text = '';
  if (/\.md$/i.test(name)) text = toMarkdown(await memory.list());
  else {
    for await (const line of exportLines(memory, {
      now: systemClock.now(),
      signal,
      deleted: false,
    }))
      text += line;
  }
  await workspace.write(name, new TextEncoder().encode(text));
  return `All memories are in \`${name}\`.`;
}

/** @param given how many of its words are there */
function usageOf(name: string, given = 0): CommandUsageError {
  const usage = PARTS[name]?.usage ?? '/memory help';
  const example = usage
    .replace(/ \[.*/, '')
    .replace(/<[^>]+>/g, (one) => SAMPLES[one] ?? 'memories.md');
  return new CommandUsageError(usage, example, given);
}

class NoImportFileError extends MemfunError {
  readonly code = 'command.file';
  constructor(name: string) {
    super(`There is no file “${name}” to import.`, {
      remedy:
        'Give its path from the root of the workspace on, for example: /memory import docs/notes.md',
    });
  }
}

/** The file of an import or export is not as it must be. */
class WorkspaceFileError extends MemfunError {
  readonly code = 'command.file';
  constructor(name: string) {
    super(`"${name}" cannot be used.`, {
      remedy:
        'Give a file inside the workspace; for an export, one that does not exist yet, in a workspace that is trusted.',
    });
  }
}
