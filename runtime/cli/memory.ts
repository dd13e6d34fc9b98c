// `memfun memory save|search|list|forget|restore`: what is remembered, from the command line.
import type { Memory, MemoryDraft, MemoryQuery, MemoryService } from '../memory/index.js';
import {
  describeOutcome,
  forget,
  memoryCategorySchema,
  memoryLayerSchema,
} from '../memory/index.js';
import type { CliOptions, CommandLine } from './arguments.js';
import { UsageError } from './arguments.js';

export interface MemoryCommandContext {
  readonly memory: MemoryService;
  /** Standard output. */
  readonly output: { write(text: string): unknown };
}

const USAGE =
  'Use: memfun memory save TEXT | search TEXT | list | forget ID-OR-TEXT | restore ID [--layer L] [--category C] [--tag T] [--limit N] [--json]';

/**
 * Runs one command and prints its result.
 * @returns the exit code: 0
 * @throws UsageError (exit code 2); MemfunError when the memory refuses or cannot be written (exit code 1)
 */
export async function runMemoryCommand(
  line: Pick<CommandLine, 'words' | 'options'>,
  { memory, output }: MemoryCommandContext,
): Promise<number> {
  const [verb = '', ...rest] = line.words;
  const command = Object.hasOwn(COMMANDS, verb) ? COMMANDS[verb] : undefined;
  if (command === undefined) {
    const problem = verb === '' ? 'Say what to do with memory.' : `There is no "memory ${verb}".`;
    throw new UsageError(problem, USAGE);
  }
  const { text, data } = await command(rest.join(' ').trim(), line.options, memory);
  output.write(line.options.json === true ? `${JSON.stringify(data)}\n` : `${text}\n`);
  return 0;
}

type Command = (
  words: string,
  options: CliOptions,
  memory: MemoryService,
) => Promise<{ readonly text: string; readonly data: object }>;

const COMMANDS: Readonly<Record<string, Command>> = {
  save: async (words, options, memory) => {
    const outcome = await memory.save({
      content: needed(words, 'text to save'),
      ...draftOf(options),
    });
    return { text: describeOutcome(outcome), data: outcome };
  },
  search: async (words, options, memory) => {
    const text = needed(words, 'text to search for');
    const hits = await memory.search({ text, ...filterOf(options) });
    const rows = hits.map((hit) => `${row(hit.memory)}\n  ${hit.why}`);
    return { text: rows.join('\n') || `Nothing is remembered about "${text}".`, data: { hits } };
  },
  list: async (words, options, memory) => {
    if (words !== '') throw new UsageError('"memory list" takes no text.', USAGE);
    const memories = await memory.list(filterOf(options));
    return { text: memories.map(row).join('\n') || 'Nothing is remembered.', data: { memories } };
  },
  forget: async (words, _options, memory) => {
    const { markdown, data } = await forget(needed(words, 'id or text to forget'), memory);
    return {
      text: `${markdown}\nTake it back with: memfun memory restore ${data.memory.id}`,
      data,
    };
  },
  restore: async (words, _options, memory) => {
    const restored = await memory.restore(needed(words, 'id to restore'));
    return { text: `Restored: ${restored.content}`, data: { memory: restored } };
  },
};

function needed(words: string, what: string): string {
  if (words === '') throw new UsageError(`There is no ${what}.`, USAGE);
  return words;
}

function row({ id, content, layer, category }: Memory): string {
  return `${id}  ${content.replaceAll(/\s+/g, ' ')}  (${layer}, ${category})`;
}

function draftOf(options: CliOptions): Omit<MemoryDraft, 'content'> {
  return {
    provenance: { source: 'user' },
    ...(options.layer === undefined ? {} : { layer: layerOf(options.layer) }),
    ...(options.category === undefined ? {} : { category: categoryOf(options.category) }),
    ...(options.tag === undefined ? {} : { tags: options.tag }),
  };
}

function filterOf(options: CliOptions): Omit<MemoryQuery, 'text'> {
  return {
    ...(options.layer === undefined ? {} : { layers: [layerOf(options.layer)] }),
    ...(options.category === undefined ? {} : { category: categoryOf(options.category) }),
    ...(options.tag === undefined ? {} : { tags: options.tag }),
    ...(options.limit === undefined ? {} : { limit: limitOf(options.limit) }),
  };
}

function layerOf(text: string): NonNullable<MemoryDraft['layer']> {
  const parsed = memoryLayerSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new UsageError(`"${text}" is no layer.`, oneOf(memoryLayerSchema.options));
}

function categoryOf(text: string): NonNullable<MemoryDraft['category']> {
  const parsed = memoryCategorySchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new UsageError(`"${text}" is no category.`, oneOf(memoryCategorySchema.options));
}

function limitOf(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new UsageError(`"${text}" is no number of memories.`, 'Give a whole number from 1.');
}

function oneOf(values: readonly string[]): string {
  return `Use one of: ${values.join(', ')}.`;
}
