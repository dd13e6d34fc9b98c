// The tools that look at the files of a workspace.
import type { AnyTool, FileStore } from '../ports/index.js';
import { listFilesTool } from './list-files.js';
import { readFileTool } from './read-file.js';
import { type RipgrepOptions, searchTool } from './search.js';

export interface FileToolsOptions {
  readonly workspace: FileStore;
  readonly ripgrep: RipgrepOptions;
}

/** readFile, listFiles and search over one workspace. */
export function createFileTools({ workspace, ripgrep }: FileToolsOptions): readonly AnyTool[] {
  return [readFileTool(workspace), listFilesTool(workspace), searchTool(workspace, ripgrep)];
}
