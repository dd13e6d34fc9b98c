// What becomes of something new: known already, a newer version, a replacement, or an addition. Never destructive.
import type { Memory, SaveOutcome } from '../types.js';
import type { Claim } from './claim.js';
import { claimOf } from './claim.js';

export interface Newcomer {
  readonly content: string;
  readonly subject: string | undefined;
}

export type Verdict =
  | { readonly action: Exclude<SaveOutcome['action'], 'added'>; readonly memory: Memory }
  | { readonly action: 'added' };

/** Shares of common terms (Jaccard) from which two claims are the same, alike, or one the other with more words. */
const SAME = 0.9;
const ALIKE = 0.5;
const EXTENDED = 0.6;

/** Judges by rule, against active memories that speak of the same; the first that fits decides, most certain first. */
export function reconcile(newcomer: Newcomer, candidates: readonly Memory[]): Verdict {
  const claim = claimOf(newcomer.content);
  const known = candidates.map((memory) => ({ memory, claim: claimOf(memory.content) }));
  for (const { action, holds } of RULES) {
    const hit = known.find((other) => holds(claim, other.claim, newcomer, other.memory));
    if (hit !== undefined) return { action, memory: hit.memory };
  }
  return { action: 'added' };
}

type Rule = (claim: Claim, other: Claim, newcomer: Newcomer, memory: Memory) => boolean;

const RULES: readonly {
  readonly action: 'known' | 'updated' | 'superseded';
  readonly holds: Rule;
}[] = [
  { action: 'known', holds: (claim, other) => claim.normal === other.normal },
  { action: 'superseded', holds: fillsTheSlotAnew },
  { action: 'known', holds: saysNothingNew },
  { action: 'updated', holds: saysMore },
  { action: 'superseded', holds: hasOppositePolarity },
  { action: 'superseded', holds: namesAnotherAlternative },
  { action: 'superseded', holds: namesAnotherNumber },
  { action: 'superseded', holds: hasTheSameSubject },
];

/** The same words, or fewer of them. */
function saysNothingNew(claim: Claim, other: Claim): boolean {
  if (claim.topic.size === 0 || !sameStance(claim, other)) return false;
  const likeness = jaccard(claim.topic, other.topic);
  return likeness >= SAME || (likeness >= ALIKE && isSubset(claim.topic, other.topic));
}

/** All that was said before and a little more. */
function saysMore(claim: Claim, other: Claim): boolean {
  if (other.topic.size === 0 || claim.negative !== other.negative) return false;
  return (
    isSubset(other.topic, claim.topic) &&
    jaccard(claim.topic, other.topic) >= EXTENDED &&
    (claim.qualified === other.qualified || other.qualified)
  );
}

/** "I love semicolons" after "I hate semicolons". */
function hasOppositePolarity(claim: Claim, other: Claim): boolean {
  return (
    claim.negative !== other.negative &&
    claim.topic.size > 0 &&
    jaccard(claim.topic, other.topic) >= SAME
  );
}

/** "We use pnpm" after "we use npm". */
function namesAnotherAlternative(claim: Claim, other: Claim): boolean {
  if (claim.negative || other.negative || !sameGround(claim, other)) return false;
  return [...claim.alternatives].some(([group, values]) => {
    const others = other.alternatives.get(group);
    return others !== undefined && areDisjoint(values, others);
  });
}

/** "Port 3000 for dev servers" after "port 8080 for dev servers". */
function namesAnotherNumber(claim: Claim, other: Claim): boolean {
  return (
    claim.negative === other.negative &&
    claim.numbers.size > 0 &&
    other.numbers.size > 0 &&
    haveCommonKind(claim.numbers, other.numbers) &&
    areDisjoint(claim.numbers, other.numbers) &&
    claim.scope.size > 0 &&
    jaccard(claim.scope, other.scope) >= EXTENDED
  );
}

/** "Our main branch is trunk" after "our main branch is main". */
function fillsTheSlotAnew({ slot }: Claim, { slot: other }: Claim): boolean {
  return (
    slot !== undefined &&
    other !== undefined &&
    slot.name.size > 0 &&
    jaccard(slot.name, other.name) === 1 &&
    haveCommonKind(slot.value, other.value) &&
    !isSubset(slot.value, other.value) &&
    !isSubset(other.value, slot.value)
  );
}

/** Told or extracted as being about one thing; but parts of it may have each their own. */
function hasTheSameSubject(
  claim: Claim,
  other: Claim,
  newcomer: Newcomer,
  memory: Memory,
): boolean {
  if (newcomer.subject === undefined || newcomer.subject !== memory.subject) return false;
  if (claim.numbers.size > 0 !== other.numbers.size > 0) return false;
  if (claim.alternatives.size === 0 && other.alternatives.size === 0) return true;
  return sameGround(claim, other) || !(claim.qualified && other.qualified);
}

/** One holds where the other does. */
function sameGround(claim: Claim, other: Claim): boolean {
  if (claim.scope.size === 0 && other.scope.size === 0) return true;
  if (claim.scope.size === 0) return !other.qualified;
  if (other.scope.size === 0) return !claim.qualified;
  return jaccard(claim.scope, other.scope) >= ALIKE;
}

/** For or against, with the same values. */
function sameStance(claim: Claim, other: Claim): boolean {
  if (claim.negative !== other.negative || !isSubset(claim.numbers, other.numbers)) return false;
  return [...claim.alternatives].every(([group, values]) =>
    isSubset(values, other.alternatives.get(group) ?? new Set()),
  );
}

/** A version does not replace an address, nor a name a number. */
function haveCommonKind(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return !areDisjoint(new Set([...a].map(kindOf)), new Set([...b].map(kindOf)));
}

function kindOf(term: string): 'number' | 'address' | 'word' {
  if (/^\d+$/.test(term)) return 'number';
  return /^\d[\d.:]*$/.test(term) ? 'address' : 'word';
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 && b.size === 0) return 1;
  const common = [...a].filter((value) => b.has(value)).length;
  return common / (a.size + b.size - common);
}

function isSubset(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].every((value) => b.has(value));
}

function areDisjoint(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return ![...a].some((value) => b.has(value));
}
