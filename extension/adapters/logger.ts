// The runtime's logger on the output channel "Memfun"; everything is scrubbed before it is written.
import type * as vscode from 'vscode';
import { createLogger, type Logger } from '../../runtime/core/index.js';

type Channel = Pick<vscode.LogOutputChannel, 'trace' | 'debug' | 'info' | 'warn' | 'error'>;

/** @param scrub takes secrets out of a line. */
export function createChannelLogger(channel: Channel, scrub: (text: string) => string): Logger {
  return createLogger('memfun', ({ level, scope, message, data }) => {
    const facts = data === undefined ? '' : ` ${stringify(data)}`;
    channel[level](scrub(`[${scope}] ${message}${facts}`));
  });
}

function stringify(data: Readonly<Record<string, unknown>>): string {
  try {
    return JSON.stringify(data, (_key, value: unknown) =>
      value instanceof Error ? { name: value.name, message: value.message } : value,
    );
  } catch {
    return '(data that cannot be written)';
  }
}
