// Plans the answer to a message that names things with @: look at these alone, and tell what is in them.

import type { Intent } from '../../../../core/index.js';
import { tellMissing } from '../../compose/named.js';
import type { Prose } from '../../compose/prose.js';
import { needsModel, RULE_BASED } from '../../label.js';
import { listed } from '../../text/markdown.js';
import type { Cell, StepInput } from '../cell.js';
import { finalFor, mustAnswer, stageOf } from '../cell.js';
import { STAGE } from '../stages.js';
import type { Task } from '../task.js';
import { codeLooks } from './code-looks.js';
import { diffLook } from './diff-look.js';
import { type Look, nameOf } from './look.js';
import { type AskedOf, askedOf, MANNERS, type NamedThing, type NamedThings } from './named.js';
import { problemLook, terminalLook } from './report-looks.js';
import { wordLook } from './word-looks.js';

/** Characters that all looks of one cell may print together. */
const ROOM = 5_600;
const MOST = 8;
/** `@types/node` is more likely the name of a package than of a file that is gone. */
const PACKAGE = /^@[a-z0-9][\w-]*\/[\w.-]*[\w-]$/;

/** Files, folders and symbols are looked at together. */
const LOOKS: Readonly<
  Partial<Record<NamedThing['kind'], (thing: NamedThing, asked: AskedOf) => Look>>
> = {
  diff: diffLook,
  problem: problemLook,
  terminal: terminalLook,
  memory: wordLook('memory'),
  url: wordLook('url'),
  chat: wordLook('chat'),
  resource: wordLook('resource'),
  outside: wordLook('outside'),
};

export function namesSomething({ found, missing }: NamedThings): boolean {
  return (
    found.some(({ kind }) => !MANNERS.has(kind)) ||
    missing.some(({ token }) => !PACKAGE.test(token) || /\.\w{1,4}$/.test(token))
  );
}

export function planNamed(input: StepInput, task: Task): Cell {
  const { named } = task;
  const asked = askedOf(task);
  const all = looksOf(asked, named);
  const looks = all.slice(0, MOST);
  const seen = input.history.find(({ code }) => stageOf(code) === 'named')?.observation;
  if (seen === undefined && !mustAnswer(input)) {
    const tokens = [...named.found, ...named.missing].map(({ token }) => nameOf(token));
    return {
      reasoning: `The message names ${listed(tokens)}. I look there and nowhere else.`,
      code: cellOf(looks),
    };
  }
  const parts = looks.map(({ tell }, i) => tell(partOf(seen ?? '', i)));
  return finalFor(
    input.intent,
    joined(parts, WORK[input.intent] ?? workOf(asked), all.length - looks.length),
    'I tell what is there.',
  );
}

function looksOf(asked: AskedOf, { found, missing }: NamedThings): readonly Look[] {
  return [
    ...missing.map(({ token, why }) => ({
      code: similarTo(token),
      tell: (seen: string) => tellMissing(token, why, seen),
    })),
    ...codeLooks(asked, found),
    ...found.flatMap((thing) => LOOKS[thing.kind]?.(thing, asked) ?? []),
  ];
}

/** Each look prints under a line of its own, within its share of what a step shows. */
function cellOf(looks: readonly Look[]): string {
  const room = Math.floor(ROOM / Math.max(1, looks.length));
  const parts = looks.map(
    ({ code }, i) => `console.log('= ${i}');
await (async (console) => {
${code}
})(within(${room})).catch((e) => console.log('trouble ' + e.message));`,
  );
  return String.raw`${STAGE.named} look at what the message names, and at nothing else.
const within = (room) => ({ log: (line) => { if ((room -= String(line).length + 1) >= 0) console.log(line); } });
${parts.join('\n')}`;
}

function partOf(seen: string, index: number): string {
  const parts = seen.split(/^= (\d+)$/m);
  const at = parts.findIndex((part, i) => i % 2 === 1 && part === String(index));
  return at < 0 ? '' : (parts[at + 1] ?? '').trim();
}

/** Files whose name is nearly that of one that is not there. */
function similarTo(token: string): string {
  const name = token.replace(/^@"?|"$/g, '').replace(/:\d+(?:-\d+)?$/, '');
  const base = name.slice(name.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  if (base.length < 3 || !/[./]/.test(name) || /^[a-z]+:/.test(name)) return '';
  return String.raw`const wanted = ${JSON.stringify(base.toLowerCase())};
const { files } = await listFiles('**/*', { limit: 20000 });
const alike = (path) => {
  const name = path.split('/').pop().toLowerCase().replace(/\.\w+$/, '');
  let same = 0;
  while (same < name.length && name[same] === wanted[same]) same++;
  return name.includes(wanted) || same >= Math.max(3, 0.6 * Math.min(name.length, wanted.length));
};
for (const path of files.filter(alike).slice(0, 4)) console.log('similar ' + path);`;
}

/** What takes a model, in the words of a sentence that says so. */
const WORK: Readonly<Partial<Record<Intent, string>>> = {
  review: 'Reviewing this',
  audit: 'Reviewing this',
  test: 'Writing tests',
  refactor: 'Refactoring',
  fix: 'Mending this',
};

function workOf({ question, mends }: AskedOf): string | undefined {
  if (mends) return 'Mending this';
  return question.kind === 'create' ? 'Writing or changing code like this' : undefined;
}

/** @param work what is asked for and takes a model */
function joined(parts: readonly Prose[], work: string | undefined, left: number): Prose {
  const cited = parts.flatMap(({ citations }) => citations);
  const told = parts.map(({ answer }) => answer.replaceAll(RULE_BASED, '').trim());
  const writes = work !== undefined && !told.join().includes('real language model');
  return {
    answer: [
      writes ? needsModel(work) : '',
      ...told,
      left === 0
        ? ''
        : `I looked at the first ${parts.length} things that you name; ask again for the others.`,
      RULE_BASED,
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
    citations: cited,
  };
}
