// What a text asks about Memfun itself, if it asks about nothing else.
import { WORDINGS } from './languages.js';
import type { AboutMemfun } from './wording.js';

/**
 * `undefined` for everything that may be about the project, too. Whole sentences tell their language themselves: short
 * ones often have no other word that does.
 */
export function aboutMemfun(text: string): AboutMemfun | undefined {
  for (const { about, plain } of WORDINGS) {
    const said = plain(text.trim());
    for (const [topic, asked] of Object.entries(about) as [AboutMemfun, RegExp][])
      if (asked.test(said)) return topic;
  }
  return undefined;
}
