// From what a check printed to findings with places and to the names of failed tests.
import type { CheckFinding } from '../types.js';
import { READERS } from './readers.js';
import { failedTestsIn } from './tests.js';

const MOST = 200;

export interface ParseSite {
  /** Folder that the check ran in, relative to the workspace. */
  readonly cwd: string;
  /** Absolute path of the workspace. */
  readonly root: string;
  readonly source: string;
  /** Whether a file of that name is part of the workspace. */
  readonly exists: (path: string) => Promise<boolean>;
}

export interface Parsed {
  readonly findings: readonly CheckFinding[];
  /** How many more there were. */
  readonly more: number;
  readonly failedTests: readonly string[];
}

/** Every reader looks; the same place with the same message counts once. Places outside the workspace are dropped. */
export async function parseOutput(output: string, site: ParseSite): Promise<Parsed> {
  const seen = new Map<string, CheckFinding>();
  for (const read of READERS) {
    for (const { path, ...rest } of read(output)) {
      const inside = insideOf(path, site);
      if (inside === undefined) continue;
      const finding = { path: inside, source: site.source, ...rest };
      seen.set(`${inside}\0${finding.line}\0${finding.message}`, finding);
    }
  }
  const known = new Map<string, boolean>();
  const findings: CheckFinding[] = [];
  for (const finding of seen.values()) {
    const { path } = finding;
    if (!known.has(path)) known.set(path, await site.exists(path));
    if (known.get(path) === true) findings.push(finding);
  }
  return {
    findings: findings.slice(0, MOST),
    more: Math.max(0, findings.length - MOST),
    failedTests: failedTestsIn(output),
  };
}

function insideOf(path: string, { cwd, root }: ParseSite): string | undefined {
  const clean = path.replaceAll('\\', '/').replace(/^file:\/\//, '');
  const base = root.replaceAll('\\', '/').replace(/\/$/, '');
  const absolute = /^(?:\/|[A-Za-z]:\/)/.test(clean);
  if (absolute && !clean.startsWith(`${base}/`)) return undefined;
  const joined = absolute ? clean.slice(base.length + 1) : cwd === '' ? clean : `${cwd}/${clean}`;
  const parts: string[] = [];
  for (const part of joined.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else parts.push(part);
  }
  return parts.length === 0 ? undefined : parts.join('/');
}
