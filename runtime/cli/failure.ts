// Tells whoever called `memfun` what failed: a person in their language, a program in JSON.
import { type ErrorInfo, isAbort, toErrorInfo } from '../core/index.js';
import { atTerminal, type Language, languageOf, wordsIn } from '../language/index.js';
import { EXIT_CODES } from './exit-codes.js';

/** How the command was called. */
export interface Call {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** @returns the exit code */
export async function reportFailure(thrown: unknown): Promise<number> {
  if (isAbort(thrown)) return EXIT_CODES.stopped;
  const info = toErrorInfo(thrown);
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify({ error: info })}\n`);
  process.stderr.write(await errorText(info));
  return /^(cli|config)\./.test(info.code) ? EXIT_CODES.usage : EXIT_CODES.error;
}

/** What happened and what to do, each on a line. In English rather than not at all, should its texts be missing. */
export async function errorText(
  info: Pick<ErrorInfo, 'message' | 'remedy'>,
  call: Call = process,
): Promise<string> {
  const words = await wordsIn(languageFor(call)).catch(() => undefined);
  const said = atTerminal.error(info);
  const { message, remedy } = words?.error(said) ?? said;
  return `${message}\n${remedy === undefined ? '' : `${remedy}\n`}`;
}

/**
 * With `--json` English. Else `--language`, `MEMFUN_LANGUAGE`, or the locale in the order of POSIX: the first that is
 * set decides. Read by hand, because an error can be that the options cannot be understood.
 */
export function languageFor({ argv, env }: Call): Language {
  const end = argv.indexOf('--');
  const options = end < 0 ? argv : argv.slice(0, end);
  if (options.includes('--json')) return 'en';
  const at = options.findLastIndex((one) => /^--language(=|$)/.test(one));
  const given = options[at]?.split('=')[1] ?? (at < 0 ? undefined : options[at + 1]);
  const tags = [given, env['MEMFUN_LANGUAGE'], env['LC_ALL'], env['LC_MESSAGES'], env['LANG']];
  return languageOf(tags.find((tag) => tag !== undefined && tag !== '') ?? '');
}
