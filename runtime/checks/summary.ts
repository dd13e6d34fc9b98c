// What the checks found, in a few lines for people and for a model.
import type { CheckResult } from './types.js';

const SHOWN = 20;

/** One line for each check: `tests (npm test): 1 failed`. */
export function checkLine({
  kind,
  tool,
  outcome,
  reason,
  findings,
  more,
  failedTests,
}: CheckResult): string {
  const name = `${NAMES[kind]} (${tool})`;
  if (outcome === 'passed') return `${name}: passed`;
  const why = reason === undefined ? '' : `: ${reason}`;
  if (outcome === 'skipped') return `${name}: not run${why}`;
  if (outcome === 'broken') return `${name}: could not run${why}`;
  const problems = findings.length + more;
  const parts = [
    ...(failedTests.length === 0 ? [] : [`${failedTests.length} tests failed`]),
    ...(problems === 0 ? [] : [`${problems} ${problems === 1 ? 'problem' : 'problems'}`]),
  ];
  return `${name}: failed${parts.length === 0 ? '' : `, ${parts.join(', ')}`}${why}`;
}

/** What a model needs to mend it: places and messages, failed tests, and the end of the output. */
export function failureText(results: readonly CheckResult[]): string {
  return results
    .filter(({ outcome }) => outcome === 'failed')
    .map((result) => {
      const { findings, failedTests, tail } = result;
      const rows = [
        ...failedTests.slice(0, SHOWN).map((name) => `- test: ${name}`),
        ...findings
          .slice(0, SHOWN)
          .map(({ path, line, message, code }) => `- ${path}:${line} ${code ?? ''} ${message}`),
      ];
      return `${checkLine(result)}\n${rows.join('\n')}\nThe end of its output:\n${tail}`;
    })
    .join('\n\n');
}

const NAMES: Readonly<Record<CheckResult['kind'], string>> = {
  format: 'format',
  lint: 'lint',
  types: 'types',
  build: 'build',
  test: 'tests',
};
