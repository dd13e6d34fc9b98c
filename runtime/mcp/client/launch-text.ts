// What would be started or visited for a server, in words that a person can judge.
import type { McpServerDefinition } from '../config/index.js';

/** Without the values behind references: those are secrets. */
export function launchText({ transport }: McpServerDefinition): string {
  if (transport.kind !== 'stdio') {
    const headers = Object.entries(transport.headers).map(([name, value]) => `, ${name}: ${value}`);
    return `${transport.url}${headers.join('')}`;
  }
  const { env, command, args, cwd } = transport;
  const words = [
    ...Object.entries(env).map(([name, value]) => `${name}=${shellWord(value)}`),
    shellWord(command),
    ...args.map(shellWord),
  ];
  return `${words.join(' ')}${cwd === undefined ? '' : ` (in ${cwd})`}`;
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./${}-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
