// What can go wrong before a command runs.
import { MemfunError } from '../core/index.js';

export class CommandNotStartedError extends MemfunError {
  readonly code = 'process.not_started';
  constructor(shell: string, cause: unknown) {
    super(`The command could not be started: ${cause instanceof Error ? cause.message : shell}.`, {
      remedy: `Check that ${shell} and the folder exist on this machine.`,
      cause,
    });
  }
}
