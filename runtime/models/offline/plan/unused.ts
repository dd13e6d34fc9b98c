// Plans the answer to “is there any dead code?”: functions and classes whose name stands nowhere else.
import { composeUnused } from '../compose/unused.js';
import type { Cell, StepInput } from './cell.js';
import { finalProse, lastStage, mustAnswer } from './cell.js';
import { IS_TEST, LANGUAGE_NAMES, WHOLE_TEXT } from './cell-parts.js';
import { STAGE } from './stages.js';

/** Most files whose definitions are looked at, most names that are searched for, and most that are told. */
const MOST_FILES = 600;
const MOST_NAMES = 150;
const MOST_TOLD = 60;

export function planUnused(input: StepInput): Cell {
  if (lastStage(input) === undefined && !mustAnswer(input))
    return {
      reasoning:
        'I take the functions and classes of each file and search for every place that names them.',
      code: UNUSED_CELL,
    };
  return finalProse(
    composeUnused(input.history.at(-1)?.observation ?? ''),
    'The search answers it.',
  );
}

/**
 * What the files that are read name is not searched for any more. What a definition says within its own lines is no
 * use of it, and what documents say neither.
 */
const UNUSED_CELL = String.raw`${STAGE.inspect} definitions that nothing else names.
${LANGUAGE_NAMES}
${IS_TEST}
${WHOLE_TEXT}
const { files } = await listFiles('**/*', { limit: 100000 });
const own = files.filter((path) => names[path.split('.').pop()] && !isTest(path));
const read = own.slice(0, ${MOST_FILES});
const known = new Map();
const texts = [];
for (const path of read) {
  const outlined = await outline(path).catch(() => undefined);
  if (outlined === undefined || outlined.language === null) continue;
  for (const { name, kind, startLine, endLine } of outlined.symbols) {
    if (!/^(function|class)$/.test(kind) || !/^[A-Za-z_$][\w$]*$/.test(name) || /^(main|init|default|setup|teardown|activate|deactivate|__\w+__)$/.test(name)) continue;
    known.set(name, [...(known.get(name) ?? []), { path, name, kind, startLine, endLine }]);
  }
  texts.push([path, await wholeText(path).catch(() => '')]);
}
const inside = (name, path, line) => known.get(name).some((one) => one.path === path && one.startLine <= line && line <= one.endLine);
const used = new Set();
for (const [path, text] of texts) {
  text.split('\n').forEach((line, i) => {
    for (const [name] of line.matchAll(/[A-Za-z_$][\w$]*/g)) if (known.has(name) && !used.has(name) && !inside(name, path, i + 1)) used.add(name);
  });
}
const open = [...known.keys()].filter((name) => !used.has(name));
const unused = [], tested = [];
for (const name of open.slice(0, ${MOST_NAMES})) {
  const pattern = '(^|[^A-Za-z0-9_$])' + name.replace(/\$/g, '\\$') + '($|[^A-Za-z0-9_$])';
  const { matches } = await search(pattern, { regex: true, caseSensitive: true, limit: 100 });
  const others = matches.filter(({ path, line }) => !/\.(md|mdx|rst|txt|adoc)$/i.test(path) && !inside(name, path, line));
  if (others.some(({ path }) => !isTest(path))) continue;
  (others.length > 0 ? tested : unused).push(...known.get(name));
}
console.log('looked ' + [...known.values()].flat().length + ' ' + texts.length);
let room = ${MOST_TOLD};
for (const [word, rows] of [['unused', unused], ['tested', tested]]) {
  console.log('count ' + word + ' ' + rows.length);
  for (const { path, startLine, kind, name } of rows) if (room-- > 0) console.log(word + ' ' + path + ':' + startLine + ' ' + kind + ' ' + name);
}
if (own.length > read.length) console.log('first ' + read.length + ' of ' + own.length);
if (open.length > ${MOST_NAMES}) console.log('open ' + (open.length - ${MOST_NAMES}));`;
