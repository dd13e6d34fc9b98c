// What the editor's terminals have shown, as the runtime's port; through shell integration, where the shell has it.
import { stripVTControlCharacters } from 'node:util';
import * as vscode from 'vscode';
import type { TerminalRun, Terminals } from '../../runtime/ports/index.js';

/** Characters of one command's output that are kept: its end. */
const KEPT_CHARS = 200_000;

export interface WatchedTerminals extends Terminals {
  dispose(): void;
}

/** Listens from now on; what ran before is not known. */
export function watchTerminals(): WatchedTerminals {
  let last: { -readonly [K in keyof TerminalRun]: TerminalRun[K] } | undefined;
  const runs = new WeakMap<vscode.TerminalShellExecution, NonNullable<typeof last>>();
  const started = vscode.window.onDidStartTerminalShellExecution(({ terminal, execution }) => {
    const run = {
      terminal: terminal.name,
      command: execution.commandLine.value,
      output: '',
      exitCode: undefined,
    };
    last = run;
    runs.set(execution, run);
    void keepOutput(execution, (text) => {
      run.output = (run.output + text).slice(-KEPT_CHARS);
    });
  });
  const ended = vscode.window.onDidEndTerminalShellExecution(({ execution, exitCode }) => {
    const run = runs.get(execution);
    if (run !== undefined) run.exitCode = exitCode;
  });
  return {
    last: () => last && { ...last, output: stripVTControlCharacters(last.output) },
    dispose: () => {
      started.dispose();
      ended.dispose();
    },
  };
}

/** A stream that breaks ends what is known of its command. */
async function keepOutput(
  execution: vscode.TerminalShellExecution,
  take: (text: string) => void,
): Promise<void> {
  try {
    for await (const text of execution.read()) take(text);
  } catch {
    take('');
  }
}
