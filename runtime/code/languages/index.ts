// The languages the code index reads, by name and by file.
import { bash } from './bash.js';
import { cSharp } from './c-sharp.js';
import { cpp } from './cpp.js';
import { go } from './go.js';
import { java } from './java.js';
import { javascript } from './javascript.js';
import type { Language } from './language.js';
import { php } from './php.js';
import { python } from './python.js';
import { ruby } from './ruby.js';
import { rust } from './rust.js';
import { tsx } from './tsx.js';
import { typescript } from './typescript.js';

export type { Language } from './language.js';

export const LANGUAGES: readonly Language[] = [
  typescript,
  tsx,
  javascript,
  python,
  go,
  rust,
  java,
  cpp,
  cSharp,
  ruby,
  php,
  bash,
];

const BY_EXTENSION = new Map(
  LANGUAGES.flatMap((language) => language.extensions.map((ending) => [ending, language] as const)),
);
const BY_NAME = new Map(LANGUAGES.map((language) => [language.name, language] as const));

/** The language of a file, by the ending of its name; `undefined` when it is not supported. */
export function languageOf(path: string): Language | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? undefined : BY_EXTENSION.get(name.slice(dot + 1).toLowerCase());
}

export function languageNamed(name: string): Language | undefined {
  return BY_NAME.get(name);
}
