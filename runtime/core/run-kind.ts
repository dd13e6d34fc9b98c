// What kind of run a request is, as far as it can be told before the run: runs of a kind cost alike.
import * as z from 'zod';
import type { TurnRequest } from './events.js';

export const runKindSchema = z.enum(['message', 'change', 'plan']);
export type RunKind = z.infer<typeof runKindSchema>;

const CHANGES: readonly TurnRequest['intent'][] = ['fix', 'test', 'refactor'];

export function runKindOf({ effort, intent, text }: TurnRequest): RunKind {
  if (effort === 'team' || /^\s*\/team\s/.test(text)) return 'plan';
  return CHANGES.includes(intent) ? 'change' : 'message';
}
