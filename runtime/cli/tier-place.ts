// A tier as the command line names it: `kind`, `kind=address,address`, or `sqlite=file`.
import path from 'node:path';
import { type MemfunEnvironment, openConfiguredTier } from '../app/index.js';
import type { Config } from '../config/index.js';
import type { Tier, TierKind } from '../tiers/index.js';
import { UsageError } from './arguments.js';

export const TIER_USAGE =
  'Use: memfun tier status, or memfun tier migrate --from sqlite[=FILE]|files[=FOLDER] --to nats=nats://HOST:4222 [--merge] [--space NAME] [--dir DIR] [--json]';
const KINDS: readonly TierKind[] = ['sqlite', 'redis', 'nats'];

export interface NamedTier {
  readonly kind: TierKind;
  readonly servers: readonly string[];
  /** Of SQLite, when it is not the configured one. */
  readonly file?: string;
}

/** @throws UsageError */
export function placeOf(text: string | undefined, option: string): NamedTier {
  if (text === undefined) throw new UsageError(`There is no --${option}.`, TIER_USAGE);
  const [name = '', ...rest] = text.split('=');
  const kind = KINDS.find((one) => one === name);
  if (kind === undefined)
    throw new UsageError(
      `"${name}" is no tier that lasts.`,
      `There are: ${KINDS.join(', ')}, and files for conversations.`,
    );
  const where = rest.join('=');
  if (kind === 'sqlite')
    return { kind, servers: [], ...(where === '' ? {} : { file: path.resolve(where) }) };
  return { kind, servers: where === '' ? [] : where.split(',') };
}

/** @throws MemfunError of the tier */
export function openNamedTier(
  env: MemfunEnvironment,
  config: Config['tier'],
  { file, ...place }: NamedTier,
): Promise<Tier> {
  return openConfiguredTier(env, { ...config, ...place }, file);
}
