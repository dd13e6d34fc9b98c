// What the host says to a person, in the language of the page. What is said to models, and recorded, stays English.
import type { TurnView } from '../extension/bridge/index.js';
import { localText } from '../runtime/language/index.js';
import { language } from './language.js';

export const localized = (text: string): string => localText(text, language);

/** The answer of a turn as it is shown: what a command of the user's own answers is said by the host, not by a model. */
export function answerOf({ answer, request, route }: TurnView): string {
  const isCommand = route === undefined && /^\s*[/!]/.test(request?.text ?? '');
  return isCommand ? localized(answer) : answer;
}
