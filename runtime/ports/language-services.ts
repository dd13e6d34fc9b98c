// Port: what the host's language servers know about the workspace. Absent where there are none.

export interface SourcePlace {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly endLine?: number;
}

export interface Problem extends SourcePlace {
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
  /** Who reports it, e.g. `ts`. */
  readonly source?: string;
  readonly code?: string;
}

export interface LanguageServices {
  /**
   * Where the name that stands on this line is used, its definition included; empty where nothing is known.
   * @param name which one of the line's names is meant
   */
  references(
    path: string,
    line: number,
    name: string,
    signal: AbortSignal,
  ): Promise<readonly SourcePlace[]>;
  /** What is reported about the files of the workspace, or about one of them, worst first. */
  problems(path: string | undefined, signal: AbortSignal): Promise<readonly Problem[]>;
}
