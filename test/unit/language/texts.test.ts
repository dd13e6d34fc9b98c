// What the runtime says to a person is said in German where the editor is in German: nothing is missing, nothing is left over.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { germanErrors, germanTexts, wordsOf } from '../../../runtime/language/index.js';
import { translateProse } from '../../../runtime/language/prose.js';
import { isCovered, isSentence, shownTexts } from '../../support/shown-texts.js';

const german = wordsOf({ errors: germanErrors, texts: germanTexts, language: 'de' });
const ROOT = path.resolve(import.meta.dirname, '../../..');

/** All files of a folder's programs, by their paths from the root. */
const filesIn = (folder: string): readonly string[] =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
const FILES = [...filesIn('runtime'), ...filesIn('extension')];

/**
 * Where every text goes to a model, to another program or into a file: a person reads of it what a model makes of it.
 * All that is written anywhere else is taken for something that a person is shown.
 */
const FOR_OTHERS = [
  /^runtime\/language\//,
  /^runtime\/models\/(?:signatures\/|format|parse|request|ping)/,
  /^runtime\/models\/offline\/(?:prompts|plan\/(?:stages|cell|ask-cells|cell-parts|named\/named)|rules\/(?:commit-message|memory-extract|optimize)|text\/)/,
  /^runtime\/rlm\/(?:observation|history|loop|tools\/)/,
  /^runtime\/orchestrator\/(?:task-text|task-run)/,
  /^runtime\/agents\/(?:commands\/commit-message|reports\/export|context\/(?:tasks|prompt-call)|instructions\/in-force|delegation\/(?:delegate|handover))/,
  /^runtime\/optimizer\/(?:search\/|component)/,
  /^runtime\/(?:mcp\/server\/|memory\/(?:mcp|metrics)|config\/settings|sandbox\/(?:outcome|session|rewrite))/,
  /^runtime\/cli\/(?:help|mcp-surface|turn-tools|agent|repl)/,
  /^runtime\/(?:custom-tools\/child|skills\/life\/create|app\/(?:embeddings|traces)|memory\/store\/)/,
];
const isForOthers = (file: string): boolean => FOR_OTHERS.some((form) => form.test(file));

/** The same text whatever its holes take. */
const plain = (source: string): string => source.replaceAll(/\{[=#.',]?(\d)\}/g, '{$1}');
const ENTRIES = Object.keys(germanTexts).map(plain);
const holes = (text: string): readonly string[] =>
  [...text.matchAll(/\{[=#.',]?(\d)\}/g)].map(([, number = '']) => number).sort();

const KNOWN = [...ENTRIES, ...Object.keys(germanErrors).map(plain)];
const known = new Set(KNOWN);
/** The texts of these files that have no German words, each with its file. */
const missingIn = (
  files: readonly string[],
  isMeant: (text: string) => boolean,
): readonly string[] =>
  files.flatMap((file) =>
    shownTexts(path.join(ROOT, file))
      .filter((text) => isMeant(text) && !known.has(text) && !isCovered(text, KNOWN))
      .map((text) => `${file}: ${text}`),
  );

it('every sentence that is not made for a model or a program has its German words', () => {
  const files = FILES.filter((file) => !isForOthers(file));
  expect(files.length).toBeGreaterThan(300);
  expect(
    missingIn(files, (text) => isSentence(text) && !NOT_TOLD.test(text) && !NOT_SAID.test(text)),
  ).toEqual([]);
});

it('where nothing but replies of commands and reports is written, every text has', () => {
  const files = FILES.filter(
    (file) => /^runtime\/.*\/(?:commands|reports)\//.test(file) && !isForOthers(file),
  );
  expect(files.length).toBeGreaterThan(20);
  expect(missingIn(files, (text) => !NOT_TOLD.test(text))).toEqual([]);
});

it('what is filled in stands in both languages', () => {
  for (const [english, german] of Object.entries(germanTexts))
    expect(holes(german), english).toEqual(holes(english));
});

it('English stays what it is', () => {
  expect(wordsOf(undefined).text('Nothing was running.')).toBe('Nothing was running.');
});

it('a text that somebody else has filled with sentences holds nobody up, and what it begins with is said', () => {
  // Their number is what is asked about, not the time: each may be looked for with a few of the next ones, no more.
  let asked = 0;
  const lookup = (text: string): string | undefined => {
    asked += 1;
    return text === 'Nothing was running.' ? 'Es lief nichts.' : undefined;
  };
  const long = `Nothing was running. ${'a. '.repeat(2_000)}end`;
  expect(translateProse(long, lookup)).toBe(
    long.replace('Nothing was running.', 'Es lief nichts.'),
  );
  expect(asked).toBeLessThanOrEqual(10_000);
});

/** A notice, and the words for why a turn goes its way. */
const TELLS = /type: 'notice'|withNotice\(|orElse\(|type: 'turn\.routed'/;
/** Words in those files that a model reads, or that name something in a record. */
const NOT_TOLD =
  /^(?:\{0\} the repaired lines|\{0\} nothing can be changed|\{0\} the findings with|\{0\}if |The project offers no checks|You have changed files|The project's own checks then|Mend what your change|the description of|The user's |Your last answer could not|While you worked, the user said|\{0\} Change your way|an earlier attempt is ending|An earlier attempt at this failed|(?:Another agent has changed|End with final))/;

it('whatever tells a notice says it in German too', () => {
  const files = FILES.filter((file) => TELLS.test(readFileSync(path.join(ROOT, file), 'utf8')));
  expect(files.length).toBeGreaterThan(10);
  expect(missingIn(files, (text) => !NOT_TOLD.test(text))).toEqual([]);
});

it('what is missing and why are two sentences, whatever the reason begins with', () => {
  const why =
    'cells did not answer in the required form (memory.extract): The field "a" is missing.';
  expect(german.text(`Nothing could be learned from this turn. ${why}`)).toBe(
    'Aus dieser Runde konnte nichts gelernt werden. cells antwortete nicht in der verlangten Form (memory.extract): Das Feld „a“ fehlt.',
  );
  expect(german.text('Memory could not be searched. Something that nobody knows.')).toBe(
    'Das Gedächtnis konnte nicht durchsucht werden. Something that nobody knows.',
  );
});

/** What is said to a model, or is the name of something; and what the catalogue has. */
const NOT_SAID =
  /^(?:lines|[`']?\{0\} of|this workspace|Memfun: \{0\}|Reading|text\/|default-src|script-src|style-src|font-src|img-src|connect-src|base-uri|form-action|<|\$\(|Skill \{0\}|Brave Search|\.zip| *[<"]|\[… \{0\}|Memfun Doctor|activated in|\{0\} --dir|\(data that|the list of skills|what was spent|the effort|changing a setting|\{0\} \(editor\))/;

it('no text of the extension goes to a person without being asked of the editor', () => {
  const files = FILES.filter((file) => file.startsWith('extension/'));
  expect(missingIn(files, (text) => !NOT_SAID.test(text))).toEqual([]);
});

it('what the built-in agents and skills are for is said in German', () => {
  const files = ['agents', 'skills'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /^[a-z-]+[\\/](?:AGENT|SKILL)\.md$/.test(name))
      .map((name) => readFileSync(path.join(ROOT, folder, name), 'utf8')),
  );
  expect(files.length).toBeGreaterThan(15);
  for (const file of files) {
    const [, description = ''] = /^description: (.*)$/m.exec(file) ?? [];
    expect(german.text(description)).not.toBe(description);
  }
});
