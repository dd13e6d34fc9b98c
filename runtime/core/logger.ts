// The one logger: leveled, structured, scrubbed by whoever supplies the sink.

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error';

export interface LogRecord {
  readonly level: LogLevel;
  /** Which part speaks, e.g. `memory` or `sandbox`. */
  readonly scope: string;
  readonly message: string;
  /** Small structured facts. Never file contents, prompts or secrets. */
  readonly data?: Readonly<Record<string, unknown>>;
}

export type LogSink = (record: LogRecord) => void;

export interface Logger {
  trace(message: string, data?: Readonly<Record<string, unknown>>): void;
  debug(message: string, data?: Readonly<Record<string, unknown>>): void;
  info(message: string, data?: Readonly<Record<string, unknown>>): void;
  warn(message: string, data?: Readonly<Record<string, unknown>>): void;
  error(message: string, data?: Readonly<Record<string, unknown>>): void;
  /** The same logger speaking for a narrower part, e.g. `memory.log`. */
  child(scope: string): Logger;
}

/** A logger that hands every record to `sink`. */
export function createLogger(scope: string, sink: LogSink): Logger {
  const at =
    (level: LogLevel) =>
    (message: string, data?: Readonly<Record<string, unknown>>): void =>
      sink(data === undefined ? { level, scope, message } : { level, scope, message, data });
  return {
    trace: at('trace'),
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (name) => createLogger(`${scope}.${name}`, sink),
  };
}

/** A logger that says nothing. */
export const silentLogger: Logger = createLogger('silent', () => undefined);
