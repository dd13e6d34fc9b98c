// The composition root: configuration, models, sandbox and turns put together, and every part checked.
import { describe, expect, test } from 'vitest';
import type { MemfunEnvironment, MemfunParts } from '../../../runtime/app/index.js';
import { composeMemfun } from '../../../runtime/app/index.js';
import { ConfigError } from '../../../runtime/config/index.js';
import type { Json, RunEvent } from '../../../runtime/core/index.js';
import type { FileStore, SandboxAdapter } from '../../../runtime/ports/index.js';
import { fakeSandbox } from '../rlm/fake-sandbox.js';
import { filesOf } from '../rlm/harness.js';
import { environment, parts } from './parts.js';

const missing: SandboxAdapter = {
  ...fakeSandbox,
  engine: 'isolated-vm',
  availability: async () => ({
    available: false,
    reason: 'there is no Node 24.',
    remedy: 'Install Node 24.',
  }),
};

async function ask(
  env: MemfunEnvironment,
  used: MemfunParts,
  text: string,
  signal = new AbortController().signal,
) {
  const memfun = await composeMemfun(env, used);
  const events: RunEvent[] = [];
  const turn = (emit: (event: RunEvent) => void) =>
    memfun.runTurn({
      sessionId: 's',
      request: { intent: 'ask', text, attachments: [], effort: 'auto' },
      signal,
      emit,
    });
  return { memfun, turn, events, result: await turn((event) => events.push(event)) };
}

describe('a Memfun', () => {
  test('without any set-up answers from memory with the built-in engine', async () => {
    const { result, events } = await ask(environment(), parts(), 'which port do I prefer?');
    expect(result.stopReason).toBe('answered');
    expect(result.answer).toContain('8080');
    expect(events[0]).toMatchObject({ type: 'turn.started', model: { offline: true } });
  });

  test('takes limits from memfun.toml of a trusted workspace only', async () => {
    const workspace = filesOf({ 'memfun.toml': 'budget = { iterations = -1 }' });
    await expect(composeMemfun(environment({ workspace }), parts())).rejects.toThrow(ConfigError);
    const memfun = await composeMemfun(environment({ workspace, trusted: false }), parts());
    await memfun.close();
  });

  test('says which effort is in force: of memfun.toml, or of the settings, also of changed ones', async () => {
    const workspace = filesOf({ 'memfun.toml': 'effort = "direct"' });
    const memfun = await composeMemfun(environment({ workspace }), parts());
    expect(memfun.effort).toBe('direct');
    await memfun.reconfigure({ 'memfun.effort': 'team' });
    expect(memfun.effort).toBe('team');
    await memfun.close();
  });

  test('keeps its settings when new ones are wrong', async () => {
    const memfun = await composeMemfun(environment(), parts());
    const wrong: Readonly<Record<string, Json>> = { 'memfun.model': 7 };
    await expect(memfun.reconfigure(wrong)).rejects.toThrow(/memfun\.model/);
    expect((await memfun.rootModel()).offline).toBe(true);
  });

  test('ends running turns before it closes', async () => {
    const closed: string[] = [];
    const used = parts({ close: async () => void closed.push('parts') });
    const memfun = await composeMemfun(environment(), used);
    const ended: RunEvent[] = [];
    const running = memfun.runTurn({
      sessionId: 's',
      request: { intent: 'ask', text: 'where is it?', attachments: [], effort: 'agent' },
      signal: new AbortController().signal,
      emit: (event) => {
        ended.push(event);
        if (event.type === 'step.started') void memfun.close();
      },
    });
    expect((await running).stopReason).toBe('stopped');
    expect(ended.at(-1)?.type).toBe('turn.ended');
  });
});

describe('the sandbox', () => {
  test('is the strongest that works here, and a weaker one is said, once', async () => {
    const used = parts({ sandboxes: [missing, fakeSandbox] });
    const { memfun, events, turn } = await ask(environment(), used, '/help');
    expect(await memfun.sandboxEngine()).toBe('quickjs');
    const notices = (list: readonly RunEvent[]) => list.filter((e) => e.type === 'notice');
    expect(notices(events)).toMatchObject([{ text: expect.stringContaining('no Node 24') }]);
    const again: RunEvent[] = [];
    await turn((event) => again.push(event));
    expect(notices(again)).toEqual([]);
  });

  test('that was configured is never replaced: without it a run ends with the remedy', async () => {
    const settings = { 'memfun.sandbox.engine': 'isolated-vm' };
    const used = parts({ sandboxes: [missing, fakeSandbox] });
    const { result } = await ask(environment({ settings }), used, 'where is the parser?');
    expect(result).toMatchObject({
      stopReason: 'error',
      error: { code: 'sandbox.unavailable', remedy: expect.stringContaining('Install Node 24') },
    });
  });
});

describe('Doctor', () => {
  test('really uses every part and says how to mend what fails', async () => {
    const readOnly: FileStore = {
      ...filesOf({}),
      write: () => Promise.reject(new Error('The disk is read-only.')),
    };
    const memfun = await composeMemfun(
      environment({ projectStorage: readOnly }),
      parts({ sandboxes: [missing, fakeSandbox] }),
    );
    const checks = await memfun.doctor(new AbortController().signal);
    expect(Object.fromEntries(checks.map(({ id, state }) => [id, state]))).toEqual({
      config: 'ok',
      'models.root': 'warning',
      'models.sub': 'warning',
      'sandbox.isolated-vm': 'warning',
      'sandbox.quickjs': 'ok',
      memory: 'ok',
      'storage.project': 'failed',
      'storage.user': 'ok',
    });
    const project = checks.find((check) => check.id === 'storage.project');
    expect(project?.detail).toContain('read-only');
  });
});
