// A piece of a long text around the first of some words.

/**
 * The text from shortly before the first of the words that it holds; from its start when it holds none.
 * @param words in lower case
 * @param chars length of the piece
 */
export function excerpt(text: string, words: readonly string[], chars: number): string {
  if (text.length <= chars) return text;
  const lower = text.toLowerCase();
  const places = words.map((word) => lower.indexOf(word)).filter((at) => at >= 0);
  const first = places.length === 0 ? 0 : Math.min(...places);
  const start = Math.max(0, Math.min(first - Math.floor(chars / 3), text.length - chars + 2));
  const end = start + chars - 2;
  return `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
}
