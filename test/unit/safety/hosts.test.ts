// Hosts: what the agent made up is asked about, because an address can carry data out.
import { describe, expect, test } from 'vitest';
import type { HostFacts } from '../../../runtime/safety/index.js';
import { FoundAddresses, hostsNamedIn, judgeHost } from '../../../runtime/safety/index.js';

const PAGE = 'https://docs.test/guide?v=2';

function judge(address: string, facts: Partial<HostFacts> = {}): string {
  const decision = judgeHost(new URL(address), {
    mode: 'auto',
    policy: { allow: [], deny: [] },
    named: new Set(),
    found: new Set(),
    searchHost: 'search.test',
    ...facts,
  });
  return decision.decision;
}

describe('a host', () => {
  test.each(['ask', 'auto', 'plan'] as const)(
    'that nobody named is asked about in mode %s',
    (mode) => {
      expect(judge(PAGE, { mode })).toBe('ask');
    },
  );

  test.each<[string, Partial<HostFacts>]>([
    ['the user named it', { named: new Set(['docs.test']) }],
    ['a search found the very address', { found: new Set([PAGE]) }],
    ['it is the configured search', { searchHost: 'docs.test' }],
  ])('is visited unasked when %s, but not in mode ask', (_what, facts) => {
    expect(judge(PAGE, facts)).toBe('allow');
    expect(judge(PAGE, { ...facts, mode: 'plan' })).toBe('allow');
    expect(judge(PAGE, { ...facts, mode: 'ask' })).toBe('ask');
  });

  test('of a search result is not free for other addresses', () => {
    const found = new Set([PAGE]);
    expect(judge('https://docs.test/?leak=secret', { found })).toBe('ask');
    expect(judge('https://docs.test.evil.test/guide?v=2', { found })).toBe('ask');
  });

  test('is another one on another port, and a part of a name is not the name', () => {
    const named = new Set(['docs.test']);
    expect(judge('https://docs.test:8443/', { named })).toBe('ask');
    expect(judge('https://evil-docs.test/', { named })).toBe('ask');
    expect(judge('https://docs.test@evil.test/', { named })).toBe('ask');
  });

  test('allowed for good is visited in every mode, and a denied one in none', () => {
    for (const mode of ['ask', 'auto', 'plan', 'bypass'] as const) {
      expect(judge(PAGE, { mode, policy: { allow: ['docs.test'], deny: [] } })).toBe('allow');
      expect(judge(PAGE, { mode, policy: { allow: ['docs.test'], deny: ['docs.test'] } })).toBe(
        'deny',
      );
    }
  });
});

test('only full addresses in the message name a host: a file name may look like one', () => {
  const text =
    'See README.md and (https://Docs.Test/a), <http://b.test:8080/x>, `https://c.test`. node.sh';
  expect([...hostsNamedIn(text)]).toEqual(['docs.test', 'b.test:8080', 'c.test']);
});

test('found addresses count in their own turn, without what stays on this machine', () => {
  const found = new FoundAddresses();
  found.add('one', [`${PAGE}#part`, 'no address']);
  expect([...found.of('one')]).toEqual([PAGE]);
  expect(found.of('two').size).toBe(0);
  for (let turn = 0; turn < 30; turn++) found.add(`later ${turn}`, [PAGE]);
  expect(found.of('one').size).toBe(0);
});
