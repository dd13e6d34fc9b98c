// Restoring a backup: checked whole before anything is written; brings back what is missing or was forgotten since.
import { MemfunError } from '../../core/index.js';
import type { MemoryService } from '../types.js';
import { type ImportReport, type ImportSource, importMemories } from './import.js';
import { linesOf, readLine, verifyLines } from './jsonl.js';

/** The backup is damaged: nothing was restored. */
export class BackupDamagedError extends MemfunError {
  readonly code = 'memory.backup';
  constructor(name: string, reason: string) {
    super(`"${name}" is no whole backup: ${reason}. Nothing was restored.`, {
      remedy: 'Use another backup, or take what can be read with "memfun memory import".',
    });
  }
}

/**
 * Restoring twice changes nothing the second time. What was changed after the backup keeps its newer words.
 * @param source read three times
 * @throws BackupDamagedError before anything is written
 */
export async function restoreBackup(
  memory: MemoryService,
  source: ImportSource,
  signal: AbortSignal,
): Promise<ImportReport & { readonly broughtBack: number }> {
  const verified = await verifyLines(linesOf(source.read()), signal);
  if (!verified.whole) throw new BackupDamagedError(source.name, verified.reason);
  const report = await importMemories(
    memory,
    { name: 'backup.jsonl', read: source.read },
    { preview: false, signal },
  );
  let broughtBack = 0;
  for await (const text of linesOf(source.read())) {
    const line = readLine(text);
    if (line?.type !== 'memory' || line.memory.status !== 'active') continue;
    if ((await memory.get(line.memory.id))?.status !== 'deleted') continue;
    await memory.restore(line.memory.id);
    broughtBack++;
  }
  return { ...report, broughtBack };
}
