// Reads what is attached to a task: places of the workspace, texts from elsewhere, and pictures, which no rule sees.
import type { StepInput } from './cell.js';
import type { NamedThing, Place } from './named/named.js';

export interface Attached {
  /** JavaScript for the first place of the workspace; `undefined` where there is none. */
  readonly place: string | undefined;
  /** Where some of it is no file of the workspace: all that is text, to be looked at as what is named. */
  readonly things: readonly NamedThing[];
  /** Names of the pictures. */
  readonly pictures: readonly string[];
}

/** Names under which attachments may stand in the REPL. */
const NAMES = ['attachments', 'attached'];
const TEXT =
  /^The (file|selection in|diff of) (.+?)(?::(\d+)-(\d+))? \(attachments\[(\d+)\]\)(, which is not in the workspace)?[:,]/gm;
const PICTURE = /^The image (.+) is attached(?:: you see it|, but you cannot see it)\.$/gm;

export function readAttached({ task, variables }: StepInput): Attached {
  const name = variables.map((variable) => variable.name).find((one) => NAMES.includes(one));
  if (name === undefined) return { place: undefined, things: [], pictures: [] };
  const pictures = [...task.matchAll(PICTURE)].map(([, path = '']) => path);
  const texts = [...task.matchAll(TEXT)].map(readText);
  const isApart = texts.some(({ kind }) => kind === 'outside');
  if (isApart) return { place: undefined, things: texts, pictures };
  const [first = { index: 0 }] = texts;
  const isSeen = texts.length > 0 || pictures.length === 0;
  return { place: isSeen ? `${name}[${first.index}]` : undefined, things: [], pictures };
}

function readText([, , path = '', from, to, index, outside]: readonly (
  | string
  | undefined
)[]): NamedThing {
  const place: Place =
    from === undefined ? { path } : { path, startLine: Number(from), endLine: Number(to) };
  return {
    token: path,
    kind: outside === undefined ? 'file' : 'outside',
    index: Number(index),
    place: outside === undefined ? place : undefined,
    address: undefined,
  };
}
