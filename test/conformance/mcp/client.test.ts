// The official referee of the protocol against our client: everything that either revision requires, sign-ins included.
import path from 'node:path';
import { build } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import { judge, NODE, REVISIONS, requiredOf } from './referee.js';

/** Beside the packages that it loads. */
const CLIENT = path.resolve('node_modules/.cache/memfun/conformance-client.mjs');

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

test.each(REVISIONS)(
  'our client does all that revision %s requires',
  async (revision) => {
    const verdict = await judge('client', revision, ['--command', `${NODE} ${CLIENT}`]);
    const required = requiredOf('client', revision);
    expect(required.length).toBe(revision === '2025-11-25' ? 18 : 32);
    expect(verdict.passed, verdict.text).toEqual(expect.arrayContaining([...required]));
    expect(verdict.conforms, verdict.text).toBe(true);
    // Newer than the revisions, and required of nobody yet.
    expect(verdict.passed).toContain('json-schema-2020-12-preservation');
  },
  240_000,
);
