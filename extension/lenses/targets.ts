// Which symbols of a document get an "Explain" lens: functions, methods and classes, each once.

/** A symbol as the editor reports it, reduced to what is needed. Lines count from 0. */
export interface SymbolNode {
  readonly name: string;
  readonly kind: SymbolRole;
  readonly startLine: number;
  readonly endLine: number;
  /** Line of the name: where the lens stands. */
  readonly nameLine: number;
  readonly children: readonly SymbolNode[];
}

export type SymbolRole = 'class' | 'function' | 'method' | 'other';

export interface LensTarget {
  readonly name: string;
  readonly line: number;
  readonly startLine: number;
  readonly endLine: number;
}

/** More lenses than this would only be noise. */
const MOST_TARGETS = 300;

/**
 * The targets in order of lines. A function inside a function gets none: it is explained with its parent;
 * of several symbols on one line the outermost counts.
 */
export function lensTargets(symbols: readonly SymbolNode[]): readonly LensTarget[] {
  const byLine = new Map<number, LensTarget>();
  const visit = (node: SymbolNode, insideFunction: boolean): void => {
    const callable = node.kind === 'function' || node.kind === 'method';
    if ((callable && !insideFunction) || node.kind === 'class') {
      const { name, nameLine: line, startLine, endLine } = node;
      if (!byLine.has(line)) byLine.set(line, { name, line, startLine, endLine });
    }
    for (const child of node.children) visit(child, insideFunction || callable);
  };
  for (const symbol of symbols) visit(symbol, false);
  return [...byLine.values()].sort((a, b) => a.line - b.line).slice(0, MOST_TARGETS);
}
