// Errors in German, by the part that they come from.
import type { Catalogue } from '../catalogue.js';
import { editor } from './editor.js';
import { models } from './models.js';

export const germanErrors: Catalogue = { ...editor, ...models };
