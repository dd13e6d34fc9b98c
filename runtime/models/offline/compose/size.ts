// Says how large a project is and in which languages it is written, from what was counted.

export function composeSize(seen: string): string {
  const all = Number(/^files (\d+)$/m.exec(seen)?.[1] ?? 0);
  const counts = [...seen.matchAll(/^language (\d+) (\d+) (.+)$/gm)].map(
    ([, files, lines, language = '']) => ({
      files: Number(files),
      lines: Number(lines),
      language,
    }),
  );
  const [first] = counts;
  if (first === undefined)
    return all === 0 ? 'There are no files here yet.' : `${filesIn(all)} None of it is code.`;
  const sum = (of: 'files' | 'lines'): number => counts.reduce((total, one) => total + one[of], 0);
  const tests = /^tests (\d+) (\d+)$/m.exec(seen);
  const [, read, of] = /^first (\d+) of (\d+)$/m.exec(seen) ?? [];
  const unread = Number(/^unread (\d+)$/m.exec(seen)?.[1] ?? 0);
  const main =
    counts.length === 1
      ? `The project is written in ${first.language}.`
      : `Most of the project is written in ${first.language}.`;
  const rows = [
    ...(counts.length === 1
      ? []
      : counts.map(({ language, lines, files }) => `**${language}**: ${linesIn(lines, files)}`)),
    `Code in all: ${linesIn(sum('lines'), sum('files'))}`,
    ...(tests === null ? [] : [`Tests among it: ${linesIn(Number(tests[2]), Number(tests[1]))}`]),
    `Files of every kind: ${all}`,
    ...(unread === 0 ? [] : [`Files that could not be read: ${unread}`]),
    ...(read === undefined
      ? []
      : [`Only the first ${read} of ${of ?? ''} files with code were counted.`]),
  ];
  const counted =
    'Every line counts, blank ones and comments too; hidden, vendored and git-ignored files do not.';
  return [main, rows.map((row) => `- ${row}`).join('\n'), counted].join('\n\n');
}

function filesIn(all: number): string {
  return all === 1 ? 'There is one file in all.' : `There are ${all} files in all.`;
}

function linesIn(lines: number, files: number): string {
  return `${lines} ${lines === 1 ? 'line' : 'lines'} in ${files === 1 ? 'one file' : `${files} files`}`;
}
