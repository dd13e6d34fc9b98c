// The window as the runtime sees it: its folder, its storage, its secrets, its settings.
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import {
  type HostModel,
  type MemfunEnvironment,
  projectKeyOf,
  tierHomeOf,
} from '../../runtime/app/index.js';
import { type Json, type Logger, toErrorInfo } from '../../runtime/core/index.js';
import type { Approvals, Terminals } from '../../runtime/ports/index.js';
import { folderKey } from '../../runtime/storage/index.js';
import { createEditorChangeGround } from '../adapters/change-ground.js';
import { editorDialogs, isElsewhere, tokenOf } from '../adapters/editor-dialogs.js';
import { createEditorFileStore } from '../adapters/file-store.js';
import { createEditorLanguageServices } from '../adapters/language-services.js';
import { hostNode24 } from '../adapters/node24.js';
import { createEditorPerson } from '../adapters/person.js';
import { ripgrepCandidates } from '../adapters/ripgrep.js';
import { createSecretStore } from '../adapters/secret-store.js';
import { openUriDoor } from '../adapters/uri-door.js';

export async function createEnvironment(
  extension: vscode.ExtensionContext,
  logger: Logger,
  settings: Readonly<Record<string, Json>>,
  hostModels: readonly HostModel[],
  approvals: Approvals,
  terminals: Terminals,
): Promise<MemfunEnvironment> {
  const userRoot = vscode.Uri.joinPath(extension.globalStorageUri, 'user');
  const projectRoot = vscode.Uri.joinPath(
    extension.storageUri ?? vscode.Uri.joinPath(extension.globalStorageUri, 'no-folder'),
    'project',
  );
  const root = await workspaceRoot(extension);
  const projectsRoot = vscode.Uri.joinPath(extension.globalStorageUri, 'projects');
  const projects = createEditorFileStore(projectsRoot, { unsavedFirst: false });
  const folder = root.scheme === 'file' ? root.fsPath : root.toString();
  const key = await projectKeyOf(projects, folder, folderKey(root.toString()));
  const sharedRoot = vscode.Uri.joinPath(projectsRoot, key);
  await bringMemory(projectRoot, sharedRoot);
  for (const name of ['sessions', 'images'])
    await bringFiles(
      vscode.Uri.joinPath(projectRoot, name),
      vscode.Uri.joinPath(sharedRoot, name),
      logger,
    );
  return {
    workspace: createEditorFileStore(root, { unsavedFirst: true }),
    changeGround: createEditorChangeGround(root),
    projectStorage: createEditorFileStore(projectRoot, { unsavedFirst: false }),
    sharedStorage: createEditorFileStore(sharedRoot, { unsavedFirst: false }),
    // Where the command line and workers look for it too.
    ...(root.scheme === 'file' ? { tierHome: await tierHomeOf(root.fsPath) } : {}),
    userStorage: createEditorFileStore(userRoot, { unsavedFirst: false }),
    languageServices: createEditorLanguageServices(root),
    terminals,
    projects: { files: projects, key, folder },
    secrets: createSecretStore(extension.secrets),
    approvals,
    person: createEditorPerson(editorDialogs, tokenOf, isElsewhere() ? openUriDoor : undefined),
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

/**
 * The storage of a workspace is one window's alone: a second window on the same folder is given another one, and
 * which one that is may change with a reload. Memory and conversations are for all of them, so they lie elsewhere; what the
 * first version kept in the workspace's own storage is brought there.
 */
async function bringMemory(from: vscode.Uri, to: vscode.Uri): Promise<void> {
  const old = vscode.Uri.joinPath(from, 'memory');
  const own = vscode.Uri.joinPath(to, 'memory');
  if ((await isThere(own)) || !(await isThere(old))) return;
  await vscode.workspace.fs.copy(old, own, { overwrite: false });
}

/**
 * Each file once: what was deleted at the new place since does not come back from the old one. One that cannot be moved
 * stays where it is, for the next start.
 */
async function bringFiles(from: vscode.Uri, to: vscode.Uri, logger: Logger): Promise<void> {
  if (!(await isThere(from))) return;
  for (const [name] of await vscode.workspace.fs.readDirectory(from)) {
    const target = vscode.Uri.joinPath(to, name);
    if (await isThere(target)) continue;
    try {
      await vscode.workspace.fs.rename(vscode.Uri.joinPath(from, name), target, {
        overwrite: false,
      });
    } catch (error) {
      logger.warn('a file of an earlier version could not be moved', {
        name,
        reason: toErrorInfo(error).message,
      });
    }
  }
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
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
