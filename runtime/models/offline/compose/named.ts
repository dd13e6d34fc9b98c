// Tells what was seen of files, folders and names that a message points at.
import { at, firstSentence, listed } from '../text/markdown.js';
import type { Question } from '../text/question.js';
import { cleanComment, readEvidence } from './evidence.js';
import { composeExplanation } from './explanation.js';
import type { Prose } from './prose.js';
import { composeAnswer } from './prose.js';

/** What a look printed that failed. */
const TROUBLE = /^trouble (.*)$/m;

/** Why a thing that is named could not be looked at: what happened; what follows it is for who writes cells. */
export function troubleOf(name: string, seen: string): Prose {
  const [, said = ''] = TROUBLE.exec(seen) ?? [];
  const why = /^.*?[.!?](?=\s|$)/.exec(said)?.[0] ?? said;
  return {
    answer:
      why === '' ? `${name} could not be looked at.` : `${name} could not be looked at: ${why}`,
    citations: [],
  };
}

/** A file, or what a name stands for, as a whole. */
export function tellWhole(name: string, seen: string): Prose {
  const evidence = readEvidence([{ index: 0, reasoning: '', code: '', observation: seen }]);
  const [shown] = evidence.passages;
  if (shown?.kind === 'file' && shown.lines.every(({ text }) => text.trim() === ''))
    return { answer: `\`${shown.path}\` is empty.`, citations: [] };
  const told = composeExplanation(seen);
  if (told === undefined) return troubleOf(name, seen);
  const others = seen.split('\n').flatMap((line) => {
    const [, path, row] = /^also (.+):(\d+)$/.exec(line) ?? [];
    return path === undefined ? [] : [{ path, line: Number(row) }];
  });
  if (others.length === 0) return told;
  const places = listed(others.map(({ path, line }) => at(path, line)));
  return {
    answer: `${told.answer}\n\nThe same name is also defined in ${places}.`,
    citations: [...told.citations, ...others],
  };
}

/** The answer to a question from nothing but the things named. */
export function tellFound(name: string, question: Question, seen: string): Prose {
  const evidence = readEvidence([{ index: 0, reasoning: '', code: '', observation: seen }]);
  if (evidence.passages.length === 0 && TROUBLE.test(seen)) return troubleOf(name, seen);
  return composeAnswer(question, evidence, '', name);
}

interface Inside {
  readonly path: string;
  readonly says: string;
  readonly offers: string[];
}

export function tellFolder(name: string, seen: string): Prose {
  const lines = seen.split('\n');
  const [, count, folder = ''] = /^folder (\d+) (.*)$/m.exec(seen) ?? [];
  if (count === undefined) return troubleOf(name, seen);
  if (count === '0')
    return { answer: `\`${folder}\` holds no files that can be read.`, citations: [] };
  const files = insideOf(lines);
  const rows = files.map(({ path, says, offers }) => {
    const has = offers.length === 0 ? '' : ` (${offers.map((one) => `\`${one}\``).join(', ')})`;
    return `- ${at(path, 1)}${says === '' ? '' : `: “${says}”`}${has}`;
  });
  const [, more, names = ''] = /^others (\d+) (.*)$/m.exec(seen) ?? [];
  if (more !== undefined) rows.push(`- … and ${more} more: ${names}.`);
  const [, readme, line, text = ''] = /^readme (.+?):(\d+) (.*)$/m.exec(seen) ?? [];
  const size = count === '1' ? 'one file' : `${count} files`;
  return {
    answer: [
      `**\`${folder}\`** holds ${size}.`,
      readme === undefined ? '' : `Its read-me says: “${text}” (${at(readme, Number(line))})`,
      rows.join('\n'),
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
    citations: [
      ...(readme === undefined ? [] : [{ path: readme, line: Number(line) }]),
      ...files.map(({ path }) => ({ path, line: 1 })),
    ],
  };
}

function insideOf(lines: readonly string[]): readonly Inside[] {
  const files: Inside[] = [];
  for (const line of lines) {
    const [, , path, head = ''] = /^inside (\d+) (.+?) :: (.*)$/.exec(line) ?? [];
    if (path !== undefined)
      files.push({ path, says: firstSentence(cleanComment(head), 140), offers: [] });
    const [, name] = /^offers \d+ \S+ (.+)$/.exec(line) ?? [];
    if (name !== undefined) files.at(-1)?.offers.push(name);
  }
  return files;
}

/** Said of what nobody has that name; every other reason says what to do. */
const NOBODY = 'nothing of that name was found';

/** What was named and is not there, and what there is of nearly that name. */
export function tellMissing(token: string, why: string, seen: string): Prose {
  const similar = [...seen.matchAll(/^similar (.+)$/gm)].map(([, path = '']) => path);
  const places = similar.map((path) => `\`${path}\``);
  const near = similar.length === 0 ? '' : ` Files of a similar name: ${listed(places)}.`;
  const name = `\`${token}\``;
  return {
    answer: `${why === NOBODY ? `${name} was not found.` : `${name} could not be looked at: ${why}`}${near}`,
    citations: [],
  };
}
