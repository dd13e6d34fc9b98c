// Plans the answer to “who calls X?”: every place in the code that names it, with the function it stands in.
import { WORDINGS } from '../../../wording/index.js';
import { composeUses } from '../compose/uses.js';
import type { Cell, StepInput } from './cell.js';
import { finalProse, mustAnswer, stageOf } from './cell.js';
import { IS_TEST, LANGUAGE_NAMES, LISTED } from './cell-parts.js';
import { STAGE } from './stages.js';

/** Most places that are told, of the code and of its tests. */
const MOST_TOLD = 40;
const MOST_TESTS = 8;

/** The name whose uses are asked for; `undefined` when something else is asked. */
export function usesIn(words: string): string | undefined {
  for (const { plain, question } of WORDINGS) {
    const said = plain(words.trim());
    for (const form of question.usesOf) {
      const name = form.exec(said)?.[1];
      if (name !== undefined) return name;
    }
  }
  return undefined;
}

/** The search or its answer; where nothing has that name, the input as if nobody had looked. */
export function planUses(input: StepInput, name: string): Cell | StepInput {
  const looked = input.history.find(({ code }) => stageOf(code) === 'uses');
  if (looked === undefined)
    return mustAnswer(input)
      ? input
      : {
          reasoning: `I search for every place that names \`${name}\`.`,
          code: usesCell(name),
        };
  const prose = composeUses(name, looked.observation);
  return prose === undefined
    ? { ...input, history: input.history.filter((entry) => entry !== looked) }
    : finalProse(prose, 'The search answers it.');
}

/** Of “app.handle” the places that write it so; where nobody does, each “handle”. */
function usesCell(name: string): string {
  const last = name.split('.').pop() ?? name;
  const word = (text: string): string =>
    `(^|[^A-Za-z0-9_$])${text.replaceAll(/[$.]/g, '\\$&')}($|[^A-Za-z0-9_$])`;
  return String.raw`${STAGE.uses} every place that names it.
${LISTED}
${LANGUAGE_NAMES}
${IS_TEST}
const defined = listed(await symbols(${JSON.stringify(last)}).catch(() => []), 'symbols').filter((s) => s.name === ${JSON.stringify(last)});
const { matches } = await search(${JSON.stringify(word(last))}, { regex: true, caseSensitive: true, limit: 5000 });
const isCode = ({ path, text }) => names[path.split('.').pop()] && !/^\s*(\/\/|\/?\*|#\s|#$|--\s)/.test(text);
const isDefinition = ({ path, line }) => defined.some((s) => s.path === path && s.startLine === line);
const code = matches.filter((m) => isCode(m) && !isDefinition(m));
const written = code.filter(({ text }) => new RegExp(${JSON.stringify(word(name))}).test(text));
const uses = written.length > 0 ? written : code;
const own = uses.filter(({ path }) => !isTest(path)), tests = uses.filter(({ path }) => isTest(path));
for (const s of defined.slice(0, 4)) console.log('defined ' + s.path + ':' + s.startLine + ' ' + s.kind);
for (const [word, rows, most] of [['use', own, ${MOST_TOLD}], ['test', tests, ${MOST_TESTS}]]) {
  console.log('count ' + word + ' ' + rows.length + ' ' + new Set(rows.map(({ path }) => path)).size);
  const outlines = new Map();
  for (const { path, line, text } of rows.slice(0, most)) {
    if (!outlines.has(path)) outlines.set(path, listed(await outline(path).catch(() => []), 'symbols'));
    const around = outlines.get(path).filter((s) => s.startLine <= line && line <= s.endLine && /^(function|method|class|constructor|impl)$/.test(s.kind));
    const [inner] = around.sort((a, b) => a.endLine - a.startLine - (b.endLine - b.startLine));
    console.log(word + ' ' + path + ':' + line + ' ' + (inner === undefined ? '-' : inner.name.replace(/\s+/g, '')) + ' ' + text.trim().slice(0, 100));
  }
}
console.log('otherwise ' + (code.length - uses.length));`;
}
