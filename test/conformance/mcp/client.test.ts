// The official referee of the protocol against our client, in both generations.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import { node24 } from '../../host/paths.mjs';

const run = promisify(execFile);
const REFEREE = path.resolve('node_modules/@modelcontextprotocol/conformance/dist/index.js');
/** The referee needs a newer Node than we do. */
const NODE = node24() ?? process.execPath;
/** Beside the packages that it loads. */
const CLIENT = path.resolve('node_modules/.cache/memfun/conformance-client.mjs');

/** Left out is what our client never does: sign in for the user, or answer what a server asks of them. */
const SCENARIOS: readonly (readonly [string, string])[] = [
  ['2025-11-25', 'initialize'],
  ['2025-11-25', 'tools_call'],
  ['2025-11-25', 'sse-retry'],
  ['2025-11-25', 'json-schema-2020-12-preservation'],
  ['2026-07-28', 'tools_call'],
  ['2026-07-28', 'request-metadata'],
  ['2026-07-28', 'http-standard-headers'],
  ['2026-07-28', 'http-custom-headers'],
  ['2026-07-28', 'http-invalid-tool-headers'],
  ['2026-07-28', 'json-schema-ref-no-deref'],
  ['2026-07-28', 'json-schema-2020-12-preservation'],
];

beforeAll(() =>
  build({
    entryPoints: [path.resolve('test/conformance/mcp/client.ts')],
    outfile: CLIENT,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  }),
);

test.each(SCENARIOS)('revision %s: %s', async (revision, scenario) => {
  const command = `${NODE} ${CLIENT}`;
  const args = [
    REFEREE,
    'client',
    '--command',
    command,
    '--scenario',
    scenario,
    '--spec-version',
    revision,
  ];
  const { stdout, stderr, failed } = await run(NODE, args).then(
    (ended) => ({ ...ended, failed: false }),
    (error: { readonly stdout: string; readonly stderr: string }) => ({ ...error, failed: true }),
  );
  expect(failed, `${stdout}\n${stderr}`).toBe(false);
});
