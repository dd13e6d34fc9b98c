// The picture of each kind of mention.
import type { MentionKind } from '../../runtime/core/index.js';

export const MENTION_ICONS: Readonly<Record<MentionKind, string>> = {
  file: 'file',
  folder: 'folder',
  symbol: 'symbol-method',
  problem: 'warning',
  diff: 'diff',
  terminal: 'terminal',
  url: 'globe',
  memory: 'bookmark',
  agent: 'person',
  skill: 'book',
  resource: 'plug',
  chat: 'comment-discussion',
};
