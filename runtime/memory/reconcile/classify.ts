// Where something belongs that was only said: about the user or the project, and of which kind.
import type { MemoryCategory, MemoryLayer } from '../types.js';

const CATEGORIES: readonly { readonly category: MemoryCategory; readonly when: RegExp }[] = [
  {
    category: 'decision',
    when: /\b(?:we|i)(?:'ve| have)? (?:decided|chose|agreed|settled|switched|migrated|moved)\b|\bdecision\b/i,
  },
  {
    category: 'task',
    when: /\b(?:todo|to do|deadline|next step|remind me|by (?:mon|tues|wednes|thurs|fri)day)\b/i,
  },
  {
    category: 'preference',
    when: /\b(?:i|we) (?:\w+ )?(?:prefer|like|love|hate|dislike|want|enjoy)\b|\bmy (?:favou?rite|preferred)\b|\bcall me\b/i,
  },
  {
    category: 'convention',
    when: /\b(?:always|never|must|should|avoid)\b|^(?:please )?(?:use|keep|put|name|write|do not|don't)\b|\bwe (?:use|write|name|put|keep)\b/i,
  },
];

export function categoryOf(content: string): MemoryCategory {
  return CATEGORIES.find(({ when }) => when.test(content))?.category ?? 'fact';
}

/** What a person says of themselves holds everywhere; the rest belongs to the project. */
export function layerOf(content: string): MemoryLayer {
  if (/\b(?:we|our|us|this (?:project|repo(?:sitory)?|workspace|codebase))\b/i.test(content)) {
    return 'project';
  }
  return /\b(?:i|i'm|i’m|my|me|mine)\b/i.test(content) ? 'core' : 'project';
}
