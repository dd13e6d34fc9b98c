// Approvals at the terminal: what is wanted stands there whole, and only a clear yes is one.
import { expect, test } from 'vitest';
import { createTerminalApprovals } from '../../../runtime/cli/approvals.js';
import { nextLine, readLines } from '../../../runtime/cli/lines.js';
import { AbortedError } from '../../../runtime/core/index.js';
import type { ApprovalRequest } from '../../../runtime/ports/index.js';

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

test('in a conversation the next line is the answer to a question, and the one after it a message', async () => {
  const lines = readLines();
  expect(lines.offer('a message')).toBe(false);
  const question = nextLine(never);
  expect([lines.offer('y'), lines.offer('another message')]).toEqual([true, false]);
  expect(await question).toBe('y');
  const stop = new AbortController();
  const dropped = nextLine(stop.signal);
  stop.abort();
  await expect(dropped).rejects.toThrow(AbortedError);
  expect(lines.offer('a message again')).toBe(false);
  const last = nextLine(never);
  lines.close();
  expect(await last).toBeUndefined();
});
