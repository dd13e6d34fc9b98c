// What can go wrong with a custom tool.
import { MemfunError } from '../core/index.js';

export class CustomToolError extends MemfunError {
  readonly code = 'custom_tool.failed';
  constructor(name: string, problem: string, remedy?: string) {
    super(`The custom tool ${name} failed: ${problem}`, {
      remedy:
        remedy ??
        `Look into .memfun/tools/${name}; the tools that come with Memfun work as before.`,
    });
  }
}

export class UnknownCustomToolError extends MemfunError {
  readonly code = 'custom_tool.unknown';
  constructor(name: string, known: readonly string[]) {
    super(`There is no custom tool "${name}".`, {
      remedy:
        known.length === 0
          ? 'Put a file such as weather.js into the folder .memfun/tools of the workspace.'
          : known.length === 1
            ? `There is only ${known[0]}.`
            : `There are: ${known.join(', ')}.`,
    });
  }
}
