// Runs checks one after the other within a time, and says of each how it ended.
import { isAbort, toErrorInfo } from '../core/index.js';
import { parseOutput } from './parse/index.js';
import type { Check, CheckResult } from './types.js';

/** What a command gave; of the form of the runner of commands. */
export interface Ran {
  readonly exitCode: number | null;
  readonly output: string;
  readonly timedOut: boolean;
}

export interface RunChecksOptions {
  /** Absolute path of the workspace. */
  readonly root: string;
  readonly exists: (path: string) => Promise<boolean>;
  /** Runs one command. @throws MemfunError when it may not, or cannot, run */
  readonly run: (check: Check, timeoutMs: number) => Promise<Ran>;
  /** For all checks together, in milliseconds. */
  readonly budgetMs: number;
  readonly signal: AbortSignal;
  readonly onStart?: (check: Check) => void;
  readonly onEnd?: (result: CheckResult) => void;
}

const TAIL_CHARS = 3_000;
/** What a shell or a package manager says when the tool is not there. */
const MISSING =
  /command not found|not found: |is not recognized|No such file or directory|npm (?:ERR!|error) (?:could not determine executable|Missing script|canceled due to missing packages)|No module named (?:pytest|mypy|ruff|flake8)|ERR_PNPM_RECURSIVE_EXEC_FIRST_FAIL|Cannot find module/;

/** Never rejects for a check that fails. @throws AbortedError */
export async function runChecks(
  checks: readonly Check[],
  options: RunChecksOptions,
): Promise<readonly CheckResult[]> {
  const until = performance.now() + options.budgetMs;
  const results: CheckResult[] = [];
  for (const check of checks) {
    options.signal.throwIfAborted();
    options.onStart?.(check);
    const left = until - performance.now();
    const result =
      left < 1_000
        ? skipped(check, 'the time for checks is used up')
        : await runOne(check, left, options);
    options.onEnd?.(result);
    results.push(result);
  }
  return results;
}

async function runOne(
  check: Check,
  timeoutMs: number,
  options: RunChecksOptions,
): Promise<CheckResult> {
  const started = performance.now();
  let ran: Ran;
  try {
    ran = await options.run(check, timeoutMs);
  } catch (error) {
    if (isAbort(error)) throw error;
    return skipped(check, toErrorInfo(error).message);
  }
  const { exitCode, output, timedOut } = ran;
  const ms = Math.round(performance.now() - started);
  const parsed =
    exitCode === 0
      ? { findings: [], more: 0, failedTests: [] }
      : await parseOutput(output, {
          cwd: check.cwd,
          root: options.root,
          source: check.tool,
          exists: options.exists,
        });
  const spoke = parsed.findings.length + parsed.failedTests.length > 0;
  const broken = exitCode !== 0 && !spoke && (exitCode === 127 || MISSING.test(output));
  return {
    ...frame(check),
    outcome: exitCode === 0 ? 'passed' : broken ? 'broken' : 'failed',
    ...reasonOf(timedOut, broken),
    findings: [...parsed.findings],
    more: parsed.more,
    failedTests: [...parsed.failedTests],
    tail: output.slice(-TAIL_CHARS).trim(),
    ms,
  };
}

function reasonOf(timedOut: boolean, broken: boolean): { readonly reason?: string } {
  if (timedOut) return { reason: 'it took too long and was ended' };
  return broken ? { reason: 'the tool, or something that it needs, is not installed' } : {};
}

function skipped(check: Check, reason: string): CheckResult {
  return {
    ...frame(check),
    outcome: 'skipped',
    reason,
    findings: [],
    more: 0,
    failedTests: [],
    tail: '',
    ms: 0,
  };
}

function frame({
  id,
  kind,
  tool,
  command,
}: Check): Pick<CheckResult, 'id' | 'kind' | 'tool' | 'command'> {
  return { id, kind, tool, command };
}
