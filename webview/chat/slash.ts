// The commands that can be typed in the composer, to complete from: built-in ones and the skills at hand.

import { localized } from '../localized.js';
import { strings } from '../strings/index.js';
import type { Completion } from './completion-list.js';

const COMMANDS: readonly Completion[] = Object.entries(strings.slash).map(([name, does]) =>
  completion(name, does),
);

/** The commands that begin with what is written; none once there is more than a command. */
export function matchingCommands(
  text: string,
  skills: readonly { readonly name: string; readonly description: string }[],
): readonly Completion[] {
  if (!text.startsWith('/')) return [];
  const own = skills.map(({ name, description }) => completion(`/${name}`, description));
  return [...COMMANDS, ...own].filter(({ name }) => name.startsWith(text));
}

/** @param name with its slash */
function completion(name: string, does: string): Completion {
  return { id: name.slice(1), name, does, insert: name };
}

/** What a command takes, once its name is written and its words are being typed. */
export function commandHint(
  text: string,
  skills: readonly { readonly name: string; readonly description: string }[],
): string | undefined {
  const name = /^(\/[a-z][a-z-]*)\s/.exec(text)?.[1];
  if (name === undefined) return undefined;
  const command = COMMANDS.find((one) => one.name === name);
  const own = skills.find((skill) => `/${skill.name}` === name)?.description;
  return command?.does ?? (own && localized(own));
}
