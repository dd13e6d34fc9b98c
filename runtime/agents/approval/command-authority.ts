// Who may run a command: decided by code, part by part; where that asks, the user is asked, and may say always.
import type { Mode } from '../../core/index.js';
import { MemfunError } from '../../core/index.js';
import type { Approvals } from '../../ports/index.js';
import type { CommandAuthority, CommandDecision, TaintLedger } from '../../safety/index.js';
import { askPerson } from './ask-person.js';
import type { ChangeSite } from './changes.js';

/** What deciding about commands works with. */
export interface CommandDeps {
  readonly mode: Mode;
  readonly approvals: Approvals;
  /** @param as absent: in the mode of the turn */
  judge(command: string, as?: Mode): Promise<CommandDecision>;
  /** From now on this command, word for word, is allowed in this workspace. */
  allowAlways(command: string): Promise<void>;
}

/** Who decides in one turn. */
export interface TurnCommands extends CommandAuthority {
  /** Asks about several commands at once, for the rest of the turn, where any of them would be asked about. @throws CommandDeniedError */
  grant(commands: readonly string[]): Promise<void>;
}

const CHECKS = "They are the project's own checks of what was changed.";

/**
 * @param settle puts the changes made so far on disk, because the command reads the disk; false: the user
 * does not want them, so the command must not run as if they were there
 */
export function createCommandAuthority(
  deps: CommandDeps,
  site: ChangeSite,
  settle: () => Promise<boolean>,
): TurnCommands {
  /** Allowed beforehand, for this turn. */
  const granted = new Set<string>();
  return {
    async grant(commands) {
      const judged = await Promise.all(
        commands.map(async (command) => ({ command, decision: await deps.judge(command) })),
      );
      const asking = judged.filter(({ decision }) => decision.decision === 'ask');
      if (asking.length === 0 || deps.mode === 'auto') return;
      const names = asking.map(({ command }) => command);
      await askFor(names, CHECKS, deps, site);
      for (const name of names) granted.add(name);
    },
    async authorize(command) {
      if (granted.has(command)) return;
      const decision = obeysNobody(await deps.judge(command), deps.mode, site.taint);
      if (decision.decision === 'deny') throw new CommandRefusedError(decision);
      const asks = decision.decision === 'ask';
      if (asks && deps.mode === 'auto' && !decision.tainted)
        throw new CommandRefusedError(decision);
      if (!(await settle())) throw new ChangesNotMadeError();
      if (asks) await askFor([command], decision.reason, deps, site);
    },
  };
}

interface Judged extends CommandDecision {
  /** Allowed by the rules, but it stands in a text that was read: a person decides. */
  readonly tainted: boolean;
}

/** In the mode auto an effect that was only read somewhere is asked about; reading and what the user allowed are not. */
function obeysNobody(decision: CommandDecision, mode: Mode, taint: TaintLedger): Judged {
  if (mode !== 'auto' || decision.decision !== 'allow') return { ...decision, tainted: false };
  for (const { text, by } of decision.parts) {
    const source = by === 'write command' ? taint.trace(text) : undefined;
    if (source !== undefined) {
      const reason = `it stands word for word in ${source.name}, which was only read: nobody has asked for it`;
      return { ...decision, decision: 'ask', reason, tainted: true };
    }
  }
  return { ...decision, tainted: false };
}

async function askFor(
  commands: readonly string[],
  why: string,
  deps: CommandDeps,
  site: ChangeSite,
): Promise<void> {
  const answer = await askPerson(deps.approvals, site, {
    effect: commands.length === 1 ? `Run ${commands[0]}` : `Run ${commands.length} commands`,
    reason: why,
    command: commands.join('\n'),
    files: [],
    changes: [],
  });
  if (answer.decision === 'deny') throw new CommandDeniedError(answer.message);
  if (answer.always === true) for (const one of commands) await deps.allowAlways(one);
}

/** The rules do not let the command run. */
class CommandRefusedError extends MemfunError {
  readonly code = 'tool.refused';
  constructor({ reason, remedy }: CommandDecision) {
    super(`The command was refused: ${reason}.`, {
      remedy: remedy ?? 'Use a command that only reads, or leave it to the user.',
    });
  }
}

/** The user said no. */
export class CommandDeniedError extends MemfunError {
  readonly code = 'tool.denied';
  constructor(readonly said: string | undefined) {
    super(`The user does not want this command to run${said === undefined ? '' : `: ${said}`}.`, {
      remedy: 'Do not try it in another form. Go on without it, or say what is missing.',
    });
  }
}

/** The changes made so far were not wanted. */
class ChangesNotMadeError extends MemfunError {
  readonly code = 'tool.changes_denied';
  constructor() {
    super('The changes made so far were not applied, so the command did not run.', {
      remedy: 'Ask in the answer what should be different.',
    });
  }
}
