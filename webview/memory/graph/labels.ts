// Which labels are written: the most telling first, and none over another one. Pure.

export interface Label {
  /** Left upper corner and size, in pixels of the page. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels of a cell in which labels are looked up. */
const CELL = 64;

/**
 * Takes candidates in their order as long as there is room: of each the first of its places that is free.
 * @param taken what nothing may be written over
 */
export function placeLabels<T extends Label>(
  candidates: Iterable<readonly T[]>,
  limit: number,
  taken: readonly Label[] = [],
): readonly T[] {
  const cells = new Map<string, Label[]>();
  const cellsOf = ({ x, y, width, height }: Label): readonly string[] => {
    const keys: string[] = [];
    for (let column = Math.floor(x / CELL); column <= (x + width) / CELL; column++)
      for (let row = Math.floor(y / CELL); row <= (y + height) / CELL; row++)
        keys.push(`${column} ${row}`);
    return keys;
  };
  const put = (label: Label): void => {
    for (const key of cellsOf(label)) {
      const cell = cells.get(key) ?? [];
      cells.set(key, cell);
      cell.push(label);
    }
  };
  taken.forEach(put);
  const placed: T[] = [];
  const isFree = (label: Label): boolean =>
    cellsOf(label).every((key) => (cells.get(key) ?? []).every((other) => !overlap(label, other)));
  for (const places of candidates) {
    if (placed.length >= limit) break;
    const place = places.find(isFree);
    if (place === undefined) continue;
    put(place);
    placed.push(place);
  }
  return placed;
}

export function overlap(a: Label, b: Label): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
