// Names that package.json and the code share: commands, views, schemes, context keys.

/** Every command of Memfun. Each is one function under `commands/`. */
export const COMMANDS = [
  'memfun.ask',
  'memfun.reviewFile',
  'memfun.fixSelection',
  'memfun.explain',
  'memfun.generateTests',
  'memfun.refactor',
  'memfun.securityAudit',
  'memfun.generateCommitMessage',
  'memfun.fixProblem',
  'memfun.explainProblem',
  'memfun.dismissFinding',
  'memfun.analyzeWorkspace',
  'memfun.setUp',
  'memfun.doctor',
  'memfun.openMemory',
  'memfun.openTraces',
  'memfun.openSafety',
  'memfun.openSkills',
  'memfun.openServers',
  'memfun.openHistory',
  'memfun.openCluster',
  'memfun.moveConversations',
  'memfun.createSkill',
  'memfun.installSkill',
  'memfun.updateSkill',
  'memfun.removeSkill',
  'memfun.exportSkill',
  'memfun.searchSkills',
  'memfun.newChat',
  'memfun.stop',
  'memfun.openChat',
  'memfun.openWalkthrough',
  'memfun.showLog',
  'memfun.statusMenu',
  'memfun.clearFindings',
  'memfun.fix.accept',
  'memfun.fix.reject',
] as const;
export type CommandId = (typeof COMMANDS)[number];

/** The server that other assistants of the editor are offered. */
export const MCP_PROVIDER = 'memfun.server';
/** What other assistants of the editor may call, and which tool of ours it is. */
export const LANGUAGE_MODEL_TOOLS = {
  memfun_read_file: 'readFile',
  memfun_list_files: 'listFiles',
  memfun_search: 'search',
  memfun_outline: 'outline',
  memfun_memory_search: 'memory.search',
} as const;
export const EXTENSION_ID = 'memfun.memfun';
/** The first steps that package.json describes. */
export const WALKTHROUGH = 'memfun.start';
/** @memfun in the editor's own chat. */
export const PARTICIPANT = 'memfun.participant';
export const CHAT_VIEW = 'memfun.chat';
/** Scheme of the virtual documents that show a proposed text. */
export const FIX_SCHEME = 'memfun-fix';
/** Scheme of the virtual documents of proposed changes, before and after. */
export const CHANGE_SCHEME = 'memfun-change';
/** Scheme of the virtual documents that show a report. */
export const REPORT_SCHEME = 'memfun-report';
/** Scheme of the virtual documents that show what a command has printed. */
export const OUTPUT_SCHEME = 'memfun-output';
/** Context key: true while a turn is running. */
export const RUNNING_KEY = 'memfun.running';
