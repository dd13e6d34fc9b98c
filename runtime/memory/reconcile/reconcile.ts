// What becomes of something new: known already, a newer version, a replacement, or an addition. Never destructive.
import type { Judge, Memory, Newcomer, Provenance, SaveOutcome } from '../types.js';
import type { Claim } from './claim.js';
import { claimOf, overlap } from './claim.js';
import { DOUBTFUL, holds, inDoubt, type Judged } from './judge.js';
import { sameSubject } from './subject.js';

export type Verdict =
  | { readonly action: Exclude<SaveOutcome['action'], 'added'>; readonly memory: Memory }
  | { readonly action: 'added' };

/** Shares of common terms (Jaccard) from which two claims are the same, alike, or one the other with more words. */
const SAME = 0.9;
const ALIKE = 0.5;
const EXTENDED = 0.6;

/** How far a source is to be believed: one that is below another's does not take its place. */
const TRUST: Readonly<Record<Provenance['source'], number>> = {
  user: 3,
  tool: 2,
  import: 1,
  agent: 1,
  web: 0,
};

/**
 * Judges by rule, against active memories that speak of the same: equal, nearly equal, same slot, then the other
 * rules; the first that fits decides. Where none does, a judgement that still holds decides.
 */
export function reconcile(
  newcomer: Newcomer,
  candidates: readonly Memory[],
  judged?: Judged,
): Verdict {
  const verdict = byRule(newcomer, candidates);
  if (verdict.action !== 'added' || judged === undefined || !holds(judged, candidates)) {
    return believed(newcomer, verdict);
  }
  const { judgement } = judged;
  if (judgement.action === 'added') return judgement;
  const memory = candidates.find(({ id }) => id === judgement.target);
  if (memory === undefined) return verdict;
  return believed(newcomer, { action: judgement.action, memory });
}

/**
 * How many terms of a newcomer a memory has at least that any rule fits to it, or that is worth a judgement. It
 * follows from the shares that the rules ask for; 0 where a rule looks at a part of the text only.
 */
export function leastCommonTerms({ content, subject }: Newcomer): number {
  const { topic, scope, alternatives, slot, numbers } = claimOf(content);
  if (subject !== undefined || slot !== undefined || alternatives.size > 0) return 0;
  const ofTopic = Math.ceil(DOUBTFUL * topic.size);
  return numbers.size === 0 ? ofTopic : Math.min(ofTopic, Math.ceil(EXTENDED * scope.size));
}

/** Asks the judge about what no rule can tell apart. @returns nothing when there is no doubt, or no answer */
export async function judgeDoubt(
  newcomer: Newcomer,
  candidates: readonly Memory[],
  judge: Judge,
): Promise<Judged | undefined> {
  if (byRule(newcomer, candidates).action !== 'added') return undefined;
  const compared = inDoubt(newcomer, candidates);
  const judgement = compared.length === 0 ? undefined : await judge(newcomer, compared);
  return judgement && { judgement, compared };
}

function byRule(newcomer: Newcomer, candidates: readonly Memory[]): Verdict {
  const claim = claimOf(newcomer.content);
  const known = candidates.map((memory) => ({ memory, claim: claimOf(memory.content) }));
  for (const rule of RULES) {
    const hit = known.find((other) => rule.holds(claim, other.claim, newcomer, other.memory));
    if (hit !== undefined) return { action: rule.action, memory: hit.memory };
  }
  return { action: 'added' };
}

/** What a page or an agent says does not replace the words of the user: both are kept. */
function believed({ source = 'user' }: Newcomer, verdict: Verdict): Verdict {
  if (verdict.action !== 'superseded' && verdict.action !== 'updated') return verdict;
  const { memory, action } = verdict;
  if (TRUST[source] >= TRUST[memory.provenance.source]) return verdict;
  return { action: action === 'superseded' ? 'contradicted' : 'extended', memory };
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
  const likeness = overlap(claim.topic, other.topic);
  return likeness >= SAME || (likeness >= ALIKE && isSubset(claim.topic, other.topic));
}

/** All that was said before and a little more. */
function saysMore(claim: Claim, other: Claim): boolean {
  if (other.topic.size === 0 || claim.negative !== other.negative) return false;
  return (
    isSubset(other.topic, claim.topic) &&
    overlap(claim.topic, other.topic) >= EXTENDED &&
    (claim.qualified === other.qualified || other.qualified)
  );
}

/** "I love semicolons" after "I hate semicolons". */
function hasOppositePolarity(claim: Claim, other: Claim): boolean {
  return (
    claim.negative !== other.negative &&
    claim.topic.size > 0 &&
    overlap(claim.topic, other.topic) >= SAME
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
    overlap(claim.scope, other.scope) >= EXTENDED
  );
}

/** "Our main branch is trunk" after "our main branch is main". */
function fillsTheSlotAnew({ slot }: Claim, { slot: other }: Claim): boolean {
  return (
    slot !== undefined &&
    other !== undefined &&
    slot.name.size > 0 &&
    overlap(slot.name, other.name) === 1 &&
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
  if (!sameSubject(newcomer.subject, memory.subject)) return false;
  if (claim.numbers.size > 0 !== other.numbers.size > 0) return false;
  if (claim.alternatives.size === 0 && other.alternatives.size === 0) return true;
  return sameGround(claim, other) || !(claim.qualified && other.qualified);
}

/** One holds where the other does. */
function sameGround(claim: Claim, other: Claim): boolean {
  if (claim.scope.size === 0 && other.scope.size === 0) return true;
  if (claim.scope.size === 0) return !other.qualified;
  if (other.scope.size === 0) return !claim.qualified;
  return overlap(claim.scope, other.scope) >= ALIKE;
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

function isSubset(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].every((value) => b.has(value));
}

function areDisjoint(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return ![...a].some((value) => b.has(value));
}
