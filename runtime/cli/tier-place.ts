// A tier as the command line names it: `kind`, or `kind=address,address`.
import type { TierKind } from '../tiers/index.js';
import { UsageError } from './arguments.js';

export const TIER_USAGE =
  'Use: memfun tier migrate --from sqlite|files[=FOLDER] --to nats=nats://HOST:4222 [--space NAME] [--dir DIR] [--json]';
const KINDS: readonly TierKind[] = ['sqlite', 'redis', 'nats'];

/** @throws UsageError */
export function placeOf(text: string | undefined, option: string) {
  if (text === undefined) throw new UsageError(`There is no --${option}.`, TIER_USAGE);
  const [name = '', ...rest] = text.split('=');
  const kind = KINDS.find((one) => one === name);
  if (kind === undefined)
    throw new UsageError(
      `"${name}" is no tier that lasts.`,
      `There are: ${KINDS.join(', ')}, and files for conversations.`,
    );
  const servers = rest.join('=');
  return { kind, servers: servers === '' ? [] : servers.split(',') };
}
