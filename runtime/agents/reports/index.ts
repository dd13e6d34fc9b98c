// Public face of the reports about a conversation and its window.
export { contextReport } from './context.js';
export { conversationUse } from './conversation-use.js';
export { costReport } from './cost.js';
export type { ReportDeps, SpendingDesk } from './deps.js';
export { exportReport } from './export.js';
export { statusReport } from './status.js';
export { tracesReport } from './traces.js';
