// What the tiers' specifications share: opening a tier, and keys that hurt.
import { afterEach, beforeEach } from 'vitest';
import type { Tier, TierCapabilities } from '../../../runtime/tiers/index.js';

export interface OpenOptions {
  /** Waiting tasks that a queue may hold. */
  readonly maxWaitingTasks?: number;
  /** Messages kept for replay. */
  readonly keep?: number;
}

/** One namespace of a tier, empty when it is opened. */
export interface Namespace {
  /** Opens the namespace once more, as another process would. */
  open(options?: OpenOptions): Promise<Tier>;
}

/** All that a tier hands to the suite. */
export interface Harness {
  readonly name: string;
  readonly capabilities: TierCapabilities;
  /** A fresh namespace. */
  namespace(): Promise<Namespace>;
}

/** Opens tiers for a test and closes whatever it left open. */
export function useNamespace(harness: Harness): {
  /** The tier of this test. */
  readonly tier: () => Tier;
  /** Another one, in the same namespace. */
  readonly another: (options?: OpenOptions) => Promise<Tier>;
  /** One in a namespace of its own. */
  readonly apart: (options?: OpenOptions) => Promise<Tier>;
} {
  let open: Tier[] = [];
  let namespace: Namespace | undefined;
  const keep = (tier: Tier): Tier => {
    open.push(tier);
    return tier;
  };
  beforeEach(async () => {
    namespace = await harness.namespace();
    keep(await namespace.open());
  });
  afterEach(async () => {
    await Promise.all(open.map((tier) => tier.close()));
    open = [];
  });
  return {
    tier: () => {
      const [first] = open;
      if (first === undefined) throw new Error('no tier is open');
      return first;
    },
    another: async (options) => {
      if (namespace === undefined) throw new Error('there is no namespace');
      return keep(await namespace.open(options));
    },
    apart: async (options) => keep(await (await harness.namespace()).open(options)),
  };
}

/** Names that mean something to some server, shell or pattern language, and must mean nothing here. */
export const HOSTILE_NAMES = [
  'a:b',
  'a.b',
  '.',
  '..',
  'a..b',
  '.a.',
  '*',
  'a*',
  'a?b',
  '[a-z]',
  '>',
  'a.>',
  'a b',
  ' ',
  'tab\tnew\nline',
  'nul\u0000inside',
  '{tag}',
  '}{',
  '%',
  '_',
  "it's; DROP TABLE state;--",
  '$KV.x',
  '=41',
  'ключ.键',
  '😀',
  '\uffff',
  '__proto__',
  'k'.repeat(1024),
] as const;
