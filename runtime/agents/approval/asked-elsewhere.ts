// What an agent on another machine wants to do, decided here: by the rules of this workspace, and where they ask, by its person.
import { isAbort, toErrorInfo } from '../../core/index.js';
import type { ApprovalAnswer } from '../../ports/index.js';
import { hostsNamedIn } from '../../safety/index.js';
import type { DecideElsewhere } from '../delegation/team.js';
import type { ChangeSite } from './changes.js';
import {
  CommandDeniedError,
  type CommandDeps,
  createCommandAuthority,
} from './command-authority.js';
import { createHostAuthority, HostDeniedError, type HostDeps } from './host-authority.js';

/**
 * Whoever asks works where somebody has to be asked, so the mode of this turn lets no command pass: what a person has
 * allowed here for good does.
 * @param words of the person, which may name hosts
 */
export function decideElsewhere(
  {
    commands,
    hosts,
  }: { readonly commands: CommandDeps | undefined; readonly hosts: HostDeps | undefined },
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
