// /status: the model, what the agent may do, the conversation, the day's spending.

import { dollars } from '../commands/spending.js';
import { readConversation } from '../context/conversation.js';
import { conversationUse } from './conversation-use.js';
import type { ReportDeps } from './deps.js';

const MODES = {
  ask: 'asks before each change',
  auto: 'makes changes and lists them',
  plan: 'only reads',
  bypass: 'asks before nothing but what cannot be undone',
} as const;

/** Markdown. @throws SessionMissingError */
export async function statusReport(deps: ReportDeps): Promise<string> {
  const { sessions, sessionId, model, mode, memory, spending, workspace } = deps;
  const { info, events } = await sessions.load(sessionId);
  const { id, label, offline } = await model();
  const { usage } = conversationUse(events);
  const today = await spending.today();
  const cap = Number.isFinite(spending.capUsd) ? ` of ${dollars(spending.capUsd)}` : '';
  const now = mode();
  const { length } = readConversation(events).turns;
  return [
    `- Model: ${label} (\`${id}\`)${offline ? ', rules without a language model' : ''}`,
    `- Mode: ${now}, ${MODES[now]}`,
    `- Folder: ${workspace.root}`,
    `- Conversation: ${info.title} (\`${sessionId}\`), ${length === 1 ? '1 turn' : `${length} turns`}`,
    `- Spent: ${dollars(usage.costUsd)} here, ${dollars(today.costUsd)}${cap} today`,
    `- Memories: ${memory.health().memories}`,
  ].join('\n');
}
