// What a server asks of the person in the middle of a call: through a real server, in the revision that it speaks.
import { describe, expect, test } from 'vitest';
import type {
  FormAnswer,
  FormRequest,
  PageAnswer,
  PageRequest,
  Person,
} from '../../../runtime/ports/index.js';
import { connectionTo, peer, soon, textOf } from './connections.js';

interface Desk extends Person {
  readonly forms: FormRequest[];
  readonly pages: PageRequest[];
}

function desk(
  answer: FormAnswer | ((form: FormRequest) => Promise<FormAnswer>),
  page: PageAnswer = 'opened',
): Desk {
  const forms: FormRequest[] = [];
  const pages: PageRequest[] = [];
  return {
    forms,
    pages,
    async visit(request) {
      pages.push(request);
      return page;
    },
    async answer(request) {
      forms.push(request);
      return typeof answer === 'function' ? await answer(request) : answer;
    },
  };
}

const SCHEMA = {
  type: 'object',
  properties: {
    name: { type: 'string', title: 'Your name', minLength: 2 },
    age: { type: 'integer', minimum: 0, maximum: 150 },
    colour: {
      type: 'string',
      oneOf: [
        { const: 'b', title: 'Blue' },
        { const: 'r', title: 'Red' },
      ],
    },
  },
  required: ['name'],
};

function connect(person: Person | undefined, times: object = {}) {
  const connection = connectionTo(peer('asks.mjs'), { person, times });
  return {
    connection,
    form: async (message: string, schema: object = SCHEMA): Promise<unknown> =>
      JSON.parse(
        textOf(await connection.callTool('ask-form', { message, schema }, { signal: soon() })),
      ),
    page: async (url: string): Promise<unknown> =>
      JSON.parse(textOf(await connection.callTool('ask-page', { url }, { signal: soon() }))),
  };
}

describe('a form', () => {
  test('is shown with its fields and choices, and the answer goes back to the call', async () => {
    const content = { name: 'Ada', age: 36, colour: 'r' };
    const person = desk({ action: 'accept', content });
    expect(await connect(person).form('Who are you?')).toEqual({ action: 'accept', content });
    const [form] = person.forms;
    expect(form).toMatchObject({ server: 'peer', message: 'Who are you?', warning: undefined });
    expect(form?.fields).toMatchObject([
      { name: 'name', title: 'Your name', required: true, kind: 'text' },
      { name: 'age', kind: 'integer', required: false },
      { name: 'colour', kind: 'one-of', choices: [{ value: 'b', title: 'Blue' }, { value: 'r' }] },
    ]);
  });

  test.each(['decline', 'cancel'] as const)(
    'that is answered with %s is told as that',
    async (action) => {
      expect(await connect(desk({ action })).form('Who are you?')).toEqual({ action });
    },
  );

  test.each([
    { name: 'A' },
    { age: 36 },
    { name: 'Ada', age: 200 },
    { name: 'Ada', age: 1.5 },
    { name: 'Ada', colour: 'green' },
  ])('is not answered with what it does not allow: %j', async (content) => {
    expect(await connect(desk({ action: 'accept', content })).form('Who are you?')).toEqual({
      action: 'cancel',
    });
  });

  test('is given nothing that it did not ask for', async () => {
    const person = desk({ action: 'accept', content: { name: 'Ada', home: '/home/ada' } });
    expect(await connect(person).form('Who?')).toEqual({
      action: 'accept',
      content: { name: 'Ada' },
    });
  });

  test('that seems to want a secret comes with a warning', async () => {
    const person = desk({ action: 'decline' });
    const { form } = connect(person);
    await form('Your GitHub token please', SCHEMA);
    await form('One thing', { type: 'object', properties: { apiKey: { type: 'string' } } });
    expect(person.forms.map(({ warning }) => warning)).toEqual([
      expect.stringContaining('looks like a secret'),
      expect.stringContaining('looks like a secret'),
    ]);
  });

  test('whose words hide something shows them in plain text', async () => {
    const person = desk({ action: 'decline' });
    await connect(person).form('Say\n\nyes\u202E\u200B now');
    expect(person.forms[0]?.message).toBe('Say yes now');
  });

  test('may take a person longer than a silent server is waited for', async () => {
    const person = desk(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      return { action: 'accept', content: { name: 'Ada' } };
    });
    expect(await connect(person, { call: 1_000 }).form('Who?')).toMatchObject({ action: 'accept' });
  });

  test('ends with the call that it belongs to', async () => {
    const stop = new AbortController();
    let ended = false;
    const person: Person = {
      visit: async () => 'cancelled',
      answer: (_form, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            ended = true;
            reject(signal.reason);
          });
          stop.abort();
        }),
    };
    const { connection } = connect(person);
    const call = connection.callTool('ask-form', { message: 'Who?', schema: SCHEMA }, stop);
    await expect(call).rejects.toMatchObject({ code: 'aborted' });
    await expect.poll(() => ended).toBe(true);
  });
});

describe('a page', () => {
  test('is shown whole, as the server wants it, before it is opened', async () => {
    const person = desk({ action: 'cancel' });
    const url = 'https://pay.example/x?order=1&back=%2Fhome';
    expect(await connect(person).page(url)).toEqual({ action: 'accept' });
    expect(person.pages).toEqual([
      {
        server: 'peer',
        purpose: 'question',
        reason: 'The server peer asks you to open this page: Pay here.',
        address: url,
      },
    ]);
  });

  test.each([
    ['declined', 'decline'],
    ['cancelled', 'cancel'],
    ['no-browser', 'decline'],
  ] as const)('that is %s is answered with %s', async (answer, action) => {
    const person = desk({ action: 'cancel' }, answer);
    expect(await connect(person).page('https://pay.example/')).toEqual({ action });
  });

  test.each(['http://pay.example/', 'file:///etc/passwd', 'vscode://x/y'])(
    'at %s is not even asked about',
    async (url) => {
      const person = desk({ action: 'cancel' });
      expect(await connect(person).page(url)).toEqual({ action: 'decline' });
      expect(person.pages).toEqual([]);
    },
  );
});

test('where nobody can be asked, the server is not told that it may ask', async () => {
  await expect(connect(undefined).form('Who are you?')).rejects.toMatchObject({ code: 'mcp.call' });
});
