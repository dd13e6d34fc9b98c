// The memory tools: what is remembered about the user and the project, for every face.
import type { MemoryService } from '../../memory/index.js';
import type { AnyTool } from '../../ports/index.js';
import { deleteTool, relateTool, updateTool } from './change.js';
import { getTool, listTool, searchTool } from './find.js';
import { historyTool, timelineTool } from './past.js';
import { storeTool } from './store.js';
import { conflictsTool, profileTool, statsTool } from './whole.js';

export function createMemoryTools({
  memory,
}: {
  readonly memory: MemoryService;
}): readonly AnyTool[] {
  return [
    storeTool(memory),
    searchTool(memory),
    getTool(memory),
    listTool(memory),
    updateTool(memory),
    deleteTool(memory),
    relateTool(memory),
    historyTool(memory),
    timelineTool(memory),
    profileTool(memory),
    conflictsTool(memory),
    statsTool(memory),
  ];
}
