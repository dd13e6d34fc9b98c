// Public face of the tools: how one is defined, its faces, and the tools of a workspace.
export { createBackgroundTools } from './background-tools.js';
export { createCodeTools } from './code-tools.js';
export { defineTool } from './define.js';
export { createFileTools } from './file-tools.js';
export { GitError, git } from './git.js';
export { createGitTools } from './git-tools.js';
export { createHistoryTools } from './history-search.js';
export { createLanguageTools } from './language-tools.js';
export { createLocateTool } from './locate.js';
export { createMemoryTools } from './memory/index.js';
export * from './native-face.js';
export * from './registry.js';
export * from './repl-face.js';
export { findRipgrep } from './ripgrep.js';
export { type CommandFolder, createCommandTools } from './run.js';
export { createSkillTools } from './skill-tools.js';
export { createWebTools } from './web-tools.js';
export { createWriteTools } from './write-tools.js';
