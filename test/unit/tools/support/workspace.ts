// A workspace in a temporary folder, and a way to call one of its file tools as the gate does.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type * as z from 'zod';
import { silentLogger } from '../../../../runtime/core/index.js';
import { createNodeFileStore } from '../../../../runtime/storage/index.js';
import { createFileTools } from '../../../../runtime/tools/index.js';
import { editorsRipgrep } from '../../../support/ripgrep.js';

export async function tempWorkspace(files: Record<string, string | Uint8Array>): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'memfun-tools-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const [name, data] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), data);
  }
  return root;
}

export async function call<T extends z.ZodType>(
  root: string,
  name: string,
  input: object,
  shape: T,
  { ripgrep = true, signal = new AbortController().signal } = {},
): Promise<z.infer<T>> {
  const workspace = createNodeFileStore(root);
  const tools = createFileTools({
    workspace,
    ripgrep: { candidates: editorsRipgrep, enabled: ripgrep },
  });
  const tool = tools.find((one) => one.name === name);
  if (tool === undefined) throw new Error(`no tool ${name}`);
  const context = { signal, logger: silentLogger, caller: 'test', turnId: 't', stepId: undefined };
  const result = await tool.run(tool.input.parse(input), context);
  return shape.parse(tool.output.parse(result));
}
