// The configuration of one workspace: the host's settings over the project's own file.
import type { Config } from '../config/index.js';
import { loadConfig } from '../config/index.js';
import type { Json } from '../core/index.js';
import type { MemfunEnvironment } from './types.js';

export const CONFIG_FILE = 'memfun.toml';

/** The project's own file counts only in a trusted workspace. @throws ConfigError */
export async function readConfig(
  { workspace, trusted }: MemfunEnvironment,
  settings: Readonly<Record<string, Json>>,
): Promise<Config> {
  const exists = trusted && (await workspace.stat(CONFIG_FILE)) !== undefined;
  if (!exists) return loadConfig({ settings });
  const text = new TextDecoder().decode(await workspace.read(CONFIG_FILE));
  return loadConfig({ settings, toml: { text, path: CONFIG_FILE } });
}
