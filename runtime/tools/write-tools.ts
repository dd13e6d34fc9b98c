// The tools that change files. All of them work on the overlay of a run; nothing reaches the workspace here.
import type { Overlay } from '../changes/index.js';
import type { AnyTool } from '../ports/index.js';
import { createFileTool } from './create-file.js';
import { deleteFileTool } from './delete-file.js';
import { editFileTool } from './edit-file.js';
import { moveFileTool } from './move-file.js';
import { multiEditTool } from './multi-edit.js';
import { writeFileTool } from './write-file.js';

export interface WriteToolsOptions {
  readonly overlay: Overlay;
}

/** editFile, multiEdit, writeFile, createFile, deleteFile and moveFile over one overlay. */
export function createWriteTools({ overlay }: WriteToolsOptions): readonly AnyTool[] {
  return [
    editFileTool(overlay),
    multiEditTool(overlay),
    writeFileTool(overlay),
    createFileTool(overlay),
    deleteFileTool(overlay),
    moveFileTool(overlay),
  ];
}
