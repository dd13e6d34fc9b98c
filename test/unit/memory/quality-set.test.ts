// The set on which the finding of memories is measured is what it claims to be: enough, sound and fair.
import { stemmer } from 'stemmer';
import { describe, expect, test } from 'vitest';
import { loadMemoryQuality, parseConversation } from '../../support/memory-quality.js';

const set = loadMemoryQuality();
const questions = set.flatMap((conversation) =>
  conversation.questions.map((question) => ({ conversation, ...question })),
);

const FUNCTION_WORDS = new Set(
  `a about after again all also am an and any are as at be been before being between both but by can could
  did do does doing down during each few for from further get got had has have he her his how i if in into is
  it its itself just let me might more most much must my no nor not now of off on once one only or other our
  out over own s same she should so some such t take than that the their them then there these they this
  those through to too under until up us use used using very was we were what when where which while who
  whom whose why will with would you your`.split(/\s+/),
);

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

describe('the set', () => {
  test('has enough conversations on both sides of the split', () => {
    expect(set.filter(({ split }) => split === 'dev').length).toBeGreaterThanOrEqual(8);
    expect(set.filter(({ split }) => split === 'held').length).toBeGreaterThanOrEqual(8);
  });

  test.each([
    ['single', 150],
    ['several', 30],
    ['time', 30],
    ['update', 35],
    ['contradiction', 15],
    ['none', 30],
  ])('asks enough questions of the kind %s on both sides', (kind, least) => {
    for (const split of ['dev', 'held']) {
      const asked = questions.filter((it) => it.kind === kind && it.conversation.split === split);
      expect(asked.length, split).toBeGreaterThanOrEqual(least);
    }
  });

  test('has questions that share words with their answers, and as many that hardly do', () => {
    const shared = questions
      .filter(({ kind }) => kind !== 'none')
      .map(({ conversation, question, evidence }) => {
        const texts = evidence.map((id) => conversation.turns[id - 1]?.text ?? '');
        return Math.max(...texts.map((text) => tellingWords(question, text)));
      });
    const part = (holds: (count: number) => boolean): number =>
      shared.filter(holds).length / shared.length;
    expect(part((count) => count >= 2)).toBeGreaterThan(0.25);
    expect(part((count) => count === 1)).toBeGreaterThan(0.25);
    expect(part((count) => count === 0)).toBeGreaterThan(0.25);
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

/** How many word stems of the question, function words left out, are in the text. */
function tellingWords(question: string, text: string): number {
  const said = new Set(plain(text).split(' ').map(stemmer));
  const words = new Set(plain(question).split(' '));
  return [...words].filter((word) => !FUNCTION_WORDS.has(word) && said.has(stemmer(word))).length;
}
