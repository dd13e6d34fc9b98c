// `memfun web fetch|search`: the web as the agent sees it, from the command line.

import type { WebAccess } from '../app/index.js';
import type { CommandLine } from './arguments.js';
import { UsageError } from './arguments.js';
import { writeAsItIs } from './output.js';

export interface WebCommandContext {
  readonly web: WebAccess;
  readonly signal: AbortSignal;
  /** Standard output. */
  readonly output: { write(text: string): unknown };
}

const USAGE = 'Use: memfun web fetch URL | search QUERY [--limit N] [--json]';

/**
 * Runs one command and prints its result.
 * @returns the exit code: 0
 * @throws UsageError (exit code 2); MemfunError when the page or the search cannot be had (exit code 1)
 */
export async function runWebCommand(
  { words, options }: Pick<CommandLine, 'words' | 'options'>,
  { web, signal, output }: WebCommandContext,
): Promise<number> {
  const [verb = '', ...rest] = words;
  const command = Object.hasOwn(COMMANDS, verb) ? COMMANDS[verb] : undefined;
  if (command === undefined) {
    const problem = verb === '' ? 'Say what to do on the web.' : `There is no "web ${verb}".`;
    throw new UsageError(problem, USAGE);
  }
  const { text, data } = await command(rest, limitOf(options.limit), web, signal);
  writeAsItIs(output, options.json === true ? `${JSON.stringify(data)}\n` : `${text}\n`);
  return 0;
}

type Command = (
  words: readonly string[],
  limit: number | undefined,
  web: WebAccess,
  signal: AbortSignal,
) => Promise<{ readonly text: string; readonly data: object }>;

const COMMANDS: Readonly<Record<string, Command>> = {
  fetch: async ([address, ...more], _limit, web, signal) => {
    if (address === undefined || more.length > 0) {
      throw new UsageError('Give one address to fetch.', USAGE);
    }
    const page = await web.fetch(address, signal);
    const head = [page.title, page.byline, page.url].filter((line) => line !== '');
    return {
      text: `${head.join('\n')}\n\n${page.text}`,
      data: { ...page, untrusted: true },
    };
  },
  search: async (words, limit, web, signal) => {
    const query = words.join(' ').trim();
    if (query === '') throw new UsageError('There is no text to search for.', USAGE);
    const found = await web.search(query, signal, limit);
    const rows = found.results.map(({ title, url, snippet }) => `${title}\n  ${url}\n  ${snippet}`);
    return {
      text: rows.join('\n') || `Nothing was found for "${query}".`,
      data: { query, ...found, untrusted: true },
    };
  },
};

const MAX_RESULTS = 20;

function limitOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const limit = Number(text);
  if (Number.isInteger(limit) && limit > 0 && limit <= MAX_RESULTS) return limit;
  throw new UsageError(
    `"${text}" is no number of results.`,
    `Give a whole number from 1 to ${MAX_RESULTS}.`,
  );
}
