// Reads a command line: takes it apart, then takes the commands out of the programs that run them.
import type { ParseBash } from './parse-bash.js';
import { createBashParser } from './parse-bash.js';
import type { CommandPart, ParsedCommand, Problem, ShellKind } from './types.js';
import type { Unwrapped } from './wrappers.js';
import { wrapperOf } from './wrappers.js';

const MAX_PARTS = 200;
const MAX_DEPTH = 8;

export interface CommandReader {
  /** Everything the line would run. Only bash and its relatives are understood; other shells give a problem. */
  read(text: string, shell?: ShellKind): ParsedCommand;
}

/** @param assetsDir the folder of `tree-sitter.wasm` and `grammars/` */
export async function createCommandReader(assetsDir: string): Promise<CommandReader> {
  const parse = await createBashParser(assetsDir);
  return {
    read(text, shell = 'bash') {
      if (shell === 'bash') return unwrapAll(text, parse);
      return {
        parts: [],
        problems: [{ text, reason: `commands of ${NAMES[shell]} are not judged` }],
      };
    },
  };
}

const NAMES: Readonly<Record<ShellKind, string>> = {
  bash: 'bash',
  powershell: 'PowerShell',
  cmd: 'cmd.exe',
  other: 'this shell',
};

function unwrapAll(text: string, parse: ParseBash): ParsedCommand {
  const { parts, problems } = parse(text);
  const depths = parts.map(() => 0);
  // The list grows while it is walked: what comes out of a wrapper may be a wrapper.
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at];
    const depth = (depths[at] ?? 0) + 1;
    if (part === undefined) break;
    for (const inner of innerOf(part)) {
      if (depth > MAX_DEPTH || parts.length >= MAX_PARTS) {
        problems.push({
          text: part.text,
          reason: 'it is nested too deeply, or has too many parts',
        });
        return { parts, problems };
      }
      const added = unwrapped(inner, part, at, parse, problems);
      parts.push(...added);
      depths.push(...added.map(() => depth));
    }
  }
  return { parts, problems };
}

/** What a part runs besides itself; an opaque wrapper runs nothing that can be listed. */
export function innerOf(part: CommandPart): readonly Unwrapped[] {
  const input = part.redirections.findLast(({ mode }) => mode === 'text')?.target;
  return wrapperOf(part.words)?.(part.words, input) ?? [];
}

function unwrapped(
  inner: Unwrapped,
  outer: CommandPart,
  at: number,
  parse: ParseBash,
  problems: Problem[],
): readonly CommandPart[] {
  if (inner.kind === 'opaque') return [];
  if (inner.kind === 'command') {
    const { words, offset, assignments = [] } = inner;
    const text = words.map(({ text: word }) => word).join(' ');
    const { redirections } = outer;
    const wrapper = { part: at, offset };
    return [{ text, words, assignments, redirections, via: 'wrapper', wrapper }];
  }
  const read = parse(inner.text, 'wrapper');
  problems.push(...read.problems);
  return read.parts.map((part) => ({ ...part, wrapper: { part: at, offset: undefined } }));
}
