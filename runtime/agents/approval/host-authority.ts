// Who may visit a web address: decided by code; where that asks, the user is asked once per host and run.
import type { Mode } from '../../core/index.js';
import { MemfunError } from '../../core/index.js';
import type { Approvals } from '../../ports/index.js';
import type { HostAuthority, HostFacts } from '../../safety/index.js';
import { HostRefusedError, hostKey, judgeHost } from '../../safety/index.js';
import { type AskSite, askPerson } from './ask-person.js';
import type { ChangeSite } from './changes.js';

/** What deciding about hosts works with. */
export interface HostDeps {
  readonly mode: Mode;
  readonly approvals: Approvals;
  /** What is known now about hosts, but what the user said and what was found. */
  facts(turnId: string): Promise<Omit<HostFacts, 'mode' | 'named'>>;
  /** From now on this host is allowed in this workspace. */
  allowAlways(host: string): Promise<void>;
}

type Site = AskSite & Pick<ChangeSite, 'turnId'>;

/** The authority of one turn. @param named hosts of the addresses in the user's message */
export function createHostAuthority(
  deps: HostDeps,
  site: Site,
  named: ReadonlySet<string>,
): HostAuthority {
  /** Answers of this turn, also those still awaited: several fetches at once ask once. */
  const asked = new Map<string, Promise<void>>();
  return {
    async authorize(text) {
      const address = new URL(text);
      const facts = await deps.facts(site.turnId);
      const decision = judgeHost(address, { ...facts, mode: deps.mode, named });
      if (decision.decision === 'allow') return;
      if (decision.decision === 'deny') throw new HostRefusedError(decision.reason);
      const host = hostKey(address);
      const asking = asked.get(host) ?? askFor(address, decision.reason, deps, site);
      asked.set(host, asking);
      await asking;
    },
  };
}

async function askFor(address: URL, why: string, deps: HostDeps, site: Site): Promise<void> {
  const host = hostKey(address);
  const answer = await askPerson(deps.approvals, site, {
    effect: `Visit ${host}`,
    reason: why,
    host,
    address: address.href,
    files: [],
    changes: [],
  });
  if (answer.decision === 'deny') throw new HostDeniedError(host, answer.message);
  if (answer.always === true) await deps.allowAlways(host);
}

/** The user said no. */
export class HostDeniedError extends MemfunError {
  readonly code = 'tool.denied';
  constructor(
    host: string,
    readonly said: string | undefined,
  ) {
    super(`The user does not want ${host} to be visited${said === undefined ? '' : `: ${said}`}.`, {
      remedy: 'Do not try it by another way. Go on without it, or say what is missing.',
    });
  }
}
