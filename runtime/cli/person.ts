// The person at the terminal: is shown an address whole before a browser opens it, and answers a form line by line.
import { spawn } from 'node:child_process';
import { abortable, type Json, throwIfAborted } from '../core/index.js';
import type { FormField, FormRequest, PageRequest, Person } from '../ports/index.js';
import { nextLine } from './lines.js';

export interface Terminal {
  /** Whether a person reads and types here; otherwise nothing is asked. */
  readonly interactive: boolean;
  write(text: string): void;
  /** What is typed next; `undefined` at the end of the input. */
  line(signal: AbortSignal): Promise<string | undefined>;
  /** @returns false where there is no browser */
  browse(address: string): Promise<boolean>;
}

/** Where nobody sits, pages have to be opened elsewhere, and forms are declined. */
export function createTerminalPerson(terminal: Terminal = ownTerminal): Person {
  return {
    async visit(request, signal) {
      if (!terminal.interactive) return 'no-browser';
      return inTurn(terminal, signal, () => visit(terminal, request, signal));
    },
    async answer(request, signal) {
      if (!terminal.interactive) return { action: 'decline' };
      return inTurn(terminal, signal, () => fill(terminal, request, signal));
    },
  };
}

const asked = new WeakMap<Terminal, Promise<unknown>>();

/** One question after the other, whoever asks: what is typed answers the one that stands there. @throws AbortedError */
export function inTurn<T>(
  terminal: Terminal,
  signal: AbortSignal,
  ask: () => Promise<T>,
): Promise<T> {
  const asking = (asked.get(terminal) ?? Promise.resolve()).then(() => {
    throwIfAborted(signal);
    return ask();
  });
  asked.set(
    terminal,
    asking.catch(() => undefined),
  );
  return abortable(asking, signal);
}

async function visit(
  terminal: Terminal,
  { reason, address }: PageRequest,
  signal: AbortSignal,
): ReturnType<Person['visit']> {
  terminal.write(`${reason}\n  ${address}\nOpen this page in your browser? [y/N] `);
  const answer = await terminal.line(signal);
  if (answer === undefined) return 'cancelled';
  if (!/^y(?:es)?$/i.test(answer.trim())) return 'declined';
  return (await terminal.browse(address)) ? 'opened' : 'no-browser';
}

async function fill(
  terminal: Terminal,
  { server, message, fields, warning }: FormRequest,
  signal: AbortSignal,
): ReturnType<Person['answer']> {
  terminal.write(`The server ${server} asks: ${message}\n`);
  if (warning !== undefined) terminal.write(`${warning}\n`);
  terminal.write('Answer it? [y/N] ');
  const consent = await terminal.line(signal);
  if (consent === undefined) return { action: 'cancel' };
  if (!/^y(?:es)?$/i.test(consent.trim())) return { action: 'decline' };
  const content: Record<string, Json> = {};
  for (const field of fields) {
    for (;;) {
      terminal.write(`${questionOf(field)}: `);
      const typed = await terminal.line(signal);
      if (typed === undefined) return { action: 'cancel' };
      const value = typed.trim() === '' ? field.given : valueOf(field, typed.trim());
      const problem =
        value === undefined
          ? field.required || typed.trim() !== ''
            ? 'This is no answer.'
            : undefined
          : field.problem(value);
      if (problem !== undefined) {
        terminal.write(`${problem}\n`);
        continue;
      }
      if (value !== undefined) content[field.name] = value;
      break;
    }
  }
  return { action: 'accept', content };
}

function questionOf({ title, description, kind, choices, given, required }: FormField): string {
  const said = [
    description,
    kind === 'yes-no' ? 'y or n' : undefined,
    choices.length === 0
      ? undefined
      : choices.map((choice, at) => `${at + 1} ${choice.title}`).join(', '),
    kind === 'some-of' ? 'numbers with commas between them' : undefined,
    given === undefined ? undefined : `empty: ${JSON.stringify(given)}`,
    required || given !== undefined ? undefined : 'may be left empty',
  ].filter((part) => part !== undefined && part !== '');
  return said.length === 0 ? title : `${title} (${said.join('; ')})`;
}

/** `undefined`: it cannot be understood. */
function valueOf({ kind, choices }: FormField, text: string): Json | undefined {
  if (kind === 'text') return text;
  if (kind === 'number' || kind === 'integer')
    return Number.isFinite(Number(text)) ? Number(text) : undefined;
  if (kind === 'yes-no') return /^(?:y(?:es)?|n(?:o)?)$/i.test(text) ? /^y/i.test(text) : undefined;
  const chosen = text
    .split(',')
    .map((part) => choices[Number(part.trim()) - 1]?.value)
    .filter((value) => value !== undefined);
  return kind === 'some-of' ? chosen : chosen[0];
}

export const ownTerminal: Terminal = {
  get interactive() {
    return process.stdin.isTTY && process.stderr.isTTY;
  },
  // Standard output belongs to what was asked for.
  write: (text) => void process.stderr.write(text),
  line: nextLine,
  browse: openBrowser,
};

/** Through no shell, so that an address is only an address. */
async function openBrowser(address: string): Promise<boolean> {
  const { platform, env } = process;
  const far = env['SSH_CONNECTION'] !== undefined;
  const screen = env['DISPLAY'] !== undefined || env['WAYLAND_DISPLAY'] !== undefined;
  if (far || (platform === 'linux' && !screen)) return false;
  const [command, ...before] =
    platform === 'win32'
      ? ['rundll32', 'url.dll,FileProtocolHandler']
      : [platform === 'darwin' ? 'open' : 'xdg-open'];
  return await new Promise<boolean>((resolve) => {
    const child = spawn(command ?? '', [...before, address], { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
