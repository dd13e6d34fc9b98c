// The commands that the composer offers are those that are answered.
import { expect, test } from 'vitest';
import { SLASH_COMMANDS } from '../../../runtime/agents/index.js';
import { strings } from '../../../webview/strings/index.js';

test('every command is offered, with a word about it, and nothing else', () => {
  expect(Object.keys(strings.slash).sort()).toEqual(
    SLASH_COMMANDS.map((name) => `/${name}`).sort(),
  );
});
