// Whether two patterns of files can mean the same file. Errs on the side of yes: a wrong yes only costs time.
import { normalizePath } from '../ports/index.js';

/** A pattern relative to the workspace; a folder stands for all that is in it. @throws PathOutsideError */
export function outputPattern(text: string, root: string): string {
  const isFolder = /[/\\]$/.test(text.trim());
  const plain = normalizePath(text.trim(), root);
  if (plain === '') return '**';
  return isFolder ? `${plain}/**` : plain;
}

export function patternsMeet(a: string, b: string): boolean {
  const others = waysOf(b);
  return waysOf(a).some((one) => others.some((other) => meet(one.split('/'), other.split('/'))));
}

/** A last name without an ending may be a folder, and then stands for all that is in it. */
function waysOf(pattern: string): readonly string[] {
  const last = pattern.split('/').at(-1) ?? '';
  return WILD.test(last) || /[^.]\.[^.]+$/.test(last) ? [pattern] : [pattern, `${pattern}/**`];
}

function meet(a: readonly string[], b: readonly string[]): boolean {
  const [first, ...restA] = a;
  const [other, ...restB] = b;
  if (first === undefined) return b.every((segment) => segment === '**');
  if (other === undefined) return a.every((segment) => segment === '**');
  if (first === '**') return meet(restA, b) || meet(a, restB);
  if (other === '**') return meet(a, restB) || meet(restA, b);
  return segmentsMeet(first, other) && meet(restA, restB);
}

const WILD = /[*?[{]/;

/** Compares what stands before the first wildcard and after the last one. */
function segmentsMeet(a: string, b: string): boolean {
  if (!WILD.test(a) && !WILD.test(b)) return a === b;
  const [headA, tailA] = ends(a);
  const [headB, tailB] = ends(b);
  const heads = headA.startsWith(headB) || headB.startsWith(headA);
  const tails = tailA.endsWith(tailB) || tailB.endsWith(tailA);
  return heads && tails;
}

/** The plain beginning and the plain end; of a name without wildcards both are all of it. */
function ends(segment: string): readonly [string, string] {
  const at = segment.search(WILD);
  if (at < 0) return [segment, segment];
  const tail = /[^*?[\]{},]*$/.exec(segment)?.[0] ?? '';
  return [segment.slice(0, at), tail];
}
