// A problem of the editor (a diagnostic) as a command passes it along.
import * as vscode from 'vscode';
import * as z from 'zod';

const problemSchema = z.object({
  uri: z.string(),
  /** From 0, both included. */
  firstLine: z.number().int().min(0),
  lastLine: z.number().int().min(0),
  message: z.string(),
  source: z.string().optional(),
  code: z.string().optional(),
});
export type Problem = z.infer<typeof problemSchema>;

export const FINDINGS_SOURCE = 'Memfun';

export function problemOf(uri: vscode.Uri, diagnostic: vscode.Diagnostic): Problem {
  const { range, message, source, code } = diagnostic;
  const text = typeof code === 'object' ? String(code.value) : code?.toString();
  return {
    uri: uri.toString(),
    firstLine: range.start.line,
    lastLine: range.end.line,
    message,
    ...(source === undefined ? {} : { source }),
    ...(text === undefined ? {} : { code: text }),
  };
}

/** The problem in a command's argument, or else the one at the cursor, worst first. */
export function problemFrom(argument: unknown): Problem | undefined {
  const passed = problemSchema.safeParse(argument);
  if (passed.success) return passed.data;
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { line } = editor.selection.active;
  const here = vscode.languages
    .getDiagnostics(editor.document.uri)
    .filter(({ range }) => range.start.line <= line && line <= range.end.line)
    .sort((a, b) => a.severity - b.severity);
  return here[0] && problemOf(editor.document.uri, here[0]);
}

/** In one line, with where it comes from: `ts 2322: Type 'string' is not …`. */
export function problemText({ message, source, code }: Problem): string {
  const from = [source, code].filter((part) => part !== undefined).join(' ');
  const [first = ''] = message.split('\n');
  return from === '' ? first : `${from}: ${first}`;
}
