// What servers want of the person, in the editor's own dialogs: a page that is asked about, a form field by field.
import type * as vscode from 'vscode';
import { abortable, type Json } from '../../runtime/core/index.js';
import type { FormField, FormRequest, PageRequest, Person } from '../../runtime/ports/index.js';

/** The dialogs that are used; each closes when its token is cancelled, and gives `undefined` when it is closed. */
export interface Dialogs {
  /** Modal. */
  choose(message: string, detail: string, choices: readonly string[]): Promise<string | undefined>;
  input(
    options: vscode.InputBoxOptions,
    token: vscode.CancellationToken,
  ): Promise<string | undefined>;
  pick(
    items: readonly Choice[],
    options: vscode.QuickPickOptions,
    token: vscode.CancellationToken,
  ): Promise<readonly Choice[] | undefined>;
  open(address: string): Promise<boolean>;
  copy(text: string): Promise<void>;
}

export interface Choice extends vscode.QuickPickItem {
  /** `undefined`: no answer. */
  readonly value: Json | undefined;
}

export function createEditorPerson(
  dialogs: Dialogs,
  token: (signal: AbortSignal) => CancelToken,
  openDoor?: Person['openDoor'],
): Person {
  return {
    visit: (request, signal) => abortable(visit(dialogs, request), signal),
    answer: async (request, signal) => {
      const { token: closing, dispose } = token(signal);
      try {
        return await abortable(fill(dialogs, request, closing), signal);
      } finally {
        dispose();
      }
    },
    ...(openDoor === undefined ? {} : { openDoor }),
  };
}

export interface CancelToken {
  readonly token: vscode.CancellationToken;
  readonly dispose: () => void;
}

async function visit(
  dialogs: Dialogs,
  { reason, address }: PageRequest,
): Promise<'opened' | 'declined' | 'cancelled' | 'no-browser'> {
  const answer = await dialogs.choose(reason, address, ['Open', 'Copy Address', 'Decline']);
  if (answer === 'Decline') return 'declined';
  if (answer === undefined) return 'cancelled';
  if (answer === 'Copy Address') {
    await dialogs.copy(address);
    return 'opened';
  }
  return (await dialogs.open(address)) ? 'opened' : 'no-browser';
}

async function fill(
  dialogs: Dialogs,
  { server, message, fields, warning }: FormRequest,
  token: vscode.CancellationToken,
): ReturnType<Person['answer']> {
  const detail = [
    warning,
    `It wants: ${fields.map(({ title }) => title).join(', ') || 'your consent'}.`,
  ];
  const first = await dialogs.choose(
    `The server ${server} asks: ${message}`,
    detail.filter((line) => line !== undefined).join('\n\n'),
    ['Answer', 'Decline'],
  );
  if (first !== 'Answer') return { action: first === 'Decline' ? 'decline' : 'cancel' };
  const content: Record<string, Json> = {};
  for (const [index, field] of fields.entries()) {
    const title = `${server}: ${field.title} (${index + 1} of ${fields.length})`;
    const answer = await answerTo(dialogs, field, title, token);
    if (answer === 'closed') return { action: 'cancel' };
    if (answer.value !== undefined) content[field.name] = answer.value;
  }
  return { action: 'accept', content };
}

type Answer = { readonly value: Json | undefined } | 'closed';

async function answerTo(
  dialogs: Dialogs,
  field: FormField,
  title: string,
  token: vscode.CancellationToken,
): Promise<Answer> {
  const { kind, description, given, required, choices } = field;
  if (kind === 'text' || kind === 'number' || kind === 'integer') {
    const text = await dialogs.input(
      {
        title,
        prompt: required ? description : `${description} (may be left empty)`.trim(),
        value: typeof given === 'string' || typeof given === 'number' ? String(given) : '',
        ignoreFocusOut: true,
        validateInput: (typed) => problemOf(field, typed),
      },
      token,
    );
    return text === undefined ? 'closed' : { value: valueOf(field, text) };
  }
  const many = kind === 'some-of';
  const items: readonly Choice[] =
    kind === 'yes-no'
      ? [
          { label: 'Yes', value: true },
          { label: 'No', value: false },
        ]
      : choices.map(({ value, title: label }) => ({
          label,
          value,
          picked: Array.isArray(given) && given.includes(value),
        }));
  const skip: readonly Choice[] =
    required || many ? [] : [{ label: 'No answer', value: undefined }];
  const sorted = [...items].sort((a, b) => Number(b.value === given) - Number(a.value === given));
  for (;;) {
    const picked = await dialogs.pick(
      [...sorted, ...skip],
      { title, placeHolder: description, canPickMany: many, ignoreFocusOut: true },
      token,
    );
    if (picked === undefined) return 'closed';
    const value = many
      ? picked.map((one) => one.value).filter((one) => typeof one === 'string')
      : picked[0]?.value;
    const problem = value === undefined ? undefined : field.problem(value);
    if (problem === undefined) return { value };
    const again = await dialogs.choose(problem, '', ['Choose Again']);
    if (again === undefined) return 'closed';
  }
}

function problemOf(field: FormField, typed: string): string | undefined {
  if (typed === '') return field.required ? 'An answer is needed.' : undefined;
  const value = valueOf(field, typed);
  return value === undefined ? 'This is no number.' : field.problem(value);
}

/** `undefined`: no answer. */
function valueOf({ kind }: FormField, text: string): Json | undefined {
  if (text === '') return undefined;
  if (kind === 'text') return text;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}
