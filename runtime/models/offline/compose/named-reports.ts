// Tells what the editor or a terminal reports: the messages with their places, and what takes a model to do about them.
import type { Citation } from '../../../core/index.js';
import { needsModel } from '../label.js';
import { at, fence, languageOf, listed } from '../text/markdown.js';
import type { Question } from '../text/question.js';
import { troubleOf } from './named.js';
import type { Prose } from './prose.js';

interface Asked {
  readonly question: Question;
  readonly whole: boolean;
  /** It is to be mended, not only told. */
  readonly mends: boolean;
}

interface Spot {
  readonly path: string;
  readonly line: number;
  /** What stands before the code: severity and message. Empty where it was said already. */
  readonly says: string;
  readonly code: string[];
}

/** What can be had without a model. */
export const BY_RULE =
  'Where a static rule knows the repair, **Memfun: Fix Selection** makes it on the selected lines without a model.';

export function tellProblems(name: string, asked: Asked, seen: string): Prose {
  const count = /^problems (\d+)$/m.exec(seen)?.[1];
  if (count === undefined) return troubleOf(name, seen);
  if (count === '0')
    return {
      answer: `${name} is empty: the editor reports no problem there. It knows those of files that it has looked at.`,
      citations: [],
    };
  const spots = spotsOf(seen);
  return {
    answer: [
      count === '1' ? 'The editor reports one problem:' : `The editor reports ${count} problems:`,
      /^none meant$/m.test(seen) ? `None of them speaks of ${ideasOf(asked)}.` : '',
      ...spots.map(tellSpot),
      leftOver(seen),
      limits(asked),
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
    citations: spots.map(citation),
  };
}

export function tellTerminal(name: string, asked: Asked, seen: string): Prose {
  const [, lines, code, command = ''] = /^terminal (\d+) (-?\d+|\?) (.*)$/m.exec(seen) ?? [];
  if (lines === undefined) return troubleOf(name, seen);
  const ran = `\`${command.replaceAll('`', "'")}\``;
  const said = [...seen.matchAll(/^said \d+ (.*)$/gm)].map(([, text = '']) => text);
  const spots = spotsOf(seen);
  const ended =
    code === '?'
      ? `The last command was ${ran}.`
      : `The last command was ${ran}; it ended with exit code ${code ?? ''}.`;
  if (lines === '0') return { answer: `${ended} It printed nothing.`, citations: [] };
  if (said.length === 0)
    return {
      answer: `${ended} No line of what it printed speaks of ${ideasOf(asked)}.`,
      citations: [],
    };
  const head = !asked.whole
    ? 'These lines of its output speak of it:'
    : /^failing$/m.test(seen)
      ? 'These lines of its output speak of a failure:'
      : 'No line of its output speaks of a failure; this is how it ends:';
  return {
    answer: [
      ended,
      `${head}\n\n${fence(said.join('\n'), '')}`,
      leftOver(seen),
      spots.length === 0 ? '' : 'The places that it names:',
      ...spots.map(tellSpot),
      asked.whole && (code !== '0' || asked.mends) ? limits(asked) : '',
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
    citations: spots.map(citation),
  };
}

function spotsOf(seen: string): readonly Spot[] {
  const spots: Spot[] = [];
  for (const row of seen.split('\n')) {
    const [, severity, path, line, message = ''] =
      /^problem (\S+) (.+?):(\d+) (.*)$/.exec(row) ?? [];
    const [, place, at] = /^place (.+):(\d+)$/.exec(row) ?? [];
    if (path !== undefined)
      spots.push({ path, line: Number(line), says: `${titleOf(severity)}: ${message}`, code: [] });
    else if (place !== undefined) spots.push({ path: place, line: Number(at), says: '', code: [] });
    else if (/^\d+\| ?/.test(row)) spots.at(-1)?.code.push(row.replace('| ', '  '));
  }
  return spots;
}

function titleOf(severity = ''): string {
  if (/^err/i.test(severity)) return '**Error**';
  return /^warn/i.test(severity) ? 'Warning' : 'Remark';
}

function tellSpot({ path, line, says, code }: Spot): string {
  const place = at(path, line);
  const head = says === '' ? `${place}:` : `- ${says} (${place})`;
  return code.length === 0 ? head : `${head}\n\n${fence(code.join('\n'), languageOf(path))}`;
}

function leftOver(seen: string): string {
  const left = /^left (\d+)$/m.exec(seen)?.[1];
  return left === undefined ? '' : `There are ${left} more.`;
}

function limits({ mends }: Asked): string {
  return mends
    ? `${needsModel('Mending this')} ${BY_RULE}`
    : needsModel('Finding the cause behind these words');
}

function ideasOf({ question }: Asked): string {
  return listed(question.ideas.map(({ label }) => `“${label}”`));
}

function citation({ path, line }: Spot): Citation {
  return { path, line };
}
