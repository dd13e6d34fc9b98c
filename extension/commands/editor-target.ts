// What a command works on: the file, selection or symbol in front of the person.
import * as vscode from 'vscode';
import * as z from 'zod';
import type { Attachment } from '../../runtime/core/index.js';
import { NothingToDoError } from '../host/failures.js';
import { editorSymbols } from '../lenses/provider.js';
import type { SymbolNode } from '../lenses/targets.js';

/** What a code lens passes along. Lines count from 1. */
const lensArgumentSchema = z.object({
  uri: z.string(),
  name: z.string(),
  startLine: z.number().int().min(1),
  endLine: z.number().int().min(1),
});

/** Whole lines of a document. Lines count from 0, both ends included. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** The file in front, or a clear word about its absence. @throws NothingToDoError */
export function activeEditor(toDo: string): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || !inWorkspace(editor.document)) {
    throw new NothingToDoError(
      editor === undefined
        ? `There is no open file to ${toDo}.`
        : `This document is not a file of the open folder, so there is nothing to ${toDo}.`,
      'Open a file of the folder and run the command again.',
    );
  }
  return editor;
}

/** The file in front, where there is one of the open folder. */
export function fileInFront(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document !== undefined && inWorkspace(document) ? document : undefined;
}

/** The lines that a selection touches; a selection that ends at the start of a line does not touch it. */
export function selectedLines(selection: vscode.Selection): LineRange {
  const last =
    selection.end.character === 0 && selection.end.line > selection.start.line
      ? selection.end.line - 1
      : selection.end.line;
  return { first: selection.start.line, last };
}

export function linesOf(document: vscode.TextDocument, { first, last }: LineRange): vscode.Range {
  return new vscode.Range(first, 0, last, document.lineAt(last).range.end.character);
}

export function selectionAttachment(document: vscode.TextDocument, lines: LineRange): Attachment {
  return {
    kind: 'selection',
    path: vscode.workspace.asRelativePath(document.uri, false),
    startLine: lines.first + 1,
    endLine: lines.last + 1,
    languageId: document.languageId,
    text: document.getText(linesOf(document, lines)),
  };
}

export function fileAttachment(document: vscode.TextDocument): Attachment {
  return {
    kind: 'file',
    path: vscode.workspace.asRelativePath(document.uri, false),
    languageId: document.languageId,
  };
}

export interface CodeTarget {
  readonly document: vscode.TextDocument;
  readonly lines: LineRange;
  readonly name: string | undefined;
}

/**
 * The code that is meant: the lens's symbol, else the selection, else the symbol around the cursor, else the file.
 * @throws NothingToDoError
 */
export async function codeTarget(argument: unknown, toDo: string): Promise<CodeTarget> {
  const lens = lensArgumentSchema.safeParse(argument);
  if (lens.success) {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(lens.data.uri));
    const end = document.lineCount - 1;
    const first = Math.min(lens.data.startLine - 1, end);
    return {
      document,
      lines: { first, last: Math.max(first, Math.min(lens.data.endLine - 1, end)) },
      name: lens.data.name,
    };
  }
  const { document, selection } = activeEditor(toDo);
  if (!selection.isEmpty) return { document, lines: selectedLines(selection), name: undefined };
  const around = await symbolAround(document, selection.active.line);
  if (around === undefined)
    return { document, lines: { first: 0, last: document.lineCount - 1 }, name: undefined };
  return { document, lines: { first: around.startLine, last: around.endLine }, name: around.name };
}

/** The innermost function, method or class around a line (from 0). */
export async function symbolAround(
  document: vscode.TextDocument,
  line: number,
): Promise<SymbolNode | undefined> {
  const symbols = await editorSymbols(document, AbortSignal.timeout(5000)).catch(() => undefined);
  return innermost(symbols ?? [], line);
}

function innermost(symbols: readonly SymbolNode[], line: number): SymbolNode | undefined {
  const around = symbols.find((symbol) => symbol.startLine <= line && line <= symbol.endLine);
  if (around === undefined) return undefined;
  const inner = innermost(around.children, line);
  if (inner !== undefined && inner.kind !== 'other') return inner;
  return around.kind === 'other' ? undefined : around;
}

function inWorkspace(document: vscode.TextDocument): boolean {
  return vscode.workspace.getWorkspaceFolder(document.uri) !== undefined;
}
