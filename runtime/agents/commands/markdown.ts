// Text of any kind inside Markdown: shown as it is, whatever stands in it.

export function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}

export function fenced(text: string, language = ''): string {
  const fence = '`'.repeat(
    Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)),
  );
  return `${fence}${language}\n${text}\n${fence}`;
}
