// Port: asking the user whether something may happen.
import type { FileDiff } from '../core/index.js';
import type { FileChange } from './change-target.js';

export interface ApprovalRequest {
  readonly id: string;
  /** The exact effect, in words: a command line, an address, the changes of so many files. */
  readonly effect: string;
  readonly reason: string;
  /** The command line that would run, which may be allowed for good. */
  readonly command?: string;
  /** The host that would be visited, which may be allowed for good. */
  readonly host?: string;
  /** The whole address that would be visited. */
  readonly address?: string;
  /** What would change, file by file; empty for other effects. */
  readonly files: readonly FileDiff[];
  /** The same with whole contents, for hosts that show diffs of their own. */
  readonly changes: readonly FileChange[];
}

export type ApprovalAnswer =
  | {
      readonly decision: 'allow';
      /** Only these files; without it all of them. */
      readonly paths?: readonly string[];
      /** Of these files only these hunks, by their numbers in the request. */
      readonly parts?: readonly { readonly path: string; readonly hunks: readonly number[] }[];
      /** Also in future, for a command or a host. */
      readonly always?: boolean;
    }
  | { readonly decision: 'deny'; readonly message?: string };

export interface Approvals {
  /** Settles when the user answers; rejects with AbortedError when the run is stopped first. */
  ask(request: ApprovalRequest, signal: AbortSignal): Promise<ApprovalAnswer>;
}
