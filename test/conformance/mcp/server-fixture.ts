// What the referee asks for, as tools, resources and prompts of our server.
import * as z from 'zod';
import { silentLogger } from '../../../runtime/core/index.js';
import type { McpSurface } from '../../../runtime/mcp/index.js';
import { createGate } from '../../../runtime/safety/index.js';
import { createToolRegistry, defineTool, toolSignature } from '../../../runtime/tools/index.js';
import { directPrompts, directTools, PNG } from './direct-fixture.js';

/** What the referee asks for, as tools, resources and prompts of ours, behind the real gate. */
export function fixture(toolsChange: () => void): McpSurface {
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
      {
        uri: 'test://static-binary',
        name: 'static-binary',
        description: 'A picture.',
        mimeType: 'image/png',
        read: async () => new Uint8Array(Buffer.from(PNG, 'base64')),
      },
      {
        uri: 'test://watched-resource',
        name: 'watched-resource',
        description: 'One that changes.',
        mimeType: 'text/plain',
        read: async () => 'as it is now',
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
        complete: async (_argument, begun) =>
          ['paris', 'park', 'party'].filter((word) => word.startsWith(begun)),
      },
      ...directPrompts,
    ],
    direct: directTools(toolsChange),
  };
}
