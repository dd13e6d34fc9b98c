// Questions about Memfun itself are answered from what it is, in both languages, and nothing else is taken for one.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { SLASH_COMMANDS } from '../../../runtime/agents/index.js';
import { atTerminal, germanErrors, germanTexts, wordsOf } from '../../../runtime/language/index.js';
import { ABOUT_MEMFUN } from '../../../runtime/models/offline/compose/about-memfun.js';
import { directAnswerRule } from '../../../runtime/models/offline/rules/direct-answer.js';
import { route } from '../../../runtime/rlm/index.js';
import { type AboutMemfun, aboutMemfun } from '../../../runtime/wording/index.js';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const german = wordsOf({ errors: germanErrors, texts: germanTexts });

const ASKED: Readonly<Record<AboutMemfun, readonly string[]>> = {
  abilities: [
    'What can you do for me?',
    'help',
    'Hey, who are you?',
    'Was kannst du alles?',
    'Wer bist du?',
    'Wie benutze ich Memfun?',
  ],
  commands: [
    'which commands do you have?',
    'show me all slash commands',
    'Welche Befehle kennst du?',
  ],
  engine: [
    'Which model are you using?',
    'are you ChatGPT?',
    'what model am I talking to right now?',
    'Welches Modell benutzt du?',
    'Bist du eine KI?',
  ],
  setUp: [
    'how do I set up a model?',
    'How can I use Claude?',
    'how do I switch to another model',
    'where do I enter my API key?',
    'do I need an API key?',
    'Wie richte ich ein Modell ein?',
    'Wie kann ich ein anderes Modell einrichten?',
    'Wo trage ich meinen API-Schlüssel ein?',
    'Brauche ich einen API-Schlüssel?',
  ],
  rights: [
    'Do you ask before you change something?',
    'how do I make you ask first?',
    'what are you allowed to do?',
    'Fragst du vorher?',
    'Was darfst du alles?',
  ],
  editing: [
    'can you edit files?',
    'Can you write code?',
    'Kannst du Dateien ändern?',
    'Kannst du programmieren?',
  ],
  running: ['can you run commands?', 'Kannst du Befehle ausführen?'],
  undo: [
    'How do I undo your changes?',
    'undo your last change',
    'can I take back what you did?',
    'Wie mache ich deine Änderungen rückgängig?',
    'Nimm deine letzte Änderung zurück',
  ],
  memory: [
    'where do you store what you remember?',
    'do you have memory?',
    'Do you remember our conversations?',
    'Hast du ein Gedächtnis?',
    'Wo speicherst du deine Erinnerungen?',
  ],
  forgetting: [
    'how do I make you forget something?',
    'forget everything about me',
    'how do I delete a memory?',
    'Wie lösche ich eine Erinnerung?',
    'Vergiss alles über mich',
  ],
  privacy: [
    'do you send my code anywhere?',
    'Is my code private?',
    'does my code leave this machine?',
    'can you work offline?',
    'Do you have telemetry?',
    'Schickst du meinen Code irgendwohin?',
    'Verlässt mein Code diesen Rechner?',
    'Arbeitest du offline?',
  ],
  spending: [
    'what does this cost?',
    'How much have I spent today?',
    'are you free?',
    'Was kostet das?',
    'Bist du kostenlos?',
  ],
  memories: ['what do you know about me?', 'Was weißt du über mich?'],
};

describe.each(Object.entries(ASKED))('asked for %s', (topic, questions) => {
  test.each(questions)('“%s”', (text) => {
    expect(aboutMemfun(text)).toBe(topic);
    const way = route({
      intent: 'ask',
      text,
      attachments: [],
      memories: [],
      effort: 'auto',
      earlierTurns: 0,
    });
    expect(way.level).toBe('direct');
    const { needsAgent } = directAnswerRule.answer({
      task: text,
      memories: [],
      conversation: [],
      context: [],
    });
    expect(needsAgent).toBe(false);
  });
});

test.each([
  'how do I add a model to the admin?',
  'which model does the cache use?',
  'where is the memory allocated?',
  'how much memory does the parser use?',
  'can you fix the bug in retry?',
  'can you edit src/retry.ts?',
  'can you run the migration?',
  'help me fix the failing test',
  'what does undo do?',
  'how do I undo a migration?',
  'is my code thread safe?',
  'does our code leave files open?',
  'how much does one retry cost?',
  'who calls backoff?',
  'what commands does the CLI have?',
  'do we send the token to the server?',
  'are retries free of side effects?',
  'welches Modell speichert die Rechnung?',
  'wo liegt der Speicher des Caches?',
  'kannst du den Fehler in retry beheben?',
  'was kostet ein weiterer Versuch?',
  'wie mache ich eine Migration rückgängig?',
  'sendet der Client den Schlüssel an den Server?',
])('“%s” is about the project', (text) => expect(aboutMemfun(text)).toBeUndefined());

const manifest = z
  .object({
    contributes: z.object({
      commands: z.array(z.object({ title: z.string() })),
      configuration: z.array(z.object({ properties: z.record(z.string(), z.unknown()) })),
    }),
  })
  .parse(JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')));
const names = z
  .record(z.string(), z.string())
  .parse(JSON.parse(readFileSync(path.join(ROOT, 'package.nls.json'), 'utf8')));
const SETTINGS = new Set(
  manifest.contributes.configuration.flatMap(({ properties }) => Object.keys(properties)),
);
const TITLES = new Set(
  manifest.contributes.commands.map(({ title }) => names[title.replaceAll('%', '')]),
);

/** What a text names that Memfun does not have. */
function inventedIn(text: string): readonly string[] {
  const found = (form: RegExp, has: (name: string) => boolean): readonly string[] =>
    [...text.matchAll(form)].flatMap(([, name = '']) => (has(name) ? [] : [name]));
  return [
    ...found(/`\/([a-z]+)[ `]/g, (name) => SLASH_COMMANDS.includes(name)),
    ...found(/`(memfun\.[A-Za-z.]+)`/g, (name) => name === 'memfun.toml' || SETTINGS.has(name)),
    ...found(/\*\*Memfun: ([^*]+)\*\*/g, (name) => TITLES.has(name)),
  ];
}

test('whatever is said names commands and settings that there are', () => {
  expect(inventedIn('`/fly` **Memfun: Fly** `memfun.fly`')).toEqual(['fly', 'memfun.fly', 'Fly']);
  for (const text of Object.values(ABOUT_MEMFUN)) expect(inventedIn(text)).toEqual([]);
  const guide = readFileSync(path.join(ROOT, 'skills/memfun-help/SKILL.md'), 'utf8');
  expect(inventedIn(guide)).toEqual([]);
});

describe.each(Object.entries(ABOUT_MEMFUN))('what is said of %s', (_topic, text) => {
  const ENGLISH =
    /\b(?:the|is|are|of|and|not|this|that|with|nothing|shows|it|you|have|from|when|what|to|by|on)\b/;
  const englishIn = (said: string) =>
    said.split('\n').filter((line) => ENGLISH.test(line.replaceAll(/`[^`]*`|„[^“]*“/g, '')));

  test('is said in German', () => expect(englishIn(german.text(text))).toEqual([]));

  test('names nothing at the terminal that only the editor has, and that in German too', () => {
    const there = atTerminal.text(text);
    expect(there).not.toMatch(/\*\*Memfun:|message box|\*\*Fix/);
    expect(englishIn(german.text(there))).toEqual([]);
  });
});
