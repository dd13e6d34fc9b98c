// Which of our tools an agent's file means: by our own names, by kind, or by the names of other ecosystems.
import type { AnyTool, ToolEffect } from '../../ports/index.js';

/** Names that others use, and what they are called here. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  read: ['readFile', 'listFiles', 'search', 'outline', 'symbols', 'parseAst', 'repoMap', 'locate'],
  grep: ['search'],
  glob: ['listFiles'],
  ls: ['listFiles'],
  search: ['search', 'listFiles', 'symbols', 'references', 'locate'],
  edit: ['editFile', 'multiEdit'],
  multiedit: ['multiEdit'],
  write: ['writeFile', 'createFile'],
  bash: ['run'],
  execute: ['run', 'background.start', 'background.list', 'background.read', 'background.stop'],
  webfetch: ['webFetch'],
  websearch: ['webSearch'],
  web: ['webFetch', 'webSearch'],
  git: ['gitStatus', 'gitLog', 'gitShow', 'gitDiff', 'gitBlame', 'gitCommitMessage'],
  memory: ['memory.search', 'memory.get', 'memory.store', 'history.search'],
};
/** What every agent may do: it changes nothing outside of its own thinking. */
const ALWAYS: ReadonlySet<ToolEffect> = new Set(['control']);

export interface ChosenTools {
  readonly tools: readonly AnyTool[];
  /** Names that mean nothing here. */
  readonly unknown: readonly string[];
}

/** Never more than what is there: an agent's rights are those of whoever starts it, at most. */
export function chooseTools(
  available: readonly AnyTool[],
  wanted: readonly string[] | undefined,
  without: readonly string[] = [],
): ChosenTools {
  const barred = new Set(
    // What would be taken away in part is taken away as a whole.
    without.flatMap((text) => meaningOf(available, text.replace(/\(.*\)$/, '')) ?? []),
  );
  const left = available.filter(({ name, effect }) => !barred.has(name) || ALWAYS.has(effect));
  if (wanted === undefined) return { tools: left, unknown: [] };
  const names = new Set<string>();
  const unknown: string[] = [];
  for (const text of wanted) {
    const meant = meaningOf(available, text);
    if (meant === undefined) unknown.push(text.trim());
    else for (const name of meant) names.add(name);
  }
  return {
    tools: left.filter(({ name, effect }) => names.has(name) || ALWAYS.has(effect)),
    unknown,
  };
}

/** `Bash(git:*)` and `server/*` narrow what we cannot narrow: they mean nothing. */
function meaningOf(available: readonly AnyTool[], text: string): readonly string[] | undefined {
  const plain = text.trim();
  const own = available.find(({ name, aliases = [] }) => name === plain || aliases.includes(plain));
  if (own !== undefined) return [own.name];
  const alias = plain.toLowerCase();
  return Object.hasOwn(ALIASES, alias) ? ALIASES[alias] : undefined;
}
