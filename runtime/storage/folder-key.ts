// The name of a folder that holds what belongs to another folder: readable, and its own for each.
import { createHash } from 'node:crypto';

/** @param folder a path or an address; what follows its last slash is the readable part */
export function folderKey(folder: string): string {
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  const name = folder.split(/[\\/]/).findLast((part) => part !== '') ?? '';
  return `${name.replaceAll(/[^\w.-]+/g, '-') || 'root'}-${digest}`;
}
