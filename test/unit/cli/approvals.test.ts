// Approvals at the terminal: what is wanted stands there whole, and only a clear yes is one.
import { createInterface } from 'node:readline';
import { PassThrough, Readable } from 'node:stream';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createTerminalApprovals } from '../../../runtime/cli/approvals.js';
import { linesOf, nextLine } from '../../../runtime/cli/lines.js';
import { createTerminalPerson, type Terminal } from '../../../runtime/cli/person.js';
import { AbortedError } from '../../../runtime/core/index.js';
import type { ApprovalRequest } from '../../../runtime/ports/index.js';
import { eventually } from '../../support/waiting.js';

const never = new AbortController().signal;
const RUN: ApprovalRequest = {
  id: 'a',
  effect: 'Run npm test',
  reason: 'The agent coder on the worker oslo wants this there.',
  command: 'npm test',
  files: [],
  changes: [],
};
const { command: _none, ...CHANGE }: ApprovalRequest = {
  ...RUN,
  effect: 'Change one file',
  files: [{ path: 'a.js', kind: 'modify', added: 2, removed: 1, diff: '' }],
};

function sitting(...answers: readonly (string | undefined)[]) {
  const left = [...answers];
  let said = '';
  const approvals = createTerminalApprovals({
    interactive: answers.length > 0,
    write: (text) => {
      said += text;
    },
    line: async () => left.shift(),
    browse: async () => false,
  });
  return { ask: (request: ApprovalRequest) => approvals.ask(request, never), said: () => said };
}

test.each([
  ['y', { decision: 'allow' }],
  ['Yes', { decision: 'allow' }],
  ['a', { decision: 'allow', always: true }],
  ['n', { decision: 'deny' }],
  ['', { decision: 'deny' }],
  [undefined, { decision: 'deny' }],
  ['use pnpm', { decision: 'deny', message: 'use pnpm' }],
])('%s is %o', async (typed, answer) => {
  const { ask, said } = sitting(typed);
  expect(await ask(RUN)).toEqual(answer);
  expect(said()).toContain('    npm test\nThe agent coder on the worker oslo wants this there.\n');
});

test('changes are allowed once only, and each file is named', async () => {
  const { ask, said } = sitting('a', 'y');
  expect(await ask(CHANGE)).toEqual({ decision: 'deny', message: 'a' });
  expect(await ask(CHANGE)).toEqual({ decision: 'allow' });
  expect(said()).toContain('Change one file?\n    a.js +2 −1\n');
  expect(said()).not.toContain('always');
});

test('a command that would move the cursor shows what it is', async () => {
  const { ask, said } = sitting('n');
  await ask({ ...RUN, command: 'rm -rf /\u001b[2K\rls\u202e' });
  expect(said()).toContain('rm -rf /\\u{1b}[2K\\u{d}ls\\u{202e}');
});

test('without a person everything is denied', async () => {
  expect(await sitting().ask(RUN)).toMatchObject({ decision: 'deny' });
});

test('one question after the other, whoever asks; one that is over meanwhile is not asked', async () => {
  const answers: ((line: string) => void)[] = [];
  let said = '';
  const terminal: Terminal = {
    interactive: true,
    write: (text) => {
      said += text;
    },
    line: () => new Promise((resolve) => answers.push(resolve)),
    browse: async () => false,
  };
  const page = {
    server: 'notes',
    purpose: 'sign-in',
    reason: 'Sign in.',
    address: 'https://notes.example',
  } as const;
  const visit = createTerminalPerson(terminal).visit(page, never);
  const stop = new AbortController();
  const approvals = createTerminalApprovals(terminal);
  const dropped = approvals.ask({ ...RUN, command: 'dropped' }, stop.signal);
  const run = approvals.ask(RUN, never);
  stop.abort();
  await expect(dropped).rejects.toThrow(AbortedError);
  expect(said).not.toContain('Run this?');
  answers[0]?.('y');
  expect(await visit).toBe('no-browser');
  await eventually(() => expect(said).toContain('npm test'));
  expect(said).not.toContain('dropped');
  answers[1]?.('n');
  expect(await run).toEqual({ decision: 'deny' });
});

test('in a conversation the next line is the answer to a question, and the others are messages, also while nobody takes them', async () => {
  const typed = new PassThrough();
  const messages = linesOf(createInterface({ input: typed }))[Symbol.asyncIterator]();
  typed.write('a message\n\n');
  expect((await messages.next()).value).toBe('a message');
  const question = nextLine(never);
  typed.write('y\nanother message\n');
  expect(await question).toBe('y');
  const stop = new AbortController();
  const dropped = nextLine(stop.signal);
  stop.abort();
  await expect(dropped).rejects.toThrow(AbortedError);
  const last = nextLine(never);
  typed.end();
  expect(await last).toBeUndefined();
  const rest: unknown[] = [];
  for (let one = await messages.next(); one.done !== true; one = await messages.next())
    rest.push(one.value);
  expect(rest).toEqual(['', 'another message']);
});

test('a question after the end of the input has no answer', async () => {
  const ended = Readable.from([]);
  await ended.toArray();
  const stdin = vi.spyOn(process, 'stdin', 'get').mockReturnValue(ended as typeof process.stdin);
  onTestFinished(() => stdin.mockRestore());
  expect(await nextLine(never)).toBeUndefined();
});
