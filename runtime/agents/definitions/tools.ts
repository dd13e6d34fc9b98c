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
): ChosenTools {
  if (wanted === undefined) return { tools: available, unknown: [] };
  const names = new Set<string>();
  const unknown: string[] = [];
  for (const text of wanted) {
    // `Bash(git:*)` and `server/*` narrow what we cannot narrow: they give nothing.
    const plain = text.trim();
    const own = available.find(
      ({ name, aliases = [] }) => name === plain || aliases.includes(plain),
    );
    const meant = own === undefined ? ALIASES[plain.toLowerCase()] : [own.name];
    if (meant === undefined) unknown.push(plain);
    else for (const name of meant) names.add(name);
  }
  return {
    tools: available.filter(({ name, effect }) => names.has(name) || ALWAYS.has(effect)),
    unknown,
  };
}
