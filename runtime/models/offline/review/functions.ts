// Finds functions in a prepared source by their heads and indentation; enough for rules about size and depth.
import { indentOf } from './rule.js';
import type { Source } from './source.js';

export interface FunctionSpan {
  readonly name: string;
  /** Line indices from 0, inclusive. */
  readonly start: number;
  readonly end: number;
}

const HEADS = [
  /^\s*(?:export\s+)?(?:default\s+)?(?:async\s+)?function\s*\*?\s*(\w+)/,
  /^\s*(?:export\s+)?(?:const|let)\s+(\w+)\s*(?::[^=]+)?=\s*(?:async\s*)?(?:function\b|\([^)]*\)\s*(?::[^=]+)?=>)\s*\{?/,
  /^\s*(?:async\s+)?def\s+(\w+)/,
  /^func\s+(?:\([^)]*\)\s*)?(\w+)/,
  /^\s*(?:pub(?:\([^)]*\))?\s+)?(?:async\s+)?fn\s+(\w+)/,
  /^\s+(?:(?:public|private|protected|static|async|override|get|set)\s+)*(?!if\b|for\b|while\b|switch\b|catch\b|return\b|else\b)(\w+)\s*(?:<[^>]*>)?\([^;]*\)\s*(?::[^{;]+)?\{\s*$/,
];

export function functionsOf({ code }: Source): FunctionSpan[] {
  return code.flatMap((line, start) => {
    const name = HEADS.map((head) => head.exec(line)?.[1]).find((found) => found !== undefined);
    return name === undefined ? [] : [{ name, start, end: endOf(code, start) }];
  });
}

/** The last line that is indented deeper than the head, and the closing bracket after it. */
function endOf(code: readonly string[], start: number): number {
  const depth = indentOf(code[start] ?? '').length;
  let end = start;
  for (let i = start + 1; i < code.length; i++) {
    const line = code[i] ?? '';
    if (line.trim() === '') continue;
    const indent = indentOf(line).length;
    const closesHead = indent === depth && /^\s*[)\]}]/.test(line);
    if (indent <= depth && !closesHead) break;
    end = i;
    if (closesHead && /^\s*\}\)?;?,?\s*$/.test(line)) break;
  }
  return end;
}
