// What servers ask of the person, in the editor's dialogs: nothing is opened unseen, and every way out is told apart.
import { describe, expect, it } from 'vitest';
import {
  type Choice,
  createEditorPerson,
  type Dialogs,
} from '../../../extension/adapters/person.js';
import type { FormField } from '../../../runtime/ports/index.js';

interface Played {
  readonly choices?: readonly (string | undefined)[];
  readonly inputs?: readonly (string | undefined)[];
  /** Labels to pick. */
  readonly picks?: readonly (readonly string[] | undefined)[];
  readonly opens?: boolean;
}

function desk({ choices = [], inputs = [], picks = [], opens = true }: Played) {
  const [left, typed, picked] = [[...choices], [...inputs], [...picks]];
  const said: string[] = [];
  const opened: string[] = [];
  const copied: string[] = [];
  const problems: unknown[] = [];
  const dialogs: Dialogs = {
    async choose(message, detail) {
      said.push(`${message}|${detail}`);
      return left.shift();
    },
    async input(options) {
      const next = typed.shift();
      said.push(`${options.title}|${options.prompt}|${options.value}`);
      const problem = next === undefined ? undefined : await options.validateInput?.(next);
      problems.push(problem);
      return next;
    },
    async pick(items, options) {
      said.push(`${options.title}|${items.map(({ label }) => label).join(',')}`);
      const labels = picked.shift();
      return labels && items.filter(({ label }: Choice) => labels.includes(label));
    },
    async open(address) {
      opened.push(address);
      return opens;
    },
    copy: async (text) => void copied.push(text),
  };
  const token = {
    isCancellationRequested: false,
    onCancellationRequested: () => ({ dispose() {} }),
  };
  const person = createEditorPerson(dialogs, () => ({
    token: token,
    dispose: () => undefined,
  }));
  return { person, said, opened, copied, problems };
}

const never = new AbortController().signal;
const page = {
  server: 'notes',
  purpose: 'sign-in',
  reason: 'Sign in at auth.example for the server notes.',
  address: 'https://auth.example/authorize?scope=a%26b&state=1',
} as const;

const field = (change: Partial<FormField>): FormField => ({
  name: 'name',
  title: 'Name',
  description: 'Yours.',
  required: true,
  kind: 'text',
  choices: [],
  given: undefined,
  problem: () => undefined,
  ...change,
});

describe('a page', () => {
  it('is shown whole before it is opened, and opened as it was shown', async () => {
    const { person, said, opened } = desk({ choices: ['Open'] });
    expect(await person.visit(page, never)).toBe('opened');
    expect(said[0]).toBe(`${page.reason}|${page.address}`);
    expect(opened).toEqual([page.address]);
  });

  it.each([
    ['Decline', 'declined'],
    [undefined, 'cancelled'],
  ])('that is answered with %s is not opened', async (choice, answer) => {
    const { person, opened } = desk({ choices: [choice] });
    expect(await person.visit(page, never)).toBe(answer);
    expect(opened).toEqual([]);
  });

  it('can be taken to another browser by its address', async () => {
    const { person, opened, copied } = desk({ choices: ['Copy Address'] });
    expect(await person.visit(page, never)).toBe('opened');
    expect([opened, copied]).toEqual([[], [page.address]]);
  });

  it('that the editor cannot open is told as such', async () => {
    const { person } = desk({ choices: ['Open'], opens: false });
    expect(await person.visit(page, never)).toBe('no-browser');
  });
});

describe('a form', () => {
  const form = (...fields: readonly FormField[]) => ({
    server: 'notes',
    message: 'Who are you?',
    fields,
    warning: undefined,
  });

  it('is answered field by field, each by its kind', async () => {
    const { person } = desk({
      choices: ['Answer'],
      inputs: ['Ada', '36', ''],
      picks: [['Yes'], ['Blue'], ['One', 'Two']],
    });
    const choices = [
      { value: 'b', title: 'Blue' },
      { value: 'r', title: 'Red' },
    ];
    const numbers = [
      { value: '1', title: 'One' },
      { value: '2', title: 'Two' },
    ];
    const answer = await person.answer(
      form(
        field({}),
        field({ name: 'age', kind: 'integer' }),
        field({ name: 'nick', required: false }),
        field({ name: 'sure', kind: 'yes-no' }),
        field({ name: 'colour', kind: 'one-of', choices }),
        field({ name: 'counts', kind: 'some-of', choices: numbers }),
      ),
      never,
    );
    expect(answer).toEqual({
      action: 'accept',
      content: { name: 'Ada', age: 36, sure: true, colour: 'b', counts: ['1', '2'] },
    });
  });

  it.each([
    ['Decline', 'decline'],
    [undefined, 'cancel'],
  ])('whose question is answered with %s is left alone', async (choice, action) => {
    const { person, said } = desk({ choices: [choice] });
    expect(await person.answer(form(field({})), never)).toEqual({ action });
    expect(said).toHaveLength(1);
  });

  it('that is closed in the middle gives nothing away', async () => {
    const { person } = desk({ choices: ['Answer'], inputs: ['Ada', undefined] });
    const answer = await person.answer(form(field({}), field({ name: 'more' })), never);
    expect(answer).toEqual({ action: 'cancel' });
  });

  it('says what is wrong with an answer while it is typed', async () => {
    const problem = () => 'It is too short.';
    const typed = desk({ choices: ['Answer'], inputs: ['x'] });
    await typed.person.answer(form(field({ problem })), never);
    const number = desk({ choices: ['Answer'], inputs: ['many'] });
    await number.person.answer(form(field({ kind: 'number' })), never);
    const empty = desk({ choices: ['Answer'], inputs: [''] });
    await empty.person.answer(form(field({})), never);
    expect([...typed.problems, ...number.problems, ...empty.problems]).toEqual([
      'It is too short.',
      'This is no number.',
      'An answer is needed.',
    ]);
  });

  it('shows its warning before anything is typed', async () => {
    const { person, said } = desk({ choices: ['Decline'] });
    await person.answer({ ...form(field({})), warning: 'This looks like a secret.' }, never);
    expect(said[0]).toContain('This looks like a secret.');
  });

  it('ends with the run that it belongs to', async () => {
    const { person } = desk({ choices: ['Answer'] });
    await expect(person.answer(form(field({})), AbortSignal.abort())).rejects.toMatchObject({
      code: 'aborted',
    });
  });
});
