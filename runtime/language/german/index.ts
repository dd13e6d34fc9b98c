// Errors in German, by the part that they come from.
import type { Catalogue } from '../catalogue.js';
import { agents } from './agents.js';
import { commandLine } from './command-line.js';
import { editor } from './editor.js';
import { files } from './files.js';
import { memory } from './memory.js';
import { models } from './models.js';
import { runs } from './runs.js';
import { servers } from './servers.js';
import { skills } from './skills.js';
import { tiers } from './tiers.js';
import { web } from './web.js';

// Marked as pure, so that a program that does not name it has none of it.
export const germanErrors: Catalogue = /* @__PURE__ */ Object.assign(
  {},
  agents,
  commandLine,
  editor,
  files,
  memory,
  models,
  runs,
  servers,
  skills,
  tiers,
  web,
);
