// The names of the tests that failed, from what a test runner printed.

const MOST = 50;

/** Each form of the runners that are known: vitest, jest, node --test, pytest, go, cargo, unittest. */
const FORMS: readonly RegExp[] = [
  /^\s*(?:FAIL|×)\s+(\S+\.\w+ > .+)$/gm,
  /^\s*● (.+ › .+)$/gm,
  /^\s*✖ (?!failing tests:)(.+?)(?: \([\d.]+m?s\))?$/gm,
  /^\s*not ok \d+ - (.+)$/gm,
  /^FAILED (\S+::\S+)/gm,
  /^\s*--- FAIL: (\S+)/gm,
  /^test (\S+) \.\.\. FAILED$/gm,
  /^(?:FAIL|ERROR): (\w+ \([\w.]+\))/gm,
];

export function failedTestsIn(output: string): readonly string[] {
  const names = FORMS.flatMap((form) =>
    [...output.matchAll(form)].map(([, name = '']) => name.trim()),
  );
  return [...new Set(names)].slice(0, MOST);
}
