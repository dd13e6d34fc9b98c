// What is in a skill, as a report to read before it is trusted.
import { problemText, type SkillReview } from '../../../runtime/skills/index.js';

export function reviewReport(review: SkillReview): string {
  const { name, description, origin, digest, bytes, files, asks, problems, warnings } = review;
  const from = [origin.location, origin.ref, origin.commit].filter((part) => part !== undefined);
  return [
    `# Skill ${plain(name)}`,
    plain(description),
    `From ${code(from.join(' '))}  \n${code(digest)}, ${files.length} files, ${bytes.toLocaleString('en')} bytes`,
    ...section('Look at this first', warnings.map(plain)),
    ...section('Rules of the standard that it breaks', problems.map(problemText).map(plain)),
    ...section('Tools that it asks for (it gets none by that)', asks.map(code)),
    ...section(
      'Files',
      files.map(({ path, kind, bytes: size }) => `${code(path)} ${kind}, ${size} bytes`),
    ),
    ...(review.changes ?? []).flatMap(({ path, kind, diff }) => [
      `## ${kind}: ${code(path)}`,
      ...(diff === undefined ? [] : [fenced(diff)]),
    ]),
    ...(review.changes === undefined ? ['## SKILL.md', fenced(review.text)] : []),
  ].join('\n\n');
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.map((line) => `- ${line}`).join('\n')];
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}

/** What was written by others must not become links or pictures of the report. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#!|]/g, String.raw`\$&`).replaceAll(/\s+/g, ' ');
}

function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}text\n${text}\n${ticks}`;
}
