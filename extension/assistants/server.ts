// `memfun mcp` for other assistants of the editor: the server on the open folder, with the memory of this editor.
import path from 'node:path';
import * as vscode from 'vscode';
import { folderKey, tiersFolder } from '../../runtime/storage/index.js';
import { MCP_PROVIDER } from '../ids.js';

/** Nothing where the editor knows no such servers. */
export function registerAssistantServer(
  extension: vscode.ExtensionContext,
): readonly vscode.Disposable[] {
  // Absent in editors that are older than their own types.
  const { lm } = vscode as Partial<typeof vscode>;
  if (typeof lm?.registerMcpServerDefinitionProvider !== 'function') return [];
  const changed = new vscode.EventEmitter<void>();
  return [
    changed,
    vscode.workspace.onDidChangeWorkspaceFolders(() => changed.fire()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => changed.fire()),
    lm.registerMcpServerDefinitionProvider(MCP_PROVIDER, {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: () => serversOf(extension),
    }),
  ];
}

/** None in a folder that is not trusted, or is not on this machine. */
export function serversOf(extension: vscode.ExtensionContext): vscode.McpStdioServerDefinition[] {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder?.uri.scheme !== 'file' || !vscode.workspace.isTrusted) return [];
  const { extensionUri, globalStorageUri } = extension;
  const version = String((extension.extension.packageJSON as { version?: unknown }).version);
  const program = path.join(extensionUri.fsPath, 'dist', 'memfun.cjs');
  return [
    new vscode.McpStdioServerDefinition(
      'Memfun',
      process.execPath,
      [program, 'mcp', '--dir', folder.uri.fsPath, '--storage', globalStorageUri.fsPath],
      // The editor's own program, as plain Node; the memory that this editor has of the folder, and its tiers.
      {
        ELECTRON_RUN_AS_NODE: '1',
        MEMFUN_PROJECT: folderKey(folder.uri.toString()),
        MEMFUN_TIERS: tiersFolder(),
      },
      version,
    ),
  ];
}
