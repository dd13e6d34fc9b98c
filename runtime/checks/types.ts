// What a project offers to check its code.
import type { CheckKind } from '../core/index.js';

export type { CheckFinding, CheckKind, CheckResult } from '../core/index.js';

export interface Check {
  /** Stable within a project: `node:lint:packages/one`. */
  readonly id: string;
  readonly kind: CheckKind;
  /** Who checks, as people call it: `eslint`, `npm run lint`. */
  readonly tool: string;
  /** For bash. */
  readonly command: string;
  /** Folder that it runs in, relative to the workspace. */
  readonly cwd: string;
}
