// Some of Memfun's tools for other assistants of the editor: they look and remember, and every call passes the gate.
import * as vscode from 'vscode';
import type { Memfun } from '../../runtime/app/index.js';
import { type Json, jsonSchema } from '../../runtime/core/index.js';
import { LANGUAGE_MODEL_TOOLS } from '../ids.js';

/** The editor does not say which assistant calls. */
const CALLER = 'editor:assistant';

/** None where the editor has no such tools. */
export function registerAssistantTools(
  memfun: () => Promise<Memfun>,
): readonly vscode.Disposable[] {
  // Absent in editors that are older than their own types.
  const { lm } = vscode as Partial<typeof vscode>;
  if (typeof lm?.registerTool !== 'function') return [];
  return Object.entries(LANGUAGE_MODEL_TOOLS).map(([name, tool]) =>
    lm.registerTool<object>(name, {
      invoke: async ({ input }, token) => call(await memfun(), tool, input, token),
    }),
  );
}

/** @throws Error in words for the assistant */
async function call(
  memfun: Memfun,
  tool: string,
  input: object,
  token: vscode.CancellationToken,
): Promise<vscode.LanguageModelToolResult> {
  const stop = new AbortController();
  const listening = token.onCancellationRequested(() => stop.abort());
  try {
    const given = jsonSchema.parse(JSON.parse(JSON.stringify(input)));
    const site = { caller: CALLER, signal: stop.signal };
    const result = await memfun.toolDesk([]).call(tool, given, site);
    if (!result.ok) throw new Error(result.error.message);
    return new vscode.LanguageModelToolResult([
      new vscode.LanguageModelTextPart(textOf(result.value)),
    ]);
  } finally {
    listening.dispose();
  }
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
