// A text that the user named by its file, or `-` for what is piped in.
import { readFileSync } from 'node:fs';
import { UsageError } from '../arguments.js';

/** @throws UsageError */
export function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new UsageError(
      `"${file}" cannot be read.`,
      error instanceof Error ? error.message : String(error),
    );
  }
}
