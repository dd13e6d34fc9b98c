// What a workspace allows and denies unasked, kept as numbered files: the newest one that can be read counts.
import * as z from 'zod';
import type { Clock, Logger } from '../core/index.js';
import { MemfunError, systemClock, toErrorInfo } from '../core/index.js';
import type { FileStore } from '../ports/index.js';
import type { CommandMode } from './shell/index.js';

const ruleSchema = z.strictObject({
  pattern: z.string().trim().min(1).max(1000),
  /** Milliseconds since the epoch. */
  addedAt: z.number().int().nonnegative(),
  /** Who wanted it, e.g. `user`. */
  by: z.string().min(1),
});

export const policySchema = z.strictObject({
  version: z.literal(1),
  allow: z.array(ruleSchema).readonly(),
  deny: z.array(ruleSchema).readonly(),
});

export type Policy = z.infer<typeof policySchema>;
export type PolicyRule = z.infer<typeof ruleSchema>;
export type PolicyList = 'allow' | 'deny';

/** A rule that cannot be part of a policy. */
export class PolicyRuleError extends MemfunError {
  readonly code = 'policy.rule';
  constructor(problem: string) {
    super(`The rule cannot be added: ${problem}.`, {
      remedy: 'Give the words of a command, e.g. "npm test", or "git commit *" for any arguments.',
    });
  }
}

export interface PolicyStore {
  list(): Policy;
  /** Adding what is there changes nothing. @throws PolicyRuleError */
  add(list: PolicyList, pattern: string, by: string): Promise<Policy>;
  /** Removing what is not there changes nothing. */
  remove(list: PolicyList, pattern: string): Promise<Policy>;
  /** The patterns that count in a mode: while planning nothing is allowed by pattern. */
  patterns(mode: CommandMode): {
    readonly allow: readonly string[];
    readonly deny: readonly string[];
  };
}

export interface PolicyDependencies {
  readonly logger: Logger;
  readonly clock?: Clock;
}

const EMPTY: Policy = { version: 1, allow: [], deny: [] };
const NAME = /^(\d{8})\.json$/;
const KEEP = 5;

/** Opens the policy kept in a folder, which must lie where the model cannot write. */
export async function openPolicy(
  files: FileStore,
  { logger, clock = systemClock }: PolicyDependencies,
): Promise<PolicyStore> {
  let { policy, last } = await newest(files, logger);
  let turn: Promise<unknown> = Promise.resolve();

  async function save(next: Policy): Promise<Policy> {
    const number = last + 1;
    const text = `${JSON.stringify(next, null, 2)}\n`;
    // Always under a new name: a crash then damages nothing that counted before.
    await files.write(nameOf(number), new TextEncoder().encode(text));
    policy = next;
    last = number;
    if (number > KEEP) await files.remove(nameOf(number - KEEP));
    return next;
  }

  async function apply(make: (current: Policy) => Policy): Promise<Policy> {
    const next = make(policy);
    return next === policy ? policy : await save(next);
  }

  /** Changes one after the other, each on what the one before left. */
  function change(make: (current: Policy) => Policy): Promise<Policy> {
    const done = turn.then(() => apply(make));
    turn = done.catch(() => {});
    return done;
  }

  return {
    list: () => policy,
    add: (list, pattern, by) =>
      change((current) => {
        const parsed = ruleSchema.safeParse({ pattern, addedAt: clock.now(), by });
        if (!parsed.success) throw new PolicyRuleError(parsed.error.issues[0]?.message ?? 'wrong');
        if (current[list].some((rule) => rule.pattern === parsed.data.pattern)) return current;
        return { ...current, [list]: [...current[list], parsed.data] };
      }),
    remove: (list, pattern) =>
      change((current) => {
        const left = current[list].filter((rule) => rule.pattern !== pattern.trim());
        return left.length === current[list].length ? current : { ...current, [list]: left };
      }),
    patterns: (mode) => ({
      allow: mode === 'plan' ? [] : policy.allow.map(({ pattern }) => pattern),
      deny: policy.deny.map(({ pattern }) => pattern),
    }),
  };
}

async function newest(
  files: FileStore,
  logger: Logger,
): Promise<{ readonly policy: Policy; readonly last: number }> {
  const entries = await files.list('');
  const numbers = entries
    .map(({ name }) => Number(NAME.exec(name)?.[1] ?? Number.NaN))
    .filter((number) => !Number.isNaN(number))
    .sort((a, b) => b - a);
  const last = numbers[0] ?? 0;
  for (const number of numbers) {
    try {
      const text = new TextDecoder().decode(await files.read(nameOf(number)));
      return { policy: policySchema.parse(JSON.parse(text)), last };
    } catch (error) {
      logger.warn('A policy file cannot be read; the one before it counts.', {
        file: nameOf(number),
        error: toErrorInfo(error),
      });
    }
  }
  return { policy: EMPTY, last };
}

function nameOf(number: number): string {
  return `${String(number).padStart(8, '0')}.json`;
}
