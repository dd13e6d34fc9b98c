// The languages that can be parsed, by file name.
import { javascript, tsx, typescript } from './ecmascript.js';
import { bash, csharp, java, php, ruby } from './managed.js';
import { python } from './python.js';
import { cpp, go, rust } from './systems.js';
import type { Language } from './types.js';

export type { Language, SymbolKind } from './types.js';

const LANGUAGES: readonly Language[] = [
  typescript,
  tsx,
  javascript,
  python,
  go,
  rust,
  java,
  cpp,
  csharp,
  ruby,
  php,
  bash,
];

const BY_EXTENSION = new Map(
  LANGUAGES.flatMap((language) => language.extensions.map((ending) => [ending, language] as const)),
);
const BY_NAME = new Map(LANGUAGES.map((language) => [language.name, language]));

/** The language of a path, or `undefined` when it cannot be parsed. */
export function languageOf(path: string): Language | undefined {
  const dot = path.lastIndexOf('.');
  return dot < 0 ? undefined : BY_EXTENSION.get(path.slice(dot).toLowerCase());
}

export function languageByName(name: string): Language | undefined {
  return BY_NAME.get(name);
}
