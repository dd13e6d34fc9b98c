// What the runtime says to a person in German, by the part that it comes from: errors, and everything else.
import type { Catalogue } from '../catalogue.js';
import { builtIn } from './built-in.js';
import { commands } from './commands.js';
import { desks } from './desks.js';
import { doctor } from './doctor.js';
import { editor } from './editor.js';
import { files } from './files.js';
import { host } from './host.js';
import { memoryReplies } from './memory-replies.js';
import { models } from './models.js';
import { notices } from './notices.js';
import { safety } from './safety.js';
import { team } from './team.js';
import { traces } from './traces.js';

export const germanErrors: Catalogue = { ...editor, ...models };

/** Notices, reasons, replies of commands. */
export const germanTexts: Catalogue = {
  ...builtIn,
  ...commands,
  ...memoryReplies,
  ...desks,
  ...notices,
  ...team,
  ...safety,
  ...traces,
  ...files,
  ...host,
  ...doctor,
};
