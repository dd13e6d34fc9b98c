// `.memfun/MEMORY.md`: what is remembered about the project, readable beside the code. Written, not read yet.
import type { Logger } from '../core/index.js';
import { toErrorInfo } from '../core/index.js';
import type { FileStore } from '../ports/index.js';
import { FileMissingError } from '../ports/index.js';
import { sha256Short } from '../storage/index.js';
import { isSummary } from './recent/index.js';
import type { Memory, MemoryCategory, MemoryService } from './types.js';

const FILE = '.memfun/MEMORY.md';
const DELAY_MS = 300;

export interface MemoryFileOptions {
  /** The workspace folder. */
  readonly workspace: FileStore;
  readonly memory: MemoryService;
  /** In an untrusted workspace nothing is written. */
  readonly trusted: boolean;
  readonly logger: Logger;
  /** Milliseconds that changes are gathered before the file is written. Default 300. */
  readonly delayMs?: number;
}

/** Keeps the file up to date with memory until it is disposed of. */
export function keepMemoryFile(options: MemoryFileOptions): {
  /** Resolves when every change so far is in the file. */
  settled(): Promise<void>;
  dispose(): void;
} {
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<unknown> = Promise.resolve();
  const write = (): Promise<unknown> => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(() => writeMemoryFile(options));
    return writing;
  };
  const schedule = (): void => {
    timer ??= setTimeout(() => void write(), options.delayMs ?? DELAY_MS);
  };
  const subscription = options.memory.onChange(schedule);
  schedule();
  return {
    settled: async () => {
      await (timer === undefined ? writing : write());
    },
    dispose: () => {
      subscription.dispose();
      clearTimeout(timer);
    },
  };
}

/** What became of the file. `edited`: it was changed by hand and is left alone. */
export type MemoryFileState =
  | 'written'
  | 'unchanged'
  | 'edited'
  | 'nothing'
  | 'untrusted'
  | 'failed';

/** Writes the file when there is something to say. Never throws: what goes wrong is logged. */
export async function writeMemoryFile(options: MemoryFileOptions): Promise<MemoryFileState> {
  const { workspace, memory, trusted, logger } = options;
  if (!trusted) return 'untrusted';
  try {
    const all = await memory.list({ layers: ['project', 'recent'] });
    const memories = all.filter((one) => !isSummary(one));
    const present = await readFile(workspace);
    if (memories.length === 0 && present === undefined) return 'nothing';
    if (present !== undefined && !(await isAsGenerated(present))) {
      logger.info('MEMORY.md was edited by hand and is left as it is');
      return 'edited';
    }
    const text = await generate(memories);
    if (text === present) return 'unchanged';
    // Someone else's link must not lead the file out of the workspace.
    if ((await workspace.realPath(FILE)) === undefined) {
      logger.warn('MEMORY.md would lie outside of the workspace and is not written');
      return 'failed';
    }
    await workspace.ensureDir('.memfun');
    await workspace.write(FILE, new TextEncoder().encode(text));
    return 'written';
  } catch (error) {
    logger.warn('MEMORY.md could not be written', { message: toErrorInfo(error).message });
    return 'failed';
  }
}

async function readFile(workspace: FileStore): Promise<string | undefined> {
  try {
    const text = new TextDecoder().decode(await workspace.read(FILE));
    return text.replaceAll('\r\n', '\n');
  } catch (error) {
    if (error instanceof FileMissingError) return undefined;
    throw error;
  }
}

const HEAD = `# Memory of this project

Written by Memfun from its memory. **Edits made here are not read yet**: once this file is changed by hand, Memfun
leaves it as it is and keeps its memory elsewhere. Delete the file, and it is written again. To change what is
remembered, use \`/remember\` and \`/forget\` in the chat.
`;

const TITLES: Readonly<Record<MemoryCategory, string>> = {
  decision: 'Decisions',
  convention: 'Conventions',
  fact: 'Facts',
  pattern: 'Patterns',
  preference: 'Preferences',
  task: 'Tasks',
};

const SEAL = /<!-- memfun:generated ([0-9a-f]{16}) -->\n$/;

async function generate(memories: readonly Memory[]): Promise<string> {
  const sections = Object.entries(TITLES).flatMap(([category, title]) => {
    const rows = memories
      .filter((memory) => memory.category === category)
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, content }) => `- ${content.replaceAll(/\s+/g, ' ')} <!-- ${id} -->`);
    return rows.length === 0 ? [] : [`\n## ${title}\n\n${rows.join('\n')}\n`];
  });
  const text = `${HEAD}${sections.length === 0 ? '\nNothing is remembered.\n' : sections.join('')}\n`;
  return `${text}<!-- memfun:generated ${await seal(text)} -->\n`;
}

/** Whether the text is as it was generated, down to the last character. */
async function isAsGenerated(text: string): Promise<boolean> {
  const match = SEAL.exec(text);
  return match !== null && (await seal(text.slice(0, match.index))) === match[1];
}

function seal(text: string): Promise<string> {
  return sha256Short(new TextEncoder().encode(text));
}
