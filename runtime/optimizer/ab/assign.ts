// Which arm a task belongs to: always the same one, in every window, without anything being stored.
import { createHash } from 'node:crypto';

export type Arm = 'a' | 'b';

/** @param share of tasks that the new arm gets, 0 to 1 */
export function armOf(experiment: string, taskId: string, share: number): Arm {
  const hash = createHash('sha256').update(`${experiment}\n${taskId}`).digest();
  return hash.readUInt32BE(0) / 2 ** 32 < share ? 'b' : 'a';
}
