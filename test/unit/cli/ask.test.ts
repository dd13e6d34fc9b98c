// `memfun ask` on a folder that it has never seen: a right, cited answer as one JSON record, without a key.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let home = '';
beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), 'memfun-home-'));
});
afterAll(() => rmSync(home, { recursive: true }));

function ask(repo: string, question: string) {
  const { status, stdout } = spawnSync(
    process.execPath,
    ['dist/memfun.cjs', 'ask', question, '--dir', `test/fixtures/repos/${repo}`, '--json'],
    { encoding: 'utf8', env: { ...process.env, MEMFUN_HOME: home, MEMFUN_MODEL: '' } },
  );
  return { status, record: JSON.parse(stdout) as Record<string, unknown> };
}

test.each([
  ['python', 'how are passwords stored?', 'linkbox/auth.py'],
  ['go', 'how does undo work?', 'internal/journal/journal.go'],
  ['typescript', 'when does the circuit breaker open?', 'src/breaker.ts'],
])('on the %s repository', (repo, question, file) => {
  const { status, record } = ask(repo, question);
  expect(status).toBe(0);
  expect(record).toMatchObject({
    stopReason: 'answered',
    steps: expect.any(Number),
    sessionId: expect.stringMatching(/^ses_/),
    usage: {
      inputTokens: expect.any(Number),
      outputTokens: expect.any(Number),
      modelCalls: expect.any(Number),
      costUsd: 0,
    },
    rootInputTokens: expect.arrayContaining([expect.any(Number)]),
  });
  const citations = record['citations'] as readonly { path: string; line: number }[];
  expect(citations.map((citation) => citation.path)).toContain(file);
});
