// What an agent on another machine wants to do, decided here: by the rules of this workspace, and where they ask, by its person.
import { isAbort, toErrorInfo } from '../core/index.js';
import type { ApprovalAnswer } from '../ports/index.js';
import { hostsNamedIn } from '../safety/index.js';
import type { ChangeSite } from './changes.js';
import { CommandDeniedError, createCommandAuthority } from './command-authority.js';
import { createHostAuthority, HostDeniedError } from './host-authority.js';
import type { TurnDeps } from './types.js';

/** One command line, or the whole address of a page. */
export type AskedElsewhere = { readonly command: string } | { readonly address: string };

/** Who wants it, by their names. */
export interface AskerElsewhere {
  readonly agent: string;
  readonly worker: string;
}

/** @throws AbortedError */
export type DecideElsewhere = (
  asked: AskedElsewhere,
  by: AskerElsewhere,
  signal: AbortSignal,
) => Promise<ApprovalAnswer>;

/**
 * Whoever asks works where somebody has to be asked, so the mode of this turn lets no command pass: what a person has
 * allowed here for good does.
 * @param words of the person, which may name hosts
 */
export function decideElsewhere(
  { commands, hosts }: Pick<TurnDeps, 'commands' | 'hosts'>,
  site: ChangeSite,
  words: string,
): DecideElsewhere {
  return async (asked, { agent, worker }, signal) => {
    const at = { ...site, asker: agent, worker, signal };
    try {
      if ('command' in asked) {
        if (commands === undefined) return refused('no command may run here.');
        const judge = (command: string) => commands.judge(command, 'ask');
        const settled = () => Promise.resolve(true); // what the command sees is not here
        const authority = createCommandAuthority({ ...commands, mode: 'ask', judge }, at, settled);
        await authority.authorize(asked.command);
      } else {
        if (hosts === undefined) return refused('no page may be visited here.');
        const mode = hosts.mode === 'ask' ? 'ask' : 'auto';
        const authority = createHostAuthority({ ...hosts, mode }, at, hostsNamedIn(words));
        await authority.authorize(asked.address);
      }
      return { decision: 'allow' };
    } catch (thrown) {
      if (isAbort(thrown)) throw thrown;
      if (thrown instanceof CommandDeniedError || thrown instanceof HostDeniedError)
        return refused(thrown.said);
      return refused(toErrorInfo(thrown).message);
    }
  };
}

function refused(message: string | undefined): ApprovalAnswer {
  return { decision: 'deny', ...(message === undefined ? {} : { message }) };
}
