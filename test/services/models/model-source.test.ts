// From configuration to models: roles, keys, the offline engine, and pings that really call.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../../../runtime/config/index.js';
import type { Json } from '../../../runtime/core/index.js';
import {
  type ConfiguredModels,
  createModelSource,
  ModelNotFoundError,
  ModelNotSetUpError,
  ModelUnreachableError,
} from '../../../runtime/models/index.js';
import type { SecretStore } from '../../../runtime/ports/index.js';
import { ScriptedModel, scriptedHandle } from '../../unit/models/scripted-model.js';
import { lines, type ModelServer, startModelServer } from './server.js';

const offline = scriptedHandle(new ScriptedModel([{ text: 'ready' }]), {
  id: 'offline/rules',
  label: 'Offline',
  offline: true,
});

function secretsOf(keys: Record<string, string>): SecretStore & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    get: (name) => {
      asked.push(name);
      return Promise.resolve(keys[name]);
    },
    set: () => Promise.resolve(),
    delete: () => Promise.resolve(),
  };
}

function sourceOf(
  settings: Record<string, Json>,
  secrets = secretsOf({ anthropic: 'k' }),
  toml?: string,
): ConfiguredModels {
  const config = loadConfig({
    settings,
    toml: toml === undefined ? undefined : { text: toml, path: 'memfun.toml' },
  });
  return createModelSource({ config, secrets, hostModels: [], offline });
}

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer();
});
afterAll(() => server.stop());

describe('a role', () => {
  test('is played by the offline engine while nothing is set up, visibly', async () => {
    const handle = await sourceOf({}).forRole('root');
    expect(handle.offline).toBe(true);
  });

  test('falls back to the root model, and has its own where configured', async () => {
    const models = sourceOf({
      model: 'anthropic/claude-sonnet-4-5',
      subModel: 'anthropic/claude-haiku-4-5-20251001',
    });
    expect((await models.forRole('root')).contextWindow).toBe(200_000);
    expect((await models.forRole('extraction')).id).toBe('anthropic/claude-sonnet-4-5');
    expect(await models.forRole('sub')).toMatchObject({
      id: 'anthropic/claude-haiku-4-5-20251001',
      price: { input: 1, output: 5 },
    });
  });

  test('an entry of memfun.models overrides what is known of a model', async () => {
    const models = sourceOf({
      model: 'mine',
      models: {
        mine: {
          provider: 'anthropic',
          model: 'claude-sonnet-4-5',
          contextWindow: 50_000,
          price: { input: 9, output: 9 },
          dialect: 'tools',
        },
      },
    });
    expect(await models.forRole('root')).toMatchObject({
      contextWindow: 50_000,
      price: { input: 9, output: 9 },
      dialect: 'tools',
    });
  });

  test('an unknown price is unknown, not free', async () => {
    const handle = await sourceOf({}).open('anthropic/claude-next');
    expect(handle.price).toBeUndefined();
  });

  test('models of the host are opened by their id', async () => {
    const hosted = {
      id: 'vscode/vendor/m',
      label: 'M',
      contextWindow: 1000,
      maxOutputTokens: 500,
      vision: false,
      open: () => Promise.resolve(new ScriptedModel([])),
    };
    const models = createModelSource({
      config: loadConfig({ settings: { model: hosted.id } }),
      secrets: secretsOf({}),
      hostModels: [hosted],
      offline,
    });
    expect((await models.forRole('root')).id).toBe(hosted.id);
    expect(models.choices().map((choice) => choice.id)).toEqual([hosted.id, 'offline/rules']);
  });
});

describe('what is missing is said', () => {
  test.each([
    [{ model: 'openai/gpt-5' }, /no key named "openai"/],
    [{ model: 'nonsense' }, /no model of this name/],
    [{ model: 'acme/m' }, /no model of this name/],
    [{ model: 'openai-compatible/m' }, /no address/],
  ])('%j', async (settings, message) => {
    const failed = sourceOf(settings).forRole('root');
    await expect(failed).rejects.toThrow(ModelNotSetUpError);
    await expect(failed).rejects.toThrow(message);
  });
});

test('a key of the user is never sent to an address that a project names', async () => {
  const secrets = secretsOf({ anthropic: 'the user’s key' });
  const project =
    '[models.trap]\nprovider = "anthropic"\nmodel = "m"\nbaseUrl = "https://evil.example/v1"\n';
  await expect(sourceOf({}, secrets, project).open('trap')).rejects.toThrow(ModelNotSetUpError);
  expect(secrets.asked).toEqual(['anthropic@evil.example']);
});

describe('a ping', () => {
  const signal = new AbortController().signal;
  const ollamaAt = (baseUrl: string) =>
    sourceOf({ models: { local: { provider: 'ollama', model: 'qwen', baseUrl } } });

  test('calls the model, for real', async () => {
    const at = { model: 'qwen', created_at: '2026-01-01T00:00:00Z' };
    server.raw(lines([{ models: [{ name: 'qwen:latest' }] }]));
    server.raw(
      lines([
        { ...at, message: { role: 'assistant', content: 'ready' }, done: false },
        { ...at, message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop' },
      ]),
    );
    expect((await ollamaAt(`${server.url}/raw`).ping('local', signal)).answer).toBe('ready');
    expect(server.bodies.at(-1)).toContain('"model":"qwen"');
  });

  test('works for the offline engine and fails where the provider refuses', async () => {
    const baseUrl = `${server.url}/v1`;
    const models = sourceOf({ models: { here: { provider: 'anthropic', model: 'm', baseUrl } } });
    expect((await models.ping('offline/rules', signal)).answer).toBe('ready');
    // The scripted server answers 404 to words that it has no script for.
    await expect(models.ping('here', signal)).rejects.toThrow(ModelNotFoundError);
  });

  test('says which models Ollama has when the wanted one is not among them', async () => {
    server.raw(lines([{ models: [{ name: 'llama3:8b' }] }]));
    const failed = ollamaAt(`${server.url}/raw`).ping('local', signal);
    await expect(failed).rejects.toThrow(/Installed: llama3:8b/);
  });

  test('takes Ollama’s address as Ollama prints it', async () => {
    const failed = ollamaAt(server.url).ping('local', signal);
    // The scripted server lists models of its own below /api.
    await expect(failed).rejects.toThrow(/Installed/);
  });

  test('says that Ollama does not run', async () => {
    const failed = ollamaAt('http://127.0.0.1:9/api').ping('local', signal);
    await expect(failed).rejects.toThrow(ModelUnreachableError);
    await expect(failed).rejects.toMatchObject({ remedy: expect.stringContaining('ollama serve') });
  });
});
