// What may be put before a turn unasked: not what has faded, unless it is pinned or called by its name.
import { retention } from './forgetting.js';
import { isSummary } from './recent/index.js';
import type { Memory } from './types.js';

/** A memory of which less than this is left is found when searched for, but not put before a turn. */
const FAINT = 0.35;

/** @param text the question @param now milliseconds since the epoch */
export function isInjectable(memory: Memory, text: string, now: number): boolean {
  if (isSummary(memory)) return false;
  return retention(memory, now) >= FAINT || isNamed(memory, text);
}

/** By its id, or by what it is about. */
function isNamed({ id, subject }: Memory, text: string): boolean {
  if (text.includes(id)) return true;
  const slot = subject?.replace(/^(?:user|project):/, '');
  if (slot === undefined || slot === '') return false;
  const asked = text.toLowerCase();
  return [slot, slot.replaceAll(/[-.:]+/g, ' ')].some((name) => asked.includes(name.toLowerCase()));
}
