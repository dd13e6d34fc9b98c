// Which order to whole files, or to git, a text gives, if it gives no other.
import { WORDINGS } from './languages.js';

/** A file or folder as somebody wrote it. */
export interface Named {
  readonly name: string;
  /** It is said to be a folder. */
  readonly folder: boolean;
}

export type FileOrder =
  | { readonly kind: 'remove'; readonly things: readonly Named[] }
  | {
      readonly kind: 'move';
      readonly from: Named;
      readonly to: Named;
      /** The new name is one in the same folder. */
      readonly renames: boolean;
    }
  /** Without content where only its purpose is said. */
  | { readonly kind: 'create'; readonly name: string; readonly content: string }
  | { readonly kind: 'createBySense' }
  | { readonly kind: 'commit'; readonly message: string | undefined };

/** What stands in a text for something else than words of a sentence. */
interface Held {
  readonly text: string;
  /** May be the name of a file as it is. */
  readonly path: boolean;
}

export function fileOrderIn(text: string): FileOrder | undefined {
  if (/<\d+>/.test(text)) return undefined;
  const { sentence, held } = withHeld(text.trim());
  for (const { plain, files } of WORDINGS) {
    const said = plain(sentence);
    const groupsOf = (forms: readonly RegExp[]): Groups | undefined =>
      forms.map((form) => form.exec(said)).find((match) => match !== null)?.groups;
    const order =
      removeIn(groupsOf(files.remove), held) ??
      moveIn(groupsOf(files.move), held) ??
      createIn(groupsOf(files.create), held) ??
      commitIn(groupsOf(files.commit), held);
    if (order !== undefined) return order;
    if (files.createBySense.test(said)) return { kind: 'createBySense' };
  }
  return undefined;
}

type Groups = Readonly<Record<string, string | undefined>>;

function removeIn(said: Groups | undefined, held: readonly Held[]): FileOrder | undefined {
  if (said === undefined) return undefined;
  const folder = (said['folder'] ?? said['folderAfter']) !== undefined;
  const { word } = said;
  if (word !== undefined) return { kind: 'remove', things: [{ name: word, folder }] };
  const things = (said['things']?.match(/\d+/g) ?? []).map((number) => held[Number(number)]);
  const names = things.flatMap((one) => (one?.path === true ? [namedBy(one.text, folder)] : []));
  return names.length < things.length ? undefined : { kind: 'remove', things: names };
}

function moveIn(said: Groups | undefined, held: readonly Held[]): FileOrder | undefined {
  const from = held[Number(said?.['from'])];
  if (said === undefined || from?.path !== true) return undefined;
  const renames = said['renames'] !== undefined;
  const toFolder = (said['toFolder'] ?? said['toFolderAfter']) !== undefined;
  const to = said['word'] ?? held[Number(said['to'])]?.text;
  if (to === undefined) return undefined;
  const isWord = said['word'] !== undefined;
  return {
    kind: 'move',
    from: namedBy(from.text, said['folder'] !== undefined),
    to: namedBy(to, toFolder || (isWord && !renames)),
    renames,
  };
}

function createIn(said: Groups | undefined, held: readonly Held[]): FileOrder | undefined {
  const thing = held[Number(said?.['thing'])];
  if (said === undefined || thing?.path !== true) return undefined;
  const content = said['content'] === undefined ? '' : held[Number(said['content'])]?.text;
  return content === undefined || thing.text.endsWith('/')
    ? undefined
    : { kind: 'create', name: thing.text.replace(/^\.\//, ''), content };
}

function commitIn(said: Groups | undefined, held: readonly Held[]): FileOrder | undefined {
  if (said === undefined) return undefined;
  return { kind: 'commit', message: held[Number(said['message'])]?.text.trim() };
}

function namedBy(text: string, folder: boolean): Named {
  return {
    name: text.replace(/^\.\//, '').replace(/\/+$/, ''),
    folder: folder || text.endsWith('/'),
  };
}

const HELD =
  /```[^\n`]*\n([\s\S]*?)\n?```|@"([^"\n]+)"|```([^`\n]+)```|`([^`\n]+)`|"([^"\n]*)"|“([^”\n]*)”|„([^“”\n]*)[“”]|(?<=^|[\s:(])'([^\n]*?)'(?=$|[\s.,;!?)])|(?<=^|\s)(@?[\p{L}\p{N}_$.~+/[\]@-]+)(?=$|[\s,;:!?])/gu;

function withHeld(text: string): { readonly sentence: string; readonly held: readonly Held[] } {
  const held: Held[] = [];
  const sentence = text.replaceAll(HELD, (whole: string, ...groups: unknown[]) => {
    const [fenced, mention, code, inCode, ...quotes] = groups
      .slice(0, 9)
      .map((group) => (typeof group === 'string' ? group : undefined));
    const bare = quotes.pop();
    if (fenced !== undefined) return hold(held, `${fenced}\n`, false);
    if (bare === undefined) {
      const quoted = mention ?? code ?? inCode ?? quotes.find((one) => one !== undefined) ?? '';
      return hold(held, quoted, mention !== undefined || isPath(quoted));
    }
    const name = bare.replace(/^@/, '').replace(/[.]+$/, '');
    return isPath(name) ? `${hold(held, name, true)}${whole.endsWith('.') ? '.' : ''}` : whole;
  });
  return { sentence: sentence.replaceAll(/\s+/g, ' '), held };
}

function hold(held: Held[], text: string, path: boolean): string {
  held.push({ text, path });
  return `<${held.length - 1}>`;
}

const WELL_KNOWN = /^(?:Makefile|Dockerfile|LICENSE|README|CHANGELOG|Gemfile|Rakefile|Procfile)$/;
/** Members of objects look like names of files. */
const MEMBER = /^(?:console|process|window|document|module|this|self|Math|JSON|Object|Array)\./;

/** A path or a name with an ending, and no version, address or part of code. */
function isPath(name: string): boolean {
  if (/\s|^\w+:|^[\d.]+$/.test(name)) return false;
  return (
    WELL_KNOWN.test(name) ||
    /[^/]\/|^\/[^/]/.test(name) ||
    /^\.[\w-][\w.-]*$/.test(name) ||
    (/[\p{L}\p{N}_$\])-]\.[\p{L}\p{N}_-]+$/u.test(name) && !MEMBER.test(name))
  );
}
