// What is said otherwise at the terminal, which has neither views nor a palette of commands: there `memfun …` does it.
import type { Catalogue } from './catalogue.js';
import { type Words, wordsOf } from './words.js';

const SET_UP =
  'put its key into `ANTHROPIC_API_KEY` (`OPENAI_API_KEY`, …) and name it with `--model anthropic/claude-sonnet-4-5`';

const TEXTS: Catalogue = {
  '[Agents and skills](memfun:skills) shows how they did, and is where more are made and installed.':
    '`memfun skill stats` shows how they did, `memfun skill create` and `memfun skill install` get more.',
  '`/agent NAME task` lets one of them do a task. [Agents and skills](memfun:skills) shows more of them.':
    '`/agent NAME task` lets one of them do a task. `memfun agent info NAME` shows more of one, `memfun agent create NAME` makes one.',
  '[MCP servers](memfun:servers) is where you look at them and decide.':
    '`/mcp show NAME` shows what one would run, `/mcp allow NAME` starts it; outside of a chat `memfun mcp servers` lists them.',
  '_Put together by the built-in rule-based engine from names, comments and structure, without a language model. For reasoning about the code, set up a model with **Memfun: Set Up**._': `_Put together by the built-in rule-based engine from names, comments and structure, without a language model. For reasoning about the code, set up a model: ${SET_UP}._`,
  '{0} needs a real language model, and none is set up: this is the built-in rule-based engine. To get it done, set up a model with **Memfun: Set Up**.': `{0} needs a real language model, and none is set up: this is the built-in rule-based engine. To get it done, set up a model: ${SET_UP}.`,
  "This is the built-in rule-based engine. It answers Memfun's own questions by rule and is no language model. For free text, set up a model with **Memfun: Set Up**.": `This is the built-in rule-based engine. It answers Memfun's own questions by rule and is no language model. For free text, set up a model: ${SET_UP}.`,
  'For reasoning, writing code and free conversation, set up a model with **Memfun: Set Up**.': `For reasoning, writing code and free conversation, set up a model: ${SET_UP}.`,
  'Naming a function, a file or a word that stands in the code helps the built-in rule-based engine, which works without a language model. For questions in free words, set up a model with **Memfun: Set Up**.': `Naming a function, a file or a word that stands in the code helps the built-in rule-based engine, which works without a language model. For questions in free words, set up a model: ${SET_UP}.`,
  "To set up a model with **Memfun: Set Up**: open the command palette, run that command, choose Anthropic, OpenAI, an OpenAI-compatible server, Ollama or the editor's own models, and enter the key if one is needed. Keys are kept in the editor's secret storage. **Memfun: Doctor** then checks that the model answers.":
    'To set up a model, put its key into an environment variable (`ANTHROPIC_API_KEY`, `OPENAI_API_KEY`; Ollama needs none), and name it with `--model`, in `MEMFUN_MODEL` or as `model` in `memfun.toml`, for example `anthropic/claude-sonnet-4-5` or `ollama/qwen3-coder`. `memfun doctor` then checks that it answers.',
  '**Explain**, **Review File**, **Fix Selection** and **Analyze Workspace**, by structure, comments and static rules':
    '`memfun explain`, `memfun review`, `memfun fix` and `memfun analyze`, by structure, comments and static rules',
  'For more, set up a model with **Memfun: Set Up**.': `For more, set up a model: ${SET_UP}.`,
  'What I may do is chosen under the message box: *Ask first* shows every change, and every command that is not known to be harmless, before it happens; *Apply* makes changes inside the workspace at once and lists them; *Read only* changes and runs nothing.':
    'What I may do is chosen with `--mode`: `ask` shows every change, and every command that is not known to be harmless, before it happens; `auto` makes changes inside the workspace at once and lists them; `plan` changes and runs nothing.',
  'By rule I rename a symbol everywhere (“rename function backoff to delayFor everywhere”), and **Fix Selection** and **Refactor** mend what static rules know.':
    'By rule I rename a symbol everywhere (“rename function backoff to delayFor everywhere”), and `memfun fix` and `memfun refactor` mend what static rules know.',
  'It stays on this machine: `/memory` lists it, **Memfun: Open Memory** shows where each came from and what it said before, and what is known about the project also stands in `.memfun/MEMORY.md`, which you may edit.':
    'It stays on this machine: `/memory` lists it, `memfun memory get ID` shows where each came from and `memfun memory history ID` what it said before, and what is known about the project also stands in `.memfun/MEMORY.md`, which you may edit.',
  '`/forget` and a few of its words removes a memory, and **Memfun: Open Memory** is where each can be edited, removed and brought back.':
    '`/forget` and a few of its words removes a memory; `memfun memory update ID TEXT` changes one and `memfun memory restore ID` brings it back.',
  'With a model of a provider, tokens and money stand under the message box and `/cost` tells more; `memfun.budget.costUsd` and `memfun.budget.dayUsd` end a run before it goes over them.':
    'With a model of a provider, `/cost` tells tokens and money; `memfun.budget.costUsd` and `memfun.budget.dayUsd` end a run before it goes over them.',
  'Where a static rule knows the repair, **Memfun: Fix Selection** makes it on the selected lines without a model.':
    'Where a static rule knows the repair, `memfun fix FILE:10-20` gives the repaired lines without a model.',
  'Noted. I keep what is worth keeping of it for later conversations; **Memfun: Open Memory** shows it.':
    'Noted. I keep what is worth keeping of it for later conversations; `/memory` shows it.',
  'It answers by rules. Run "Memfun: Set Up" to use a language model.':
    'It answers by rules. To use a language model, put its key into ANTHROPIC_API_KEY (OPENAI_API_KEY, …) and name it with --model anthropic/claude-sonnet-4-5.',
  'Run "Memfun: Set Up" and enter a valid key for {0}.':
    'Put a valid key for {0} into its environment variable, such as ANTHROPIC_API_KEY; "memfun doctor" checks it.',
  'Choose {0}, or run "Memfun: Set Up".': 'Name another one with --model: {0}.',
  'Run "Memfun: Set Up" and enter your {0} key, or leave "memfun.model" empty to use the offline engine.':
    'Put your {0} key into its environment variable, such as ANTHROPIC_API_KEY, or leave out --model to use the offline engine.',
  'Set up a language model with "Memfun: Set Up" for this.':
    'Name a language model for this with --model, and put its key into ANTHROPIC_API_KEY (OPENAI_API_KEY, …).',
  'Run "Memfun: Doctor" to check the model, or choose another one in "memfun.model".':
    'Run "memfun doctor" to check the model, or choose another one with --model.',
  'This is a fault in Memfun. Please report it with the output of Memfun: Doctor.':
    'This is a fault in Memfun. Please report it with the output of "memfun doctor".',
  'Run Memfun: Doctor, or choose the other engine under "memfun.sandbox.engine".':
    'Run "memfun doctor", or choose the other engine with --engine.',
  'Say it without the secret. Keys belong into Memfun: Set Up, never into memory.':
    'Say it without the secret. Keys belong into environment variables such as ANTHROPIC_API_KEY, never into memory.',
  'Check the key of the embedding server in Memfun: Set Up.':
    'Check the key of the embedding server in its environment variable.',
  'Store a key with "Memfun: Set Up", or set {0}_API_KEY on the command line. DuckDuckGo needs none.':
    'Set {0}_API_KEY. DuckDuckGo needs none.',
};

/** In English, for the words of another language to follow. */
export const atTerminal: Words = wordsOf({ errors: {}, texts: TEXTS });
