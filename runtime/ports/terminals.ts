// Port: what the user's own terminals have shown. Absent where there are none.

export interface TerminalRun {
  /** Name of the terminal. */
  readonly terminal: string;
  readonly command: string;
  /** What it printed, without control sequences; its end where it was long. */
  readonly output: string;
  /** Absent while it runs, or where the shell does not say. */
  readonly exitCode: number | undefined;
}

export interface Terminals {
  /** The command that ran last; `undefined` where none was seen. */
  last(): TerminalRun | undefined;
}
