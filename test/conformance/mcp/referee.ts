// The official referee of the protocol: runs what a revision requires, and says which scenarios were passed.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { node24 } from '../../host/paths.mjs';

const run = promisify(execFile);
const REFEREE = path.resolve('node_modules/@modelcontextprotocol/conformance');
const EXPECTED_FAILURES = path.resolve('test/conformance/mcp/expected-failures.yml');
/** The referee needs a newer Node than we do. */
export const NODE = node24() ?? process.execPath;

export type Side = 'server' | 'client';
export const REVISIONS = ['2025-11-25', '2026-07-28'] as const;

export interface Verdict {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  /** Whether nothing that counts has failed. */
  readonly conforms: boolean;
  /** All that the referee said. */
  readonly text: string;
}

/** @param how how what is judged can be reached */
export async function judge(
  side: Side,
  revision: string,
  how: readonly string[],
): Promise<Verdict> {
  const cwd = mkdtempSync(path.join(tmpdir(), 'referee-'));
  const words = [
    side,
    ...how,
    '--requirements',
    revision,
    '--expected-failures',
    EXPECTED_FAILURES,
  ];
  try {
    const ended = await run(NODE, [path.join(REFEREE, 'dist/index.js'), ...words], {
      cwd,
      maxBuffer: 64 * 1024 * 1024,
    }).then(
      (fine) => ({ ...fine, conforms: true }),
      (error: { readonly stdout: string; readonly stderr: string }) => ({
        ...error,
        conforms: false,
      }),
    );
    const text = `${ended.stdout}\n${ended.stderr}`;
    const summary = text.slice(text.lastIndexOf(' SUMMARY '));
    const marked = (mark: string): readonly string[] =>
      [...summary.matchAll(new RegExp(`^${mark} ([\\w/-]+): `, 'gm'))].map(
        ([, name]) => name ?? '',
      );
    return { passed: marked('✓'), failed: marked('✗'), conforms: ended.conforms, text };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** As the referee has frozen it for a revision. */
export function requiredOf(side: Side, revision: string): readonly string[] {
  const text = readFileSync(path.join(REFEREE, `requirements/${revision}.yaml`), 'utf8');
  const [, list = ''] = new RegExp(`^${side}:\\n((?: {2}- .*\\n)+)`, 'm').exec(text) ?? [];
  return list.split('\n').flatMap((line) => (line === '' ? [] : [line.replace(/^ {2}- /, '')]));
}
