// Servers of a workspace in turns of the agent: configured, looked at, allowed, asked about, called.
import { describe, expect, test } from 'vitest';
import { calling, entryOf, folder, openWindow, put } from './window.js';

const SUM = 'mcp.peer.get_sum({ a: 2, b: 3 })';

describe('a configured server', () => {
  test('is named but not started before the user allows it, and its tools are called from then on', async () => {
    const window = await openWindow();
    put(window.root, '.memfun/mcp.json', { servers: { peer: entryOf('new.mjs') } });
    const before = await window.say('add', calling(SUM));
    expect(before.answer).toMatch(/^error: /);
    expect(before.notices.join('\n')).toContain('peer');
    expect((await window.memfun.mcp?.list())?.servers[0]).toMatchObject({
      allowed: false,
      state: 'off',
    });

    const shown = await window.say('/mcp show peer');
    expect(shown.answer).toContain(process.execPath);
    expect(shown.answer).toContain('new.mjs');
    expect((await window.say('/mcp allow peer')).answer).toMatch(
      /`peer` ready, \d+ tools, 2026-07-28/,
    );

    const after = await window.say('add', calling(SUM));
    expect(JSON.parse(after.answer)).toMatchObject({
      untrusted: true,
      text: '5',
      data: { sum: 5 },
    });
    expect(after.prompts[0]).toContain('get_sum(options: { a: number; b: number })');
    expect(window.asked).toHaveLength(1);
    expect(window.asked[0]?.command).toMatch(
      /^mcp-tool peer get_sum@[0-9a-f]{12} '\{"a":2,"b":3\}'$/,
    );
  });

  test.each([
    ['.vscode/mcp.json', 'servers'],
    ['.mcp.json', 'mcpServers'],
  ])('of %s is read too, with comments in it', async (file, table) => {
    const window = await openWindow();
    put(
      window.root,
      file,
      `{ // ours\n "${table}": { "peer": ${JSON.stringify(entryOf('old.mjs'))}, }, /* end */ }`,
    );
    await window.say('/mcp allow peer');
    const { answer } = await window.say('add', calling(SUM));
    expect(JSON.parse(answer)).toMatchObject({ data: { sum: 5 } });
  });

  test('is asked about again when another word of its definition stands there', async () => {
    const window = await openWindow();
    put(window.root, '.mcp.json', { mcpServers: { peer: entryOf('new.mjs') } });
    await window.say('/mcp allow peer');
    put(window.root, '.mcp.json', { mcpServers: { peer: entryOf('new.mjs', '--more') } });
    const { answer, notices } = await window.say('add', calling(SUM));
    expect(answer).toMatch(/^error: /);
    expect(notices.join('\n')).toContain('not started');
  });

  test('stays allowed in the next window', async () => {
    const root = folder('mcp');
    const storage = folder('mcp-storage');
    put(root, '.mcp.json', { mcpServers: { peer: entryOf('new.mjs') } });
    const first = await openWindow({ root, storage });
    await first.say('/mcp allow peer');
    await first.memfun.close();
    const second = await openWindow({ root, storage });
    expect(JSON.parse((await second.say('add', calling(SUM))).answer)).toMatchObject({ text: '5' });
    await second.say('/mcp deny peer');
    expect((await second.say('add', calling(SUM))).answer).toMatch(/^error: /);
  });

  test('does nothing in a workspace that is not trusted', async () => {
    const window = await openWindow({ trusted: false });
    put(window.root, '.mcp.json', { mcpServers: { peer: entryOf('new.mjs') } });
    expect(window.memfun.mcp).toBeUndefined();
    expect((await window.say('/mcp allow peer')).answer).toContain('No server is started here');
  });
});

describe('a call', () => {
  const allowed = async (options: Parameters<typeof openWindow>[0] = {}) => {
    const window = await openWindow(options);
    put(window.root, '.mcp.json', { mcpServers: { peer: entryOf('new.mjs') } });
    await window.say('/mcp allow peer');
    return window;
  };

  test('that the user denies does not reach the server', async () => {
    const window = await allowed({ answer: { decision: 'deny', message: 'not now' } });
    const { answer } = await window.say('add', calling(SUM));
    expect(answer).toContain('not now');
  });

  test('of a tool that the user allows is not asked about', async () => {
    const window = await allowed({ mode: 'auto' });
    expect((await window.say('add', calling(SUM))).answer).toMatch(/refused/);
    await window.say('/mcp allow peer get-sum');
    expect(JSON.parse((await window.say('add', calling(SUM))).answer)).toMatchObject({ text: '5' });
    expect(window.asked).toHaveLength(0);
    expect((await window.say('fail', calling("mcp.peer.fail({ why: 'x' })"))).answer).toMatch(
      /refused/,
    );
  });

  test('is not even there while planning', async () => {
    const window = await allowed({ mode: 'plan' });
    const { answer, prompts } = await window.say('add', calling(SUM));
    expect(answer).toMatch(/^error: /);
    expect(prompts[0]).not.toContain('get_sum');
  });

  test('that fails says what the server said, as its word', async () => {
    const window = await allowed();
    const { answer } = await window.say('fail', calling("mcp.peer.fail({ why: 'no such row' })"));
    expect(answer).toContain('The tool fail of the server peer failed: no such row');
  });

  test('with wrong arguments is refused before anything runs', async () => {
    const window = await allowed();
    const { answer } = await window.say('add', calling("mcp.peer.get_sum({ a: 'two', b: 3 })"));
    expect(answer).toContain('"a"');
    expect(window.asked).toHaveLength(0);
  });

  test('stands in the audit', async () => {
    const window = await allowed();
    await window.say('add', calling(SUM));
    const history = await window.memfun.safety.history(10);
    expect(history.map(({ action, detail }) => `${action} ${detail}`).join('\n')).toMatch(
      /called mcp\.peer\.get_sum/,
    );
  });
});

describe('resources and prompts', () => {
  test('are read through the server that offers them, once it is asked', async () => {
    const window = await openWindow();
    put(window.root, '.mcp.json', { mcpServers: { peer: entryOf('new.mjs') } });
    await window.say('/mcp allow peer');
    const listed = await window.say('list', calling("mcpOffers('peer')"));
    expect(JSON.parse(listed.answer)).toMatchObject({
      resources: [{ uri: 'note://1' }],
      prompts: [{ name: 'greet' }],
    });
    const read = await window.say('read', calling("mcpRead('peer', 'note://1')"));
    expect(JSON.parse(read.answer)).toEqual({ untrusted: true, text: 'a note' });
    const prompt = await window.say('fill', calling("mcpPrompt('peer', 'greet', { name: 'Ada' })"));
    expect(JSON.parse(prompt.answer)).toMatchObject({ text: 'user: Say hello to Ada.' });
    expect(window.asked.map(({ command }) => command)).toEqual([
      'mcp-resource peer list',
      "mcp-resource peer read 'note://1'",
      'mcp-resource peer prompt \'greet\' \'{"name":"Ada"}\'',
    ]);
  });
});

describe('many tools', () => {
  test('are found by a search instead of filling the prompt', async () => {
    const window = await openWindow({ contextWindow: 16_000 });
    put(window.root, '.mcp.json', { mcpServers: { peer: entryOf('many.mjs', '120') } });
    await window.say('/mcp allow peer');
    const { prompts, answer } = await window.say('find', calling("mcpSearch('invoice 77')"));
    expect(prompts[0]).toContain('mcpSearch');
    expect(prompts[0]).not.toContain('invoice_77');
    expect(JSON.parse(answer).declarations).toContain('invoice_77(options: { id: string })');
    const called = await window.say('call', calling("mcp.peer.invoice_77({ id: 'x' })"));
    expect(JSON.parse(called.answer)).toMatchObject({ text: 'invoice 77 of x' });
  });
});
