// The official referee of the protocol against our server, in both generations: what a tool server without questions needs.
import { execFile } from 'node:child_process';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { silentLogger, systemClock } from '../../../runtime/core/index.js';
import { type HttpServing, type McpSurface, serveMcpHttp } from '../../../runtime/mcp/index.js';
import { createGate } from '../../../runtime/safety/index.js';
import { createToolRegistry, defineTool, toolSignature } from '../../../runtime/tools/index.js';
import { node24 } from '../../host/paths.mjs';

const run = promisify(execFile);
const REFEREE = path.resolve('node_modules/@modelcontextprotocol/conformance/dist/index.js');
/** The referee needs a newer Node than we do. */
const NODE = node24() ?? process.execPath;

/** Left out is what our server never does: ask its client for something, log to it, or take arguments as headers. */
const SCENARIOS: readonly (readonly [string, string])[] = [
  ['2025-11-25', 'server-initialize'],
  ['2025-11-25', 'server-session-lifecycle'],
  ['2025-11-25', 'ping'],
  ['2025-11-25', 'server-sse-multiple-streams'],
  ['2025-11-25', 'dns-rebinding-protection'],
  ['2025-11-25', 'tools-list'],
  ['2025-11-25', 'tools-call-simple-text'],
  ['2025-11-25', 'tools-call-error'],
  ['2025-11-25', 'tools-call-with-progress'],
  ['2025-11-25', 'resources-list'],
  ['2025-11-25', 'resources-read-text'],
  ['2025-11-25', 'resources-templates-read'],
  ['2025-11-25', 'prompts-list'],
  ['2025-11-25', 'prompts-get-simple'],
  ['2025-11-25', 'prompts-get-with-args'],
  ['2026-07-28', 'dns-rebinding-protection'],
  ['2026-07-28', 'http-header-validation'],
  ['2026-07-28', 'caching'],
  ['2026-07-28', 'server-sse-multiple-streams'],
  ['2026-07-28', 'tools-list'],
  ['2026-07-28', 'tools-call-simple-text'],
  ['2026-07-28', 'tools-call-error'],
  ['2026-07-28', 'tools-call-with-progress'],
  ['2026-07-28', 'resources-list'],
  ['2026-07-28', 'resources-read-text'],
  ['2026-07-28', 'resources-templates-read'],
  ['2026-07-28', 'sep-2164-resource-not-found'],
  ['2026-07-28', 'prompts-list'],
  ['2026-07-28', 'prompts-get-simple'],
  ['2026-07-28', 'prompts-get-with-args'],
];

let serving: HttpServing | undefined;
let door: Server | undefined;
let url = '';
const stop = new AbortController();

beforeAll(async () => {
  serving = await serveMcpHttp(
    {
      surface: fixture(),
      onToolsChanged: () => ({ dispose: () => undefined }),
      onError: () => undefined,
      port: 0,
      clock: systemClock,
    },
    stop.signal,
  );
  const { port } = new URL(serving.url);
  const { token } = serving;
  // The referee knows no token: a door before the server shows it, and changes nothing else.
  door = createServer((incoming, outgoing) => {
    const { method, url: asked, headers } = incoming;
    const onward = request(
      {
        host: '127.0.0.1',
        port,
        method,
        path: asked,
        headers: { ...headers, authorization: `Bearer ${token}` },
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => door?.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(door.address() as AddressInfo).port}/mcp`;
});
afterAll(async () => {
  stop.abort();
  door?.closeAllConnections();
  door?.close();
  await serving?.close();
});

test.each(SCENARIOS)('revision %s: %s', async (revision, scenario) => {
  const args = [
    REFEREE,
    'server',
    '--url',
    url,
    '--scenario',
    scenario,
    '--spec-version',
    revision,
  ];
  const { stdout, failed } = await run(NODE, args).then(
    (ended) => ({ ...ended, failed: false }),
    (error: { readonly stdout: string; readonly stderr: string }) => ({ ...error, failed: true }),
  );
  expect(failed, stdout).toBe(false);
});

/** What the referee asks for, as tools, resources and prompts of ours, behind the real gate. */
function fixture(): McpSurface {
  const text = { effect: 'read', positional: [], example: '', input: z.object({}) } as const;
  const registry = createToolRegistry([
    defineTool({
      ...text,
      name: 'test_simple_text',
      description: 'A text.',
      output: z.string(),
      run: async () => 'This is a simple text response for testing.',
    }),
    defineTool({
      ...text,
      name: 'test_error_handling',
      description: 'Fails.',
      output: z.string(),
      run: async () => {
        throw new Error('This tool intentionally returns an error for testing');
      },
    }),
    defineTool({
      ...text,
      name: 'test_tool_with_progress',
      description: 'Tells how far it is.',
      output: z.string(),
      async run(_input, { progress }) {
        for (const step of ['first', 'second', 'third']) {
          progress?.(step);
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        return 'done';
      },
    }),
  ]);
  const gate = createGate({
    registry,
    trusted: true,
    changes: 'off',
    signatureOf: toolSignature,
    logger: silentLogger,
  });
  return {
    tools: async () => registry.list(),
    call: async (tool, input, { name, signal, progress }) => {
      const context = {
        signal,
        logger: silentLogger,
        caller: name,
        turnId: 't',
        stepId: undefined,
      };
      return (await gate.call(tool, input, { ...context, progress })).result;
    },
    resources: async () => [
      {
        uri: 'test://static-text',
        name: 'static-text',
        description: 'A text.',
        mimeType: 'text/plain',
        read: async () => 'This is the content of the static text resource.',
      },
    ],
    templates: [
      {
        template: 'test://template/{id}/data',
        name: 'template',
        description: 'By its id.',
        mimeType: 'application/json',
        read: async ({ id }) =>
          JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` }),
      },
    ],
    prompts: async () => [
      {
        name: 'test_simple_prompt',
        description: 'A prompt.',
        arguments: [],
        text: async () => 'This is a simple prompt for testing.',
      },
      {
        name: 'test_prompt_with_arguments',
        description: 'A prompt with arguments.',
        arguments: [
          { name: 'arg1', description: 'The first.' },
          { name: 'arg2', description: 'The second.' },
        ],
        text: async ({ arg1, arg2 }) => `Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`,
      },
    ],
  };
}
