// `memfun memory`: what is remembered, from the command line.
import type { MemoryService } from '../../memory/index.js';
import type { CommandLine } from '../arguments.js';
import { UsageError } from '../arguments.js';
import { EXCHANGE_VERBS } from './exchange.js';
import { VERBS } from './verbs.js';

const ALL = { ...VERBS, ...EXCHANGE_VERBS };

export interface MemoryCommandContext {
  readonly memory: MemoryService;
  /** Standard output. */
  readonly output: { write(text: string): unknown };
  readonly signal: AbortSignal;
}

/**
 * Runs one command and prints its result.
 * @returns the exit code: 0, or 1 when a check found something wrong
 * @throws UsageError (exit code 2); MemfunError when the memory refuses or cannot be written (exit code 1)
 */
export async function runMemoryCommand(
  { words: [name = '', ...words], options }: Pick<CommandLine, 'words' | 'options'>,
  { memory, output, signal }: MemoryCommandContext,
): Promise<number> {
  const verb = Object.hasOwn(ALL, name) ? ALL[name] : undefined;
  if (verb === undefined) {
    const problem = name === '' ? 'Say what to do with memory.' : `There is no "memory ${name}".`;
    const usages = Object.values(ALL).map(({ usage }) => usage);
    throw new UsageError(problem, `Use: memfun memory\n  ${usages.join('\n  ')}`);
  }
  const text = words.join(' ').trim();
  const reply = await verb.run({ words, text, options, memory, output, signal });
  if (reply === undefined) return 0;
  output.write(options.json === true ? `${JSON.stringify(reply.data)}\n` : `${reply.text}\n`);
  return reply.code ?? 0;
}
