// memfun.toml is checked in, so nothing secret may stand in it, and nothing that decides which key is used.
import type { Json } from '../core/index.js';
import { ConfigError } from './errors.js';

const SECRET_NAME = /^(secret|headers|password|passwd|authorization|.*api[-_]?key|key|.*token)$/i;
const SECRET_VALUE =
  /\b(sk-[\w-]{8,}|gh[pousr]_\w{16,}|AKIA[A-Z0-9]{12,}|xox[abp]-[\w-]{8,}|Bearer\s+\S{8,})|:\/\/[^/\s:@]+:[^/\s@]+@/;

/** @throws ConfigError for the first entry that is, or looks like, a secret. Its value is not repeated. */
export function refuseSecrets(value: Json, source: string, path: readonly string[] = []): void {
  if (typeof value === 'string' && SECRET_VALUE.test(value)) {
    throw refusal(path, source, 'the value looks like a secret.');
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value as Readonly<Record<string, Json>>)) {
    // The names of models are the user's own words.
    const isModelName = path.length === 1 && path[0] === 'models';
    if (!isModelName && SECRET_NAME.test(name)) {
      throw refusal(
        [...path, name],
        source,
        'keys and headers do not belong in a checked-in file.',
      );
    }
    refuseSecrets(inner, source, [...path, name]);
  }
}

function refusal(path: readonly string[], source: string, problem: string): ConfigError {
  return new ConfigError({
    key: path.join('.'),
    source,
    problem,
    allowed:
      'Remove it from the file (and replace the key, if it was checked in). Store keys with "Memfun: Set Up"; headers belong in your own settings.',
  });
}
