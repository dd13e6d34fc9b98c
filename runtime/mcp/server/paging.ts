// Long lists in pages: a cursor names the last item that was given, so that it stays right when the list changes.

const PAGE = 50;

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor?: string;
}

/**
 * @param items with distinct keys, in any order
 * @returns `undefined` for a cursor that was never given
 */
export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  cursor: string | undefined,
): Page<T> | undefined {
  const after = cursor === undefined ? undefined : decode(cursor);
  if (cursor !== undefined && after === undefined) return undefined;
  const sorted = [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const left = after === undefined ? sorted : sorted.filter((item) => keyOf(item) > after);
  const page = left.slice(0, PAGE);
  const last = page.at(-1);
  if (left.length <= PAGE || last === undefined) return { items: page };
  return { items: page, nextCursor: Buffer.from(`after:${keyOf(last)}`).toString('base64url') };
}

function decode(cursor: string): string | undefined {
  return /^after:([\s\S]*)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'))?.[1];
}
