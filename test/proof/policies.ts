// Stands where a root model writes cells: for each kind of task the cells that a good one would write.
import { JUDGE_KINDS, NOT_STATED } from './reader.js';

/** The cell of a step, counted from 1, for a task as it stands in the prompt. */
export function policyCell(task: string, step: number): string {
  for (const { when, cells } of POLICIES) {
    const asked = when.exec(task);
    if (asked === null) continue;
    const steps = cells(asked, task);
    return steps[Math.min(step, steps.length) - 1] ?? '';
  }
  return "await final({ answer: 'I know no way.', citations: [] })";
}

interface Policy {
  readonly when: RegExp;
  readonly cells: (asked: RegExpExecArray, task: string) => readonly string[];
}

const text = (value: unknown): string => JSON.stringify(value);

/** Judges the records of all files in batches and hands every record with its kind to `see`. */
function overRecords(filter: string, see: string): string {
  return `
const { files } = await listFiles('context/*.txt', { limit: 100000 });
for (const file of files) {
  const { text } = await readFile(file);
  const records = text.trimEnd().split('\\n').map((line) => {
    const [date, user, question] = line.split(' || ').map((part) => part.slice(part.indexOf(': ') + 2));
    return { date, user, question };
  }).filter((record) => ${filter});
  const batches = [];
  for (let at = 0; at < records.length; at += 200) batches.push(records.slice(at, at + 200));
  let waiting = batches;
  for (let attempt = 0; waiting.length > 0 && attempt < 5; attempt++) {
    const answers = await llmBatch(waiting.map((batch) => ({
      // The same call is answered from memory: asked again, it has to be another one.
      prompt: ${text(JUDGE_KINDS)} + (attempt === 0 ? '' : ' Try ' + (attempt + 1) + '.'),
      context: batch.map(({ question }) => question).join('\\n'),
    })), { concurrency: 8 });
    const again = [];
    for (const [i, answer] of answers.entries()) {
      const kinds = answer.ok ? answer.value.split('\\n') : [];
      if (kinds.length !== waiting[i].length) { again.push(waiting[i]); continue; }
      for (const [j, record] of waiting[i].entries()) { const kind = kinds[j]; ${see} }
    }
    waiting = again;
  }
  if (waiting.length > 0) throw new Error('Some records could not be judged.');
}`;
}

/** Calls of a function of a file, over every file that imports it. */
const CALLS = `
async function callsOf(name, place) {
  const home = place.split('/').slice(-3).join('/');
  const { matches } = await search('/' + home + "'", { limit: 10000 });
  const found = [];
  for (const path of new Set(matches.map((match) => match.path))) {
    const { text } = await readFile(path);
    const line = text.split('\\n').find((one) => one.startsWith('import') && one.includes('/' + home + "'"));
    if (line === undefined) continue;
    const alias = line.split(' ')[3];
    const code = text.replaceAll(/\\/\\*\\*[\\s\\S]*?\\*\\//g, '');
    for (const body of code.split('export function ').slice(1))
      if (body.includes(alias + '.' + name + '('))
        found.push({ path, alias, caller: path.split('/')[1] + '/' + body.slice(0, body.indexOf('(')) });
  }
  return found;
}`;

const MONTH = `'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')`;

const POLICIES: readonly Policy[] = [
  {
    when: /special magic (\w+) for ([a-z-]+)\. What/,
    cells: ([, kind, key]) => [
      `const { matches } = await search(${text(key)}, { limit: 50 });\nconsole.log(matches.length);`,
      `const value = await llm(${text(`What is the special magic ${kind} for ${key}? Answer with the value alone.`)}, matches.map((match) => match.text).join('\\n'));
await final({ answer: value, citations: [] });`,
    ],
  },
  {
    when: /records of (\w{3}) 2024 are of the kind "([^"]+)"/,
    cells: ([, month, kind]) => [
      `let count = 0;\n${overRecords(`record.date.startsWith(${text(month)})`, `if (kind === ${text(kind)}) count++;`)}`,
      'await final({ answer: String(count), citations: [] });',
    ],
  },
  {
    when: /How many records are of the kind "([^"]+)"/,
    cells: ([, kind]) => [
      `let count = 0;\n${overRecords('true', `if (kind === ${text(kind)}) count++;`)}`,
      'await final({ answer: String(count), citations: [] });',
    ],
  },
  {
    when: /(?:the (most|least) frequent (?:over all records|among the records of user (\d+)))|more frequent over all records: "([^"]+)" or "([^"]+)"/,
    cells: ([, which, user, a, b]) => [
      `const tally = {};\n${overRecords(user === undefined ? 'true' : `record.user === ${text(user)}`, 'tally[kind] = (tally[kind] ?? 0) + 1;')}`,
      `const kinds = Object.keys(tally)${a === undefined ? '' : `.filter((kind) => ${text([a, b])}.includes(kind))`}.sort((x, y) => tally[y] - tally[x]);
await final({ answer: kinds.at(${which === 'least' ? -1 : 0}), citations: [] });`,
    ],
  },
  { when: /List all pairs of (?:two different )?users where (.*)/, cells: pairCells },
  {
    when: /the founder of the guild of (\w+)(.*)\. Answer/,
    cells: ([, start, way = '']) => {
      const asks = [
        ['Who founded the guild of ', '?'],
        ['In which town did ', ' grow up?'],
        ['On which river does the town of ', ' lie?'],
        ['What is the longest bridge over the river ', ' called?'],
      ].slice(0, way.split('; then take ').length);
      return [
        `let name = ${text(start)};
for (const [before, after] of ${text(asks)}) {
  const { matches } = await search(name, { limit: 100 });
  for (const path of new Set(matches.map((match) => match.path))) {
    const { text } = await readFile(path);
    const said = await llm(before + name + after + ' Answer with the name alone.', text);
    if (said !== ${text(NOT_STATED)}) { name = said; break; }
  }
}`,
        'await final({ answer: name, citations: [] });',
      ];
    },
  },
  {
    when: /Which functions call the function (\w+) of (\S+) directly/,
    cells: ([, name, place]) => [
      `${CALLS}\nconst calls = await callsOf(${text(name)}, ${text(place)});\nconsole.log(calls.length);`,
      `await final({ answer: calls.map(({ caller }) => caller).join('\\n') || 'none', citations: [] });`,
    ],
  },
  {
    when: /Which exported functions of (\S+) are called nowhere/,
    cells: ([, place]) => [
      `${CALLS}
const names = [...(await readFile(${text(place)})).text.matchAll(/^export function (\\w+)/gm)].map((match) => match[1]);
const unused = [];
for (const name of names) if ((await callsOf(name, ${text(place)})).length === 0) unused.push(name);`,
      `await final({ answer: unused.join('\\n') || 'none', citations: [] });`,
    ],
  },
  {
    when: /setting (\w+) that counts for the package (\w+)\?/,
    cells: ([, key, name]) => [
      "console.log((await readFile('docs/settings.md')).text);",
      `let value;
for (const path of ['config/overrides/${name}.json', 'packages/${name}/config.json', 'config/defaults.json']) {
  if (value !== undefined || (await listFiles(path)).total === 0) continue;
  value = JSON.parse((await readFile(path)).text)[${text(key)}];
}
await final({ answer: String(value), citations: [] });`,
    ],
  },
  {
    when: /Rename the function (\w+) of (\S+) to (\w+),/,
    cells: ([, name, place, fresh]) => [
      `${CALLS}
const calls = await callsOf(${text(name)}, ${text(place)});
await editFile(${text(place)}, 'export function ${name}(', 'export function ${fresh}(');
for (const { path, alias } of new Map(calls.map((call) => [call.path, call])).values())
  await editFile(path, alias + '.${name}(', alias + '.${fresh}(', { replaceAll: true });`,
      "await final({ answer: 'Renamed.', citations: [] });",
    ],
  },
  {
    when: /Change the function (\w+) of (\S+): it shall take one object/,
    cells: ([, name, place]) => [
      `${CALLS}
const calls = await callsOf(${text(name)}, ${text(place)});
const { text } = await readFile(${text(place)});
const from = text.indexOf('export function ${name}(');
const own = text.slice(from, text.indexOf('\\n}', from) + 2);
await editFile(${text(place)}, own, own
  .replace('(value)', '({ value, scale })')
  .replace('return total % 1000003;', 'return ((total % 1000003) * scale) % 1000003;'));
for (const { path, alias } of new Map(calls.map((call) => [call.path, call])).values())
  await editFile(path, alias + '.${name}(value)', alias + '.${name}({ value, scale: 1 })', { replaceAll: true });`,
      "await final({ answer: 'Changed.', citations: [] });",
    ],
  },
  {
    when: /some lines begin with "ENTRY "/,
    cells: () => [
      `const { files } = await listFiles('context/*.txt', { limit: 100000 });
const entries = [];
for (const file of files)
  for (const line of (await readFile(file)).text.split('\\n'))
    if (line.startsWith('ENTRY ')) entries.push(line.slice(6));
entries.sort();`,
      "await final({ answer: entries.join('\\n'), citations: [] });",
    ],
  },
];

function pairCells([, condition = '']: RegExpExecArray): readonly string[] {
  const [a, b] = [...condition.matchAll(/"([^"]+)"/g)].map(([, kind]) => kind);
  const least = Number(/at least (\d+) records/.exec(condition)?.[1] ?? 0);
  const exactly = Number(/exactly (\d+) records/.exec(condition)?.[1] ?? 0);
  const date = /are of (\d{4}-\d\d-\d\d)/.exec(condition)?.[1];
  const of = (user: string, kind: string | undefined): string =>
    `(${user}.counts[${text(kind)}] ?? 0)`;
  const fits = (user: string): string =>
    date === undefined
      ? `${of(user, a)} + ${of(user, b)} >= ${least}`
      : `(${user}.first[${text(a)}] ?? '') >= ${text(date)}`;
  const pair = condition.includes('the other has exactly')
    ? `(${of('x', a)} >= ${least} && ${of('y', b)} === ${exactly}) || (${of('y', a)} >= ${least} && ${of('x', b)} === ${exactly})`
    : `${fits('x')} && ${fits('y')}`;
  return [
    `const users = new Map();
const months = ${MONTH};
const dayOf = (date) => {
  const [, month, day, year] = /(\\w+) (\\d+), (\\d+)/.exec(date);
  return year + '-' + String(months.indexOf(month) + 1).padStart(2, '0') + '-' + day;
};
${overRecords(
  'true',
  `const known = users.get(record.user) ?? { id: record.user, counts: {}, first: {} };
      users.set(record.user, known);
      known.counts[kind] = (known.counts[kind] ?? 0) + 1;
      const day = dayOf(record.date);
      if (day < (known.first[kind] ?? '9')) known.first[kind] = day;`,
)}`,
    `const all = [...users.values()].sort((x, y) => (x.id < y.id ? -1 : 1));
const pairs = [];
for (const [i, x] of all.entries()) for (const y of all.slice(i + 1)) if (${pair}) pairs.push('(' + x.id + ', ' + y.id + ')');
await final({ answer: pairs.join('\\n'), citations: [] });`,
  ];
}
