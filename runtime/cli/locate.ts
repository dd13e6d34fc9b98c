// `memfun locate "text"`: the files that an issue or a commit message speaks of, best first.
import * as z from 'zod';
import type { Memfun } from '../app/index.js';
import type { CommandLine } from './arguments.js';
import { UsageError } from './arguments.js';
import { decimal } from './figures.js';

const DEFAULT_LIMIT = 10;

const locatedSchema = z.looseObject({
  commits: z.number(),
  mapped: z.boolean(),
  files: z.array(
    z.looseObject({
      path: z.string(),
      score: z.number(),
      startLine: z.number().optional(),
      endLine: z.number().optional(),
    }),
  ),
});

/** @returns the exit code: 1 where no file was found or the call failed */
export async function runLocateCommand(
  { words, options }: CommandLine,
  site: {
    readonly memfun: Pick<Memfun, 'toolDesk'>;
    readonly output: { write(text: string): unknown };
    readonly signal: AbortSignal;
  },
): Promise<number> {
  const text = words.join(' ').trim();
  if (text === '')
    throw new UsageError('There is no text.', 'Use: memfun locate "the retry gives up too early"');
  const limit = options.limit === undefined ? DEFAULT_LIMIT : Number(options.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
    throw new UsageError(
      `"${options.limit}" is no number of files.`,
      'Use --limit with 1 to 1000.',
    );
  const { output, signal } = site;
  const called = await site.memfun
    .toolDesk([])
    .call('locate', { text, limit, wholeMap: options.all === true }, { caller: 'cli', signal });
  if (!called.ok) {
    const { code, message } = called.error;
    output.write(
      options.json === true ? `${JSON.stringify({ error: { code, message } })}\n` : `${message}\n`,
    );
    return 1;
  }
  const found = locatedSchema.parse(called.value);
  output.write(options.json === true ? `${JSON.stringify(found)}\n` : textOf(found));
  return found.files.length === 0 ? 1 : 0;
}

function textOf({ files, commits, mapped }: z.infer<typeof locatedSchema>): string {
  if (files.length === 0) return 'No file has a word of this text.\n';
  const lines = files.map(({ path, score, startLine, endLine }) => {
    const place = startLine === undefined ? path : `${path}:${startLine}-${endLine}`;
    return `${decimal(score, 2)}  ${place}`;
  });
  const past = commits === 0 ? 'There is no history to ask.' : `Also asked: ${commits} commits.`;
  const map = mapped ? [] : ['The repository map took longer than the rest; --all waits for it.'];
  return `${[...lines, past, ...map].join('\n')}\n`;
}
