// A memory as one line of a prompt: where it belongs, what to doubt about it, and who else than the user says so.
import type { Memory } from './model.js';
import { doubtOf } from './staleness/index.js';

const MAX_CHARS = 500;

/** Text of a page is quoted: it is what somebody wrote, not what the user wants. */
export function memoryLine(memory: Memory): string {
  const { layer, category, content, provenance } = memory;
  const text = content.replaceAll(/\s+/g, ' ');
  const short = text.length <= MAX_CHARS ? text : `${text.slice(0, MAX_CHARS - 1)}…`;
  const doubt = doubtOf(memory);
  const marks = [`${layer}/${category}`, ...(doubt === undefined ? [] : [doubt])].join('; ');
  return provenance.source === 'web' ? `[${marks}] a page says: “${short}”` : `[${marks}] ${short}`;
}
