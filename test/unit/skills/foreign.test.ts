// Skills as they are found in the field: each breaks one rule, and is taken, taken with a word about it, or left out with one.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { silentLogger } from '../../../runtime/core/index.js';
import { discoverSkills, problemText, validateSkill } from '../../../runtime/skills/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';

const FOLDER = path.resolve(import.meta.dirname, '../../fixtures/skills');

type Outcome = 'loaded' | 'warned' | 'left out' | 'no skill';

/** Folder, what becomes of it, and what is said: line, field where it is about one, and words. */
const CASES: readonly (readonly [string, Outcome, ...string[]])[] = [
  ['plain', 'loaded'],
  ['every-field', 'loaded'],
  ['folded-text', 'loaded'],
  ['comment-and-quotes', 'loaded'],
  ['windows-lines', 'loaded'],
  ['other-name', 'warned', '2: name: it must be the name of its folder, "other-name"'],
  ['Capital-Name', 'warned', '2: name: only small letters'],
  ['double--hyphen', 'warned', '2: name: only small letters'],
  ['ends-with-', 'warned', '2: name: only small letters'],
  ['under_score', 'warned', '2: name: only small letters'],
  [
    'name-too-long',
    'warned',
    '2: name: it has more than 64',
    '2: name: it must be the name of its',
  ],
  ['no-name', 'warned', '1: name: there is no name'],
  ['unquoted-colon', 'warned', '3: description: a text with a colon in it must stand in quotes'],
  ['description-too-long', 'warned', '3: description: it has more than 1024 characters'],
  [
    'foreign-fields',
    'warned',
    '4: argument-hint: the standard knows no field',
    '5: model: the standard knows no field',
    '6: disable-model-invocation: the standard knows no field',
  ],
  ['tools-as-list', 'warned', '4: allowed-tools: it is one text'],
  ['nested-metadata', 'warned', '4: metadata: every value is one text'],
  ['metadata-as-text', 'warned', '4: metadata: it is a list of names'],
  ['metadata-in-brackets', 'warned', '4: metadata: write lists and maps line by line'],
  [
    'yaml-reference',
    'warned',
    '3: description: a reference of YAML is not allowed',
    '4: license: a reference of YAML is not allowed',
  ],
  ['yaml-tag', 'warned', '4: license: a tag of YAML is not allowed'],
  ['compatibility-too-long', 'warned', '4: compatibility: it has more than 500 characters'],
  ['empty-license', 'warned', '4: license: there is no license'],
  ['no-body', 'warned', '5: it has no instructions'],
  ['body-too-long', 'warned', '5: its instructions have more than 500 lines'],
  ['small-letters', 'warned', '1: the file should be called SKILL.md'],
  ['byte-order-mark', 'warned', '1: it begins with a byte order mark'],
  ['no-description', 'left out', '1: description: there is no description'],
  ['empty-description', 'left out', '3: description: there is no description'],
  ['description-as-list', 'left out', '3: description: there is no description'],
  ['field-twice', 'left out', '5: Map keys must be unique'],
  ['broken-yaml', 'left out', '5: Flow sequence in block collection must be'],
  ['tab-indented', 'left out', '5: Tabs are not allowed'],
  ['front-matter-is-a-list', 'left out', '2: the front matter is no list of fields'],
  ['no-front-matter', 'left out', '1: it does not begin with front matter'],
  ['front-matter-without-end', 'left out', '1: its front matter has no end'],
  ['blank-line-first', 'left out', '1: it does not begin with front matter'],
  ['not-a-skill', 'no skill'],
];

test('every one of them is in the table', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(CASES.map(([folder]) => folder).sort());
});

test.each(CASES)('%s is %s', async (folder, outcome, ...said) => {
  const files = createNodeFileStore(FOLDER);
  const { skills, warnings } = await discoverSkills(
    [{ source: 'user', files, folder: '' }],
    silentLogger,
  );
  const skill = skills.find((one) => one.folder === folder);
  const file = `${folder}/${folder === 'small-letters' ? 'skill.md' : 'SKILL.md'}`;
  const told = [...(skill?.warnings ?? []), ...warnings].filter((text) => text.startsWith(file));
  expect(skill !== undefined).toBe(outcome === 'loaded' || outcome === 'warned');
  expect(told).toHaveLength(said.length);
  said.forEach((words, index) => expect(told[index]).toContain(`${file}:${words}`));

  if (outcome === 'no skill') return;
  const text = readFileSync(path.join(FOLDER, file), 'utf8');
  const strict = validateSkill(file, folder, text).map(problemText);
  // The name of the file is not in it.
  expect(strict.length === 0).toBe(outcome === 'loaded' || folder === 'small-letters');
});

test('what they ask for is read in either form, and nothing is given by it', async () => {
  const files = createNodeFileStore(FOLDER);
  const place = { source: 'user', files, folder: '' } as const;
  const { skills } = await discoverSkills([place], silentLogger);
  const asks = (name: string) => skills.find((one) => one.folder === name)?.asks;
  expect(asks('every-field')).toEqual(['Bash(git:*)', 'Bash(jq:*)', 'Read']);
  expect(asks('tools-as-list')).toEqual(['Read', 'Grep']);
  expect(asks('plain')).toEqual([]);
});
