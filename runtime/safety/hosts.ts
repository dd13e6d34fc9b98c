// Which hosts may be visited unasked: an address can carry data out, so what the agent made up is asked about.
import type { Mode } from '../core/index.js';
import { MemfunError } from '../core/index.js';

export type HostDecision =
  | { readonly decision: 'allow'; readonly by: string }
  | { readonly decision: 'ask' | 'deny'; readonly reason: string };

/** What is known about hosts at one moment of a turn. */
export interface HostFacts {
  readonly mode: Mode;
  /** Hosts that the user allowed for good, and those denied. */
  readonly policy: { readonly allow: readonly string[]; readonly deny: readonly string[] };
  /** Hosts of the addresses that stand in the user's own message. */
  readonly named: ReadonlySet<string>;
  /** Whole addresses that a web search of this turn gave. */
  readonly found: ReadonlySet<string>;
  /** Where the configured search engine answers. */
  readonly searchHost: string | undefined;
}

/**
 * Decides about one address. What the user named, what a search gave word for word, and the search itself may be
 * visited unasked unless the mode asks about everything; an address on the host of a search result is not enough,
 * because its path could say anything.
 */
export function judgeHost(address: URL, facts: HostFacts): HostDecision {
  const host = hostKey(address);
  const { mode, policy, named, found, searchHost } = facts;
  if (policy.deny.includes(host)) {
    return { decision: 'deny', reason: `${host} is on the list of denied hosts` };
  }
  if (policy.allow.includes(host)) return { decision: 'allow', by: 'allowed host' };
  if (mode === 'bypass') return { decision: 'allow', by: 'mode bypass' };
  if (mode === 'ask') {
    return { decision: 'ask', reason: `It is the first visit to ${host} in this run.` };
  }
  if (named.has(host)) return { decision: 'allow', by: 'named by the user' };
  if (found.has(address.href)) return { decision: 'allow', by: 'search result' };
  if (host === searchHost) return { decision: 'allow', by: 'configured search' };
  return {
    decision: 'ask',
    reason: `You did not name ${host}, and this address is no search result. An address can carry data out.`,
  };
}

/** What stands for a host in lists: its name, and its port where it is not the usual one. */
export function hostKey(address: URL): string {
  return address.host;
}

/** The hosts of the full web addresses in a text. */
export function hostsNamedIn(text: string): ReadonlySet<string> {
  const hosts = new Set<string>();
  for (const [address] of text.matchAll(/https?:\/\/[^\s<>"'`)\]}]+/gi)) {
    if (URL.canParse(address)) hosts.add(hostKey(new URL(address)));
  }
  return hosts;
}

/** The addresses that web searches gave, turn by turn; those of old turns are forgotten. */
export class FoundAddresses {
  readonly #byTurn = new Map<string, Set<string>>();

  add(turnId: string, addresses: readonly string[]): void {
    const known = this.#byTurn.get(turnId) ?? new Set();
    for (const address of addresses) if (URL.canParse(address)) known.add(plain(address));
    this.#byTurn.delete(turnId);
    this.#byTurn.set(turnId, known);
    for (const old of [...this.#byTurn.keys()].slice(0, -KEPT_TURNS)) this.#byTurn.delete(old);
  }

  of(turnId: string): ReadonlySet<string> {
    return this.#byTurn.get(turnId) ?? new Set();
  }
}

const KEPT_TURNS = 20;

/** The fragment never leaves this machine. */
function plain(address: string): string {
  const url = new URL(address);
  url.hash = '';
  return url.href;
}

/** The rules do not let the host be visited. */
export class HostRefusedError extends MemfunError {
  readonly code = 'tool.refused';
  constructor(reason: string) {
    super(`The address was not visited: ${reason}.`, {
      remedy: 'Use another source, or say in the answer what is missing.',
    });
  }
}
