// The texts of the runtime for a page in another language: part of its HTML, because a page can ask no server for them.
import { cataloguesIn, languageOf } from '../../runtime/language/index.js';

/** @param tag the editor's language @returns JSON; nothing where the page is in English */
export async function pageTexts(tag: string): Promise<string | undefined> {
  const catalogues = await cataloguesIn(languageOf(tag));
  return catalogues === undefined ? undefined : JSON.stringify(catalogues);
}
