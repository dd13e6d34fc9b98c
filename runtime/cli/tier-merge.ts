// `memfun tier migrate --merge`: what lies in one tier goes into another that is in use, conversations record by record.
import type { Logger } from '../core/index.js';
import { createIds, systemClock } from '../core/index.js';
import { copySessions, isSessionKey, sessionsInTier } from '../storage/index.js';
import { mergeTier, type Tier } from '../tiers/index.js';
import type { CliOptions } from './arguments.js';

export interface TierMerge {
  readonly from: Tier;
  readonly to: Tier;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, of: number) => void;
  readonly logger: Logger;
  readonly output: { write(text: string): unknown };
}

/** @returns the exit code: 1 when something was left */
export async function mergeTiers(
  { json, to: target = '' }: CliOptions,
  { from, to, signal, onProgress, logger, output }: TierMerge,
): Promise<number> {
  const makers = { clock: systemClock, ids: createIds(), logger };
  const how = { signal, onProgress };
  const rest = await mergeTier({ from, to, clock: systemClock, except: isSessionKey, ...how });
  const conversations = await copySessions({
    from: sessionsInTier(from.state, makers),
    to: sessionsInTier(to.state, makers),
    ...how,
  });
  const left = [
    ...rest.left.map((key) => `left: ${key}: it is another one at the target.`),
    ...conversations.left.map(({ sessionId, reason }) => `left: ${sessionId}: ${reason}`),
  ];
  const { copied, known } = conversations;
  const lines = [
    `${rest.state} entries of state and ${rest.tasks} tasks are in ${target}; ${rest.known} were there already.`,
    `${copied} conversations were taken to ${target}; ${known} were there already.`,
    `sha256 of both sides: ${rest.digest}`,
    ...left,
    'Nothing was changed where they come from, nor what was in the target.',
  ];
  output.write(
    json === true ? `${JSON.stringify({ ...rest, conversations })}\n` : `${lines.join('\n')}\n`,
  );
  return left.length === 0 ? 0 : 1;
}
