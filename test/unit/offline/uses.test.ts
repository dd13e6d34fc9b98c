// Code that gives functions to names (`app.use = function …`) is understood, and who uses a name is listed to the last place.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Engine, engineOn } from './answer-on.js';

const FILES = {
  'lib/stable.js': `/*!
 * stable
 */

'use strict';

/**
 * Feeds a horse with hay.
 */

stable.feed = function feed(horse, hay) {
  return hay.filter(Boolean).map((straw) => horse.eat(straw));
};

/**
 * Opens the door at six.
 */

stable.json = function json() {
  return stable.feed(this.horse, []);
};

function Door() {}
Door.prototype.shut = function () {};

function wake(horse) {
  // stable.feed is for later
  kitchen.feed(horse);
}
`,
  'lib/cart.js': `var stable = require('./stable');
module.exports = function pull() {
  stable.feed(1, [2]);
};
`,
  'test/stable.test.js': `const stable = require('../lib/stable');
stable.feed({}, []);
`,
  'notes.md': 'Use stable.feed in the morning.\n',
};

let root = '';
let engine: Engine;
beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'memfun-uses-'));
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  engine = await engineOn(root, { settings: { 'memfun.sandbox.engine': 'quickjs' } });
});
afterAll(async () => {
  await engine.close();
  rmSync(root, { recursive: true, force: true });
});

describe('a function that is given to a name', () => {
  test.each(['explain stable.json', 'what does stable.json do?', 'was macht stable.json?'])(
    'is what its name with a dot means, also where that looks like a file: %s',
    async (asked) => {
      const { answer, citations } = await engine.ask(asked);
      expect(answer).toContain('Opens the door at six.');
      expect(answer).not.toContain('was not found');
      expect(citations[0]).toMatchObject({ path: 'lib/stable.js', line: 19 });
    },
  );

  test('is a member of what is called like its owner, and what is no member of anything is asked about as any other', async () => {
    expect((await engine.ask('explain door.shut')).answer).toContain('`lib/stable.js:24`');
    const { answer } = await engine.ask('explain kitchen.sink');
    expect(answer).not.toContain('was not found');
  });

  test('is the place that a question lands in, told by the comment a line above it', async () => {
    const { answer } = await engine.ask('how does stable.feed treat hay?');
    expect(answer).toContain('**`feed`** (`lib/stable.js:11`): Feeds a horse with hay.');
    expect(answer).not.toContain('“stable”');
  });
});

describe('who uses a name', () => {
  test.each([
    'who calls stable.feed?',
    'where is `stable.feed` used?',
    'find all usages of stable.feed',
    'wo wird stable.feed benutzt?',
    'wer ruft stable.feed auf?',
  ])('is listed with the function around it, tests apart: %s', async (asked) => {
    const { answer } = await engine.ask(asked);
    expect(answer).toContain('`stable.feed` is defined in `lib/stable.js:11`.');
    expect(answer).toContain('**Used in 2 places, in files: 2**');
    expect(answer).toContain('- `lib/cart.js:3`: `stable.feed(1, [2]);`');
    expect(answer).toContain(
      '- `lib/stable.js:20` in `json`: `return stable.feed(this.horse, []);`',
    );
    expect(answer).toContain('**In tests: 1 places, in files: 1**');
    expect(answer).toContain(
      'Places that name `feed` otherwise, so that it may be another one: 1.',
    );
  });

  test('is nobody, which is said', async () => {
    const { answer } = await engine.ask('is wake used anywhere?');
    expect(answer).toContain('No other place names `wake`.');
  });

  test.each(['who uses the bakery?', 'where is the flour used?'])(
    'is asked as any other question where nothing has that name: %s',
    async (asked) => {
      const { answer } = await engine.ask(asked);
      expect(answer).not.toContain('is defined in');
      expect(answer).toMatch(/I searched for|found no place/);
    },
  );
});
