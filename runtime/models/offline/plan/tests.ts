// Plans tests: a file with one open test per function, in the project's framework and place. What to expect takes a model.
import { needsModel, RULE_BASED } from '../label.js';
import type { Cell, StepInput } from './cell.js';
import { finalProse, lastStage, mustAnswer } from './cell.js';
import { placesCell, pointsAtCode, tellScope, whereOnly } from './named/scope.js';
import { STAGE } from './stages.js';
import type { Task } from './task.js';

const FRAME =
  'I look at what the file offers and how this project tests, then write the frame of the tests.';
/** Files that get a frame at once. */
const MOST = 8;

export function planTests(input: StepInput, task: Task): Cell {
  if (!/\beditFile\b/.test(input.functions)) {
    return answer(
      'I may not write files here: the mode only reads, or the workspace is not trusted.',
      [],
    );
  }
  if (!pointsAtCode(task)) {
    return answer('I do not know which file is meant. Open it and run the command again.', []);
  }
  if (lastStage(input) === undefined && !mustAnswer(input)) {
    return {
      reasoning: whereOnly(task) ?? FRAME,
      code: testsCell(task),
    };
  }
  return outcome(task, input.history.at(-1)?.observation ?? '');
}

function outcome(task: Task, seen: string): Cell {
  const told: string[] = [];
  const citations: { path: string; line: number }[] = [];
  let expects = false;
  for (const line of seen.split('\n')) {
    const [, path, count, framework] = /^created (.+) (\d+) (\D+)$/.exec(line) ?? [];
    const [, exists] = /^exists (.+)$/.exec(line) ?? [];
    const [, missing] = /^untested (.+)$/.exec(line) ?? [];
    const [, reason] = /^cannot (.+)$/.exec(line) ?? [];
    const there = path ?? exists;
    if (there !== undefined) citations.push({ path: there, line: 1 });
    if (path !== undefined) {
      told.push(
        `I have put ${count ?? ''} open tests into \`${path}\`, one for each function, in the manner of ${framework ?? ''}. Each is marked as still to be written, so the run shows what is missing and nothing passes that checks nothing.`,
      );
    } else if (exists !== undefined)
      told.push(`\`${exists}\` is there already and names every function, so I changed nothing.`);
    else if (missing !== undefined)
      told[told.length - 1] =
        `\`${citations.at(-1)?.path ?? ''}\` is there already; I changed nothing in it. It does not name: ${missing}.`;
    else if (reason !== undefined) told.push(`I could not write tests: ${reason}.`);
    expects ||= path !== undefined || missing !== undefined;
  }
  if (told.length === 0) told.push('I could not write tests: no function was found there.');
  return answer(
    [
      ...tellScope(task, seen),
      ...told,
      expects ? needsModel('Writing what they expect') : '',
      RULE_BASED,
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
    citations,
  );
}

function answer(text: string, citations: readonly { path: string; line: number }[]): Cell {
  return finalProse(
    { answer: text, citations: [...citations] },
    'The frame is as far as rules go; I say what is there and what is missing.',
  );
}

function testsCell(task: Task): string {
  return String.raw`${STAGE.inspect} find the functions of the file and the project's way of testing, and write the frame.
${placesCell(task)}
const flat = (list, owner) => list.flatMap((s) => [{ ...s, owner }, ...flat(s.children ?? [], /class|struct|impl|interface/.test(s.kind) ? s.name : owner)]);
const text = async (path) => (await readFile(path).catch(() => undefined))?.text;
const title = (s) => (s.owner ? s.owner + '.' : '') + s.name;
const between = (from, to) => {
  const a = from.split('/').filter(Boolean), b = to.split('/');
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return (a.length === i ? './' : '../'.repeat(a.length - i)) + b.slice(i).join('/');
};
const frame = async (place) => {
const shape = await outline(place.path).catch((e) => console.log('could not read ' + place.path + ': ' + e.message));
if (!shape) return;
const { language } = shape;
const units = flat(shape.symbols).filter((s) => /^(?:function|method)$/.test(s.kind) && !/^(?:[_#]|constructor$|init$|main$)/.test(s.name) && covers(place, s.startLine, s.endLine));
const exported = units.filter((s) => language !== 'typescript' && language !== 'javascript' && language !== 'tsx' || s.owner || /\bexport\b/.test(s.signature));
const tested = exported.length > 0 ? exported : units;
const [folder, name] = [place.path.split('/').slice(0, -1).join('/'), place.path.split('/').at(-1)];
const dot = name.lastIndexOf('.');
const [stem, ext] = [name.slice(0, dot), name.slice(dot + 1)];
let path, body, framework;
if (/^[cm]?[jt]sx?$/.test(ext)) {
  const manifest = JSON.parse((await text('package.json')) ?? '{}');
  const uses = (p) => p in { ...manifest.dependencies, ...manifest.devDependencies };
  framework = ['vitest', '@jest/globals', 'jest', 'mocha'].find(uses) ?? 'node:test';
  const listing = await listFiles('**/*.{test,spec}.{ts,tsx,js,jsx,mjs,mts}');
  const others = (listing.files ?? []).map((f) => f.path ?? f);
  const suffix = others.some((p) => /\.spec\./.test(p)) && !others.some((p) => /\.test\./.test(p)) ? 'spec' : 'test';
  const beside = others.some((p) => p.split('/').slice(0, -1).join('/') === folder);
  const apart = others.map((p) => /^(tests?|__tests__|spec)\//.exec(p)?.[1]).find(Boolean);
  path = (beside || apart === undefined ? (folder ? folder + '/' : '') : apart + '/') + stem + '.' + suffix + '.' + ext;
  const target = between(path.split('/').slice(0, -1).join('/'), place.path).replace(/\.[cm]?tsx?$/, manifest.type === 'module' ? '.js' : '');
  const head = framework === 'vitest' ? "import { describe, test } from 'vitest';" : framework === 'node:test' ? "import { describe, test } from 'node:test';"
    : framework === '@jest/globals' ? "import { describe, test } from '@jest/globals';" : '';
  const open = (s) => framework === 'mocha' ? "  it('" + title(s) + "');" : framework === 'node:test' ? "  test('" + title(s) + "', { todo: true });" : "  test.todo('" + title(s) + "');";
  body = (head ? head + '\n\n' : '') + '// The unit under test: ' + target + '\n' + "describe('" + stem + "', () => {\n" + tested.map(open).join('\n') + '\n});\n';
} else if (ext === 'py') {
  const pytest = /pytest/.test((await text('pyproject.toml')) ?? '') || (await text('pytest.ini')) !== undefined || (await text('requirements.txt') ?? '').includes('pytest');
  framework = pytest ? 'pytest' : 'unittest';
  const tests = ((await listFiles('tests/**/*.py')).files ?? []).length > 0 ? 'tests/' : (folder ? folder + '/' : '');
  path = tests + 'test_' + stem + '.py';
  const id = (s) => 'test_' + title(s).replace('.', '_').toLowerCase();
  body = pytest
    ? 'import pytest\n\n\n' + tested.map((s) => '@pytest.mark.skip(reason="to be written")\ndef ' + id(s) + '():\n    """' + title(s) + '"""').join('\n\n\n') + '\n'
    : 'import unittest\n\n\nclass Test' + stem.replace(/(^|_)(\w)/g, (_, __, c) => c.toUpperCase()) + '(unittest.TestCase):\n' + tested.map((s) => '    @unittest.skip("to be written")\n    def ' + id(s) + '(self):\n        """' + title(s) + '"""').join('\n\n') + '\n';
} else if (ext === 'go') {
  framework = 'go test';
  path = (folder ? folder + '/' : '') + stem + '_test.go';
  const pack = /^package (\w+)/m.exec((await text(place.path)) ?? '')?.[1] ?? 'main';
  body = 'package ' + pack + '\n\nimport "testing"\n\n' + tested.map((s) => 'func Test' + title(s).replace('.', '_').replace(/^./, (c) => c.toUpperCase()) + '(t *testing.T) {\n\tt.Skip("to be written")\n}').join('\n\n') + '\n';
}
if (path === undefined) console.log('cannot write the frame of tests for ' + (language ?? 'this kind of file') + ' by rule');
else if (tested.length === 0) console.log('cannot find a function to test in ' + place.path);
else {
  const there = await text(path);
  if (there === undefined) {
    await createFile(path, body);
    console.log('created ' + path + ' ' + tested.length + ' ' + framework);
  } else {
    console.log('exists ' + path);
    const missing = tested.filter((s) => !new RegExp('\\b' + s.name + '\\b').test(there)).map(title);
    if (missing.length > 0) console.log('untested ' + missing.join(', '));
  }
}
};
const code = sources(places.map(({ path }) => path));
const meant = code.length > 0 ? places.filter(({ path }) => code.includes(path)) : places;
for (const place of meant.slice(0, ${MOST})) await frame(place);
if (meant.length > ${MOST}) console.log('first ${MOST} of ' + meant.length);`;
}
