// Tells what stands in a memory, a page, an earlier conversation, a resource or a file from elsewhere: quoted, never said
// in other words.
import { needsModel } from '../label.js';
import { listed } from '../text/markdown.js';
import { asksTo, type Question } from '../text/question.js';
import { troubleOf } from './named.js';
import type { Prose } from './prose.js';

export type Source = 'memory' | 'url' | 'chat' | 'resource' | 'outside';

interface Asked {
  readonly question: Question;
  readonly whole: boolean;
}

const OPENINGS: Readonly<Record<Source, string>> = {
  memory: 'This is remembered',
  url: 'The page says',
  chat: 'The conversation says',
  resource: 'The server’s text says',
  outside: 'The attached file says',
};

export function tellWords(name: string, source: Source, asked: Asked, seen: string): Prose {
  const count = /^passages (\d+)$/m.exec(seen)?.[1];
  if (count === undefined) return troubleOf(name, seen);
  if (count === '0') return { answer: `${name} is empty.`, citations: [] };
  const quotes = quotesOf(seen, asked.whole);
  const ideas = listed(asked.question.ideas.map(({ label }) => `“${label}”`));
  if (quotes.length === 0) return { answer: `Nothing in ${name} matches ${ideas}.`, citations: [] };
  const title = /^title (.+)$/m.exec(seen)?.[1];
  const left = /^left (\d+)$/m.exec(seen)?.[1];
  return {
    answer: [
      asked.whole && asksTo('sumsUp', asked.question) && left !== undefined
        ? needsModel('Summing it up')
        : '',
      title === undefined
        ? `${OPENINGS[source]} (${name}):`
        : `The page “${title}” says (${name}):`,
      ...quotes,
      asked.whole && left !== undefined
        ? `This is how it begins; ${left} more passages follow. A question with words of its own finds the place in them.`
        : '',
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
    citations: [],
  };
}

/** @param inOrder whether they follow each other, so that who goes on speaking is named once */
function quotesOf(seen: string, inOrder: boolean): readonly string[] {
  const quotes: { who: string; lines: string[] }[] = [];
  for (const row of seen.split('\n')) {
    const who = /^by (\w*)$/.exec(row)?.[1];
    if (who !== undefined) quotes.push({ who, lines: [] });
    else if (row.startsWith('> ')) quotes.at(-1)?.lines.push(row);
  }
  return quotes.map(({ who, lines }, i) => {
    if (inOrder && quotes[i - 1]?.who === who) return lines.join('\n');
    const head = who === 'you' ? 'You asked:\n\n' : who === 'answer' ? 'The answer was:\n\n' : '';
    return `${head}${lines.join('\n')}`;
  });
}
