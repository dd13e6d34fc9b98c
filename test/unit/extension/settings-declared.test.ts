// package.json and the configuration declare the same settings.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { SETTING_KEYS } from '../../../runtime/config/index.js';

const manifest = z
  .object({
    contributes: z.object({
      configuration: z.object({
        properties: z.record(
          z.string(),
          z.object({ default: z.unknown(), scope: z.string().optional() }).loose(),
        ),
      }),
    }),
    capabilities: z.object({
      untrustedWorkspaces: z.object({ restrictedConfigurations: z.array(z.string()) }),
    }),
  })
  .parse(
    JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../../package.json'), 'utf8')),
  );
const declared = manifest.contributes.configuration.properties;

it('by the same keys', () => {
  expect(Object.keys(declared).sort()).toEqual(SETTING_KEYS.map(({ key }) => key).sort());
});

it('with the same defaults, types and choices', () => {
  for (const { key, default: fallback, jsonSchema } of SETTING_KEYS) {
    expect(declared[key]?.default, key).toEqual(fallback);
    expect(declared[key]?.['type'], key).toBe(jsonSchema['type']);
    expect(declared[key]?.['enum'], key).toEqual(jsonSchema['enum']);
  }
});

it('and keep from the workspace what decides where keys are sent and what the agent may do', () => {
  for (const { key, scope } of SETTING_KEYS)
    if (scope !== 'workspace') expect(declared[key]?.scope, key).toBe('application');
});

it('and restrict in an untrusted workspace only settings that exist', () => {
  for (const key of manifest.capabilities.untrustedWorkspaces.restrictedConfigurations)
    expect(Object.keys(declared)).toContain(key);
});
