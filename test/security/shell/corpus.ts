// All command lines with the decision each must get.
import { ATTEMPTS_BY_EFFECT } from './attempts-by-effect.js';
import { ATTEMPTS_BY_SYNTAX } from './attempts-by-syntax.js';
import type { Case } from './case.js';

export type { Case } from './case.js';
export { HARMLESS } from './harmless.js';
export const ATTEMPTS: readonly Case[] = [...ATTEMPTS_BY_SYNTAX, ...ATTEMPTS_BY_EFFECT];
