// The language of the page: the editor's, where there are texts in it, else English.

import { type Language, languageOf } from '../runtime/language/index.js';

export { languageOf };

/** What stands in the page that this runs in; tests run outside of one. */
const { document: page } = globalThis as {
  readonly document?: {
    readonly documentElement: { readonly lang: string };
    readonly querySelector: (selector: string) => { readonly textContent: string | null } | null;
  };
};
export const language: Language = languageOf(page?.documentElement.lang ?? '');
/** What the runtime says, in that language, as JSON; nothing in English. */
export const pageTexts: string | undefined =
  page?.querySelector('script#texts')?.textContent ?? undefined;

/** The same keys, each with some text in place of this one. */
export type Texts<T> = T extends string
  ? string
  : T extends (...args: infer A) => infer R
    ? (...args: A) => Texts<R>
    : { readonly [K in keyof T]: Texts<T[K]> };
