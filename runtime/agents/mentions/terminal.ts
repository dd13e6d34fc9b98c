// @terminal: the command that ran last in the user's own terminal, with what it printed.
import { MemfunError } from '../../core/index.js';
import { redactText } from '../../safety/index.js';
import { held, type MentionProvider } from './provider.js';

/** No terminal, or none whose shell tells what runs in it. */
class NoTerminalError extends MemfunError {
  readonly code = 'mention.terminal';
  constructor(known: boolean) {
    super(
      known
        ? 'No command has been seen in a terminal yet.'
        : 'What terminals show is known only inside the editor.',
      {
        remedy: known
          ? 'Run it in a terminal with shell integration (terminal.integrated.shellIntegration.enabled).'
          : 'Paste what it printed, or name a file that holds it.',
      },
    );
  }
}

export const terminalMention: MentionProvider = {
  kind: 'terminal',
  prefixed: true,
  hint: 'the last command of the terminal and its output',
  async suggest(_query, _limit, { terminals }) {
    const run = terminals?.last();
    return run === undefined
      ? []
      : [{ insert: '@terminal', label: run.command, detail: run.terminal }];
  },
  async resolve(_name, { terminals }) {
    const run = terminals?.last();
    if (run === undefined) throw new NoTerminalError(terminals !== undefined);
    const { command, exitCode } = run;
    const lines = run.output === '' ? 0 : run.output.trimEnd().split('\n').length;
    const ended = exitCode === undefined ? '' : `, exit code ${exitCode}`;
    return {
      label: redactText(command),
      detail: `${lines} lines${ended}`,
      how: 'The value has command, output and exitCode.',
      value: {
        command: redactText(command),
        output: held(redactText(run.output)),
        exitCode: exitCode ?? null,
      },
    };
  },
};
