// What the runtime says to a person in German, by the part that it comes from: errors, and everything else.
import type { Catalogue } from '../catalogue.js';
import { aboutMemfun } from './about-memfun.js';
import { agents } from './agents.js';
import { atTerminal } from './at-terminal.js';
import { builtIn } from './built-in.js';
import { calls } from './calls.js';
import { commandLine } from './command-line.js';
import { commandRows } from './command-rows.js';
import { commands } from './commands.js';
import { desks } from './desks.js';
import { doctor } from './doctor.js';
import { editor } from './editor.js';
import { facts } from './facts.js';
import { figures } from './figures.js';
import { fileRemarks } from './file-remarks.js';
import { fileWork } from './file-work.js';
import { files } from './files.js';
import { host } from './host.js';
import { memory } from './memory.js';
import { memoryReplies } from './memory-replies.js';
import { models } from './models.js';
import { notices } from './notices.js';
import { rules } from './rules.js';
import { runs } from './runs.js';
import { safety } from './safety.js';
import { servers } from './servers.js';
import { skills } from './skills.js';
import { staticRules } from './static-rules.js';
import { team } from './team.js';
import { terminal } from './terminal.js';
import { tiers } from './tiers.js';
import { traces } from './traces.js';
import { web } from './web.js';

export { germanHelp } from './help.js';

// Marked as pure, so that a program that does not name them has none of them.
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

/** Notices, reasons, replies of commands. */
export const germanTexts: Catalogue = /* @__PURE__ */ Object.assign(
  {},
  aboutMemfun,
  atTerminal,
  builtIn,
  commands,
  commandRows,
  memoryReplies,
  desks,
  notices,
  team,
  safety,
  traces,
  figures,
  fileRemarks,
  host,
  doctor,
  calls,
  rules,
  facts,
  fileWork,
  staticRules,
  terminal,
);
