// What the runtime says to a person, in their language. Records and models keep the English words.
import { createLookup } from './catalogue.js';
import { germanErrors, germanTexts } from './german/index.js';
import type { Language } from './language.js';
import { translateProse } from './prose.js';

const german = /* @__PURE__ */ createLookup(
  /* @__PURE__ */ Object.assign({}, germanErrors, germanTexts),
);
const REMEMBERED = 500;
const told = new Map<string, string>();

/**
 * A notice, a reason, or the Markdown that a slash command answers with; English where there is no translation.
 * Source of the texts: `runtime/language/german`.
 */
export function localText(text: string, language: Language): string {
  if (language === 'en' || text === '') return text;
  const known = told.get(text);
  if (known !== undefined) return known;
  const said = translateProse(text, german);
  if (told.size >= REMEMBERED) told.clear();
  told.set(text, said);
  return said;
}
