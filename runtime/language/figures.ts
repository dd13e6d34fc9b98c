// Figures as people of a language write them. Records, exports and what models read keep the point.
import type { Language } from './language.js';

export interface Figures {
  /** @param digits after the sign that separates them */
  readonly decimal: (value: number, digits: number) => string;
  readonly dollars: (usd: number, digits: number) => string;
  /** A number that was written in English: `1,234.5`. What is no number, such as a version, stays as it is. */
  readonly said: (figure: string) => string;
}

/** Groups of thousands, or none; the digits after a point. */
const ENGLISH = /^-?(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.\d+)?$/;

const english: Figures = {
  decimal: (value, digits) => value.toFixed(digits),
  dollars: (usd, digits) => `$${usd.toFixed(digits)}`,
  said: (figure) => figure,
};

const inGerman = (figure: string): string =>
  ENGLISH.test(figure) ? figure.replaceAll(/[.,]/g, (sign) => (sign === '.' ? ',' : '.')) : figure;

const german: Figures = {
  decimal: (value, digits) => inGerman(value.toFixed(digits)),
  dollars: (usd, digits) => `${inGerman(usd.toFixed(digits))}\u00a0$`,
  said: inGerman,
};

export const figuresIn = (language: Language): Figures => (language === 'de' ? german : english);
