// Asking about hosts: once per host and run, and what the user answers is what happens.
import { describe, expect, test } from 'vitest';
import type { HostDeps } from '../../../runtime/agents/approval/host-authority.js';
import { createHostAuthority } from '../../../runtime/agents/approval/host-authority.js';
import type { RunEvent } from '../../../runtime/core/index.js';
import { AbortedError, createIds } from '../../../runtime/core/index.js';
import type { ApprovalAnswer, ApprovalRequest } from '../../../runtime/ports/index.js';
import { recorderInProcess } from './stores.js';

function authority(answer: () => Promise<ApprovalAnswer>, change: Partial<HostDeps> = {}) {
  const requests: ApprovalRequest[] = [];
  const events: RunEvent[] = [];
  const always: string[] = [];
  const recorder = recorderInProcess(events);
  const deps: HostDeps = {
    mode: 'ask',
    approvals: {
      ask: (request) => {
        requests.push(request);
        return answer();
      },
    },
    facts: async () => ({
      policy: { allow: always, deny: ['denied.test'] },
      found: new Set(),
      searchHost: undefined,
    }),
    allowAlways: async (host) => void always.push(host),
    ...change,
  };
  const site = { turnId: 't', ids: createIds(), recorder, signal: new AbortController().signal };
  const decides = createHostAuthority(deps, site, new Set(['named.test']));
  return { authorize: (address: string) => decides.authorize(address), requests, events, always };
}

const allow = async (): Promise<ApprovalAnswer> => ({ decision: 'allow' });

describe('the user', () => {
  test('sees the whole address, and is asked once for a host, however many pages are wanted at once', async () => {
    const { authorize, requests, events } = authority(allow);
    const wanted = ['https://a.test/1?q=x', 'https://a.test/2', 'https://b.test/'];
    await Promise.all(wanted.map(authorize));
    await authorize('https://a.test/3');
    expect(requests).toMatchObject([
      { effect: 'Visit a.test', host: 'a.test', address: 'https://a.test/1?q=x', files: [] },
      { host: 'b.test' },
    ]);
    expect(events.map(({ type }) => type).sort()).toEqual([
      'approval.answered',
      'approval.answered',
      'approval.asked',
      'approval.asked',
    ]);
  });

  test('can allow a host for good', async () => {
    const { authorize, always } = authority(async () => ({ decision: 'allow', always: true }));
    await authorize('https://a.test/');
    expect(always).toEqual(['a.test']);
  });

  test('can say no, which holds for the whole run and is told with the reason', async () => {
    const { authorize, requests } = authority(async () => ({
      decision: 'deny',
      message: 'not now',
    }));
    for (const path of ['', 'other']) {
      await expect(authorize(`https://a.test/${path}`)).rejects.toMatchObject({
        code: 'tool.denied',
        message: expect.stringMatching(/a\.test.*not now/),
      });
    }
    expect(requests).toHaveLength(1);
  });

  test('who stops the run has not answered', async () => {
    const { authorize, events } = authority(async () => Promise.reject(new AbortedError()));
    await expect(authorize('https://a.test/')).rejects.toMatchObject({ code: 'aborted' });
    expect(events.at(-1)).toMatchObject({ type: 'approval.answered', decision: 'dropped' });
  });

  test('is not asked for what he named, once the mode does not ask about everything', async () => {
    const { authorize, requests } = authority(allow, { mode: 'auto' });
    await authorize('https://named.test/page');
    expect(requests).toEqual([]);
    await authorize('https://other.test/');
    expect(requests).toHaveLength(1);
  });

  test('is not asked for a host that he denied for good', async () => {
    const { authorize, requests } = authority(allow);
    await expect(authorize('https://denied.test/')).rejects.toMatchObject({ code: 'tool.refused' });
    expect(requests).toEqual([]);
  });
});
