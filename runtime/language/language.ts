// The languages that there are texts in.

const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** @param tag as the editor or the environment says it, for example `de`, `pt-br` or `de_DE.UTF-8`; English if unknown */
export function languageOf(tag: string): Language {
  const [main = ''] = tag.toLowerCase().split(/[-_.]/);
  return LANGUAGES.find((one) => one === main) ?? 'en';
}
