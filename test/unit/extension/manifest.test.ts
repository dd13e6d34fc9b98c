// package.json keeps its word: every command, text, picture and key that it names exists.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { COMMANDS } from '../../../extension/ids.js';

const root = path.resolve(import.meta.dirname, '../../..');
const text = readFileSync(path.join(root, 'package.json'), 'utf8');
const textsIn = (file: string) =>
  z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(path.join(root, file), 'utf8')));
const texts = textsIn('package.nls.json');
const named = z.object({ command: z.string(), key: z.string().optional() });
const { contributes } = z
  .object({
    contributes: z.object({
      commands: z.array(named.extend({ category: z.string() })),
      keybindings: z.array(named),
      menus: z.record(z.string(), z.array(named.partial())),
      chatSkills: z.array(z.object({ path: z.string() })),
    }),
  })
  .parse(JSON.parse(text));

it('declares exactly the commands that are registered, all under "Memfun"', () => {
  expect(contributes.commands.map(({ command }) => command).sort()).toEqual([...COMMANDS].sort());
  expect(new Set(contributes.commands.map(({ category }) => category))).toEqual(
    new Set(['Memfun']),
  );
});

it("offers the editor's own chat every built-in skill", () => {
  const built = readdirSync(path.join(root, 'skills'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `./skills/${name}/SKILL.md`);
  expect(contributes.chatSkills.map(({ path: file }) => file)).toEqual(built.sort());
});

it('binds and shows no command that does not exist', () => {
  const used = [...contributes.keybindings, ...Object.values(contributes.menus).flat()].flatMap(
    ({ command }) => (command === undefined ? [] : [command]),
  );
  for (const command of used) expect(COMMANDS).toContain(command);
});

it('has a text for every placeholder, and no text too many', () => {
  const used = [...text.matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key ?? '');
  expect([...new Set(used)].sort()).toEqual(Object.keys(texts).sort());
});

it('names only commands and pictures that exist, also in its texts', () => {
  for (const [, command] of Object.values(texts)
    .join('\n')
    .matchAll(/command:([\w.]+)/g))
    expect(COMMANDS).toContain(command);
  for (const [, file] of `${text}${JSON.stringify(texts)}`.matchAll(/"(media\/[^"]+)"/g))
    expect(existsSync(path.join(root, file ?? '')), file).toBe(true);
});

it('says what is written in a picture of the walkthrough in the language of the editor', () => {
  const german = textsIn('package.nls.de.json');
  const pictures = Object.keys(texts).filter((key) => key.endsWith('.svg'));
  expect(pictures).toHaveLength(4);
  const sentencesIn = (file: string): readonly string[] =>
    [
      ...readFileSync(path.join(root, file), 'utf8').matchAll(/>([^<>]*\w+ \w+ \w+[^<>]*)</g),
    ].flatMap(([, words]) => words ?? []);
  for (const key of pictures) {
    const english = sentencesIn(texts[key] ?? '');
    expect(english, key).not.toEqual([]);
    const same = sentencesIn(german[key] ?? '').filter((words) => english.includes(words));
    expect(
      same.filter((words) => !/[=;{]/.test(words)),
      key,
    ).toEqual([]);
  }
});
