// Code lenses "Explain" and "Tests": asked for often, so they wait until typing rests, and are remembered by version.
import * as vscode from 'vscode';
import { isAbort, type Logger, sleep, toErrorInfo } from '../../runtime/core/index.js';
import type { SymbolNode, SymbolRole } from './targets.js';
import { type LensTarget, lensTargets } from './targets.js';

/** Milliseconds without an edit before symbols are asked for. */
const REST_MS = 250;
/** Milliseconds that the editor's own symbol providers get before the fallback. */
const SYMBOLS_MS = 2000;
/** Milliseconds to wait before each further look, while a language's provider is still starting. */
const LOOK_AGAIN_MS = [1000, 3000, 8000];
/** Documents longer than this (UTF-16 units) get no lenses. */
const LONGEST = 1_000_000;

/** Symbols by our own parser, for languages without a symbol provider; `undefined` when unknown there too. */
export type ParseSymbols = (
  document: vscode.TextDocument,
  signal: AbortSignal,
) => Promise<readonly SymbolNode[] | undefined>;

export class ExplainLenses implements vscode.Disposable {
  readonly #parse: ParseSymbols | undefined;
  readonly #logger: Logger;
  readonly #changed: () => void;
  readonly #looks = new WeakMap<vscode.TextDocument, number>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #known = new WeakMap<
    vscode.TextDocument,
    { version: number; targets: readonly LensTarget[] }
  >();

  /** @param changed asks the editor to ask again */
  constructor(parse: ParseSymbols | undefined, logger: Logger, changed: () => void) {
    this.#changed = changed;
    this.#parse = parse;
    this.#logger = logger;
  }

  async provide(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> {
    if (!vscode.workspace.getConfiguration('memfun').get('codeLens.enabled', true)) return [];
    const abort = new AbortController();
    const cancelled = token.onCancellationRequested(() => abort.abort());
    try {
      return (await this.#targets(document, abort.signal)).flatMap((target) =>
        lensesOf(document.uri, target),
      );
    } catch (error) {
      if (!isAbort(error)) this.#logger.warn('no lenses', { error: toErrorInfo(error) });
      return [];
    } finally {
      cancelled.dispose();
    }
  }

  async #targets(
    document: vscode.TextDocument,
    signal: AbortSignal,
  ): Promise<readonly LensTarget[]> {
    const known = this.#known.get(document);
    if (known?.version === document.version) return known.targets;
    // The first look at a file need not wait: nobody is typing in it yet.
    if (known !== undefined) await sleep(REST_MS, signal);
    const { version } = document;
    if (document.getText().length > LONGEST) return [];
    const symbols =
      (await editorSymbols(document, signal)) ?? (await this.#parse?.(document, signal));
    if (symbols === undefined) {
      this.#lookAgain(document);
      return [];
    }
    const targets = lensTargets(symbols);
    if (document.version === version) this.#known.set(document, { version, targets });
    return targets;
  }

  /** Nobody tells when a symbol provider has started, so an empty answer is asked for again, a few times. */
  #lookAgain(document: vscode.TextDocument): void {
    const looks = this.#looks.get(document) ?? 0;
    const wait = LOOK_AGAIN_MS[looks];
    if (wait === undefined) return;
    this.#looks.set(document, looks + 1);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#changed();
    }, wait);
    this.#timers.add(timer);
  }

  dispose(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}

const lensKinds = (name: string) => [
  {
    title: vscode.l10n.t('Explain'),
    command: 'memfun.explain',
    tooltip: vscode.l10n.t('Explain {0} with Memfun', name),
  },
  {
    title: vscode.l10n.t('Tests'),
    command: 'memfun.generateTests',
    tooltip: vscode.l10n.t('Write tests for {0} with Memfun', name),
  },
];

function lensesOf(uri: vscode.Uri, target: LensTarget): vscode.CodeLens[] {
  const { line, name, startLine, endLine } = target;
  const argument = { uri: uri.toString(), name, startLine: startLine + 1, endLine: endLine + 1 };
  return lensKinds(name).map(
    ({ title, command, tooltip }) =>
      new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
        title,
        tooltip,
        command,
        arguments: [argument],
      }),
  );
}

/** The symbols of the language's own provider; `undefined` when there is none or it is not ready. */
export async function editorSymbols(
  document: vscode.TextDocument,
  signal: AbortSignal,
): Promise<readonly SymbolNode[] | undefined> {
  const symbols = await Promise.race([
    vscode.commands.executeCommand<
      (vscode.DocumentSymbol | vscode.SymbolInformation)[] | undefined
    >('vscode.executeDocumentSymbolProvider', document.uri),
    sleep(SYMBOLS_MS, signal).then(() => undefined),
  ]);
  if (symbols === undefined || symbols.length === 0) return undefined;
  return symbols.map((symbol) => ('children' in symbol ? fromTree(symbol) : fromFlat(symbol)));
}

function fromTree(symbol: vscode.DocumentSymbol): SymbolNode {
  return {
    name: symbol.name,
    kind: roleOf(symbol.kind),
    startLine: symbol.range.start.line,
    endLine: symbol.range.end.line,
    nameLine: symbol.selectionRange.start.line,
    children: symbol.children.map(fromTree),
  };
}

function fromFlat(symbol: vscode.SymbolInformation): SymbolNode {
  const { start, end } = symbol.location.range;
  return {
    name: symbol.name,
    kind: roleOf(symbol.kind),
    startLine: start.line,
    endLine: end.line,
    nameLine: start.line,
    children: [],
  };
}

function roleOf(kind: vscode.SymbolKind): SymbolRole {
  if (kind === vscode.SymbolKind.Function) return 'function';
  if (kind === vscode.SymbolKind.Method || kind === vscode.SymbolKind.Constructor) return 'method';
  if (kind === vscode.SymbolKind.Class || kind === vscode.SymbolKind.Struct) return 'class';
  return 'other';
}
