// A command line taken apart, and what is decided about it.

/** One argument as the shell will see it, as far as that is known before it runs. */
export type Word =
  /** Known to the letter, quotes and backslashes resolved. */
  | { readonly kind: 'literal'; readonly text: string }
  /** File names that match a pattern; `text` is the pattern. */
  | { readonly kind: 'glob'; readonly text: string }
  /** `<(…)` or `>(…)`: the name of a pipe. What runs at its other end is a part of its own. */
  | { readonly kind: 'pipe'; readonly text: string }
  /** Known only when it runs; `text` is its source. */
  | {
      readonly kind: 'dynamic';
      readonly text: string;
      readonly why: 'variable' | 'substitution' | 'arithmetic' | 'braces' | 'escape' | 'input';
    };

export interface Assignment {
  readonly name: string;
  readonly value: Word;
}

export interface Redirection {
  readonly mode: 'read' | 'write' | 'append' | 'duplicate' | 'text';
  /** The file; for `text` (heredoc, here-string) the text itself. */
  readonly target: Word;
}

/** How a part is reached from the line it stands in. */
export type Reach =
  | 'line'
  | 'list'
  | 'pipeline'
  | 'subshell'
  | 'substitution'
  | 'process substitution'
  | 'heredoc'
  | 'wrapper';

/** One command that would run. Without words it only assigns or redirects. */
export interface CommandPart {
  /** For people. */
  readonly text: string;
  readonly words: readonly Word[];
  readonly assignments: readonly Assignment[];
  readonly redirections: readonly Redirection[];
  readonly via: Reach;
  /** The part that runs this one (`env X=1 …`), by its place in the list. */
  readonly wrapper?: { readonly part: number; readonly offset: number | undefined };
}

/** Something in the line that cannot be understood, and so cannot be allowed. */
export interface Problem {
  readonly text: string;
  readonly reason: string;
}

/** Everything a line would run, as a flat list, wrapped and substituted commands included. */
export interface ParsedCommand {
  readonly parts: readonly CommandPart[];
  readonly problems: readonly Problem[];
}

export type ShellKind = 'bash' | 'powershell' | 'cmd' | 'other';
export type CommandMode = 'ask' | 'auto' | 'plan' | 'bypass';
export type CommandVerdict = 'allow' | 'ask' | 'deny';

export interface PartDecision {
  readonly text: string;
  readonly decision: CommandVerdict;
  /** What decided, e.g. `allow pattern "npm test"` or `read-only command`. */
  readonly by: string;
  readonly reason: string;
}

export interface CommandDecision {
  readonly decision: CommandVerdict;
  readonly parts: readonly PartDecision[];
  readonly reason: string;
  readonly remedy?: string;
}
