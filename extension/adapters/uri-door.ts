// The door that a browser on another machine comes back to: an address of the editor itself, which leads here.
import * as vscode from 'vscode';
import type { CallbackDoor } from '../../runtime/ports/index.js';
import { EXTENSION_ID } from '../ids.js';

type Handler = (parameters: URLSearchParams) => boolean;

/** An extension may be asked through one handler only. */
const waiting = new Set<Handler>();
let registered: vscode.Disposable | undefined;

export async function openUriDoor(): Promise<CallbackDoor> {
  const own = vscode.Uri.parse(`${vscode.env.uriScheme}://${EXTENSION_ID}/mcp-signed-in`);
  const outside = await vscode.env.asExternalUri(own);
  let handler: Handler = () => false;
  const mine: Handler = (parameters) => handler(parameters);
  waiting.add(mine);
  registered ??= vscode.window.registerUriHandler({
    handleUri: ({ query }) => {
      for (const one of waiting) if (one(new URLSearchParams(query))) return;
    },
  });
  return {
    redirectUrl: outside.toString(true),
    onVisit: (given) => {
      handler = given;
    },
    async close() {
      waiting.delete(mine);
      if (waiting.size > 0) return;
      registered?.dispose();
      registered = undefined;
    },
  };
}
