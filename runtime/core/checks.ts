// How a check of the project (linter, types, tests) ended: the form in which runs report it.
import * as z from 'zod';

export const checkKindSchema = z.enum(['format', 'lint', 'types', 'build', 'test']);
export type CheckKind = z.infer<typeof checkKindSchema>;

export const checkFindingSchema = z.object({
  /** In the workspace. */
  path: z.string(),
  line: z.number().int().min(1),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
  /** Rule or error code. */
  code: z.string().optional(),
  /** Who reports it, e.g. `npm run lint`. */
  source: z.string(),
});
export type CheckFinding = z.infer<typeof checkFindingSchema>;

/**
 * `passed`, `failed`: it ran; `broken`: it could not do its work (missing tool, wrong configuration);
 * `skipped`: it was not run, and `reason` says why.
 */
export const checkOutcomeSchema = z.enum(['passed', 'failed', 'broken', 'skipped']);

export const checkResultSchema = z.object({
  id: z.string(),
  kind: checkKindSchema,
  tool: z.string(),
  command: z.string(),
  outcome: checkOutcomeSchema,
  reason: z.string().optional(),
  findings: z.array(checkFindingSchema),
  /** Findings that are left out of the list. */
  more: z.number().int(),
  /** Names of tests that failed. */
  failedTests: z.array(z.string()),
  /** The end of what it printed, for people and for a model. */
  tail: z.string(),
  ms: z.number(),
});
export type CheckResult = z.infer<typeof checkResultSchema>;
