// Where the tiers of this machine lie: one folder for all programs that share them.
import { homedir } from 'node:os';
import path from 'node:path';

/**
 * The same for the editor and the command line.
 * @param storage where the program keeps its things, when it was told; default: `MEMFUN_HOME`, else `~/.memfun`
 */
export function tiersFolder(
  storage = process.env['MEMFUN_HOME'] ?? path.join(homedir(), '.memfun'),
): string {
  return path.resolve(process.env['MEMFUN_TIERS'] ?? path.join(storage, 'tiers'));
}
