// What a conversation asks of a request: that it says something, a title, and to be sent once more.
import type { TurnRequest } from '../../runtime/core/index.js';
import { EmptyQuestionError } from './errors.js';

const TITLE_CHARS = 60;
/** Title of a conversation that has none yet. */
export const NEW_CHAT = 'New chat';

/** The request once more: it has not waited. */
export function asNew(request: TurnRequest): TurnRequest {
  const fresh = { ...request };
  delete fresh.messageId;
  return fresh;
}

/** @throws EmptyQuestionError */
export function refuseEmpty({ text, attachments }: TurnRequest): void {
  if (text.trim() === '' && attachments.length === 0) throw new EmptyQuestionError();
}

/** The first line of a request, short enough for a list. */
export function titleOf(text: string): string {
  const line = text.trim().split('\n', 1)[0]?.trim() ?? '';
  if (line === '') return NEW_CHAT;
  return line.length <= TITLE_CHARS ? line : `${line.slice(0, TITLE_CHARS - 1).trimEnd()}…`;
}
