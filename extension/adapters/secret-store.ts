// SecretStore on the editor's SecretStorage: the only place where keys live.
import type * as vscode from 'vscode';
import type { SecretStore } from '../../runtime/ports/index.js';

const PREFIX = 'memfun.';

export function createSecretStore(
  storage: Pick<vscode.SecretStorage, 'get' | 'store' | 'delete'>,
): SecretStore {
  return {
    get: async (name) => storage.get(PREFIX + name),
    set: async (name, value) => storage.store(PREFIX + name, value),
    delete: async (name) => storage.delete(PREFIX + name),
  };
}
