// Reads what a task points at: a file, a selection, or a name to explain.
import { isImagePath } from '../../../core/index.js';
import { wordingOf } from '../../../wording/index.js';
import { type Question, readQuestion } from '../text/question.js';
import { readAttached } from './attached.js';
import type { StepInput } from './cell.js';
import { type NamedThing, type NamedThings, readNamed, withoutNames } from './named/named.js';

export interface Task {
  /** The user's words. */
  readonly words: string;
  /** JavaScript for the place that the task points at: `{path, startLine?, endLine?}`, or `undefined`. */
  readonly place: string;
  /** Something is attached; it is what the task is about. */
  readonly attached: boolean;
  /** Identifier to explain when no place is given. */
  readonly name: string | undefined;
  /** An ask that is really an explanation of one named thing. */
  readonly asksToExplain: boolean;
  /** A fault is to be found and mended, by the skill that was called for. */
  readonly mends: boolean;
  /** What the message names with @, and what is attached from elsewhere. */
  readonly named: NamedThings;
  /** The pictures that it is about: no rule sees what is on them. */
  readonly pictures: readonly string[];
}

const ADDED =
  /(?:^|\n\n)(?=Explain what the code does, why|Review the code: find|Audit the code for security:|Write tests for the code:|Refactor the code without|Fix the selected code:|Analyse the workspace:|What the user names with @:|The (?:file|selection in|diff of) .*\(attachments\[|The image .+ is attached[:,])/;
const MANNER = /\n\n(?:The skill ([\w-]+) applies|You work as the agent [\w-]+):\n[\s\S]*$/;
const PLACE = /([\w@./-]*[\w-]+\.\w{1,5})(?:[:#]L?(\d+)(?:\s*[-–]\s*L?(\d+))?)?/;

export function readTask(input: StepInput): Task {
  // The engine follows rules of its own; the text of a skill is for models.
  const task = input.task.replace(MANNER, '');
  const skill = MANNER.exec(input.task)?.[1];
  const { place, things, pictures } = readAttached(input);
  const mentioned = readNamed(task);
  const named = {
    ...mentioned,
    found: [...things, ...mentioned.found.filter((thing) => !isPicture(thing))],
  };
  const words = ownWords(task);
  const question = readQuestion(words);
  const attached = place !== undefined;
  const { explains } = question.wording.question;
  const said = question.wording.plain(words);
  const name = question.identifiers[0];
  const shown = [...pictures, ...mentioned.found.filter(isPicture).map(({ token }) => token)];
  const isOfThem =
    attached || named.found.length > 0 ? false : isOfPictures(withoutNames(words, mentioned));
  return {
    words,
    attached,
    place: place ?? placeIn(withoutNames(words, named)),
    name,
    named,
    mends: skill === 'fix-bugs',
    asksToExplain:
      (attached && explains.attached.test(said)) || explains.asked.some((form) => form.test(said))
        ? attached || name !== undefined || question.paths.length > 0
        : false,
    pictures: isOfThem ? shown : [],
  };
}

function isPicture({ place }: NamedThing): boolean {
  return place !== undefined && isImagePath(place.path);
}

/** Whether it can be meant for nothing but a picture that is shown with it. */
function isOfPictures(words: string): boolean {
  const { ideas, wording } = readQuestion(words);
  const { explains, pictures } = wording.question;
  const said = wording.plain(words);
  return ideas.length === 0 || explains.attached.test(said) || pictures.test(said);
}

/** The words of a task in the form in which a loop is given it, and how they are worded. */
export function readTaskQuestion(task: string): Question {
  return readQuestion(task, wordingOf(ownWords(task)));
}

/** What the user said, without the standing order of the intent and the description of attachments. */
function ownWords(task: string): string {
  const at = task.search(ADDED);
  return (at < 0 ? task : task.slice(0, at)).trim();
}

function placeIn(words: string): string {
  const match = PLACE.exec(words);
  if (match?.[1] === undefined || !/[/.]/.test(match[1])) return 'undefined';
  const lines = [
    match[2] === undefined ? '' : `, startLine: ${match[2]}`,
    match[2] === undefined ? '' : `, endLine: ${match[3] ?? match[2]}`,
  ].join('');
  return `{ path: ${JSON.stringify(match[1].replace(/^@/, ''))}${lines} }`;
}
