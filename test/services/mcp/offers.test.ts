// Resources of servers to be mentioned, prompts of servers as commands: with a real server, in a real turn.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { argumentsOf } from '../../../runtime/mcp/client/offers.js';
import { calling, entryOf, folder, openWindow, put } from './window.js';

async function allowed() {
  const root = folder('mcp');
  put(root, '.mcp.json', { mcpServers: { peer: entryOf('new.mjs'), other: entryOf('old.mjs') } });
  const window = await openWindow({ root });
  await window.say('/mcp allow peer');
  const { mcp } = window.memfun;
  if (mcp === undefined) throw new Error('no servers');
  return { ...window, offers: mcp.offers };
}
const soon = (): AbortSignal => AbortSignal.timeout(20_000);

describe('resources', () => {
  test('of connected servers are listed and read; a server that is not allowed has none', async () => {
    const { offers, say } = await allowed();
    const listed = await offers.listResources(soon());
    expect(listed).toEqual([
      { server: 'peer', uri: 'note://1', name: 'note', description: '', mimeType: 'text/plain' },
    ]);
    expect(await offers.readResource('peer', 'note://1', soon())).toEqual({
      text: 'a note',
      cut: false,
    });
    await expect(offers.readResource('other', 'note://1', soon())).rejects.toMatchObject({
      code: 'mcp.not_allowed',
    });
    await expect(offers.readResource('peer', 'note://none', soon())).rejects.toMatchObject({
      code: 'mcp.call',
    });
    expect((await say('/mcp resources')).answer).toContain('`note://1` “note');
  });

  test('are named with @resource: and reach the model as a variable; one that cannot be had is told', async () => {
    const { memfun, say } = await allowed();
    expect(await memfun.suggestMentions('resource:note', soon())).toEqual([
      {
        kind: 'resource',
        insert: '@resource:peer/note://1',
        label: 'note',
        detail: 'peer: note://1',
        open: false,
      },
    ]);
    const said = await say(
      'Compare @resource:peer/note://1 with @resource:other/note://1',
      calling('mentions[0].value'),
    );
    const told = said.events.find(({ type }) => type === 'mentions.resolved');
    expect(told).toMatchObject({
      mentions: [
        { kind: 'resource', label: 'note://1', found: true },
        { found: false, detail: expect.stringContaining('nobody has allowed it') as string },
      ],
    });
    expect(said.prompts[0]).toContain('(mentions[0].value)');
    expect(said.prompts.join('\n')).toContain('a note');
  });

  test('are not waited for by who has stopped', async () => {
    const { offers } = await allowed();
    await expect(offers.listResources(AbortSignal.abort())).rejects.toMatchObject({
      code: 'aborted',
    });
  });
});

describe('a prompt', () => {
  test('is started by its name, and what it says is asked as words of its server', async () => {
    const { say } = await allowed();
    expect((await say('/mcp prompts')).answer).toContain('`/peer:greet <name>` “Greets.”');
    const said = await say('/peer:greet Ada Lovelace', calling('mcpSearch()'));
    expect(said.prompts.join('\n')).toContain('Say hello to Ada Lovelace.');
    expect(said.prompts.join('\n')).toContain('the prompt greet of the server peer');
    expect(said.result.stopReason).toBe('answered');
  });

  test.each([
    ['/peer:nothing', 'has no prompt "nothing"'],
    ['/peer:greet', 'also needs: name'],
    ['/other:greet Ada', 'nobody has allowed it'],
  ])('%s says what is wrong, and nothing is asked', async (text, problem) => {
    const { say } = await allowed();
    const said = await say(text);
    expect(said.prompts).toEqual([]);
    expect(JSON.stringify(said.events)).toContain(JSON.stringify(problem).slice(1, -1));
  });

  test('of no server that there is, is an ordinary message', async () => {
    const { say } = await allowed();
    const said = await say('/nobody:greet Ada', calling('1'));
    expect(JSON.stringify(said.events)).not.toContain('has no prompt');
  });
});

describe('the words behind a prompt', () => {
  test.each([
    ['src/a.ts be strict please', ['file', 'how'], { file: 'src/a.ts', how: 'be strict please' }],
    ['how=fast src/a.ts', ['file', 'how'], { file: 'src/a.ts', how: 'fast' }],
    ['file="a b.ts" now', ['file', 'how'], { file: 'a b.ts', how: 'now' }],
    ['x=1', ['file'], { file: 'x=1' }],
    ['', ['file'], {}],
    ['too much', [], {}],
  ])('%j are %j as %j', (words, names, expected) => {
    expect(argumentsOf(words, names)).toEqual(expected);
  });

  test('go to arguments that there are, and lose nothing but spaces when there is one', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.uniqueArray(fc.stringMatching(/^[a-z]{1,5}$/)),
        (words, names) => {
          const given = argumentsOf(words, names);
          expect(names).toEqual(expect.arrayContaining(Object.keys(given)));
        },
      ),
    );
  });
});
