// What the built-in rules answer is said in German as a whole: no English words are left between those of the code.
import { expect, it } from 'vitest';
import { germanErrors, germanTexts, wordsOf } from '../../../runtime/language/index.js';
import { readEvidence } from '../../../runtime/models/offline/compose/evidence.js';
import { composeExplanation } from '../../../runtime/models/offline/compose/explanation.js';
import {
  tellFolder,
  tellFound,
  tellMissing,
  tellWhole,
} from '../../../runtime/models/offline/compose/named.js';
import { tellDiff } from '../../../runtime/models/offline/compose/named-diff.js';
import {
  tellProblems,
  tellTerminal,
} from '../../../runtime/models/offline/compose/named-reports.js';
import { tellWords } from '../../../runtime/models/offline/compose/named-words.js';
import { composeOverview } from '../../../runtime/models/offline/compose/overview.js';
import { composeAnswer } from '../../../runtime/models/offline/compose/prose.js';
import { reviewText } from '../../../runtime/models/offline/review/review.js';
import { readQuestion } from '../../../runtime/models/offline/text/question.js';

const german = wordsOf({ errors: germanErrors, texts: germanTexts, language: 'de' });
const ENGLISH =
  /\b(?:the|a|is|are|it|its|and|of|from|with|then|fails|returns|calls|catches|if|place|file|found|lines)\b/i;

/** Lines with English words left, code and what is quoted aside. */
function leftIn(text: string): readonly string[] {
  return german
    .text(text)
    .replaceAll(/```[\s\S]*?```/g, '')
    .split('\n')
    .filter((line) => ENGLISH.test(line.replaceAll(/`[^`]*`|„[^“]*“/g, '')));
}

const PASSAGES = [
  '@ src/retry.ts:12-21 function retry (3.20)',
  'file: // Wiederholen: was sich lohnt',
  '12| export async function retry<T>(work: () => Promise<T>, options: Options): Promise<T> {',
  '13|   for (const attempt of attempts) {',
  '14|     try {',
  '15|       return work(attempt);',
  '16|     } catch (error) {',
  '17|       if (attempt > 3) throw new LimitError("zu viele Versuche");',
  '18|       await pause(backoff(attempt, options));',
  '19|       if (options.quiet) return;',
  '20|     }',
  '21| }',
  '@ src/backoff.ts:3-8 function backoff (2.90)',
  '3| export function backoff(attempt: number, options: Options): number {',
  '4|   const base = pause(attempt);',
  '5|   if (base < 0) {',
  '6|     throw new Error("negativ");',
  '7|   }',
  '8|   return base;',
  '@ src/errors.ts:1-4 class LimitError (1.30)',
  '1| class LimitError extends Error {',
  'use src/client.ts:9 retry(send)',
  'use src/queue.ts:4 retry(take)',
  'file src/retry.ts 2.10 retry',
  'idea sprout: 0 files',
].join('\n');

const evidence = readEvidence([{ index: 0, reasoning: '', code: '', observation: PASSAGES }]);
const none = readEvidence([]);

it.each([
  'how does retry work?',
  'where is retry?',
  'why does retry sprout?',
  'add a limit to retry',
])('an answer to “%s”', (asked) => {
  expect(leftIn(composeAnswer(readQuestion(asked), evidence).answer)).toEqual([]);
  expect(leftIn(composeAnswer(readQuestion(asked), none).answer)).toEqual([]);
});

it('an explanation of a function, of lines and of a file', () => {
  expect(leftIn(composeExplanation(PASSAGES)?.answer ?? 'the')).toEqual([]);
  const lines = PASSAGES.replace('function retry', 'lines retry.ts').replace(/^file: .*$/m, '');
  expect(leftIn(composeExplanation(lines)?.answer ?? 'the')).toEqual([]);
  const file = [
    '@ src/retry.ts:1-40 file retry.ts (1.00)',
    '1| x',
    'member 3 function retry :: Noch einmal.',
    'member 9 class Limit :: ',
    'member 20 method Limit.wait :: ',
  ].join('\n');
  expect(leftIn(composeExplanation(file)?.answer ?? 'the')).toEqual([]);
});

it('what is told of files, folders and names that a message points at', () => {
  const question = readQuestion('how does retry work?');
  const folder = [
    'folder 15 src/',
    'readme src/README.md:3 Alles über Wiederholen.',
    'inside 40 src/retry.ts :: // Wiederholen',
    'offers 3 function retry',
    'offers 9 class Limit',
    'inside 2 src/index.ts :: ',
    'others 13 src/x.ts, src/y.ts',
  ].join('\n');
  const told = [
    tellFolder('`@src`', folder),
    tellFolder('`@src`', 'folder 0 src/'),
    tellFolder('`@src`', 'folder 1 src/'),
    tellFolder('`@src`', ''),
    tellFound('`@src` and `@docs`', question, ''),
    tellFound('`@src`', question, 'trouble "a.bin" is a binary file, so it has no lines to read.'),
    tellFound('`@src`', question, PASSAGES),
    tellWhole('`@src/x.ts`', '@ src/x.ts:1-1 file x.ts (1.00)\n1| '),
    tellWhole('`@src/x.md`', '@ src/x.md:1-2 file x.md (1.00)\n1| Ein Text'),
    tellWhole('`@symbol:retry`', `${PASSAGES}\nalso src/z.ts:4`),
    tellMissing('@src/y.ts', 'nothing of that name was found', 'similar src/x/y.ts\nsimilar y.ts'),
  ];
  expect(told.flatMap(({ answer }) => leftIn(answer))).toEqual([]);
  const [first] = told;
  expect(german.text(first?.answer ?? '')).toContain(
    '`src/retry.ts:1`: „Wiederholen“ (`retry`, `Limit`)',
  );
});

it('the title of a section is in German quotation marks', () => {
  const section = '@ docs/a.md:3-5 section Anfang (2.00)\n3| # Anfang\n4| Erst einrichten.';
  const seen = readEvidence([
    { index: 0, reasoning: '', code: '', observation: `${section}\n${PASSAGES}` },
  ]);
  for (const asked of ['where are the docs on retry?', 'how do the docs explain retry?']) {
    const said = german.text(composeAnswer(readQuestion(asked), seen).answer);
    expect(said).toContain('**„Anfang“** (`docs/a.md:3`)');
    expect(said).not.toContain('”');
  }
});

it('what is told of changes', () => {
  const question = readQuestion('does it touch the retry?');
  const diff = [
    'diff 22 cut',
    'changed 3 1 src/retry.ts',
    'hunk 3 src/retry.ts :: function retry()',
    '+| neu',
    'more',
    'hunk 0 src/gone.ts :: ',
    'hunks 4',
    'checked 1',
  ].join('\n');
  const finding = 'finding src/retry.ts:3 warning The default value is shared between calls';
  const told = [
    tellDiff('`@diff`', { question, whole: true, review: true }, diff),
    tellDiff('`@diff`', { question, whole: true, review: true }, `${diff}\n${finding}`),
    tellDiff('`@diff`', { question, whole: false, review: false }, 'diff 1'),
    tellDiff('`@diff`', { question, whole: true, review: false }, 'diff 0'),
  ];
  expect(told.flatMap(({ answer }) => leftIn(answer.replace(/: The default.*$/m, '')))).toEqual([]);
});

it('what is told of problems and of a terminal', () => {
  const question = readQuestion('where is the retry?');
  const asked = { question, whole: true, mends: true };
  const told = [
    tellProblems('`@problem`', asked, 'problems 0'),
    tellProblems('`@problem`', asked, 'problems 1\nproblem error a.ts:3 Neu\n3| x\nleft 2'),
    tellProblems('`@problem`', { ...asked, mends: false }, 'problems 4\nnone meant'),
    tellTerminal('`@terminal`', asked, 'failing\nterminal 3 1 npm test\nsaid 1 x\nplace a.ts:3'),
    tellTerminal('`@terminal`', asked, 'ending\nterminal 3 ? npm test\nsaid 1 x'),
    tellTerminal('`@terminal`', { ...asked, whole: false }, 'terminal 3 0 npm test\nsaid 1 x'),
    tellTerminal('`@terminal`', { ...asked, whole: false }, 'terminal 3 0 npm test'),
    tellTerminal('`@terminal`', asked, 'terminal 0 0 npm test'),
  ];
  expect(told.flatMap(({ answer }) => leftIn(answer))).toEqual([]);
});

it('what is told of memories, pages and conversations', () => {
  const question = readQuestion('where is the retry?');
  const asked = { question, whole: true };
  const quoted = 'passages 9\nby you\n> Neu\nby answer\n> Alt\nleft 7';
  const told = [
    tellWords('`@memory:a`', 'memory', asked, 'passages 0'),
    tellWords('`@memory:a`', 'memory', asked, 'passages 1\nby \n> Neu'),
    tellWords('`@chat:a`', 'chat', { ...asked, question: readQuestion('summarize it') }, quoted),
    tellWords('`@chat:a`', 'chat', { ...asked, whole: false }, 'passages 2\nleft 2'),
    tellWords('`@https://x.de`', 'url', asked, `title Neues\n${quoted}`),
    tellWords('`@https://x.de`', 'url', asked, quoted),
    tellWords('`@resource:a/b`', 'resource', asked, quoted),
  ];
  expect(told.flatMap(({ answer }) => leftIn(answer))).toEqual([]);
});

it('an overview of a project', () => {
  const survey = [
    'files 12',
    'language 8 TypeScript',
    'language 2 Go',
    'folder 7 src',
    'folder 3 test',
    'tests 3',
    'entry src/index.ts Beginn',
    'central src/retry.ts Wiederholen',
    'manifest package.json',
    'script build esbuild',
    'uses zod, react',
    'commit 2026-01-02 Anfang',
  ].join('\n');
  expect(leftIn(composeOverview(survey).answer)).toEqual([]);
  expect(leftIn(composeOverview('files 1\ntests 0').answer)).toEqual([]);
  expect(leftIn(composeOverview('').answer)).toEqual([]);
});

it('a finding, with what it is about', () => {
  const code = `async function save() {}\nfunction f(a) {\n  save();\n  if (a == 1) eval(a);\n}\n${'// x\n'.repeat(3)}`;
  const found = reviewText('a.ts', code);
  expect(found.length).toBeGreaterThan(2);
  for (const { title, detail } of found) {
    expect(german.text(title)).not.toBe(title);
    expect(german.text(detail)).not.toBe(detail);
  }
});
