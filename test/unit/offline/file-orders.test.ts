// What is an order to whole files or to git, in both languages, and what is a question or work on code and stays it.
import { describe, expect, test } from 'vitest';
import { fileOrderIn } from '../../../runtime/wording/index.js';

const file = (name: string) => ({ name, folder: false });
const folder = (name: string) => ({ name, folder: true });
const remove = (...things: readonly unknown[]) => ({ kind: 'remove', things });
const move = (from: unknown, to: unknown, renames = false) => ({ kind: 'move', from, to, renames });
const create = (name: string, content = '') => ({ kind: 'create', name, content });
const commit = (message?: string) => ({ kind: 'commit', message });
const BY_SENSE = { kind: 'createBySense' };

describe('an order to whole files or to git', () => {
  test.each([
    ['delete src/cache.ts', remove(file('src/cache.ts'))],
    ['Please remove the file cache.ts!', remove(file('cache.ts'))],
    ['can you delete @src/cache.ts for me?', remove(file('src/cache.ts'))],
    ['delete a.ts, b.ts and c.ts', remove(file('a.ts'), file('b.ts'), file('c.ts'))],
    ['delete the folder src/old', remove(folder('src/old'))],
    ['delete src/old/', remove(folder('src/old'))],
    ['delete src/old', remove(file('src/old'))],
    ['delete the folder old', remove(folder('old'))],
    ['delete "my notes.md"', undefined],
    ['delete .env.example', remove(file('.env.example'))],
    ['Lösche src/cache.ts', remove(file('src/cache.ts'))],
    ['Bitte lösche die Datei Übung.ts', remove(file('Übung.ts'))],
    ['Kannst du die Datei cache.ts löschen?', remove(file('cache.ts'))],
    ['loesche den Ordner src/old', remove(folder('src/old'))],
    ['move src/a.ts to lib/a.ts', move(file('src/a.ts'), file('lib/a.ts'))],
    ['move src/a.ts into the folder lib', move(file('src/a.ts'), folder('lib'))],
    ['rename the file a.ts to b.ts', move(file('a.ts'), file('b.ts'), true)],
    ['Verschiebe src/a.ts nach lib/a.ts', move(file('src/a.ts'), file('lib/a.ts'))],
    ['Benenne die Datei a.ts in b.ts um', move(file('a.ts'), file('b.ts'), true)],
    ['Kannst du a.ts in b.ts umbenennen?', move(file('a.ts'), file('b.ts'), true)],
    ['verschiebe a.ts in den Ordner lib', move(file('a.ts'), folder('lib'))],
    ['create hello.ts', create('hello.ts')],
    ['create a new empty file src/hello.ts', create('src/hello.ts')],
    ["create hello.ts with `console.log('hi')`", create('hello.ts', "console.log('hi')")],
    ['create notes.md with the content "buy milk"', create('notes.md', 'buy milk')],
    [
      'create hello.ts:\n```ts\nexport {};\nrun();\n```',
      create('hello.ts', 'export {};\nrun();\n'),
    ],
    ['add a file hello.ts', create('hello.ts')],
    ['Erstelle die Datei hallo.ts', create('hallo.ts')],
    ['Lege notizen.md an', create('notizen.md')],
    [
      'erstelle notizen.md mit dem Inhalt „Milch für Übung“',
      create('notizen.md', 'Milch für Übung'),
    ],
    ['Kannst du die Datei hallo.ts anlegen?', create('hallo.ts')],
    ['create a file that sorts numbers', BY_SENSE],
    ['create sort.ts that sorts numbers', BY_SENSE],
    ['erstelle eine Datei, die Zahlen sortiert', BY_SENSE],
    ['commit my changes', commit()],
    ['please commit', commit()],
    ["commit with message 'fix cache'", commit('fix cache')],
    ['commit all changes with the message "don\'t retry twice"', commit("don't retry twice")],
    ['commit everything: "fix"', commit('fix')],
    ['Committe meine Änderungen', commit()],
    ['committe alles mit der Nachricht „Größe geändert“', commit('Größe geändert')],
    ['Kannst du meine Änderungen committen?', commit()],
  ])('%s', (text, order) => expect(fileOrderIn(text)).toEqual(order));
});

test.each([
  'how do I delete a file in node?',
  'where is the cache created?',
  'why was src/a.ts deleted?',
  'delete the unused function foo in a.ts',
  'delete the import of fs from src/a.ts',
  'remove `parseHeader`',
  'remove console.log',
  'remove lodash.js from package.json',
  'delete the cache',
  'rename function backoff to delayFor everywhere',
  'rename `foo` to `bar`',
  'move the function foo to lib/a.ts',
  'create a cache for the client',
  'create tests for cache.ts',
  'make src/cache.ts faster',
  'add a limit to src/queue.ts',
  'write tests for src/cache.ts',
  'how do I commit my changes?',
  'what would I commit?',
  'undo my last commit',
  'commit and push',
  'when is the transaction committed?',
  'wie lösche ich eine Datei?',
  'warum wurde src/a.ts gelöscht?',
  'wo wird src/a.ts erstellt?',
  'lösche die unbenutzte Funktion foo in a.ts',
  'benenne die Funktion backoff in delayOf um',
  'füge der Queue ein Limit hinzu',
  'wie committe ich meine Änderungen?',
  'explain src/a.ts',
])('“%s” is none', (text) => expect(fileOrderIn(text)).toBeUndefined());
