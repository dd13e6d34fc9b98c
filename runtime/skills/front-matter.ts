// The front matter of a SKILL.md: YAML between two lines of dashes, with the line of every field.
import {
  type Document,
  isAlias,
  isCollection,
  isNode,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml';
import * as z from 'zod';
import { SkillFormatError, type SkillProblem } from './errors.js';

export interface FrontMatter {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Line of each field, from 1. */
  readonly lines: Readonly<Record<string, number>>;
  readonly body: string;
  /** Line of the file where the body begins. */
  readonly bodyLine: number;
  /** What can be read here but not by every reader of the standard, whose YAML is a smaller one. */
  readonly oddities: readonly Omit<SkillProblem, 'file'>[];
}

const FENCE = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;
const keyNodeSchema = z.looseObject({
  value: z.string(),
  range: z.tuple([z.number()]).rest(z.unknown()),
});

/**
 * @param lenient a value with an unquoted ": " in it, as people write it, is taken as the text that it looks like
 * @throws SkillFormatError
 */
export function readFrontMatter(file: string, text: string, lenient: boolean): FrontMatter {
  const plain = text.replace(/^\ufeff/, '');
  const match = FENCE.exec(plain);
  if (match?.[1] === undefined) {
    const isOpen = /^---[ \t]*\r?\n/.test(plain);
    throw new SkillFormatError({
      file,
      line: 1,
      message: isOpen
        ? 'its front matter has no end: a second "---" is missing'
        : 'it does not begin with front matter',
    });
  }
  const body = plain.slice(match[0].length);
  const bodyLine = match[0].split('\n').length;
  const mark =
    plain === text
      ? []
      : [{ line: 1, message: 'it begins with a byte order mark; save it without' }];
  try {
    const { oddities, ...read } = parseYaml(file, match[1]);
    return { ...read, body, bodyLine, oddities: [...mark, ...oddities] };
  } catch (error) {
    if (!lenient || !(error instanceof SkillFormatError)) throw error;
    const { oddities, ...read } = parseYaml(file, quoteColons(match[1]));
    return {
      ...read,
      body,
      bodyLine,
      oddities: [...mark, ...unquoted(match[1], read.lines), ...oddities],
    };
  }
}

function parseYaml(
  file: string,
  source: string,
): Pick<FrontMatter, 'fields' | 'lines' | 'oddities'> {
  const counter = new LineCounter();
  const document = parseDocument(source, {
    lineCounter: counter,
    uniqueKeys: true,
    schema: 'failsafe',
  });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line } = counter.linePos(error.pos[0]);
    const [message = 'it is no YAML'] = error.message
      .replace(/ at line \d+, column \d+:/, '')
      .split('\n');
    throw new SkillFormatError({ file, line: line + 1, message });
  }
  const value: unknown = document.toJS();
  const fields = z.record(z.string(), z.unknown()).safeParse(value);
  if (!fields.success) {
    throw new SkillFormatError({ file, line: 2, message: 'the front matter is no list of fields' });
  }
  const lines = linesOf(document.contents, counter);
  return { fields: fields.data, lines, oddities: odditiesOf(document, counter, lines) };
}

function linesOf(contents: unknown, counter: LineCounter): Record<string, number> {
  const items = z.object({ items: z.array(z.object({ key: keyNodeSchema })) }).safeParse(contents);
  if (!items.success) return {};
  return Object.fromEntries(
    // The fence before it is one line.
    items.data.items.map(({ key }) => [key.value, counter.linePos(key.range[0]).line + 1]),
  );
}

/** What the reference reader (strictyaml) refuses: brackets, references, tags. */
function odditiesOf(
  document: Document.Parsed,
  counter: LineCounter,
  lines: Readonly<Record<string, number>>,
): FrontMatter['oddities'] {
  const found: Omit<SkillProblem, 'file'>[] = [];
  visit(document, (_key, node) => {
    if (!isNode(node)) return;
    const line = counter.linePos(node.range?.[0] ?? 0).line + 1;
    const say = (message: string): void => {
      const at = Object.entries(lines).findLast(([, start]) => start <= line);
      found.push({ line, ...(at === undefined ? {} : { field: at[0] }), message });
    };
    if (isCollection(node) && node.flow === true)
      say('write lists and maps line by line, not in brackets');
    if (isAlias(node) || node.anchor !== undefined) say('a reference of YAML is not allowed');
    else if (node.tag !== undefined) say('a tag of YAML is not allowed');
  });
  return found;
}

const UNQUOTED = /^([\w-]+):[ \t]+(?!["'|>[{&*])(.*:[ \t].*)$/gm;

/** `description: Use when: …` becomes a quoted text. */
function quoteColons(source: string): string {
  return source.replaceAll(
    UNQUOTED,
    (_line, key: string, value: string) => `${key}: ${JSON.stringify(value.trim())}`,
  );
}

function unquoted(
  source: string,
  lines: Readonly<Record<string, number>>,
): FrontMatter['oddities'] {
  return [...source.matchAll(UNQUOTED)].map(([, field = '']) => ({
    line: lines[field] ?? 2,
    field,
    message: 'a text with a colon in it must stand in quotes',
  }));
}
