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

export class TooManyCommandsError extends MemfunError {
  readonly code = 'process.too_many';
  constructor(most: number) {
    super(`${most} commands run in the background already.`, {
      remedy: 'Stop one of them with background.stop(id) first; background.list() names them.',
    });
  }
}

export class NoSuchCommandError extends MemfunError {
  readonly code = 'process.unknown';
  constructor(id: string, known: readonly string[]) {
    super(`No command "${id}" runs in the background.`, {
      remedy:
        known.length === 0
          ? 'None was started in this window.'
          : known.length === 1
            ? `There is only ${known[0]}.`
            : `There are: ${known.join(', ')}.`,
    });
  }
}

export class NoSuchOutputError extends MemfunError {
  readonly code = 'process.no_output';
  constructor(id: string) {
    super(`The output "${id}" is not kept, or no longer.`, {
      remedy: 'Run the command again; only the newest outputs are kept.',
    });
  }
}

export class OutputTooLargeError extends MemfunError {
  readonly code = 'process.too_large';
  constructor(program: string, most: number) {
    super(`${program} was ended: it printed more than ${Math.round(most / 1_048_576)} MB.`, {
      remedy: 'Ask it for less.',
    });
  }
}
