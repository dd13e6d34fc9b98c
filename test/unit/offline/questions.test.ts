// The planner finds the right places in repositories that it has never seen.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type Answered, answerOn } from './answer-on.js';

const REPOS = path.resolve(import.meta.dirname, '../../fixtures/repos');
const questionsSchema = z.record(
  z.string(),
  z.array(
    z.object({
      question: z.string(),
      places: z.array(z.object({ path: z.string(), symbol: z.string() })),
    }),
  ),
);
/** The line on which a symbol is defined. */
function lineOf(repo: string, place: { readonly path: string; readonly symbol: string }): number {
  const name = place.symbol.replace('#', '#?');
  const head = new RegExp(
    `^\\s*(?:export )?(?:async )?(?:(?:def|class|func|function|interface|type) (?:\\([^)]*\\) )?)?${name}\\b(?:<[^(]*>)?\\s*(?:\\(|:|\\{)`,
  );
  const lines = readFileSync(path.join(REPOS, repo, place.path), 'utf8').split('\n');
  const index = lines.findIndex((line) => head.test(line));
  if (index < 0) throw new TypeError(`${place.path} does not define ${place.symbol}`);
  return index + 1;
}

const questions = questionsSchema.parse(
  JSON.parse(readFileSync(path.join(REPOS, 'questions.json'), 'utf8')),
);

describe.each(Object.entries(questions))('questions on the %s repository', (repo, asked) => {
  const answers = new Map<string, Answered>();
  beforeAll(async () => {
    for (const { question } of asked)
      answers.set(question, await answerOn(path.join(REPOS, repo), question));
  });

  test('at least five of six answers cite a place that holds the answer', () => {
    const missed = asked.filter(({ question, places }) => {
      const citations = answers.get(question)?.citations ?? [];
      return !places.some((place) => {
        const line = lineOf(repo, place);
        return citations.some(
          (c) => c.path === place.path && c.line <= line && line <= (c.endLine ?? c.line),
        );
      });
    });
    const names = missed.map(({ question }) => question).join(' | ');
    expect(missed.length, `missed: ${names}`).toBeLessThanOrEqual(asked.length / 6);
  });

  test('every citation of every answer is a line that exists', () => {
    for (const { path: file, line, endLine } of [...answers.values()].flatMap((a) => a.citations)) {
      const lines = readFileSync(path.join(REPOS, repo, file), 'utf8').split('\n').length;
      expect(line).toBeLessThanOrEqual(lines);
      expect(endLine ?? line).toBeLessThanOrEqual(lines);
    }
  });
});

test('a question on Memfun’s own sources cites the folder that holds the answer', async () => {
  const final = await answerOn(
    path.resolve(import.meta.dirname, '../../..'),
    'how is a budget reserved before it is spent?',
  );
  expect(final.citations.some((c) => c.path === 'runtime/core/budget.ts')).toBe(true);
});

test('how the sandbox recovers is answered with the code that replays a session', async () => {
  const { citations } = await answerOn(
    path.resolve(import.meta.dirname, '../../..'),
    'how does the sandbox recover from an out-of-memory cell?',
  );
  expect(citations.some(({ path: file }) => file === 'runtime/sandbox/session.ts')).toBe(true);
});

test('an answer says that it was put together by rule', async () => {
  const final = await answerOn(path.join(REPOS, 'go'), 'how does undo work?');
  expect(final.answer).toContain('rule-based');
});

test('in a workspace that is not trusted a question is answered all the same', async () => {
  const { answer, citations } = await answerOn(
    path.join(REPOS, 'go'),
    'how does undo work?',
    'ask',
    [],
    { trusted: false },
  );
  expect(answer).toContain('UndoLast');
  expect(citations.length).toBeGreaterThan(0);
});

test('what nobody speaks of is said, not invented', async () => {
  const final = await answerOn(path.join(REPOS, 'go'), 'how are kubernetes pods autoscaled?');
  expect(final.answer).toMatch(/found no place|Nothing here speaks of/);
});

test('writing code is answered with the place and the word that a model is needed', async () => {
  const final = await answerOn(path.join(REPOS, 'typescript'), 'add jitter to the backoff');
  expect(final.answer).toContain('needs a real language model');
  expect(final.citations.some((c) => c.path === 'src/retry.ts')).toBe(true);
});

test('what the planner is shown does not grow with the repository', async () => {
  const { observations } = await answerOn(
    path.resolve(import.meta.dirname, '../../..'),
    'where are errors defined?',
  );
  for (const observation of observations) expect(observation.length).toBeLessThanOrEqual(6_200);
});
