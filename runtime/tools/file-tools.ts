// The tools that look at files.
import type { AnyTool } from '../ports/index.js';
import { listFilesTool } from './list-files.js';
import { readFileTool } from './read-file.js';
import type { SearchOptions } from './search.js';
import { searchTool } from './search.js';

export function createFileTools(options: SearchOptions): readonly AnyTool[] {
  return [readFileTool(options.workspace), listFilesTool(options.workspace), searchTool(options)];
}
