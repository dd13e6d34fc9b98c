// Reads one agent from its file: our AGENT.md and the dialects of other tools, whose field names are kept apart here.
import { readFrontMatter, type SkillProblem } from '../../skills/index.js';

export type AgentSource = 'workspace' | 'user' | 'built-in';

export interface AgentDefinition {
  readonly name: string;
  readonly description: string;
  readonly source: AgentSource;
  readonly path: string;
  /** What the path is relative to; absent where only a text was read. */
  readonly root?: string;
  /** Tools as its file names them; absent: all that there are. */
  readonly tools: readonly string[] | undefined;
  /** Steps of one run. */
  readonly maxTurns: number;
  readonly instructions: string;
}

const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const DEFAULT_TURNS = 20;
const MAX_TURNS = 100;
const MAX_DESCRIPTION = 1_024;

export interface ReadAgent {
  readonly agent: AgentDefinition | undefined;
  /** Each names file, line and field. With problems that leave it unusable, `agent` is absent. */
  readonly problems: readonly SkillProblem[];
}

/** @param fallback name when the file gives none, from the name of file or folder @throws SkillFormatError */
export function readAgent(
  path: string,
  text: string,
  { source, fallback }: { readonly source: AgentSource; readonly fallback: string },
): ReadAgent {
  const { fields, lines, body } = readFrontMatter(path, text, true);
  const problems: SkillProblem[] = [];
  const say = (field: string, message: string): void => {
    problems.push({ file: path, line: lines[field] ?? 1, field, message });
  };
  const name = textOf(fields['name']) ?? fallback;
  const description = textOf(fields['description']);
  if (!NAME.test(name)) say('name', 'only small letters, digits and single hyphens are allowed');
  if (description === undefined) say('description', 'there is no description');
  else if (description.length > MAX_DESCRIPTION)
    say('description', `it has more than ${MAX_DESCRIPTION} characters`);
  if (body.trim() === '') say('instructions', 'it has no instructions below the front matter');
  const turns = fields['maxTurns'] ?? fields['max-turns'];
  const maxTurns = turns === undefined ? DEFAULT_TURNS : Number(turns);
  if (!Number.isInteger(maxTurns) || maxTurns < 1 || maxTurns > MAX_TURNS)
    say('maxTurns', `it is a number from 1 to ${MAX_TURNS}`);
  if (problems.length > 0 || description === undefined) return { agent: undefined, problems };
  return {
    agent: {
      name,
      description,
      source,
      path,
      tools: listOf(fields['tools'] ?? fields['allowed-tools']),
      maxTurns,
      instructions: body.trim(),
    },
    problems,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A list, or a text with commas or blanks between the names. `*` is everything. */
function listOf(value: unknown): readonly string[] | undefined {
  const items = Array.isArray(value)
    ? value.map(String)
    : typeof value === 'string'
      ? value.split(/[\s,]+/)
      : undefined;
  const names = items?.map((item) => item.trim()).filter((item) => item !== '');
  return names?.includes('*') === true ? undefined : names;
}
