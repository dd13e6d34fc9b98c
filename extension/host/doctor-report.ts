// The Doctor's findings as a Markdown report.
import type { DoctorCheck } from '../../runtime/app/index.js';

const SIGN: Readonly<Record<DoctorCheck['state'], string>> = {
  ok: '✓',
  warning: '⚠',
  failed: '✗',
};

export function doctorReport(checks: readonly DoctorCheck[]): string {
  const count = (state: DoctorCheck['state']): number =>
    checks.filter((check) => check.state === state).length;
  return [
    '# Memfun Doctor',
    `${count('ok')} in order, ${count('warning')} to look at, ${count('failed')} failed.`,
    ...checks.map(section),
    '_Run **Memfun: Doctor** again after a change, or **Memfun: Set Up** to choose another model._',
    '',
  ].join('\n\n');
}

function section({ state, title, detail, remedy, ms }: DoctorCheck): string {
  const lines = [`## ${SIGN[state]} ${title}`, `${detail} _(${Math.round(ms)} ms)_`];
  if (remedy !== undefined) lines.push(`**What to do:** ${remedy}`);
  return lines.join('\n\n');
}
