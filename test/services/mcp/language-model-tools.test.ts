// What package.json says about the tools that other assistants of the editor may call is what the tools themselves say.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { LANGUAGE_MODEL_TOOLS } from '../../../extension/ids.js';
import { surfaceOf } from '../../../runtime/cli/mcp-surface.js';
import { toMcpTool } from '../../../runtime/mcp/server/face.js';
import { openWindow } from './window.js';

const manifest = z
  .object({
    contributes: z.object({
      languageModelTools: z.array(
        z.looseObject({
          name: z.string(),
          modelDescription: z.string(),
          inputSchema: z.record(z.string(), z.unknown()),
        }),
      ),
    }),
  })
  .parse(JSON.parse(readFileSync(path.resolve('package.json'), 'utf8')));

test('each is declared once, with the description and the inputs of the tool behind it', async () => {
  const { memfun } = await openWindow();
  const tools = await surfaceOf(memfun, AbortSignal.timeout(20_000)).tools();
  const { languageModelTools } = manifest.contributes;
  expect(languageModelTools.map(({ name }) => name)).toEqual(Object.keys(LANGUAGE_MODEL_TOOLS));
  for (const [name, own] of Object.entries(LANGUAGE_MODEL_TOOLS)) {
    const tool = tools.find((one) => one.name === own);
    const declared = languageModelTools.find((one) => one.name === name);
    if (tool === undefined) throw new Error(`There is no tool ${own}.`);
    const { description, inputSchema, annotations } = toMcpTool(tool);
    const { $schema: _dialect, ...schema } = inputSchema;
    expect(declared?.modelDescription).toBe(description);
    expect(declared?.inputSchema).toEqual(schema);
    expect(annotations.readOnlyHint).toBe(true);
  }
});
