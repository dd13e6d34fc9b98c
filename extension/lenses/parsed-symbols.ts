// Symbols by Memfun's own parser, for languages without a symbol provider in this editor.
import { type CodeService, type CodeSymbol, languageOf } from '../../runtime/code/index.js';
import type { ParseSymbols } from './provider.js';
import type { SymbolNode, SymbolRole } from './targets.js';

const ROLES: ReadonlyMap<string, SymbolRole> = new Map([
  ['function', 'function'],
  ['method', 'method'],
  ['constructor', 'method'],
  ['class', 'class'],
  ['struct', 'class'],
]);

/** `undefined` for languages that the parser does not know either. */
export function parsedSymbols(code: CodeService): ParseSymbols {
  return async (document, signal) => {
    const language = languageOf(document.uri.path);
    if (language === undefined) return undefined;
    const { symbols } = await code.parse(document.getText(), language, signal);
    return symbols.map(toNode);
  };
}

function toNode({ name, kind, startLine, endLine, children = [] }: CodeSymbol): SymbolNode {
  return {
    name,
    kind: ROLES.get(kind) ?? 'other',
    startLine: startLine - 1,
    endLine: endLine - 1,
    nameLine: startLine - 1,
    children: children.map(toNode),
  };
}
