// Memories in words for people: one line each, or with everything that is known of one.
import { asWritten } from '../../language/index.js';
import { doubtOf } from '../staleness/index.js';
import type { Memory, MemoryConflict, MemoryHistory, SaveOutcome } from '../types.js';

export function describeOutcome({ action, memory, previous }: SaveOutcome): string {
  if (action === 'known') return `I already know: ${oneLine(memory)}`;
  if (action === 'updated') return `Made more precise: ${oneLine(memory)}`;
  const other = previous === undefined ? '' : ` (${OTHER[action] ?? 'see'}: ${oneLine(previous)})`;
  return `Remembered: ${oneLine(memory)}${other}`;
}

const OTHER: Readonly<Partial<Record<SaveOutcome['action'], string>>> = {
  superseded: 'instead of',
  extended: 'more about',
  contradicted: 'which says otherwise; both are kept',
};

/** One line of a Markdown list. */
export function row(memory: Memory): string {
  const { id, layer, category } = memory;
  return `- ${oneLine(memory)} (${layer}, ${category}${marks(memory)}, \`${id}\`)`;
}

export function oneLine({ content }: Memory): string {
  return content.replaceAll(/\s+/g, ' ');
}

/** What is special about a memory, as `, pinned` and the like. */
export function marks(memory: Memory): string {
  const doubt = doubtOf(memory);
  const special = [
    ...(memory.pinned ? ['pinned'] : []),
    ...(memory.status === 'active' ? [] : [memory.status]),
    ...(doubt === undefined ? [] : [doubt]),
  ];
  return special.map((mark) => `, ${mark}`).join('');
}

/** Everything of a memory, as Markdown. */
export function wholeText(memory: Memory): string {
  const { tags, importance, confidence, provenance, fields, version, useCount } = memory;
  const { subject, supersededBy, createdAt, updatedAt, expiresAt, validTo } = memory;
  const from = Object.entries(provenance).flatMap(([name, value]) =>
    value === undefined ? [] : [name === 'source' ? value : `${name} ${value}`],
  );
  const own = Object.entries(fields).map(([name, value]) => `${name} = ${value}`);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Tags', tags.join(', ')],
    ['About', subject],
    ['Importance', `${importance}, confidence ${confidence}`],
    ['From', from.join(', ')],
    ['Fields', own.join(', ')],
    ['Said', minute(createdAt)],
    ['Changed', `${minute(updatedAt)}, version ${version}, used ${useCount} times`],
    ['Until', validTo === undefined ? undefined : minute(validTo)],
    ['Expires', expiresAt === undefined ? undefined : minute(expiresAt)],
    ['Replaced by', supersededBy === undefined ? undefined : `\`${supersededBy}\``],
  ];
  const lines = facts.flatMap(([name, text]) =>
    text === undefined || text === '' ? [] : [`  - ${name}: ${text}`],
  );
  return [row(memory), ...lines].join('\n');
}

export function historyText({ memory, versions, relations }: MemoryHistory): string {
  const said = versions.map(
    ({ version, content, at }) =>
      `  ${version}. ${asWritten(content.replaceAll(/\s+/g, ' '))} ${minute(at)}`,
  );
  const related = relations.map(
    ({ from, kind, to, strength }) =>
      `  - \`${from}\` ${kind} \`${to}\`${strength === 1 ? '' : ` (${strength})`}`,
  );
  return [wholeText(memory), '', 'Versions', ...said]
    .concat(related.length === 0 ? [] : ['', 'Relations', ...related])
    .join('\n');
}

export function conflictsText(conflicts: readonly MemoryConflict[]): string {
  if (conflicts.length === 0) return 'No memories contradict each other.';
  return conflicts
    .map(({ newer, older }) => `${row(newer)}\n  contradicts\n${row(older)}`)
    .join('\n\n');
}

/** In UTC. */
export function minute(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
}
