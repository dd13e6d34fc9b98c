// The page of settings: what is read is declared, in groups, with words that people understand, in both languages.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { COMMANDS } from '../../../extension/ids.js';
import { SETTING_KEYS } from '../../../runtime/config/index.js';

const root = path.resolve(import.meta.dirname, '../../..');
const read = (name: string): unknown => JSON.parse(readFileSync(path.join(root, name), 'utf8'));
const texts = z.record(z.string(), z.string());
const languages = {
  English: texts.parse(read('package.nls.json')),
  German: texts.parse(read('package.nls.de.json')),
};
const placeholder = z.string().regex(/^%[\w.-]+%$/);
const settingSchema = z
  .object({
    order: z.int().min(1),
    default: z.unknown(),
    scope: z.enum(['application', 'window']),
    enum: z.array(z.string()).optional(),
    markdownEnumDescriptions: z.array(placeholder).optional(),
    markdownDescription: placeholder,
  })
  .loose();
const { contributes, capabilities } = z
  .object({
    contributes: z.object({
      configuration: z.array(
        z.object({
          id: z.string(),
          title: placeholder,
          order: z.int(),
          properties: z.record(z.string(), settingSchema),
        }),
      ),
    }),
    capabilities: z.object({
      untrustedWorkspaces: z.object({ restrictedConfigurations: z.array(z.string()) }),
    }),
  })
  .parse(read('package.json'));
const groups = contributes.configuration;
const entries = groups.flatMap(({ properties }) => Object.entries(properties));
const declared = Object.fromEntries(entries);

it('declares what is read: the same keys, each once', () => {
  expect(entries.map(([key]) => key).sort()).toEqual(SETTING_KEYS.map(({ key }) => key).sort());
});

it('with the same defaults, types, choices and limits', () => {
  for (const { key, default: fallback, jsonSchema } of SETTING_KEYS) {
    expect(declared[key]?.default, key).toEqual(fallback);
    for (const fact of ['type', 'enum'])
      expect(declared[key]?.[fact], `${key} ${fact}`).toEqual(jsonSchema[fact]);
    for (const limit of ['minimum', 'maximum'])
      if (jsonSchema['type'] === 'integer' || jsonSchema['type'] === 'number')
        expect(declared[key]?.[limit] ?? widest(limit), `${key} ${limit}`).toBe(
          jsonSchema[limit] ?? widest(limit),
        );
  }
});

/** What a whole number is limited to when nothing is said. */
function widest(limit: string): number {
  return limit === 'minimum' ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER;
}

it('each default is one of the values that its own declaration allows', () => {
  for (const [key, { order: _order, scope: _scope, ...schema }] of entries) {
    const { default: fallback } = schema;
    const checked = z.fromJSONSchema(schema as z.core.JSONSchema.BaseSchema).safeParse(fallback);
    expect(checked.error, key).toBeUndefined();
  }
});

it('keeps from the workspace what decides where keys are sent and what the agent may do', () => {
  for (const { key, scope } of SETTING_KEYS)
    expect(declared[key]?.scope, key).toBe(scope === 'workspace' ? 'window' : 'application');
});

it('restricts in an untrusted workspace only settings that exist, and every limit of what may be spent', () => {
  const { restrictedConfigurations: restricted } = capabilities.untrustedWorkspaces;
  for (const key of restricted) expect(Object.keys(declared)).toContain(key);
  for (const [key, { scope }] of entries)
    if (key.startsWith('memfun.budget.') && scope === 'window') expect(restricted).toContain(key);
});

it('stands in groups and in an order, none of which is given twice', () => {
  expect(groups.map(({ order }) => order)).toEqual(groups.map((_, at) => at + 1));
  for (const { id, properties } of groups)
    expect(
      Object.values(properties).map(({ order }) => order),
      id,
    ).toEqual(Object.values(properties).map((_, at) => at + 1));
});

it.each(Object.entries(languages))(
  'says in %s what each setting and each of its values means',
  (_language, words) => {
    const say = (name: string): string => words[name.slice(1, -1)] ?? '';
    for (const { title } of groups) expect(say(title), title).toMatch(/^\p{Lu}[^.]+$/u);
    for (const [key, setting] of entries) {
      expect(say(setting.markdownDescription), key).toMatch(/^\p{Lu}[\s\S]{15,}\.$/u);
      if (setting.enum === undefined) continue;
      const meanings = setting.markdownEnumDescriptions?.map(say) ?? [];
      expect(meanings, key).toHaveLength(setting.enum.length);
      for (const meaning of meanings) expect(meaning, key).toMatch(/^[\p{Lu}`].{8,}\.$/u);
      expect(new Set(meanings).size, key).toBe(meanings.length);
    }
  },
);

it.each(Object.entries(languages))(
  'in %s leads only to settings and commands that exist, and a family of settings knows its head',
  (_language, words) => {
    const titles = new Set(COMMANDS.map((id) => words[`${id}.title`]));
    for (const [name, text] of Object.entries(words)) {
      for (const [, key] of text.matchAll(/#(memfun\.[\w.]+)#/g))
        expect(Object.keys(declared), name).toContain(key);
      for (const [, title] of text.matchAll(/\*\*Memfun: ([^*]+)\*\*/g))
        expect(titles, name).toContain(title);
    }
    const knows = (key: string): string => words[`${key}.description`] ?? '';
    for (const key of ['memfun.memory.embeddingModel', 'memfun.memory.embeddingPlace'])
      expect(knows(key)).toContain('#memfun.memory.embeddings#');
    expect(knows('memfun.web.search.url')).toContain('#memfun.web.search.backend#');
    expect(knows('memfun.tierServers')).toContain('#memfun.tier#');
    expect(knows('memfun.skills.registryKey')).toContain('#memfun.skills.registry#');
    expect(knows('memfun.subModel')).toContain('#memfun.model#');
  },
);
