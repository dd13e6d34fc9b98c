// `memfun memory export|import|backup|restore-backup|verify`: memory in and out of files of this disk.

import { createReadStream } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { MemfunError, systemClock } from '../../core/index.js';
import type { ImportSource } from '../../memory/index.js';
import {
  exportLines,
  importMemories,
  importText,
  linesOf,
  restoreBackup,
  toMarkdown,
  verifyLines,
} from '../../memory/index.js';
import { UsageError } from '../arguments.js';
import { writeAsItIs } from '../output.js';
import type { Verb, VerbCall } from './verb.js';
import { needed, noWords } from './verb.js';

/** Characters that are gathered before they are written. */
const CHUNK = 64 * 1024;

export const EXCHANGE_VERBS: Readonly<Record<string, Verb>> = {
  export: {
    usage: 'export [FILE.jsonl | FILE.md] [--format jsonl|markdown]',
    run: async (call) => {
      const { text: file, options, output } = call;
      const format = options.format ?? (/\.(?:md|markdown)$/i.test(file) ? 'markdown' : 'jsonl');
      if (format !== 'jsonl' && format !== 'markdown') {
        throw new UsageError(`"${format}" is no format.`, 'Use one of: jsonl, markdown.');
      }
      const lines = format === 'jsonl' ? recordsOf(call, false) : markdownOf(call);
      if (file === '') {
        for await (const line of lines) writeAsItIs(output, line);
        return undefined;
      }
      const written = await writeFile(file, lines);
      return { text: `Exported to ${written}`, data: { file: written, format } };
    },
  },
  import: {
    usage: 'import FILE [--dry-run]',
    run: async ({ text, options, memory, signal }) => {
      const file = needed(text, 'file to import', 'import FILE [--dry-run]');
      const preview = options['dry-run'] === true;
      const report = await importMemories(memory, await sourceOf(file), { preview, signal });
      return { text: importText(report), data: report };
    },
  },
  backup: {
    usage: 'backup FILE',
    run: async (call) => {
      const file = needed(call.text, 'file for the backup', 'backup FILE');
      const written = await writeFile(file, recordsOf(call, true));
      return {
        text: `Backed up to ${written}\nRestore it with: memfun memory restore-backup ${written}`,
        data: { file: written },
      };
    },
  },
  'restore-backup': {
    usage: 'restore-backup FILE',
    run: async ({ text, memory, signal }) => {
      const file = needed(text, 'backup to restore', 'restore-backup FILE');
      const report = await restoreBackup(memory, await sourceOf(file), signal);
      return {
        text: `${importText(report)}\nBrought back what was forgotten since: ${report.broughtBack}`,
        data: report,
      };
    },
  },
  verify: {
    usage: 'verify [BACKUP]',
    run: async ({ text: file, memory, signal }) => {
      if (file !== '') {
        const verified = await verifyLines(linesOf((await sourceOf(file)).read()), signal);
        return verified.whole
          ? {
              text: `Whole: ${verified.memories} memories, ${verified.relations} relations`,
              data: verified,
            }
          : { text: `Damaged: ${verified.reason}`, data: verified, code: 1 };
      }
      noWords(file, 'verify');
      const health = memory.health();
      const { memories, operations, damage } = health;
      const found = damage.map((one) => `\n${one.file}: ${one.reason}`).join('');
      const text = `${memories} memories from ${operations} operations, ${damage.length} damaged files${found}`;
      return { text, data: health, code: damage.length === 0 ? 0 : 1 };
    },
  },
};

function recordsOf({ memory, signal }: VerbCall, deleted: boolean): AsyncGenerator<string> {
  return exportLines(memory, { now: systemClock.now(), signal, deleted });
}

async function* markdownOf({ memory }: VerbCall): AsyncGenerator<string> {
  yield toMarkdown(await memory.list());
}

/** @throws FileProblemError when it cannot be read */
async function sourceOf(file: string): Promise<ImportSource> {
  const target = path.resolve(file);
  try {
    await (await open(target)).close();
  } catch (error) {
    throw new FileProblemError(`"${file}" cannot be read`, 'Check the name of the file.', error);
  }
  return {
    name: path.relative('.', target).split(path.sep).join('/'),
    read: () => createReadStream(target, { encoding: 'utf8' }),
  };
}

/** Writes a new file, or none. @returns its path @throws FileProblemError when there is one already */
async function writeFile(file: string, lines: AsyncIterable<string>): Promise<string> {
  const target = path.resolve(file);
  let handle: FileHandle;
  try {
    handle = await open(target, 'wx', 0o600);
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw new FileProblemError(
      isThere ? `There is a file "${file}" already` : `"${file}" cannot be written`,
      isThere ? 'Give another name; nothing is overwritten.' : 'Give a file in an existing folder.',
      error,
    );
  }
  try {
    let gathered = '';
    for await (const line of lines) {
      gathered += line;
      if (gathered.length < CHUNK) continue;
      await handle.write(gathered);
      gathered = '';
    }
    await handle.write(gathered);
    await handle.sync();
    await handle.close();
    return target;
  } catch (error) {
    await handle.close();
    await rm(target, { force: true });
    throw error;
  }
}

/** A file of this disk is not as it must be. */
class FileProblemError extends MemfunError {
  readonly code = 'cli.file';
  constructor(problem: string, remedy: string, cause: unknown) {
    super(`${problem}.`, { remedy, cause });
  }
}
