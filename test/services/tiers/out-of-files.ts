// A process that has opened as many files as it may, and then wants a lock; prints what it is told.
import { openSync } from 'node:fs';
import { FileLock, livingHolder } from '../../../runtime/tiers/sqlite/file-lock.js';

async function main(file: string): Promise<void> {
  try {
    for (;;) openSync('/dev/null', 'r');
  } catch {
    // No more.
  }
  const codeOf = (error: NodeJS.ErrnoException): string => error.code ?? error.message;
  const taken = await FileLock.take(file).then(() => 'taken', codeOf);
  const holder = await livingHolder(`${file}.lock`).then((found) => found ?? 'nobody', codeOf);
  process.stdout.write(`take: ${taken}\nholder: ${holder}\n`);
}

const [, , file] = process.argv;
if (file !== undefined) void main(file);
