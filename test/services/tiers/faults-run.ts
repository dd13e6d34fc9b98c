// How long the fault tests go on, and the numbers they leave for whoever runs them.
import { appendFileSync } from 'node:fs';

/** `npm run faults`: more of everything, and what takes long. */
export const isLong = process.env['MEMFUN_FAULTS'] === 'long';

/** So many, or ten times as many in the long run. */
export function many(count: number): number {
  return isLong ? 10 * count : count;
}

/** Numbers of one history. `npm run faults` prints them. */
export function tell(what: string, numbers: Readonly<Record<string, number>>): void {
  const file = process.env['MEMFUN_FAULTS_NUMBERS'];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ what, ...numbers })}\n`);
}
