// What the host says to a person, in the language of the page. What is said to models, and recorded, stays English.
import * as z from 'zod';
import type { TurnView } from '../extension/bridge/index.js';
import type { MentionNote } from '../runtime/core/index.js';
import { isHostSpeaking, wordsOf } from '../runtime/language/index.js';
import { language, pageTexts } from './language.js';

const catalogueSchema = z.record(z.string(), z.string());
const cataloguesSchema = z.object({ errors: catalogueSchema, texts: catalogueSchema });
const words = wordsOf(
  pageTexts === undefined
    ? undefined
    : { ...cataloguesSchema.parse(JSON.parse(pageTexts)), language },
);

export const localized = words.text;
export const localError = words.error;

/** The answer of a turn as it is shown. */
export function answerOf({ answer, request, route, model }: TurnView): string {
  const isHost = isHostSpeaking({
    message: request?.text ?? '',
    isRouted: route !== undefined,
    isOffline: model?.offline === true,
  });
  return isHost ? localized(answer) : answer;
}

/** What a mention is called: these kinds have words of the host, all others names that stand as they are. */
export function labelOf({ kind, label }: Pick<MentionNote, 'kind' | 'label'>): string {
  return kind === 'diff' || kind === 'problem' ? localized(label) : label;
}
