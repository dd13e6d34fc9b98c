// The generators of the proof: the same by the seed, true by a second way of computing, and nothing given away.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { AGGREGATE_KINDS, aggregateTask } from '../../proof/aggregate.js';
import { CODE_KINDS, codeTask } from '../../proof/code.js';
import { EDIT_KINDS, editTask } from '../../proof/edit.js';
import { hopsTask } from '../../proof/hops.js';
import { GENERATORS } from '../../proof/index.js';
import { needleTask } from '../../proof/needle.js';
import { PAIR_KINDS, pairsIn, pairsTask } from '../../proof/pairs.js';
import { BANK, LABELS } from '../../proof/questions.js';
import { CHARS_PER_TOKEN, type ProofTask, SETS, writeTask } from '../../proof/task.js';

const textOf = (task: ProofTask): string => [...task.files()].map(({ text }) => text).join('');
const seeds = fc.integer({ min: 0, max: 1_000_000 });

describe.each(SETS)('%s', (set) => {
  test('is the same for the same seed, also when it is read twice, and another for another seed', () => {
    const [first, second, other] = [7, 7, 8].map((seed) =>
      GENERATORS[set]({ seed, tokens: 20_000 }),
    );
    if (first === undefined || second === undefined || other === undefined) throw new Error();
    expect([...second.files()]).toEqual([...first.files()]);
    expect([...first.files()]).toEqual([...first.files()]);
    expect(second).toMatchObject({ question: first.question, truth: first.truth });
    expect(textOf(other)).not.toBe(textOf(first));
  });

  test('is about as large as was asked for, and no file is larger than one look takes', () => {
    for (const tokens of [16_384, 131_072]) {
      const task = GENERATORS[set]({ seed: 3, tokens });
      const files = [...task.files()];
      const chars = files.reduce((sum, { text }) => sum + text.length, 0);
      expect(chars / CHARS_PER_TOKEN / tokens).toBeGreaterThan(0.8);
      expect(chars / CHARS_PER_TOKEN / tokens).toBeLessThan(1.25);
      expect(Math.max(...files.map(({ text }) => text.length))).toBeLessThan(200_000);
      expect(Math.max(...files.map(({ text }) => text.split('\n').length))).toBeLessThan(2_000);
    }
  });
});

test.each(['needle', 'hops', 'code', 'edit'] as const)(
  'the first file of a huge task comes without the rest: %s',
  (set) => {
    const [file] = GENERATORS[set]({ seed: 1, tokens: 2 ** 24 }).files();
    expect(file?.text.length).toBeGreaterThan(0);
  },
);

test('a needle stands once, at its depth, and the truth is nowhere else', () => {
  fc.assert(
    fc.property(
      seeds,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.boolean(),
      (seed, depth, uuid) => {
        const task = needleTask({ seed, depth, value: uuid ? 'uuid' : 'number', tokens: 8_192 });
        const text = textOf(task);
        expect(text.split(task.truth)).toHaveLength(2);
        expect(task.question).not.toContain(task.truth);
        expect(Math.abs(text.indexOf(task.truth) / text.length - depth)).toBeLessThan(0.04);
        const asked = /for ([a-z-]+)\?/.exec(task.question)?.[1] ?? '';
        const all = [...text.matchAll(/magic \w+s for ([a-z-]+) is: (\S+)\./g)];
        expect(all).toHaveLength(9);
        expect(all.filter(([, key]) => key === asked).map(([, , value]) => value)).toEqual([
          task.truth,
        ]);
        expect(task.score(` ${task.truth}. `, '')).toBe(1);
        expect(task.score('1234567', '')).toBe(0);
      },
    ),
    { numRuns: 40 },
  );
});

const STEM_OF = new Map(LABELS.flatMap((label) => BANK[label].map(({ text }) => [text, label])));
const recordsIn = (task: ProofTask) =>
  textOf(task)
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [, date = '', user = '', text = ''] =
        /^Date: (.*) \|\| User: (\d+) \|\| Instance: (.*)$/.exec(line) ?? [];
      return {
        date: new Date(`${date} UTC`).toISOString().slice(0, 10),
        month: date.slice(0, 3),
        user,
        label: STEM_OF.get(text) ?? 'unknown',
      };
    });

test('the bank has at least 150 questions of each kind, each of one kind only', () => {
  for (const label of LABELS) expect(BANK[label].length).toBeGreaterThanOrEqual(150);
  expect(STEM_OF.size).toBe(LABELS.reduce((sum, label) => sum + BANK[label].length, 0));
});

test('the truth of an aggregation is what counting its lines again gives', () => {
  fc.assert(
    fc.property(seeds, fc.constantFrom(...AGGREGATE_KINDS), (seed, kind) => {
      const task = aggregateTask({ seed, kind, tokens: 8_192 });
      const quoted = [...task.question.matchAll(/"([^"]+)"/g)]
        .map(([, label = '']) => label)
        .filter((label) => (LABELS as readonly string[]).includes(label));
      const user = /of user (\d+)/.exec(task.question)?.[1];
      const month = /records of (\w{3}) 2024/.exec(task.question)?.[1];
      const records = recordsIn(task).filter(
        (record) =>
          (user ?? record.user) === record.user && (month ?? record.month) === record.month,
      );
      const count = (label: string): number =>
        records.filter((record) => record.label === label).length;
      const sorted = LABELS.toSorted((a, b) => count(b) - count(a));
      const expected = /How many/.test(task.question)
        ? String(count(quoted[0] ?? ''))
        : /more frequent/.test(task.question)
          ? quoted.toSorted((a, b) => count(b) - count(a))[0]
          : /least frequent/.test(task.question)
            ? sorted.at(-1)
            : sorted[0];
      expect(task.truth).toBe(expected);
      expect(task.score(task.truth, '')).toBe(1);
    }),
    { numRuns: 40 },
  );
});

test('what is asked cannot be told from the words that questions begin with, nor from what is most frequent', () => {
  const task = aggregateTask({ seed: 5, tokens: 131_072 });
  const lines = textOf(task).trimEnd().split('\n');
  const guess = (text: string): string => {
    if (/abbrev|acronym|initials|stand for|short form|letters/i.test(text)) return 'abbreviation';
    if (/^how (many|long|old|much|far)|number|year|percent|date|age\b/i.test(text))
      return 'numeric value';
    if (/^who|name of|team|company|actor|president/i.test(text)) return 'human being';
    if (/^where|city|country|river|town|state|street/i.test(text)) return 'location';
    if (/^(why|how)|reason|difference|what is the|definition/i.test(text))
      return 'description and abstract concept';
    return 'entity';
  };
  const questions = lines.map((line) => line.split('Instance: ')[1] ?? '');
  const right = questions.filter((text) => guess(text) === STEM_OF.get(text)).length;
  expect(right / questions.length).toBeLessThan(0.65);

  // One that has learned from half of the stems how kinds begin guesses the other half.
  const opening = (text: string): string => text.split(' ').slice(0, 2).join(' ');
  const known = new Map<string, Map<string, number>>();
  const halves = LABELS.flatMap((label) =>
    BANK[label].map(({ text }, at) => ({ label, text, half: Math.floor(at / 40) % 2 })),
  );
  for (const { label, text } of halves.filter(({ half }) => half === 0)) {
    const counts = known.get(opening(text)) ?? new Map<string, number>();
    known.set(opening(text), counts.set(label, (counts.get(label) ?? 0) + 1));
  }
  const held = halves.filter(({ half }) => half === 1);
  const hits = held.filter(({ label, text }) => {
    const counts = [...(known.get(opening(text)) ?? [])].toSorted((a, b) => b[1] - a[1]);
    return counts[0]?.[0] === label;
  }).length;
  expect(hits / held.length).toBeLessThan(0.65);

  // Always the same answer is right about as often as there are kinds.
  const truths = Array.from({ length: 60 }, (_, seed) =>
    aggregateTask({ seed, kind: 'most', tokens: 4_096 }),
  )
    .filter(({ truth }) => !/^\d+$/.test(truth))
    .map(({ truth }) => truth);
  const most = Math.max(...LABELS.map((label) => truths.filter((truth) => truth === label).length));
  expect(most / truths.length).toBeLessThan(0.4);
});

test('the pairs of a question are those that a second look at all pairs finds', () => {
  fc.assert(
    fc.property(seeds, fc.constantFrom(...PAIR_KINDS), (seed, kind) => {
      const task = pairsTask({ seed, kind, tokens: 16_384 });
      const records = recordsIn(task);
      const users = [...new Set(records.map(({ user }) => user))];
      const of = (user: string, label: string) =>
        records.filter((record) => record.user === user && record.label === label);
      const [a = '', b = ''] = [...task.question.matchAll(/"([^"]+)"/g)]
        .map(([, label = '']) => label)
        .filter((label) => (LABELS as readonly string[]).includes(label));
      const numbers = /at least (\d+) records(?:.*exactly (\d+))?/.exec(task.question);
      const [least, exactly] = [Number(numbers?.[1]), Number(numbers?.[2])];
      const date = /are of (\d{4}-\d\d-\d\d)/.exec(task.question)?.[1] ?? '';
      const fits = (x: string, y: string): boolean => {
        if (kind === 'both') return [x, y].every((u) => of(u, a).length + of(u, b).length >= least);
        if (kind === 'since')
          return [x, y].every((u) => of(u, a).length > 0 && of(u, a).every((r) => r.date >= date));
        return of(x, a).length >= least && of(y, b).length === exactly;
      };
      const expected = new Set<string>();
      for (const x of users)
        for (const y of users)
          if (x !== y && fits(x, y)) expected.add(x < y ? `(${x}, ${y})` : `(${y}, ${x})`);
      expect([...pairsIn(task.truth)]).toEqual([...expected].toSorted());
      expect(expected.size).toBeGreaterThan(0);
      expect(expected.size).toBeLessThanOrEqual(400);
      expect(task.score(task.truth, '')).toBe(1);
    }),
    { numRuns: 12 },
  );
});

test('a chain of facts leads to one name only, and no document has two of its links', () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 1, max: 4 }), (seed, hops) => {
      const task = hopsTask({ seed, hops, tokens: 40_000 });
      const files = [...task.files()];
      const facts = [
        /The guild of (\w+) was founded by (\w+)\./,
        /(\w+) grew up in the town of (\w+)\./,
        /The town of (\w+) lies on the river (\w+)\./,
        /The longest bridge over the river (\w+) is called (\w+)\./,
      ];
      let name = /guild of (\w+)/.exec(task.question)?.[1] ?? '';
      for (const fact of facts.slice(0, hops)) {
        const matching = files
          .flatMap(({ text }) => fact.exec(text) ?? [])
          .filter((_, at) => at % 3 !== 0);
        const next = files.flatMap(({ text }) => {
          const [, from, to] = fact.exec(text) ?? [];
          return from === name && to !== undefined ? [to] : [];
        });
        expect(next).toHaveLength(1);
        expect(new Set(matching).size).toBe(matching.length);
        name = next[0] ?? '';
      }
      expect(task.truth).toBe(name);
      if (hops > 1) {
        const start = /guild of (\w+)/.exec(task.question)?.[1] ?? '';
        expect(files.some(({ text }) => text.includes(start) && text.includes(name))).toBe(false);
      }
    }),
    { numRuns: 20 },
  );
});

test('who calls a function, what is unused and which setting counts is what reading the files again says', () => {
  for (const kind of CODE_KINDS)
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const task = codeTask({ seed, kind, tokens: 30_000 });
      const files = new Map([...task.files()].map(({ path: name, text }) => [name, text]));
      expect(task.truth).toBe(READ_AGAIN[kind](task.question, files));
      expect(task.score(task.truth, '')).toBe(1);
      expect(task.score('none at all', '')).toBeLessThan(1);
    }
});

type Files = ReadonlyMap<string, string>;

/** Callers of a function of a file, as `package/function`. */
function callers(files: Files, place: string, name: string): string[] {
  const [, home = '', file = ''] = /packages\/(\w+)\/src\/(\w)\.mjs/.exec(place) ?? [];
  return [...files].flatMap(([at, text]) => {
    const code = text.replaceAll(/\/\*\*[\s\S]*?\*\//g, '');
    return code
      .split('export function ')
      .slice(1)
      .filter((body) => body.includes(`${home}_${file}.${name}(`))
      .map((body) => `${at.split('/')[1]}/${body.slice(0, body.indexOf('('))}`);
  });
}

const READ_AGAIN: Readonly<
  Record<(typeof CODE_KINDS)[number], (q: string, files: Files) => string>
> = {
  callers(question, files) {
    const [, name = '', place = ''] = /function (\w+) of (\S+) directly/.exec(question) ?? [];
    return callers(files, place, name).toSorted().join('\n') || 'none';
  },
  unused(question, files) {
    const place = /functions of (\S+) are/.exec(question)?.[1] ?? '';
    const names = [...(files.get(place) ?? '').matchAll(/export function (\w+)/g)].map(
      ([, n = '']) => n,
    );
    return (
      names
        .filter((name) => callers(files, place, name).length === 0)
        .toSorted()
        .join('\n') || 'none'
    );
  },
  setting(question, files) {
    const [, key = '', name = ''] =
      /setting (\w+) that counts for the package (\w+)/.exec(question) ?? [];
    for (const file of [
      `config/overrides/${name}.json`,
      `packages/${name}/config.json`,
      'config/defaults.json',
    ]) {
      const value = (JSON.parse(files.get(file) ?? '{}') as Record<string, number>)[key];
      if (value !== undefined) return String(value);
    }
    return '';
  },
};

test.each(EDIT_KINDS)(
  'the hidden tests of %s fail on the files as they are, and on a change that is half done',
  (kind) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'proof-edit-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const task = editTask({ seed: 4, kind, tokens: 20_000 });
    writeTask(task, folder);
    expect(task.score('done', folder)).toBe(0);

    // The function itself is changed, its calls are not.
    const [, name = '', place = ''] =
      /function (\w+) of (\S+?)(?: to |: )/.exec(task.question) ?? [];
    const file = path.join(folder, place);
    const text = readFileSync(file, 'utf8');
    const changed =
      kind === 'rename'
        ? text.replace(`function ${name}(`, `function ${name}Anew(`)
        : text.replace(`function ${name}(value) {`, `function ${name}({ value, scale }) {`);
    expect(changed).not.toBe(text);
    writeFileSync(file, changed);
    expect(task.score('done', folder)).toBe(0);
  },
);
