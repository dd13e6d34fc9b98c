// Files, folders and symbols that a message names without @: looked for first, then as good as named.
import { mentionKindSchema } from '../../../../core/index.js';
import { listed } from '../../text/markdown.js';
import { isPath } from '../../text/question.js';
import type { Cell, StepInput } from '../cell.js';
import { mustAnswer, stageOf } from '../cell.js';
import { IS_TEST, LISTED } from '../cell-parts.js';
import { STAGE } from '../stages.js';
import type { Task } from '../task.js';
import { nameOf } from './look.js';
import { askedOf, type NamedThing } from './named.js';
import { orderedWork } from './work.js';

/** More ideas than that are a question about the code, not the name of something in it. */
const MOST_WORDS = 2;
/** Several files may have one name. */
const MOST_OF_A_NAME = 3;
const ROW = /^bare (\d+) (file|folder|symbol) (.+)$/gm;

/** The look that is needed first, or the task with what was found. */
export type Bare = { readonly cell: Cell } | { readonly input: StepInput; readonly task: Task };

export function findBare(input: StepInput, task: Task): Bare {
  const names = bareNames(task);
  if (names.length === 0) return { input, task };
  const look = input.history.find(({ code }) => stageOf(code) === 'resolve');
  if (look === undefined) return mustAnswer(input) ? { input, task } : { cell: lookFor(names) };
  const history = input.history.filter((entry) => entry !== look);
  return { input: { ...input, history }, task: withFound(task, names, look.observation) };
}

/**
 * What may be a name: paths, where they are what is asked about and not who uses them or what else there is, and the
 * words that an order leaves.
 */
function bareNames(task: Task): readonly string[] {
  const { found, missing } = task.named;
  if (task.attached || found.length + missing.length > 0) return [];
  const { question, whole } = askedOf(task);
  const order = orderedWork(task);
  const { ideas } = order ?? question;
  const isOfIt = whole || order !== undefined || question.kind === 'how' || question.kind === 'why';
  if (question.paths.length > 0) return isOfIt ? question.paths : [];
  const members = question.identifiers.filter((name) => name.includes('.'));
  if (members.length > 0 && (isOfIt || task.asksToExplain)) return members;
  const says = question.wording.plain(question.text);
  if (order === undefined && !question.wording.question.asksInside.test(says)) return [];
  const words = ideas.map(({ label }) => label).filter((label) => /^[\w.$-]+$/.test(label));
  return words.length <= MOST_WORDS ? words : [];
}

function lookFor(names: readonly string[]): Cell {
  return {
    reasoning: `I look for ${listed(names.map(nameOf))} among files, folders and symbols.`,
    code: String.raw`${STAGE.resolve} what the message names.
${LISTED}
const { files } = await listFiles('**/*', { limit: 50000 });
const depth = (path) => path.split('/').length;
${IS_TEST}
const nearest = (paths) => paths.sort((a, b) => isTest(a) - isTest(b) || depth(a) - depth(b) || (a < b ? -1 : 1));
// Of “res.json” what is given to that name, or stands in what is called “res”; of nothing like it, each “json”.
const defined = async (name) => {
  const [last, owner] = name.split('.').reverse();
  const all = async (one) => listed(await symbols(one).catch(() => []), 'symbols').filter((s) => s.name === one);
  const known = await all(last);
  if (owner === undefined) return known;
  // “reply” is how people call what is a “Reply”.
  const owners = [...await all(owner), ...await all(owner[0].toUpperCase() + owner.slice(1))];
  const given = new RegExp('(^|[^\\w$])' + owner.replace(/\$/g, '\\$') + '((\\.prototype)?\\.' + last.replace(/\$/g, '\\$') + '\\s*=|\\s*\\)\\s*' + last + '\\b)', 'i');
  const own = known.filter((s) => given.test(s.signature) || owners.some((o) => o.path === s.path && o.startLine <= s.startLine && s.endLine <= o.endLine));
  return own.length > 0 || known.length > ${MOST_OF_A_NAME} ? own : known;
};
const mentions = [];
const tell = (i, kind, what, value) => { console.log('bare ' + i + ' ' + kind + ' ' + what); mentions.push({ label: what, value }); };
for (const [i, written] of ${JSON.stringify(names)}.entries()) {
  const name = written.replace(/^\.?\//, '').replace(/\/$/, '');
  const same = files.includes(name) ? [name] : nearest(files.filter((path) => path.endsWith('/' + name)));
  for (const path of same.slice(0, ${MOST_OF_A_NAME})) tell(i, 'file', path, undefined);
  if (same.length > 0) continue;
  const folder = nearest([...new Set(files.flatMap((path) => {
    const at = ('/' + path).indexOf('/' + name + '/');
    return at < 0 ? [] : [path.slice(0, at + name.length) + '/'];
  }))])[0];
  if (folder !== undefined) tell(i, 'folder', folder, files.filter((path) => path.startsWith(folder)));
  else if (/^[\w$]+(\.[\w$]+)*$/.test(name)) {
    const known = await defined(name);
    const places = known.sort((a, b) => isTest(a.path) - isTest(b.path)).map(({ path, line, startLine = line, endLine = startLine }) => ({ path, startLine, endLine }));
    if (places.length > 0) tell(i, 'symbol', name, places);
  }
}`,
  };
}

function withFound(task: Task, names: readonly string[], seen: string): Task {
  const found: NamedThing[] = [];
  for (const [, number = '', kind = '', what = ''] of seen.matchAll(ROW)) {
    const written = names[Number(number)] ?? what;
    found.push({
      token: found.some(({ token }) => token === written) ? what : written,
      kind: mentionKindSchema.parse(kind),
      index: found.length,
      place: kind === 'file' ? { path: what } : undefined,
      address: undefined,
    });
  }
  const isFound = (name: string): boolean => found.some(({ token }) => token === name);
  // A word or a member may be no name at all; a path is one.
  const missing = names
    .filter((name) => !isFound(name) && isPath(name))
    .map((token) => ({ token, why: 'nothing of that name was found' }));
  return found.length + missing.length === 0
    ? task
    : { ...task, place: found.length > 0 ? 'undefined' : task.place, named: { found, missing } };
}
