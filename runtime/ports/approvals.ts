// Port: asking the user whether something may happen.

export interface ApprovalRequest {
  readonly id: string;
  readonly tool: string;
  /** The exact effect, in words: a command line, a path, an address. */
  readonly effect: string;
  readonly reason: string;
}

export type ApprovalAnswer =
  | { readonly decision: 'allow'; readonly remember: boolean }
  | { readonly decision: 'deny'; readonly message?: string };

export interface Approvals {
  /** Settles when the user answers; rejects with AbortedError when the run is stopped first. */
  ask(request: ApprovalRequest, signal: AbortSignal): Promise<ApprovalAnswer>;
}
