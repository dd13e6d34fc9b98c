// Figures as the person writes them who called the command; for a program, with --json, as in English.
import { figuresIn } from '../language/index.js';
import { languageFor } from './failure.js';
import { inLanguage } from './output.js';

export const decimal = (value: number, digits: number): string =>
  figuresIn(languageFor(process)).decimal(value, digits);

export const dollars = (usd: number, digits = 4): string =>
  figuresIn(languageFor(process)).dollars(usd, digits);

/** Below a second in milliseconds. */
export const seconds = (ms: number): string =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${decimal(ms / 1000, 1)} s`;

export const tokensText = (count: number): string => inLanguage(`${count} tokens`);
