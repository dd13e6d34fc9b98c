// What a remembered sentence claims: about what, with which value, for or against.
import { analyse, isWeakTerm, plain } from '../analysis/index.js';
import { alternativesIn, isValueOf } from './alternatives.js';

export interface Claim {
  /** Letters and digits only: equal for texts that differ in case, spaces and punctuation. */
  readonly normal: string;
  /** Terms that say what it is about, values included; weak words are left out. */
  readonly topic: ReadonlySet<string>;
  /** The topic without its values. */
  readonly scope: ReadonlySet<string>;
  /** Numbers, versions, addresses. */
  readonly numbers: ReadonlySet<string>;
  /** Values of which only one can hold, by their group. */
  readonly alternatives: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether it speaks against something: never, avoid, hate, not. */
  readonly negative: boolean;
  /** Whether it holds for a part only: "for …", "in …", "when …". */
  readonly qualified: boolean;
  /** For "our X is Y": the terms of X and of Y. */
  readonly slot:
    | { readonly name: ReadonlySet<string>; readonly value: ReadonlySet<string> }
    | undefined;
}

const NEGATION = /\b(?:never|not|no|hates?|dislikes?|avoid|without|stop|forbidden|cannot)\b/i;
const REJECTED =
  /\s+(?:over|instead of|rather than|as opposed to)\s+|,?\s+(?:and|but)?\s*not\s+(?=\S+[.!]?$)/i;
const QUALIFIER = /\b(?:for|in|inside|within|when|while|on|under|during|unless|except)\b/i;
const SLOT =
  /^(?:our|my|the|this)\s+(.{2,60}?)\s+(?:is|are|was|runs? (?:at|on)|lives? (?:at|in)|listens? on)\s+(.+)$/i;

export function claimOf(text: string): Claim {
  const written = plain(text).trim();
  // "tabs over spaces" claims tabs; what is rejected only says so once more.
  const [claimed = written] = written.split(REJECTED);
  const topic = topicOf(claimed);
  const alternatives = alternativesIn(claimed, topic);
  const numbers = new Set([...topic].filter((term) => /^v?\d/.test(term)));
  const scope = new Set(
    [...topic].filter((term) => !numbers.has(term) && !isValueOf(term, alternatives)),
  );
  const slot = SLOT.exec(claimed.replace(/[.!]+$/, ''));
  return {
    normal: written
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
    topic,
    scope,
    numbers,
    alternatives,
    negative: NEGATION.test(claimed),
    qualified: QUALIFIER.test(claimed),
    slot:
      slot?.[1] === undefined || slot[2] === undefined
        ? undefined
        : { name: topicOf(slot[1]), value: termsOf(slot[2]) },
  };
}

function termsOf(text: string): ReadonlySet<string> {
  return new Set(
    analyse(text)
      .filter(({ kind }) => kind !== 'whole')
      .map(({ term }) => term),
  );
}

function topicOf(text: string): ReadonlySet<string> {
  return new Set([...termsOf(text)].filter((term) => !isWeakTerm(term)));
}

/** Share of common terms (Jaccard), 0 to 1; two empty sets are equal. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 && b.size === 0) return 1;
  const common = [...a].filter((value) => b.has(value)).length;
  return common / (a.size + b.size - common);
}
