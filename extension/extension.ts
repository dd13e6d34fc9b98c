// Activation: registers what the editor must know at once; everything else is loaded on its first use.
import * as vscode from 'vscode';
import type { Host } from './host/main.js';
import { CHAT_VIEW, COMMANDS, PARTICIPANT } from './ids.js';
import { PROVIDED_KINDS, problemActions } from './problems/actions.js';

/** Milliseconds after the start of the editor before the host is loaded without being asked. */
const WARM_UP_MS = 1500;

const FILES: vscode.DocumentSelector = [{ scheme: 'file' }, { scheme: 'vscode-vfs' }];

let host: Promise<Host> | undefined;

export function activate(context: vscode.ExtensionContext) {
  const startedAt = performance.now();
  const channel = vscode.window.createOutputChannel('Memfun', { log: true });
  const status = vscode.window.createStatusBarItem('memfun', vscode.StatusBarAlignment.Right, 90);
  status.name = 'Memfun';
  status.text = '$(hubot) Memfun';
  status.command = 'memfun.statusMenu';
  status.show();
  const lensesChanged = new vscode.EventEmitter<void>();

  const load = (): Promise<Host> => {
    host ??= import('./host/program.js').then(({ openHost }) =>
      openHost({
        extension: context,
        channel,
        showStatus: (label) => Object.assign(status, label),
        lensesChanged: () => lensesChanged.fire(),
      }),
    );
    host.catch((error: unknown) => {
      host = undefined;
      channel.error(error instanceof Error ? error : String(error));
      void vscode.window.showErrorMessage(
        vscode.l10n.t(
          'Memfun could not start. Reload the window; if it happens again, reinstall the extension. The output "Memfun" has details.',
        ),
      );
    });
    return host;
  };
  const warmUp = setTimeout(() => void load().catch(() => undefined), WARM_UP_MS);

  context.subscriptions.push(
    channel,
    status,
    lensesChanged,
    { dispose: () => clearTimeout(warmUp) },
    ...COMMANDS.map((command) =>
      vscode.commands.registerCommand(command, async (...args: unknown[]) =>
        (await load()).run(command, args),
      ),
    ),
    vscode.window.registerWebviewViewProvider(CHAT_VIEW, {
      resolveWebviewView: async (view) => (await load()).resolveView(view),
    }),
    vscode.languages.registerCodeActionsProvider(
      FILES,
      { provideCodeActions: problemActions },
      { providedCodeActionKinds: PROVIDED_KINDS },
    ),
    vscode.languages.registerCodeLensProvider(FILES, {
      onDidChangeCodeLenses: lensesChanged.event,
      provideCodeLenses: async (document, token) => (await load()).provideLenses(document, token),
    }),
  );
  // Some builds of the editor have no chat of their own, whatever its types say.
  const chat: typeof vscode.chat | undefined = vscode.chat;
  if (chat?.createChatParticipant !== undefined)
    context.subscriptions.push(
      chat.createChatParticipant(PARTICIPANT, async (...asked) =>
        (await load()).answerInChat(...asked),
      ),
    );
  const activationMs = performance.now() - startedAt;
  channel.debug(`activated in ${activationMs.toFixed(1)} ms`);
  // Other extensions get nothing; the in-editor tests get the parts.
  return context.extensionMode === vscode.ExtensionMode.Test ? { activationMs, load } : undefined;
}

export async function deactivate(): Promise<void> {
  await (await host)?.close();
}
