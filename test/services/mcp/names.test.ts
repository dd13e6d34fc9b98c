// Names of servers' tools, and pages of lists: whatever comes in, nothing is lost, doubled or mistaken for another.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { serverNames, toolNames } from '../../../runtime/mcp/index.js';

const name = fc.oneof(
  fc.string({ minLength: 1, maxLength: 90 }),
  fc.stringMatching(/^[a-z]{1,4}[-_.][a-z]{1,4}$/),
  fc.constantFrom(
    'then',
    '__proto__',
    'constructor',
    'a-b',
    'a_b',
    'a.b',
    'aB',
    'AB',
    '2fa',
    '日本',
  ),
);
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 30 });

test('every tool has a name of its own that a REPL and a model provider take, the same in every order', () => {
  fc.assert(
    fc.property(names, names, (servers, tools) => {
      const aliases = serverNames(servers);
      const short = toolNames(tools);
      const full = servers.flatMap((server) =>
        tools.map((tool) => `mcp.${aliases.get(server)}.${short.get(tool)}`),
      );
      expect(new Set(full.map((one) => one.replaceAll('.', '_'))).size).toBe(full.length);
      for (const one of full) {
        expect(one).toMatch(/^mcp\.[A-Za-z][A-Za-z0-9]*\.[A-Za-z]\w*$/);
        expect(one.length).toBeLessThanOrEqual(64);
      }
      expect(serverNames([...servers].reverse())).toEqual(aliases);
      expect(toolNames([...tools].reverse())).toEqual(short);
    }),
  );
});
