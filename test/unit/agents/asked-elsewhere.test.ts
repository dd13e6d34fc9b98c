// What an agent on another machine wants: the rules of this workspace count, whatever the mode, and where they ask a person.
import { describe, expect, test } from 'vitest';
import { decideElsewhere } from '../../../runtime/agents/approval/asked-elsewhere.js';
import type { CommandDeps } from '../../../runtime/agents/index.js';
import { AbortedError, createIds, type RunEvent } from '../../../runtime/core/index.js';
import type { ApprovalAnswer, ApprovalRequest } from '../../../runtime/ports/index.js';
import { TaintLedger } from '../../../runtime/safety/index.js';
import { recorderInProcess } from './stores.js';

const never = new AbortController().signal;

function home(
  answer: (signal: AbortSignal) => Promise<ApprovalAnswer>,
  change: Partial<CommandDeps> = {},
) {
  const requests: ApprovalRequest[] = [];
  const events: RunEvent[] = [];
  const always: string[] = [];
  const approvals = {
    ask: (request: ApprovalRequest, signal: AbortSignal) => {
      requests.push(request);
      return answer(signal);
    },
  };
  const commands: CommandDeps = {
    mode: 'auto',
    approvals,
    judge: async (command, as = 'auto') => {
      const decision = always.includes(command) || as !== 'ask' ? 'allow' : 'ask';
      if (!command.startsWith('git push')) return { decision, reason: 'it writes', parts: [] };
      return { decision: 'deny', reason: 'a rule denies it', parts: [] };
    },
    allowAlways: async (command) => void always.push(command),
    ...change,
  };
  const hosts = {
    mode: 'auto' as const,
    approvals,
    facts: async () => ({
      policy: { allow: [], deny: ['denied.test'] },
      found: new Set<string>(),
      searchHost: undefined,
    }),
    allowAlways: async (host: string) => void always.push(host),
  };
  const site = {
    turnId: 't',
    sessionId: 's',
    ids: createIds(),
    recorder: recorderInProcess(events),
    signal: never,
    taint: new TaintLedger(''),
  };
  const decide = decideElsewhere({ commands, hosts }, site, 'look at https://named.test/');
  return { decide, requests, events, always, site };
}

const allow = async (): Promise<ApprovalAnswer> => ({ decision: 'allow', always: true });
const ASKER = { agent: 'coder', worker: 'oslo' };

describe('what an agent elsewhere wants', () => {
  test('is asked about also where this turn would run it unasked, and says who wants it', async () => {
    const { decide, requests, events } = home(allow);
    expect(await decide({ command: 'cp a b' }, ASKER, never)).toEqual({ decision: 'allow' });
    expect(requests).toMatchObject([
      {
        command: 'cp a b',
        reason: 'The agent coder on the worker oslo wants this there. it writes',
      },
    ]);
    expect(events.map(({ type }) => type)).toEqual(['approval.asked', 'approval.answered']);
  });

  test('is not asked about again once it is allowed here for good', async () => {
    const { decide, requests, always } = home(allow);
    await decide({ command: 'cp a b' }, ASKER, never);
    expect(always).toEqual(['cp a b']);
    expect(await decide({ command: 'cp a b' }, ASKER, never)).toEqual({ decision: 'allow' });
    expect(requests).toHaveLength(1);
  });

  test('is refused unasked where a rule of this workspace denies it', async () => {
    const { decide, requests } = home(allow);
    for (const asked of [{ command: 'git push' }, { address: 'https://denied.test/' }])
      expect(await decide(asked, ASKER, never)).toMatchObject({ decision: 'deny' });
    expect(requests).toEqual([]);
  });

  test('is denied in the words of the person', async () => {
    const { decide } = home(async () => ({ decision: 'deny', message: 'too early' }));
    for (const asked of [{ command: 'cp a b' }, { address: 'https://a.test/' }])
      expect(await decide(asked, ASKER, never)).toEqual({ decision: 'deny', message: 'too early' });
  });

  test('may visit what the person has named', async () => {
    const { decide, requests } = home(allow);
    const address = 'https://named.test/page';
    expect(await decide({ address }, ASKER, never)).toEqual({ decision: 'allow' });
    expect(requests).toEqual([]);
  });

  test('is dropped, and told as dropped, when nobody waits for it any more', async () => {
    const stop = new AbortController();
    const { decide, events } = home(
      (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new AbortedError()));
          stop.abort();
        }),
    );
    await expect(decide({ command: 'cp a b' }, ASKER, stop.signal)).rejects.toThrow(AbortedError);
    expect(events.at(-1)).toMatchObject({ type: 'approval.answered', decision: 'dropped' });
  });

  test('is refused where no command may run', async () => {
    const { site } = home(allow);
    const decide = decideElsewhere({ commands: undefined, hosts: undefined }, site, '');
    for (const asked of [{ command: 'ls' }, { address: 'https://a.test/' }])
      expect(await decide(asked, ASKER, never)).toMatchObject({ decision: 'deny' });
  });
});
