// Reads the settings that somebody has set; what nobody set is left to memfun.toml and the defaults.
import type * as vscode from 'vscode';
import type { Json } from '../../runtime/core/index.js';

type Inspected = Pick<
  NonNullable<ReturnType<vscode.WorkspaceConfiguration['inspect']>>,
  'globalValue' | 'workspaceValue' | 'workspaceFolderValue'
>;

/** The part of the editor's configuration that is read. */
export interface SettingsSource {
  inspect(key: string): Inspected | undefined;
}

/**
 * The values of `keys` (full names, `memfun.model`), the narrowest scope of each.
 * In an untrusted workspace the editor itself withholds the workspace's values of restricted settings.
 */
export function readSettings(
  source: SettingsSource,
  keys: readonly string[],
): Readonly<Record<string, Json>> {
  const settings: Record<string, Json> = {};
  for (const key of keys) {
    const found = source.inspect(key);
    const value = found?.workspaceFolderValue ?? found?.workspaceValue ?? found?.globalValue;
    // What the editor hands out are live proxies; the runtime gets plain values.
    if (value !== undefined) settings[key] = JSON.parse(JSON.stringify(value)) as Json;
  }
  return settings;
}

/** The keys that an extension's manifest declares. */
export function declaredSettings(manifest: {
  readonly contributes?: {
    readonly configuration?: readonly { readonly properties?: Readonly<Record<string, unknown>> }[];
  };
}): readonly string[] {
  return (manifest.contributes?.configuration ?? []).flatMap(({ properties = {} }) =>
    Object.keys(properties),
  );
}
