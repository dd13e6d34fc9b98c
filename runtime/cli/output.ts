// What a command prints for a person to read, in their language; records, and what belongs to others, go out as they are.
import { atTerminal, wordsIn } from '../language/index.js';
import { languageFor } from './failure.js';

let say = (text: string): string => text;

/** Before the first text. In English rather than not at all, should the texts be missing. */
export async function loadWords(): Promise<void> {
  say = (await wordsIn(languageFor(process)).catch(() => undefined))?.text ?? say;
}

/** A line of JSON is for a program, whoever asked for it. */
export const inLanguage = (text: string): string =>
  /^\s*[{[]/.test(text) ? text : say(atTerminal.text(text));

interface Output {
  readonly write: (text: string) => unknown;
  /** Absent where `write` does not translate. */
  readonly asItIs?: (text: string) => unknown;
}

export const output = {
  write: (text: string): boolean => process.stdout.write(inLanguage(text)),
  asItIs: (text: string): boolean => process.stdout.write(text),
};

/** What belongs to others, such as a file, a page or a model's answer: whatever it says, it is not translated. */
export function writeAsItIs(to: Output, text: string): void {
  (to.asItIs ?? to.write)(text);
}

export const progress = {
  write: (text: string): boolean => process.stderr.write(inLanguage(text)),
};
