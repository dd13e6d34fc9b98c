// The front matter of a SKILL.md: YAML between two lines of dashes, with the line of every field.
import { LineCounter, parseDocument } from 'yaml';
import * as z from 'zod';
import { SkillFormatError } from './errors.js';

export interface FrontMatter {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Line of each field, from 1. */
  readonly lines: Readonly<Record<string, number>>;
  readonly body: string;
  /** Whether it could be read only after mending a common mistake. */
  readonly mended: boolean;
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
  const match = FENCE.exec(text.replace(/^\ufeff/, ''));
  if (match?.[1] === undefined) {
    throw new SkillFormatError({ file, line: 1, message: 'it does not begin with front matter' });
  }
  const body = text.replace(/^\ufeff/, '').slice(match[0].length);
  try {
    return { ...parseYaml(file, match[1]), body, mended: false };
  } catch (error) {
    if (!lenient) throw error;
    return { ...parseYaml(file, quoteColons(match[1])), body, mended: true };
  }
}

function parseYaml(file: string, source: string): Pick<FrontMatter, 'fields' | 'lines'> {
  const counter = new LineCounter();
  const document = parseDocument(source, {
    lineCounter: counter,
    uniqueKeys: true,
    schema: 'failsafe',
  });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line } = counter.linePos(error.pos[0]);
    const [message = 'it is no YAML'] = error.message.split('\n');
    throw new SkillFormatError({ file, line: line + 1, message });
  }
  const value: unknown = document.toJS();
  const fields = z.record(z.string(), z.unknown()).safeParse(value);
  if (!fields.success) {
    throw new SkillFormatError({ file, line: 2, message: 'the front matter is no list of fields' });
  }
  return { fields: fields.data, lines: linesOf(document.contents, counter) };
}

function linesOf(contents: unknown, counter: LineCounter): Record<string, number> {
  const items = z.object({ items: z.array(z.object({ key: keyNodeSchema })) }).safeParse(contents);
  if (!items.success) return {};
  return Object.fromEntries(
    // The fence before it is one line.
    items.data.items.map(({ key }) => [key.value, counter.linePos(key.range[0]).line + 1]),
  );
}

/** `description: Use when: …` becomes a quoted text. */
function quoteColons(source: string): string {
  return source.replaceAll(
    /^([\w-]+):[ \t]+(?!["'|>[{&*])(.*:[ \t].*)$/gm,
    (_line, key: string, value: string) => `${key}: ${JSON.stringify(value.trim())}`,
  );
}
