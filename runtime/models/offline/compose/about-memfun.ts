// What the built-in engine says of Memfun and of itself, by what is asked.
import { type AboutMemfun, aboutMemfun } from '../../../wording/index.js';
import { SET_UP } from '../label.js';

/** One literal for each sentence: each is said in other languages by itself. */
const told = (...sentences: readonly string[]): string => sentences.join(' ');

/** Markdown, for each topic but the memories: these are told from memory. */
export const ABOUT_MEMFUN: Readonly<Record<Exclude<AboutMemfun, 'memories'>, string>> = {
  abilities: `I am Memfun, an agent that works on your project by writing small programs that search and read it. Without a model, the built-in rule-based engine answers:

- questions about the code (“where are tokens checked?”, “how does the cache evict?”), with links to the lines
- **Explain**, **Review File**, **Fix Selection** and **Analyze Workspace**, by structure, comments and static rules
- facts of the project (“how many lines of code are there?”, “which libraries are used?”, “find bugs”), and its own commands (“run the tests”), which you are asked about
- files as a whole (“delete cache.ts”, “move a.ts to lib/a.ts”, “create notes.md with "buy milk"”) and “commit my changes”
- what you tell me to remember (“I prefer port 8080 for dev servers”), which I use in later conversations

For reasoning, writing code and free conversation, ${SET_UP}.`,
  commands: told(
    '`/help` lists all commands, `/help undo` tells more of one.',
    'Names after `@` hand me files, folders, symbols, problems, changes and more; a line that begins with `!` runs a command of yours.',
  ),
  engine: told(
    'Right now the built-in rule-based engine answers: it is no language model, works on this machine and sends nothing.',
    '`/status` shows what answers, and `/model` chooses another.',
    `For more, ${SET_UP}.`,
  ),
  setUp: `To ${SET_UP}: open the command palette, run that command, choose Anthropic, OpenAI, an OpenAI-compatible server, Ollama or the editor's own models, and enter the key if one is needed. Keys are kept in the editor's secret storage. **Memfun: Doctor** then checks that the model answers.`,
  rights: told(
    'What I may do is chosen under the message box: *Ask first* shows every change, and every command that is not known to be harmless, before it happens; *Apply* makes changes inside the workspace at once and lists them; *Read only* changes and runs nothing.',
    '`/safety` shows the rules, and `/auto whitelist add npm test` says in advance what may always run.',
  ),
  editing: told(
    'By rule I rename a symbol everywhere (“rename function backoff to delayFor everywhere”), and **Fix Selection** and **Refactor** mend what static rules know.',
    'I delete, move and create files by their names (“move a.ts to lib/a.ts”), and mend the relative imports of what moves.',
    'You see every change as a diff before it is made, and `/undo` takes it back.',
    `For more, ${SET_UP}.`,
  ),
  running: told(
    '“Run the tests” runs those of the project, and a line that begins with `!` runs a command of yours, for example `!npm run build`.',
    'Each is judged by code first: known reading runs, everything else is shown and asked about.',
    `For more, ${SET_UP}.`,
  ),
  undo: told(
    '`/undo` takes back the changes of the last turn to the byte, and the turn with them; `/rewind 3` those of three turns, `/rollback FILE` one file, and `/redo` brings them again.',
    '`/history` lists what was done and who allowed it.',
  ),
  memory: told(
    'I remember what you tell me (“I prefer port 8080 for dev servers”), what you agreed to and what a test showed, and use it in later conversations; never a guess, and never a secret.',
    'It stays on this machine: `/memory` lists it, **Memfun: Open Memory** shows where each came from and what it said before, and what is known about the project also stands in `.memfun/MEMORY.md`, which you may edit.',
  ),
  forgetting: told(
    '`/forget` and a few of its words removes a memory, and **Memfun: Open Memory** is where each can be edited, removed and brought back.',
    'When something has changed, just tell me: the new replaces the old.',
    '`memfun.memory.enabled` turns memory off as a whole.',
  ),
  privacy: told(
    'While the built-in engine answers, nothing leaves this machine but for servers that you set up yourself, and there is no telemetry.',
    'With a model of a provider, what you ask and what is read for it go to that provider and to nobody else; with Ollama they stay here.',
    'Pages are visited and the web is searched only where you named or allowed it.',
  ),
  spending: told(
    'The built-in engine costs nothing.',
    'With a model of a provider, tokens and money stand under the message box and `/cost` tells more; `memfun.budget.costUsd` and `memfun.budget.dayUsd` end a run before it goes over them.',
  ),
};

/** What is said to a text that asks about Memfun itself; `undefined` for all others. */
export function tellOfMemfun(text: string): string | undefined {
  const topic = aboutMemfun(text);
  return topic === undefined || topic === 'memories' ? undefined : ABOUT_MEMFUN[topic];
}
