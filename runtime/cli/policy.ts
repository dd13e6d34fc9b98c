// `memfun policy check`: what would be decided about a shell command, without running it.
import { homedir } from 'node:os';
import path from 'node:path';
import type { CommandDecision, CommandMode, CommandVerdict } from '../safety/index.js';
import { createCommandReader, judgeCommand } from '../safety/index.js';
import type { CliOptions, CommandLine } from './arguments.js';
import { UsageError } from './arguments.js';
import { inLanguage } from './output.js';

const USAGE =
  'Use: memfun policy check [--mode ask|auto|plan|bypass] [--allow PATTERN]… [--deny PATTERN]… [--json] -- COMMAND';
const MODES: readonly CommandMode[] = ['ask', 'auto', 'plan', 'bypass'];

/** Exit codes of their own, so that a script can tell the decisions apart. */
const DECISION_CODES: Readonly<Record<CommandVerdict, number>> = { allow: 0, ask: 3, deny: 4 };

export interface PolicyCommandContext {
  /** Where the grammars are. */
  readonly assetsDir: string;
  /** Standard output. */
  readonly output: { write(text: string): unknown };
}

/**
 * Decides about one command and prints the decision.
 * @returns the exit code: 0 allow, 3 ask, 4 deny
 * @throws UsageError (exit code 2)
 */
export async function runPolicyCommand(
  { words, options }: Pick<CommandLine, 'words' | 'options'>,
  { assetsDir, output }: PolicyCommandContext,
): Promise<number> {
  const [verb = '', ...command] = words;
  if (verb !== 'check') throw new UsageError(`There is no "policy ${verb}".`, USAGE);
  const text = command.join(' ');
  if (text.trim() === '') throw new UsageError('There is no command to check.', USAGE);
  const reader = await createCommandReader(assetsDir);
  const decision = judgeCommand(reader.read(text), {
    mode: modeOf(options),
    allow: options.allow ?? [],
    deny: options.deny ?? [],
    root: path.resolve(options.dir ?? '.'),
    home: homedir(),
  });
  output.write(options.json === true ? `${JSON.stringify(decision)}\n` : textOf(decision));
  return DECISION_CODES[decision.decision];
}

function modeOf({ mode = 'ask' }: CliOptions): CommandMode {
  const known = MODES.find((name) => name === mode);
  if (known !== undefined) return known;
  throw new UsageError(`"${mode}" is no mode.`, `Use one of: ${MODES.join(', ')}.`);
}

function textOf({ decision, reason, remedy, parts }: CommandDecision): string {
  const rows = parts.map(
    (part) => `  ${part.decision}  ${part.text}  (${part.by}: ${inLanguage(part.reason)})`,
  );
  const lines = [`${decision}: ${reason}`, ...rows, ...(remedy === undefined ? [] : [remedy])];
  return `${lines.join('\n')}\n`;
}
