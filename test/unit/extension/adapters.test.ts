// The adapters that need no editor: settings, log, ripgrep, Node, keys.
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createChannelLogger } from '../../../extension/adapters/logger.js';
import { hostNode24 } from '../../../extension/adapters/node24.js';
import { ripgrepCandidates } from '../../../extension/adapters/ripgrep.js';
import { createSecretStore } from '../../../extension/adapters/secret-store.js';
import { readSettings } from '../../../extension/adapters/settings.js';
import { redactText } from '../../../runtime/safety/index.js';

describe('settings', () => {
  const inspected: Record<string, object> = {
    'memfun.model': { globalValue: 'openai/gpt-5', workspaceValue: 'ollama/llama3.1' },
    'memfun.effort': { globalValue: 'agent' },
    'memfun.tier': { defaultValue: 'in-process' },
  };
  it('are what somebody set, the narrowest scope first, and not the defaults', () => {
    const source = { inspect: (key: string) => inspected[key] };
    expect(
      readSettings(source, ['memfun.model', 'memfun.effort', 'memfun.tier', 'memfun.x']),
    ).toEqual({ 'memfun.model': 'ollama/llama3.1', 'memfun.effort': 'agent' });
  });
});

describe('the log', () => {
  it('holds no keys, neither in messages nor in data', () => {
    const lines: string[] = [];
    const write = (line: string | Error): void => void lines.push(String(line));
    const channel = { trace: write, debug: write, info: write, warn: write, error: write };
    const logger = createChannelLogger(channel, redactText);
    logger.child('models').error('401 for sk-ant-api03-abcdefghijkl', {
      header: 'Authorization: Bearer 8fJ2kQ9xLm4Zp7Rt1Vb6Ys3W',
      url: 'https://user:hunter22@example.com/',
      apiKey: 'abcdef123456',
    });
    expect(lines).toHaveLength(1);
    for (const secret of ['sk-ant', '8fJ2kQ9xLm4Zp7Rt1Vb6Ys3W', 'hunter22', 'abcdef123456'])
      expect(lines[0]).not.toContain(secret);
    expect(lines[0]).toContain('[memfun.models] 401 for [redacted:');
  });

  it('survives data that cannot be written', () => {
    const lines: string[] = [];
    const write = (line: string | Error): void => void lines.push(String(line));
    const channel = { trace: write, debug: write, info: write, warn: write, error: write };
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    createChannelLogger(channel, redactText).info('round', loop);
    expect(lines[0]).toContain('cannot be written');
  });
});

it('ripgrep is looked for in every known layout of the editor', () => {
  const found = ripgrepCandidates('/opt/code', 'linux', 'x64').map((file) =>
    file.split(path.sep).join('/'),
  );
  expect(found).toContain('/opt/code/node_modules/@vscode/ripgrep/bin/rg');
  expect(found).toContain('/opt/code/node_modules/@vscode/ripgrep-universal/bin/linux-x64/rg');
  expect(found).toContain('/opt/code/node_modules.asar.unpacked/@vscode/ripgrep/bin/rg');
  expect(ripgrepCandidates('/c', 'win32', 'x64').every((file) => file.endsWith('rg.exe'))).toBe(
    true,
  );
});

describe('the host as Node 24', () => {
  it('is offered when it is plain Node with that addon version', () =>
    expect(hostNode24({ modules: '137' }, '/bin/node')).toBe('/bin/node'));
  it('is not offered under Electron', () =>
    expect(hostNode24({ modules: '137', electron: '40.0.0' }, '/bin/code')).toBeUndefined());
  it('is not offered for another Node', () =>
    expect(hostNode24({ modules: '115' }, '/bin/node')).toBeUndefined());
});

it('keys are stored under a name of our own', async () => {
  const stored = new Map<string, string>();
  const secrets = createSecretStore({
    get: async (name) => stored.get(name),
    store: async (name, value) => void stored.set(name, value),
    delete: async (name) => void stored.delete(name),
  });
  await secrets.set('anthropic', 'k');
  expect([...stored.keys()]).toEqual(['memfun.anthropic']);
  expect(await secrets.get('anthropic')).toBe('k');
  await secrets.delete('anthropic');
  expect(await secrets.get('anthropic')).toBeUndefined();
});
