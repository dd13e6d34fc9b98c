// Reads one agent from its file: our AGENT.md and the dialects of other tools become one definition.
import { readFrontMatter, SkillFormatError } from '../../skills/index.js';
import { type AgentField, dialectOf, meaningOf } from './fields.js';
import type {
  AgentBudget,
  AgentDefinition,
  AgentDialect,
  AgentProblem,
  AgentSource,
  Handoff,
  ReadAgent,
} from './types.js';

const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_NAME = 64;
const DEFAULT_TURNS = 20;
const MAX_TURNS = 100;
const MAX_DESCRIPTION = 1_024;
const MAX_INSTRUCTIONS = 30_000;
const MAX_LIST = 64;
/** `Agent(x, y)` among the tools says whom it may call; what else is in brackets narrows a tool. */
const CALLS = /^(?:Agent|Task)(?:\(([^)]*)\))?$/;

/** @param fallback name when the file gives none, from the name of file or folder */
export function readAgent(
  path: string,
  text: string,
  { source, fallback }: { readonly source: AgentSource; readonly fallback: string },
): ReadAgent {
  try {
    return new Reader(path, text, source, fallback).read();
  } catch (thrown) {
    if (!(thrown instanceof SkillFormatError)) throw thrown;
    const { message, ...where } = thrown.problem;
    const remedy =
      'An agent file begins with "---", a description and the other fields, and "---" again; its instructions follow.';
    return { agent: undefined, problems: [{ ...where, message, remedy }], notes: [] };
  }
}

interface Given {
  readonly value: unknown;
  /** As the file calls it. */
  readonly name: string;
}

class Reader {
  readonly #problems: AgentProblem[] = [];
  readonly #notes: AgentProblem[] = [];
  readonly #given = new Map<AgentField, Given>();
  readonly #lines: Readonly<Record<string, number>>;
  readonly #body: string;
  readonly #bodyLine: number;
  readonly #dialect: AgentDialect;

  constructor(
    private readonly path: string,
    text: string,
    private readonly source: AgentSource,
    private readonly fallback: string,
  ) {
    const { fields, lines, body, bodyLine } = readFrontMatter(path, text, true);
    this.#lines = lines;
    this.#body = body.trim();
    this.#bodyLine = bodyLine;
    this.#dialect = dialectOf(path, Object.keys(fields));
    for (const [name, value] of Object.entries(fields)) this.#sort(name, value);
  }

  read(): ReadAgent {
    const name = this.#name();
    const description = this.#description();
    const tools = this.#list('tools');
    const calls = tools?.flatMap((tool) => callsIn(tool)) ?? [];
    const named = this.#list('agents');
    const parts = {
      tools: chosen(tools),
      disallowedTools: this.#list('disallowedTools'),
      agents: named ?? (calls.length === 0 ? undefined : calls),
      model: this.#model(),
      maxTurns: this.#whole('maxTurns', 1, MAX_TURNS) ?? DEFAULT_TURNS,
      budget: this.#budget(),
      skills: this.#list('skills'),
      mcpServers: this.#servers(),
      handoffs: this.#handoffs(),
      tags: this.#list('tags'),
      version: this.#version(),
      byModel: this.#flag('disable-model-invocation') === true ? false : undefined,
    };
    this.#checkBody();
    const problems = this.#problems;
    const notes = this.#notes;
    if (problems.length > 0) return { agent: undefined, problems, notes };
    const { tools: granted, maxTurns, ...optional } = parts;
    const agent: AgentDefinition = {
      name,
      description,
      source: this.source,
      path: this.path,
      dialect: this.#dialect,
      tools: granted,
      maxTurns,
      ...definedOf(optional),
      instructions: this.#body,
      ...(notes.length === 0 ? {} : { notes }),
    };
    return { agent, problems, notes };
  }

  #sort(name: string, value: unknown): void {
    const meaning = meaningOf(name);
    if ('ignored' in meaning) {
      this.#note(name, `it has no effect: ${meaning.ignored}`, 'Leave it for other tools.');
    } else if ('unknown' in meaning) {
      const { meant } = meaning;
      this.#note(
        name,
        'no agent has such a field',
        meant === undefined ? 'Take it out.' : `Write "${meant}", if that is meant.`,
      );
    } else if (this.#given.has(meaning.field) && meaning.field === 'tags') {
      // Capabilities and tags of the earlier system are the same here.
      const first = this.#given.get('tags')?.value;
      this.#given.set('tags', { name, value: [...itemsOf(first), ...itemsOf(value)] });
    } else if (this.#given.has(meaning.field)) {
      this.#say(
        name,
        `it says the same as "${this.#given.get(meaning.field)?.name}"`,
        'Keep one of the two.',
      );
    } else this.#given.set(meaning.field, { value, name });
  }

  #name(): string {
    const given = this.#text('name');
    const wanted = given ?? this.fallback;
    // There a name is for people, and the file's own is the one that is called.
    const name = this.#dialect === 'vscode' && !NAME.test(wanted) ? slugOf(wanted) : wanted;
    if (name !== wanted)
      this.#note('name', `it is called "${name}" here`, 'Nothing has to be done.');
    if (!NAME.test(name))
      this.#say(
        'name',
        'only small letters, digits and single hyphens are allowed',
        `Write "${slugOf(wanted) || 'my-agent'}".`,
      );
    else if (name.length > MAX_NAME)
      this.#say('name', `it has more than ${MAX_NAME} characters`, 'Shorten it.');
    return name;
  }

  #description(): string {
    const given = this.#text('description');
    if (given !== undefined) {
      if (given.length > MAX_DESCRIPTION)
        this.#say(
          'description',
          `it has more than ${MAX_DESCRIPTION} characters`,
          'Say what it does and when to use it; the rest belongs into the instructions.',
        );
      return given;
    }
    const first = this.#body.split('\n').find((line) => /^[^#\s]/.test(line));
    if (this.#dialect === 'vscode' && first !== undefined && !this.#given.has('description')) {
      this.#note('description', 'it has none: its first line stands for it', 'Add one.');
      return first.slice(0, MAX_DESCRIPTION);
    }
    this.#say(
      'description',
      'there is no description',
      'Add "description:" with what it does and when to use it.',
    );
    return '';
  }

  #checkBody(): void {
    const where = { line: this.#bodyLine };
    if (this.#body === '')
      this.#say(
        'instructions',
        'it has no instructions below the front matter',
        'Write them below the second "---".',
        where,
      );
    if (this.#body.length > MAX_INSTRUCTIONS)
      this.#say(
        'instructions',
        `they have more than ${MAX_INSTRUCTIONS} characters`,
        'Move details into a skill.',
        where,
      );
  }

  /** Of several the first; `inherit` is the run's own. */
  #model(): string | undefined {
    const given = this.#given.get('model')?.value;
    const [model] = Array.isArray(given) ? (this.#list('model') ?? []) : [this.#text('model')];
    return model === 'inherit' ? undefined : model;
  }

  #version(): string | undefined {
    const version = this.#text('version');
    if (version !== undefined && !/^v?\d+(?:\.\d+){0,2}(?:[-+][\w.+-]+)?$/.test(version))
      this.#say('version', `"${version.slice(0, 40)}" is no version`, 'Write it as 1.2.3.');
    return version;
  }

  #budget(): AgentBudget | undefined {
    const given = this.#given.get('budget');
    if (given === undefined) return undefined;
    const wanted = { tokens: true, costUsd: false, modelCalls: true } as const;
    const remedy = 'Write tokens, costUsd and modelCalls below it, each a number above 0.';
    if (!isRecord(given.value)) {
      this.#say('budget', 'it is a map of limits', remedy);
      return undefined;
    }
    const budget: Record<string, number> = {};
    for (const [key, value] of Object.entries(given.value)) {
      const number = Number(value);
      const isWhole = key in wanted && wanted[key as keyof typeof wanted];
      if (!(key in wanted)) this.#say('budget', `it has no limit "${key}"`, remedy);
      else if (!(number > 0) || !Number.isFinite(number) || (isWhole && !Number.isInteger(number)))
        this.#say('budget', `${key} is ${String(value).slice(0, 40)}`, remedy);
      else budget[key] = number;
    }
    return budget;
  }

  /** A list of names, or a map by name as other tools write it: what it would start there is not read. */
  #servers(): readonly string[] | undefined {
    const given = this.#given.get('mcpServers');
    if (given === undefined || !isRecord(given.value)) return this.#list('mcpServers');
    this.#note(
      given.name,
      'only the names count: servers are configured, and allowed, in the workspace',
      'Configure them in .vscode/mcp.json or .mcp.json.',
    );
    return Object.keys(given.value);
  }

  #handoffs(): readonly Handoff[] | undefined {
    const given = this.#given.get('handoffs');
    if (given === undefined) return undefined;
    const remedy = 'Each handoff has an agent, and may have a label and a prompt.';
    if (!Array.isArray(given.value)) {
      this.#say('handoffs', 'it is a list', remedy);
      return undefined;
    }
    return given.value.flatMap((item: unknown): Handoff[] => {
      if (typeof item === 'string' && item.trim() !== '') return [{ agent: item.trim() }];
      const { agent, label, prompt } = isRecord(item) ? item : {};
      if (typeof agent !== 'string' || agent.trim() === '') {
        this.#say('handoffs', 'one of them names no agent', remedy);
        return [];
      }
      return [
        {
          agent: agent.trim(),
          ...(typeof label === 'string' ? { label } : {}),
          ...(typeof prompt === 'string' ? { prompt } : {}),
        },
      ];
    });
  }

  #text(field: AgentField): string | undefined {
    const value = this.#given.get(field)?.value;
    if (value === undefined) return undefined;
    if (typeof value !== 'string') {
      this.#say(field, 'it is a text', 'Write it in one line, in quotes if it has a colon in it.');
      return undefined;
    }
    return value.trim() === '' ? undefined : value.trim();
  }

  /** A list, or a text with commas or blanks between the names. */
  #list(field: AgentField): readonly string[] | undefined {
    const value = this.#given.get(field)?.value;
    // A field without a value is as if it were not there.
    if (value === undefined || value === '') return undefined;
    const items = itemsOf(value);
    const isPlain =
      typeof value === 'string' ||
      (Array.isArray(value) && value.every((item) => typeof item === 'string'));
    if (!isPlain || items.length > MAX_LIST) {
      this.#say(field, `it is a list of at most ${MAX_LIST} names`, 'Write one name in each line.');
      return undefined;
    }
    return items;
  }

  #whole(field: AgentField, least: number, most: number): number | undefined {
    const given = this.#given.get(field);
    if (given === undefined) return undefined;
    const value = Number(given.value);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    this.#say(
      field,
      `it is a number from ${least} to ${most}`,
      `Write ${given.name}: ${DEFAULT_TURNS}.`,
    );
    return undefined;
  }

  #flag(field: AgentField): boolean | undefined {
    const value = this.#given.get(field)?.value;
    if (value === undefined) return undefined;
    if (value === 'true' || value === 'false') return value === 'true';
    this.#say(field, 'it is true or false', 'Write true or false.');
    return undefined;
  }

  #say(field: string, message: string, remedy: string, where?: { readonly line: number }): void {
    this.#problems.push(this.#problem(field, message, remedy, where));
  }

  #note(field: string, message: string, remedy: string): void {
    this.#notes.push(this.#problem(field, message, remedy));
  }

  #problem(
    field: string,
    message: string,
    remedy: string,
    where?: { readonly line: number },
  ): AgentProblem {
    const given = this.#given.get(field as AgentField)?.name ?? field;
    const line = where?.line ?? this.#lines[given] ?? 1;
    return { file: this.path, line, field: given, message, remedy };
  }
}

function itemsOf(value: unknown): readonly string[] {
  const items = Array.isArray(value)
    ? value.map(String)
    : typeof value === 'string'
      ? // A blank or a comma inside of brackets belongs to the name.
        (value.match(/[^\s,(]+(?:\([^)]*\))?/g) ?? [])
      : [];
  return items.map((item) => item.trim()).filter((item) => item !== '');
}

/** `*` is everything. */
function chosen(tools: readonly string[] | undefined): readonly string[] | undefined {
  if (tools === undefined || tools.includes('*')) return undefined;
  return tools.filter((tool) => !CALLS.test(tool) && tool !== 'agent');
}

function callsIn(tool: string): readonly string[] {
  return itemsOf(CALLS.exec(tool)?.[1] ?? '');
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function definedOf<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, one]) => one !== undefined),
  ) as Defined<T>;
}
