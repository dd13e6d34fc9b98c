// A setting that cannot be used: names the key, where it stands, and what is allowed.
import { MemfunError } from '../core/index.js';

export interface ConfigProblem {
  /** Dotted key, e.g. `memfun.budget.costUsd`; `undefined` when the file as a whole is at fault. */
  readonly key: string | undefined;
  /** A file's path, `settings` or `command line`. */
  readonly source: string;
  readonly problem: string;
  /** What to write instead. */
  readonly allowed: string;
}

export class ConfigError extends MemfunError {
  readonly code = 'config.invalid';
  readonly key: string | undefined;
  readonly source: string;
  constructor({ key, source, problem, allowed }: ConfigProblem, cause?: unknown) {
    const message =
      key === undefined
        ? `The settings cannot be used (${source}): ${problem}`
        : `The setting "${key}" cannot be used (${source}): ${problem}`;
    super(message, { remedy: allowed, cause });
    this.key = key;
    this.source = source;
  }
}
