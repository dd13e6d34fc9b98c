// The window as the runtime sees it: its folder, its storage, its secrets, its settings.
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { HostModel, MemfunEnvironment } from '../../runtime/app/index.js';
import type { Json, Logger } from '../../runtime/core/index.js';
import type { Approvals } from '../../runtime/ports/index.js';
import { createEditorChangeGround } from '../adapters/change-ground.js';
import { createEditorFileStore } from '../adapters/file-store.js';
import { createEditorLanguageServices } from '../adapters/language-services.js';
import { hostNode24 } from '../adapters/node24.js';
import { ripgrepCandidates } from '../adapters/ripgrep.js';
import { createSecretStore } from '../adapters/secret-store.js';

export async function createEnvironment(
  extension: vscode.ExtensionContext,
  logger: Logger,
  settings: Readonly<Record<string, Json>>,
  hostModels: readonly HostModel[],
  approvals: Approvals,
): Promise<MemfunEnvironment> {
  const userRoot = vscode.Uri.joinPath(extension.globalStorageUri, 'user');
  const projectRoot = vscode.Uri.joinPath(
    extension.storageUri ?? vscode.Uri.joinPath(extension.globalStorageUri, 'no-folder'),
    'project',
  );
  const root = await workspaceRoot(extension);
  return {
    workspace: createEditorFileStore(root, { unsavedFirst: true }),
    changeGround: createEditorChangeGround(root),
    projectStorage: createEditorFileStore(projectRoot, { unsavedFirst: false }),
    userStorage: createEditorFileStore(userRoot, { unsavedFirst: false }),
    languageServices: createEditorLanguageServices(root),
    secrets: createSecretStore(extension.secrets),
    approvals,
    logger,
    settings,
    assetsDir: assetsDirOf(extension),
    ripgrepCandidates: ripgrepCandidates(vscode.env.appRoot),
    node24: hostNode24(),
    hostModels,
    trusted: vscode.workspace.isTrusted,
    home: createEditorFileStore(vscode.Uri.file(homedir()), { unsavedFirst: false }),
  };
}

/** The first open folder; without one, an empty folder of our own, so that chat and memory still work. */
async function workspaceRoot(extension: vscode.ExtensionContext): Promise<vscode.Uri> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder !== undefined) return folder.uri;
  const empty = vscode.Uri.joinPath(extension.globalStorageUri, 'no-folder', 'workspace');
  await vscode.workspace.fs.createDirectory(empty);
  return empty;
}

/** The folder with engines, grammars and workers. */
export function assetsDirOf({ extensionUri }: vscode.ExtensionContext): string {
  return vscode.Uri.joinPath(extensionUri, 'dist').fsPath;
}
