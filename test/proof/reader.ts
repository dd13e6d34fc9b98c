// Stands where a model answers sub-calls: reads one prompt with its context, by rule, and knows nothing else.
import { BANK, LABELS } from './questions.js';

/** How the policies ask to have questions judged; the context has one per line. */
export const JUDGE_KINDS =
  'For each line, name the kind of answer that its question asks for. Answer with one kind per line, in order, and nothing else.';
/** What is answered where the context does not say it. */
export const NOT_STATED = 'not stated';

const KIND_OF = new Map(LABELS.flatMap((label) => BANK[label].map(({ text }) => [text, label])));

/** The answer to one sub-call. A reader that never errs: what is proved with it is everything around the model. */
export function readerAnswer(prompt: string, context: string): string {
  if (prompt.startsWith(JUDGE_KINDS))
    return context
      .split('\n')
      .map((line) => KIND_OF.get(line) ?? 'unknown')
      .join('\n');
  const magic = /special magic (\w+) for ([a-z-]+)\?/.exec(prompt);
  if (magic !== null) {
    const said = new RegExp(`magic ${magic[1]}s for ${magic[2]} is: (\\S+)\\.`).exec(context);
    return said?.[1] ?? NOT_STATED;
  }
  for (const { asks, says } of FACTS) {
    const name = asks.exec(prompt)?.[1];
    if (name !== undefined) return says(name).exec(context)?.[1] ?? NOT_STATED;
  }
  return NOT_STATED;
}

const FACTS = [
  {
    asks: /Who founded the guild of (\w+)\?/,
    says: (name: string) => new RegExp(`The guild of ${name} was founded by (\\w+)\\.`),
  },
  {
    asks: /In which town did (\w+) grow up\?/,
    says: (name: string) => new RegExp(`${name} grew up in the town of (\\w+)\\.`),
  },
  {
    asks: /On which river does the town of (\w+) lie\?/,
    says: (name: string) => new RegExp(`The town of ${name} lies on the river (\\w+)\\.`),
  },
  {
    asks: /What is the longest bridge over the river (\w+) called\?/,
    says: (name: string) =>
      new RegExp(`The longest bridge over the river ${name} is called (\\w+)\\.`),
  },
];
