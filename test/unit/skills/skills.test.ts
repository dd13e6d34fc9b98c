// Skills by the standard: ours are valid, others' are taken leniently, the nearer one counts, and nothing leaves its folder.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { silentLogger } from '../../../runtime/core/index.js';
import {
  discoverSkills,
  SkillCatalogue,
  type SkillSource,
  validateSkill,
} from '../../../runtime/skills/index.js';
import { createSkillTools } from '../../../runtime/tools/index.js';
import { createMemoryFileStore } from '../../support/file-stores.js';

const SHIPPED = path.resolve(import.meta.dirname, '../../../skills');
const skill = (name: string, more = '', body = 'Do it well.'): string =>
  `---\nname: ${name}\ndescription: Does ${name}.\n${more}---\n${body}\n`;
const said = (name: string, text: string): readonly string[] =>
  validateSkill('SKILL.md', name, text).map(({ line, message }) => `${line}: ${message}`);

async function store(files: Readonly<Record<string, string>>) {
  const created = createMemoryFileStore();
  for (const [name, text] of Object.entries(files))
    await created.write(name, new TextEncoder().encode(text));
  return created;
}

describe('the skills that come with Memfun', () => {
  const names = readdirSync(SHIPPED, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
  test('are nine, and all valid', () => {
    expect(names.sort()).toEqual([
      'analyze-code',
      'ask',
      'explain-code',
      'fix-bugs',
      'generate-tests',
      'memfun-help',
      'refactor',
      'review-code',
      'security-audit',
    ]);
    for (const name of names)
      expect(said(name, readFileSync(path.join(SHIPPED, name, 'SKILL.md'), 'utf8'))).toEqual([]);
  });

  test.each(names)(
    '%s names only files and functions that are there, and has cases to try',
    (name) => {
      const folder = path.join(SHIPPED, name);
      const text = readFileSync(path.join(folder, 'SKILL.md'), 'utf8');
      for (const [, file = ''] of text.matchAll(/`(references\/[\w.-]+)`/g))
        expect(readFileSync(path.join(folder, file), 'utf8')).not.toBe('');
      const evals = z
        .object({
          skill_name: z.literal(name),
          triggers: z.array(z.object({ prompt: z.string(), should_trigger: z.boolean() })).min(5),
          evals: z.array(z.object({ prompt: z.string(), expected_output: z.string() })).min(1),
        })
        .parse(JSON.parse(readFileSync(path.join(folder, 'evals/evals.json'), 'utf8')));
      expect(evals.triggers.some(({ should_trigger }) => !should_trigger)).toBe(true);
    },
  );
});

describe('a SKILL.md that breaks a rule is named with line and remedy', () => {
  test.each([
    ['no front matter', '# Hello', /1: it does not begin with front matter/],
    ['no name', '---\ndescription: x\n---\nbody', /there is no name/],
    ['no description', '---\nname: good\n---\nbody', /there is no description/],
    [
      'another name than its folder',
      skill('other'),
      /2: it must be the name of its folder, "good"/,
    ],
    ['capitals', skill('Good'), /small letters/],
    ['two hyphens', skill('go--od'), /single hyphens/],
    [
      'a field of its own',
      skill('good', 'version: 1\n'),
      /4: the standard knows no field "version"/,
    ],
    [
      'metadata of metadata',
      skill('good', 'metadata:\n  a:\n    b: c\n'),
      /every value is one text/,
    ],
    ['tools as a list', skill('good', 'allowed-tools:\n  - Read\n'), /it is one text/],
    ['two of one field', skill('good', 'name: good\n'), /unique/i],
    ['broken YAML', '---\nname: [good\n---\nbody', /\d+: /],
    ['nothing to do', '---\nname: good\ndescription: x\n---\n', /no instructions/],
    [
      'a description without end',
      skill('good').replace('Does good.', 'x'.repeat(1_100)),
      /more than 1024/,
    ],
  ])('%s', (_what, text, wanted) => {
    expect(said('good', text).join('\n')).toMatch(wanted);
  });

  test('and a good one passes', () => {
    const more =
      'license: MIT\ncompatibility: any\nmetadata:\n  version: "1"\nallowed-tools: Read Grep\n';
    expect(said('good', skill('good', more))).toEqual([]);
  });
});

describe('discovery', () => {
  const find = async (
    places: readonly (readonly [SkillSource, Readonly<Record<string, string>>])[],
  ) =>
    discoverSkills(
      await Promise.all(
        places.map(async ([source, files]) => ({
          source,
          folder: 'skills',
          files: await store(files),
        })),
      ),
      silentLogger,
    );

  test('takes the nearer of two skills of one name, and says so', async () => {
    const { skills, warnings } = await find([
      ['workspace', { 'skills/ask/SKILL.md': skill('ask', '', 'Ours.') }],
      ['built-in', { 'skills/ask/SKILL.md': skill('ask'), 'skills/fix/SKILL.md': skill('fix') }],
    ]);
    expect(skills.map(({ name, source }) => [name, source])).toEqual([
      ['ask', 'workspace'],
      ['fix', 'built-in'],
    ]);
    expect(warnings.join()).toContain('hidden');
  });

  test("takes others' skills as they are written, with a warning", async () => {
    const { skills, warnings } = await find([
      [
        'user',
        {
          'skills/a/SKILL.md':
            '---\nname: other\ndescription: Use when: it rains\nmodel: fast\n---\nx',
          'skills/b/SKILL.md': '---\nname: b\n---\nnothing to say when',
          'skills/c/README.md': 'no skill',
        },
      ],
    ]);
    expect(skills).toMatchObject([{ name: 'other', description: 'Use when: it rains' }]);
    expect(skills[0]?.warnings).toHaveLength(3);
    expect(warnings.join()).toContain('no description');
  });
});

describe('a catalogue', () => {
  const files = {
    'skills/deploy/SKILL.md': skill('deploy', '', 'Deploy $ARGUMENTS with references/steps.md.'),
    'skills/deploy/references/steps.md': 'one, two',
    'skills/secret.txt': 'outside of the skill',
    'skills/quiet/SKILL.md': skill('quiet', 'disable-model-invocation: true\n'),
  };
  const open = async () =>
    new SkillCatalogue(
      (
        await discoverSkills(
          [{ source: 'workspace', folder: 'skills', files: await store(files) }],
          silentLogger,
        )
      ).skills,
    );

  test('opens a skill with its arguments in place and its files named, not read', async () => {
    expect(await (await open()).use('deploy', 'to Mars')).toEqual({
      name: 'deploy',
      content: 'Deploy to Mars with references/steps.md.',
      files: ['references/steps.md'],
    });
  });

  test('names its other files without reading one of them', async () => {
    const read: string[] = [];
    const kept = await store(files);
    const watched = {
      ...kept,
      read: async (file: string) => {
        read.push(file);
        return kept.read(file);
      },
    };
    const place = { source: 'workspace' as const, folder: 'skills', files: watched };
    const catalogue = new SkillCatalogue((await discoverSkills([place], silentLogger)).skills);
    expect((await catalogue.use('deploy')).files).toEqual(['references/steps.md']);
    expect(read.every((file) => file.endsWith('SKILL.md'))).toBe(true);
    await catalogue.read('deploy', 'references/steps.md');
    expect(read.at(-1)).toBe('skills/deploy/references/steps.md');
  });

  test('keeps what was opened, once for each', async () => {
    const catalogue = await open();
    await catalogue.use('deploy', 'to Mars');
    await catalogue.use('deploy', 'to Venus');
    expect(catalogue.opened().map(({ content }) => content)).toEqual([
      'Deploy to Venus with references/steps.md.',
    ]);
  });

  test('reads its files, and none beside', async () => {
    const catalogue = await open();
    expect(await catalogue.read('deploy', './references/steps.md')).toBe('one, two');
    for (const name of ['../secret.txt', 'references/../../secret.txt', '/etc/passwd', 'SKILL.md'])
      await expect(catalogue.read('deploy', name)).rejects.toThrow(/not there/);
  });

  test('offers the model only what it may start by itself', async () => {
    const catalogue = await open();
    expect(catalogue.modelNames()).toEqual(['deploy']);
    expect(catalogue.describe()).not.toContain('quiet');
    const [use] = createSkillTools(catalogue);
    expect(use?.input.safeParse({ name: 'quiet' }).success).toBe(false);
    expect(createSkillTools(new SkillCatalogue([]))).toEqual([]);
  });

  test('of many skills tells only the names of those that do not fit', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [
        `skills/s${i}/SKILL.md`,
        skill(`s${i}`).replace(/Does .*/, 'x'.repeat(300)),
      ]),
    );
    const place = { source: 'user' as const, folder: 'skills', files: await store(many) };
    const catalogue = new SkillCatalogue((await discoverSkills([place], silentLogger)).skills);
    expect(catalogue.describe().length).toBeLessThan(5_500);
    expect(catalogue.describe()).toContain('s59');
    const asked = new SkillCatalogue(catalogue.list(), 'do the s59 thing');
    expect(asked.describe()).toMatch(/^s59: xxx/);
  });

  test('names the skills that there are when asked for another', async () => {
    await expect((await open()).use('depoly')).rejects.toMatchObject({
      remedy: expect.stringContaining('deploy'),
    });
  });
});
