// The set on which the finding of memories is measured is what it claims to be: enough, sound and fair.
import { describe, expect, test } from 'vitest';
import { loadMemoryQuality, parseConversation } from '../../support/memory-quality.js';

const set = loadMemoryQuality();
const questions = set.flatMap((conversation) =>
  conversation.questions.map((question) => ({ conversation, ...question })),
);

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

describe('the set', () => {
  test('asks every kind of question on both sides of the split', () => {
    for (const split of ['dev', 'held']) {
      const kinds = questions
        .filter(({ conversation }) => conversation.split === split)
        .map(({ kind }) => kind);
      expect(new Set(kinds).size, split).toBe(6);
    }
  });
});

describe.each(set.map((conversation) => [conversation.name, conversation] as const))(
  '%s',
  (_name, { turns, questions: asked, ...conversation }) => {
    test('is long, over several sessions, and has both sides speaking', () => {
      expect(turns.length).toBeGreaterThanOrEqual(40);
      expect(turns.length).toBeLessThanOrEqual(70);
      expect(turns.at(-1)?.session).toBeGreaterThanOrEqual(5);
      expect(new Set(turns.map(({ role }) => role))).toEqual(new Set(['user', 'agent']));
    });

    test('numbers its turns one by one', () => {
      expect(turns.map(({ id }) => id)).toEqual(turns.map((_turn, index) => index + 1));
    });

    test('goes forward in time, and is asked about afterwards', () => {
      const times = [...turns.map(({ createdAt }) => createdAt), conversation.asked];
      const ordered = times.map((time) => Date.parse(time));
      for (const [index, time] of ordered.slice(1).entries()) {
        expect(time, times[index + 1]).toBeGreaterThan(ordered[index] ?? Number.POSITIVE_INFINITY);
      }
    });

    test('has agents that explain and people that are brief', () => {
      const words = (role: string): number[] =>
        turns.filter((turn) => turn.role === role).map(({ text }) => text.split(/\s+/).length);
      for (const count of words('agent')) {
        expect(count).toBeGreaterThanOrEqual(10);
        expect(count).toBeLessThanOrEqual(90);
      }
      expect(Math.max(...words('user'))).toBeLessThanOrEqual(60);
    });

    test('proves its answers by turns that are there, each once', () => {
      for (const { evidence, question } of asked) {
        expect(new Set(evidence).size, question).toBe(evidence.length);
        for (const id of evidence) expect(turns[id - 1]?.id, question).toBe(id);
      }
    });

    test('asks nothing in the words of its answer', () => {
      for (const { evidence, question } of asked) {
        for (const id of evidence) {
          const said = plain(turns[id - 1]?.text ?? '');
          expect(plain(question).includes(said), question).toBe(false);
          expect(said.includes(plain(question)), question).toBe(false);
          expect(sharedRun(plain(question), said), `${question} / ${said}`).toBeLessThan(6);
        }
      }
    });
  },
);

test('no question is asked twice of one conversation', () => {
  const keys = questions.map(
    ({ conversation, question }) => `${conversation.name} ${plain(question)}`,
  );
  expect(new Set(keys).size).toBe(keys.length);
});

test('a line that is not in the form is named', () => {
  const head = 'title: Some talk\nsplit: dev\nasked: 2026-01-02T00:00:00Z\n';
  const talk = '# 2026-01-01T00:00:00Z\n1 Ada: Hello there.\n';
  const question = '# Questions\nsingle | 1 | What did Ada say first? | Hello.\n';
  expect(parseConversation('talk', head + talk + question).turns[0]?.speaker).toBe('Ada');
  expect(() => parseConversation('talk', `${head}${talk}Hello?\n${question}`)).toThrow(/line 6/);
  expect(() => parseConversation('talk', `${head}# soon\n${question}`)).toThrow(/line 4/);
  expect(() => parseConversation('talk', `${head}${talk}# Questions\nsingle | 1\n`)).toThrow(
    /line 7/,
  );
  expect(() => parseConversation('talk', head + talk + question.replace('single', 'none'))).toThrow(
    /evidence/,
  );
});

/** Length in words of the longest run of words that both texts have. */
function sharedRun(question: string, said: string): number {
  const words = question.split(' ');
  let longest = 0;
  for (let from = 0; from < words.length; from++) {
    for (let to = from + longest + 1; to <= words.length; to++) {
      if (!` ${said} `.includes(` ${words.slice(from, to).join(' ')} `)) break;
      longest = to - from;
    }
  }
  return longest;
}
