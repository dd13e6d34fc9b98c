// A command that is used wrongly says what is missing, or what is wrong, what is allowed, and an example.
import { expect, test } from 'vitest';
import { mcpCommand } from '../../../runtime/agents/commands/mcp-desk.js';
import { memoryCommand } from '../../../runtime/agents/commands/memory-commands.js';
import { Projects } from '../../../runtime/agents/commands/projects.js';
import { autoCommand } from '../../../runtime/agents/commands/safety-desk.js';
import { ManualClock } from '../../../runtime/core/index.js';
import { createMemoryFileStore } from '../../support/file-stores.js';
import { openWindow, tempFolder } from '../../support/memory.js';

const { signal } = new AbortController();

/** Every command of this test, without its slash. */
async function say(text: string): Promise<string> {
  const [, name = '', rest = ''] = /^(\S+)\s*(.*)$/.exec(text) ?? [];
  const files = createMemoryFileStore();
  if (name === 'mcp')
    return mcpCommand(
      rest,
      { list: async () => ({ servers: [], problems: [] }) } as unknown as Parameters<
        typeof mcpCommand
      >[1],
      signal,
    );
  if (name === 'project')
    return new Projects({ files, key: 'a-1', folder: '/code/a' }, new ManualClock()).command(rest);
  if (name === 'auto')
    return autoCommand(rest, {
      mode: () => 'ask',
      setMode: () => undefined,
      policy: {
        list: () => ({ version: 1, allow: [], deny: [] }),
        add: async () => undefined,
        remove: async () => undefined,
      },
      hosts: undefined,
    });
  const memory = await openWindow(tempFolder());
  return memoryCommand(rest, {
    memory,
    workspace: files,
    codeReader: undefined,
    canWrite: true,
    signal,
  });
}

test.each([
  [
    'mcp show',
    'The command needs <server>.',
    'Write /mcp show <server>, for example: /mcp show github',
  ],
  ['project rename', 'The command needs <name>.', '/project rename parcel service'],
  [
    'memory get',
    'The command needs <id>.',
    'Write /memory get <id>, for example: /memory get mem_',
  ],
  ['memory set mem_1', 'The command needs <text>.', '/memory set <id> <text>'],
  ['memory resolve mem_1', 'The command needs <drop>.', '/memory resolve <keep> <drop>'],
  ['auto whitelist add', 'The command needs <command>.', '/auto whitelist add npm test'],
])('/%s: what is missing', async (line, message, remedy) => {
  await expect(say(line)).rejects.toMatchObject({
    message,
    remedy: expect.stringContaining(remedy),
    code: 'command.usage',
  });
});

test.each([
  ['mcp frob', '/mcp does not know “frob”.', 'Use one of: show, allow'],
  ['mcp alow github', '/mcp does not know “alow”.', 'Did you mean allow? Use one of: show, allow'],
  ['mcp show github', 'The workspace configures no server “github”.', '.memfun/mcp.json'],
  ['project renam it', '/project does not know “renam”.', 'Did you mean rename? Use one of: list'],
  ['auto blah', '/auto does not know “blah”.', 'For example: /auto whitelist add npm test'],
  ['auto whitelist dd x', '/auto whitelist does not know “dd”.', 'Did you mean add?'],
])('/%s: what is wrong, and what is allowed', async (line, message, remedy) => {
  await expect(say(line)).rejects.toMatchObject({
    message,
    remedy: expect.stringContaining(remedy),
  });
});
