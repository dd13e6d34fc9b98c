// The configuration: one order of precedence, errors that say what to write, and nothing secret in a checked-in file.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConfigError, loadConfig, SETTING_KEYS } from '../../../runtime/config/index.js';
import { DEFAULT_LIMITS } from '../../../runtime/core/index.js';

const toml = (text: string) => ({ text, path: 'memfun.toml' });

describe('the configuration', () => {
  test('works without any', () => {
    const config = loadConfig();
    expect(config.model).toBeUndefined();
    expect(config.budget).toEqual(DEFAULT_LIMITS);
    expect(config.sandbox.engine).toBeUndefined();
  });

  test('defaults < memfun.toml < settings < command line', () => {
    const sources = {
      toml: toml('model = "a/1"\nsubModel = "a/2"\neffort = "team"\n[budget]\ndepth = 4\n'),
      settings: { 'memfun.model': 'b/1', memfun: { subModel: 'b/2' } },
      overrides: { model: 'c/1' },
    };
    const config = loadConfig(sources);
    expect(config.model).toBe('c/1');
    expect(config.subModel).toBe('b/2');
    expect(config.effort).toBe('team');
    expect(config.budget.depth).toBe(4);
    expect(config.budget.tokens).toBe(DEFAULT_LIMITS.tokens);
  });

  test('models of project and user are joined by name, and it is known whose they are', () => {
    const { models } = loadConfig({
      toml: toml(
        '[models.ours]\nprovider = "ollama"\nmodel = "q"\n[models.both]\nprovider = "ollama"\nmodel = "p"\n',
      ),
      settings: { models: { both: { provider: 'openai', model: 'u' } } },
    });
    expect(models).toEqual({
      ours: { provider: 'ollama', model: 'q', from: 'project' },
      both: { provider: 'openai', model: 'u', from: 'user' },
    });
  });

  test('0 means no limit, except for depth', () => {
    const { budget } = loadConfig({
      settings: { budget: { costUsd: 0, wallSeconds: 0, depth: 0 } },
    });
    expect(budget.costUsd).toBe(Number.POSITIVE_INFINITY);
    expect(budget.wallMs).toBe(Number.POSITIVE_INFINITY);
    expect(budget.depth).toBe(0);
  });
});

describe('a wrong setting', () => {
  test.each([
    ['[budget]\ncostUsd = "much"', 'memfun.budget.costUsd', 'US dollars'],
    ['effort = "heroic"', 'memfun.effort', '`team`'],
    ['[budget]\ncost = 1', 'memfun.budget.cost', 'memfun.budget.costUsd'],
    ['[models.x]\nprovider = "acme"\nmodel = "m"', 'memfun.models.x.provider', '`provider`'],
    [
      '[models.x]\nprovider = "ollama"\nmodel = "m"\nbaseUrl = "file:///x"',
      'memfun.models.x.baseUrl',
      '',
    ],
  ])('%j names its key, its file and what is allowed', (text, key, allowed) => {
    const error = configError(() => loadConfig({ toml: toml(text) }));
    expect(error.key).toBe(key);
    expect(error.message).toContain('memfun.toml');
    expect(error.remedy).toContain(allowed);
  });

  test('a file that is no TOML names the line', () => {
    const error = configError(() => loadConfig({ toml: toml('model = "a"\nsubModel = \n') }));
    expect(error.message).toContain('line 2');
  });

  test('of the command line is called that', () => {
    const error = configError(() => loadConfig({ overrides: { tier: 'moon' } }));
    expect(error.message).toContain('the command line');
  });

  test('property: any input is read or refused with a ConfigError', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (settings) => {
        try {
          loadConfig({ settings: JSON.parse(JSON.stringify(settings)) as Record<string, never> });
        } catch (error) {
          expect(error).toBeInstanceOf(ConfigError);
        }
      }),
    );
  });
});

describe('memfun.toml is checked in, so', () => {
  test.each([
    'apiKey = "abc"',
    '[models.x]\nprovider = "openai"\nmodel = "m"\nsecret = "anthropic"',
    '[models.x]\nprovider = "openai"\nmodel = "m"\n[models.x.headers]\nx-api-key = "1"',
    'model = "sk-ant-0123456789abcdef"',
    '[models.x]\nprovider = "ollama"\nmodel = "m"\nbaseUrl = "https://me:pass@host/v1"',
  ])('%j is refused without repeating the value', (text) => {
    const error = configError(() => loadConfig({ toml: toml(text) }));
    expect(error.remedy).toContain('Set Up');
    expect(error.message).not.toContain('sk-ant');
    expect(error.message).not.toContain('me:pass');
  });

  test('the user’s own settings may hold headers', () => {
    const model = { provider: 'openai', model: 'm', headers: { 'x-team': '1' } };
    expect(loadConfig({ settings: { models: { x: model } } }).models['x']?.headers).toEqual({
      'x-team': '1',
    });
  });
});

test('every setting says what it is for and which values it takes', () => {
  for (const { key, description, jsonSchema } of SETTING_KEYS) {
    expect(description, key).not.toBe('');
    expect(Object.keys(jsonSchema), key).not.toEqual([]);
  }
});

function configError(work: () => unknown): ConfigError {
  try {
    work();
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('it should have been refused');
}
