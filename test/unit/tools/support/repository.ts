// A git repository in a temporary folder, made by the real git, and its tools as the gate calls them.
import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type * as z from 'zod';
import { silentLogger } from '../../../../runtime/core/index.js';
import type { AnyTool, FileStore, ToolContext } from '../../../../runtime/ports/index.js';
import { createNodeFileStore } from '../../../../runtime/storage/index.js';
import { createGitTools } from '../../../../runtime/tools/index.js';
import { gitIn } from '../../../support/git.js';

export function context(signal = new AbortController().signal): ToolContext {
  return { signal, logger: silentLogger, caller: 'test', turnId: 'turn', stepId: undefined };
}

export async function emptyFolder(): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'memfun-git-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  return root;
}

export class Repository {
  private constructor(readonly root: string) {}

  static async create(root?: string): Promise<Repository> {
    const repository = new Repository(root ?? (await emptyFolder()));
    repository.git('init', '--quiet', '--initial-branch=main');
    return repository;
  }

  /** Runs git as the person who owns the repository would. */
  git(...args: readonly string[]): string {
    return gitIn(this.root)(...args);
  }

  async write(name: string, text: string): Promise<void> {
    await mkdir(path.dirname(path.join(this.root, name)), { recursive: true });
    await writeFile(path.join(this.root, name), text);
  }

  async commit(subject: string, files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(files)) await this.write(name, text);
    this.git('add', '--all');
    this.git('commit', '--quiet', '-m', subject);
  }

  async configure(text: string): Promise<void> {
    await appendFile(path.join(this.root, '.git/config'), text);
  }

  /** The repository, or a folder of it, as a workspace. */
  workspace(folder = ''): FileStore {
    return createNodeFileStore(path.join(this.root, folder));
  }
}

export async function call<T extends z.ZodType>(
  tool: AnyTool | undefined,
  input: object,
  shape: T,
  signal?: AbortSignal,
): Promise<z.infer<T>> {
  if (tool === undefined) throw new Error('there is no such tool');
  const result = await tool.run(tool.input.parse(input), context(signal));
  return shape.parse(tool.output.parse(result));
}

export function gitTool(workspace: FileStore, name: string): AnyTool | undefined {
  return createGitTools({ workspace }).find((tool) => tool.name === name);
}
