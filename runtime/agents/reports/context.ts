// /context: how full the model's window is, and with what of the conversation.
import { tokensOf } from '../../memory/index.js';
import { readConversation, summaryTokens } from '../context/conversation.js';
import { conversationUse } from './conversation-use.js';
import type { ReportDeps } from './deps.js';

/** Markdown. @throws SessionMissingError, ModelError */
export async function contextReport({ sessions, sessionId, model }: ReportDeps): Promise<string> {
  const { events } = await sessions.load(sessionId);
  const { label, contextWindow } = await model();
  const { turns, compressed } = readConversation(events);
  const covered = new Set(compressed?.turnIds);
  const open = turns.filter(({ turnId }) => !covered.has(turnId));
  const { contextTokens } = conversationUse(events);
  const used = contextWindow === 0 ? 0 : Math.round((contextTokens / contextWindow) * 100);
  return [
    `- Window of ${label}: ${contextWindow} tokens`,
    `- Last call of the model: ${contextTokens} tokens (${used} %)`,
    `- Turns given as they were: ${open.length} (about ${open.reduce((sum, turn) => sum + tokensOf(turn), 0)} tokens)`,
    `- Turns summed up: ${covered.size} (about ${summaryTokens(compressed?.summary)} tokens)`,
    `- Pinned turns: ${turns.filter(({ pinned }) => pinned).length}`,
    '',
    'Files, results and what you name with @ stand in variables of the sandbox: the model sees their names and sizes, not their text. `/compress` sums up older turns.',
  ].join('\n');
}
