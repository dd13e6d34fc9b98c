// What a person sees and decides of safety: the rules, and what was done under them.
import type { SafetyDesk } from '../agents/index.js';
import type { MemfunParts } from './parts.js';
import type { SafetyAccess } from './types.js';

export function safetyAccess(
  { audit, custom }: Pick<MemfunParts, 'audit' | 'custom'>,
  { policy, hosts }: Pick<SafetyDesk, 'policy' | 'hosts'>,
): SafetyAccess {
  return {
    commands: policy,
    hosts,
    tools: custom,
    history: async (limit) => (await audit?.list(limit)) ?? [],
    brokenEntries: async () => (await audit?.verify())?.broken.length ?? 0,
  };
}
