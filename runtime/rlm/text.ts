// Cutting text for the prompt: bounded, with head and tail kept and the gap counted.

/** At most about `limit` characters of `text`, two thirds from its head, one third from its tail. */
export function cutMiddle(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = Math.ceil((limit * 2) / 3);
  const tail = limit - head;
  const omitted = text.length - head - tail;
  return `${text.slice(0, head)}\n… ${omitted} characters left out …\n${text.slice(text.length - tail)}`;
}

/** The text in one line of at most `limit` characters. */
export function oneLine(text: string, limit: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= limit ? line : `${line.slice(0, limit - 1)}…`;
}
