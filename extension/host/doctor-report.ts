// The Doctor's findings as a Markdown report.
import type { DoctorCheck } from '../../runtime/app/index.js';

const SIGN: Readonly<Record<DoctorCheck['state'], string>> = {
  ok: '✓',
  warning: '⚠',
  failed: '✗',
};

/** @param say the report's texts, and those of the checks, in another language */
export function doctorReport(
  checks: readonly DoctorCheck[],
  say: (text: string) => string = (text) => text,
): string {
  const count = (state: DoctorCheck['state']): number =>
    checks.filter((check) => check.state === state).length;
  return [
    '# Memfun Doctor',
    say(`${count('ok')} in order, ${count('warning')} to look at, ${count('failed')} failed.`),
    ...checks.map((check) => section(check, say)),
    say(
      '_Run **Memfun: Doctor** again after a change, or **Memfun: Set Up** to choose another model._',
    ),
    '',
  ].join('\n\n');
}

function section(
  { state, title, detail, remedy, ms }: DoctorCheck,
  say: (text: string) => string,
): string {
  const lines = [`## ${SIGN[state]} ${say(title)}`, `${say(detail)} _(${Math.round(ms)} ms)_`];
  if (remedy !== undefined) lines.push(say(`**What to do:** ${remedy}`));
  return lines.join('\n\n');
}
