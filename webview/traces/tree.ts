// The span tree as rows: which are seen, where a key leads, and what of them is in the window.
import type { TraceSpan } from '../../extension/bridge/index.js';

export interface TreeRow {
  readonly span: TraceSpan;
  /** From 1. */
  readonly level: number;
  /** Absent for one without children. */
  readonly open: boolean | undefined;
  /** Place among its siblings, from 1, and how many they are. */
  readonly place: number;
  readonly siblings: number;
}

/** Depth first, without what is below closed spans. */
export function rowsOf(
  spans: readonly TraceSpan[],
  closed: ReadonlySet<string>,
): readonly TreeRow[] {
  const below = new Map<string | undefined, TraceSpan[]>();
  for (const span of spans) {
    const siblings = below.get(span.parentId);
    if (siblings === undefined) below.set(span.parentId, [span]);
    else siblings.push(span);
  }
  const rows: TreeRow[] = [];
  const stack = [...placed(below.get(undefined) ?? [], 1)].reverse();
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const children = below.get(next.span.id) ?? [];
    const open = children.length === 0 ? undefined : !closed.has(next.span.id);
    rows.push({ ...next, open });
    if (open === true) stack.push(...[...placed(children, next.level + 1)].reverse());
  }
  return rows;
}

function placed(spans: readonly TraceSpan[], level: number): readonly Omit<TreeRow, 'open'>[] {
  return spans.map((span, at) => ({ span, level, place: at + 1, siblings: spans.length }));
}

export type KeyMove =
  | { readonly to: string }
  | { readonly toggle: string; readonly open: boolean }
  | undefined;

/** Where a key leads in a tree, as the pattern of WAI-ARIA has it. */
export function keyMove(
  rows: readonly TreeRow[],
  active: string,
  key: string,
  page: number,
): KeyMove {
  const at = rows.findIndex(({ span }) => span.id === active);
  const row = rows[at];
  if (row === undefined) return rows[0] && { to: rows[0].span.id };
  const go = (index: number): KeyMove => {
    const target = rows[Math.max(0, Math.min(rows.length - 1, index))];
    return target && { to: target.span.id };
  };
  const { parentId } = row.span;
  switch (key) {
    case 'ArrowDown':
      return go(at + 1);
    case 'ArrowUp':
      return go(at - 1);
    case 'PageDown':
      return go(at + page);
    case 'PageUp':
      return go(at - page);
    case 'Home':
      return go(0);
    case 'End':
      return go(rows.length - 1);
    case 'ArrowRight':
      if (row.open === undefined) return undefined;
      return row.open ? go(at + 1) : { toggle: active, open: true };
    case 'ArrowLeft':
      if (row.open === true) return { toggle: active, open: false };
      return parentId === undefined ? undefined : { to: parentId };
    default:
      return undefined;
  }
}

/** The rows in a window of so many pixels, and a few around it: end exclusive. */
export function windowOf(
  total: number,
  rowHeight: number,
  scrollTop: number,
  height: number,
): readonly [from: number, to: number] {
  const around = 8;
  const from = Math.floor(scrollTop / rowHeight) - around;
  const to = Math.ceil((scrollTop + height) / rowHeight) + around;
  return [Math.max(0, Math.min(from, total)), Math.max(0, Math.min(to, total))];
}
