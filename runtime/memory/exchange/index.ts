// Memory on its way in and out: export, import, backup.
export * from './import.js';
export { type ExportOptions, exportLines, linesOf, type Verified, verifyLines } from './jsonl.js';
export { toMarkdown } from './markdown.js';
export * from './records.js';
export * from './restore.js';
