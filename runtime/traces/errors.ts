// What can go wrong with traces.
import { MemfunError } from '../core/index.js';

export class TraceMissingError extends MemfunError {
  readonly code = 'trace.missing';
  constructor(readonly turnId: string) {
    super(`There is no trace of the run "${turnId}"; it may have been removed to make room.`, {
      remedy: 'Choose one from the list: memfun trace list, or the traces view.',
    });
  }
}

/** A file is no export of traces. */
export class TraceFormatError extends MemfunError {
  readonly code = 'trace.format';
  constructor(
    readonly line: number,
    reason: string,
  ) {
    super(`Line ${line} is not part of an export of traces: ${reason}`, {
      remedy: 'Use a file that "memfun trace export" or the traces view has written.',
    });
  }
}

/** The collector did not take the traces. */
export class TraceExportError extends MemfunError {
  readonly code = 'trace.export';
  constructor(endpoint: string, reason: string) {
    super(`${endpoint} did not take the traces: ${reason}`, {
      remedy: 'Check that an OTLP/HTTP collector listens there, e.g. http://localhost:4318.',
    });
  }
}

/** A step cannot be run again. */
export class TraceReplayError extends MemfunError {
  readonly code = 'trace.replay';
  constructor(reason: string) {
    super(`The run cannot be gone through again from there: ${reason}`, {
      remedy: 'Choose an earlier step, or ask the question again.',
    });
  }
}

/** Nothing is known of tables that are yet to come: the database is left to the version that made it. */
export class TraceDatabaseNewerError extends MemfunError {
  readonly code = 'trace.database-newer';
  constructor(file: string, cause: unknown) {
    super(`The database of traces was made by a newer version of Memfun: ${file}.`, {
      remedy:
        'Update Memfun, or remove that file: it is made again from the traces. Until then they are read one by one.',
      cause,
    });
  }
}

export class TraceDatabaseDamagedError extends MemfunError {
  readonly code = 'trace.database-damaged';
  constructor(file: string, cause: unknown) {
    super(`The database of traces is damaged: ${file}.`, {
      remedy: 'It is made again from the traces; nothing needs to be done.',
      cause,
    });
  }
}
