// The official referee of the protocol against our server: everything that either revision requires of one.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../../runtime/core/index.js';
import { type HttpServing, serveMcpHttp } from '../../../runtime/mcp/index.js';
import { type Door, openDoor } from './door.js';
import { judge, REVISIONS, requiredOf } from './referee.js';
import { fixture } from './server-fixture.js';

let changed: () => void = () => undefined;
let serving: HttpServing | undefined;
let door: Door | undefined;
const stop = new AbortController();

beforeAll(async () => {
  serving = await serveMcpHttp(
    {
      surface: fixture(() => changed()),
      onToolsChanged: (handler) => {
        changed = handler;
        return { dispose: () => undefined };
      },
      onError: () => undefined,
      port: 0,
      clock: systemClock,
    },
    stop.signal,
  );
  door = await openDoor(serving);
});
afterAll(async () => {
  stop.abort();
  door?.close();
  await serving?.close();
});

const MORE: Readonly<Record<string, readonly string[]>> = {
  '2025-11-25': ['server-session-lifecycle', 'server-sse-polling'],
  '2026-07-28': ['http-header-validation'],
};

test.each(REVISIONS)(
  'our server does all that revision %s requires',
  async (revision) => {
    const verdict = await judge('server', revision, ['--url', door?.url ?? '']);
    const required = requiredOf('server', revision);
    expect(required.length).toBe(revision === '2025-11-25' ? 30 : 37);
    expect(verdict.passed, verdict.text).toEqual(expect.arrayContaining([...required]));
    expect(verdict.conforms, verdict.text).toBe(true);
    // Required of nobody yet.
    expect(verdict.passed).toEqual(expect.arrayContaining([...(MORE[revision] ?? [])]));
  },
  240_000,
);
