// `memfun doctor`: checks every part with a real ping and says how to mend what is broken.
import type { DoctorCheck, Memfun } from '../app/index.js';
import { inLanguage } from './output.js';

const MARK: Readonly<Record<DoctorCheck['state'], string>> = { ok: '✓', warning: '!', failed: '✗' };

/** @returns 0 when nothing failed, else 1 */
export async function runDoctorCommand(
  memfun: Memfun,
  json: boolean,
  signal: AbortSignal,
): Promise<number> {
  const checks = await memfun.doctor(signal);
  const failed = checks.some((check) => check.state === 'failed');
  if (json) process.stdout.write(`${JSON.stringify({ ok: !failed, checks })}\n`);
  else for (const check of checks) process.stdout.write(describe(check));
  return failed ? 1 : 0;
}

function describe(check: DoctorCheck): string {
  const remedy =
    check.remedy === undefined || check.state === 'ok' ? '' : `    ${inLanguage(check.remedy)}\n`;
  return `${MARK[check.state]} ${inLanguage(check.title)}: ${inLanguage(check.detail)} (${Math.round(check.ms)} ms)\n${remedy}`;
}
