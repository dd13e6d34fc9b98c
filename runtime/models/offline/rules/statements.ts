// Plain statements that are worth remembering: one row per way of saying them.
import type { MemoryCandidate } from '../../signatures/index.js';

type Kind = Pick<MemoryCandidate, 'category' | 'layer' | 'importance'>;

export interface Statement extends Kind {
  /** The sentence as the user wrote it. */
  readonly sentence: string;
}

const PERSONAL: Kind = { category: 'preference', layer: 'core', importance: 0.7 };
const NAMED: Kind = { category: 'fact', layer: 'core', importance: 0.8 };
const CONVENTION: Kind = { category: 'convention', layer: 'project', importance: 0.7 };
const DECISION: Kind = { category: 'decision', layer: 'project', importance: 0.75 };
const FACT: Kind = { category: 'fact', layer: 'project', importance: 0.6 };

const FORMS: readonly { readonly said: RegExp; readonly kind: Kind }[] = [
  { said: /^(?:please )?call me \w+/i, kind: NAMED },
  { said: /^my name is \w+/i, kind: NAMED },
  {
    said: /^i(?:'m| am) (?:an? )?[\w -]*(?:developer|engineer|designer|student|scientist|administrator|manager|beginner|author|maintainer)\b/i,
    kind: NAMED,
  },
  { said: /^i (?:work|live) (?:at|in|for|from|on) /i, kind: NAMED },
  {
    said: /^(?:i|we) (?:have )?(?:decided|agreed|chose|settled|switched|moved|migrated)\b/i,
    kind: DECISION,
  },
  { said: /^(?:the )?decision(?: is|:)/i, kind: DECISION },
  {
    said: /^i (?:\w+ )?(?:prefer|like|love|hate|dislike|favou?r|always|never|usually|want you to|don'?t (?:like|want)|do not (?:like|want))\b/i,
    kind: PERSONAL,
  },
  { said: /^my (?:preferred|favou?rite|default|usual)\b.* is\b/i, kind: PERSONAL },
  { said: /^i use \w+/i, kind: PERSONAL },
  {
    said: /^we (?:\w+ )?(?:use|prefer|write|name|keep|put|follow|avoid|always|never|don'?t|do not|deploy|release|require|want|format|test)\b/i,
    kind: CONVENTION,
  },
  {
    said: /^(?:please )?(?:always|never|don'?t ever|from now on,?|in this (?:project|repo(?:sitory)?),?)\s+\w+/i,
    kind: CONVENTION,
  },
  {
    said: /^(?:this (?:project|repo(?:sitory)?|codebase|app)|the project) (?:uses|requires|follows|targets|needs|runs)\b/i,
    kind: CONVENTION,
  },
  { said: /^our [\w -]{2,40} (?:is|are|runs?|lives?|listens?|uses?|must)\b/i, kind: FACT },
  {
    said: /^the (?:[\w-]+ ){0,4}(?:server|database|api|service|endpoint|port|host|url|branch|environment|cluster|bucket|registry|version|base)(?: [\w-]+)? (?:is|are|runs?|lives?|listens?)\b(?! (?:broken|down|failing|wrong|slow|not))/i,
    kind: FACT,
  },
];

const REMEMBER = /^(?:please )?(?:remember|note|keep in mind|don'?t forget)(?: that|:|,)?\s+/i;
const QUESTION =
  /\?\s*$|^(?:how|what|where|which|who|why|when|can|could|would|should|do|does|did|is|are|will|may)\b/i;
const HYPOTHETICAL =
  /\b(?:if|suppose|imagine|maybe|perhaps|might|could|would|let'?s say|what if|hypothetically|for example|e\.g\.|i think|i guess|i wonder|not sure|just kidding)\b/i;
const ONLY_NOW =
  /\b(?:for now|this time|just once|right now|today|tonight|at the moment|temporarily|in this (?:message|question|file|function|line|case))\b/i;
const REQUEST =
  /^(?:i|we) (?:want|need|would like) (?:you )?to (?:know|see|find|understand|fix|change|add|write|explain|review|ask)\b|^i (?:always|never|usually) (?:get|see|wonder|forget|run into|end up)\b|^i (?:don'?t|do not) (?:want|like) (?:this|that|it)\b|^i (?:like|love|hate|dislike) (?:it|this|that|your|the (?:answer|idea))\b|^we (?:don'?t|do not) (?:know|understand|have time)\b|^never ?mind\b/i;
const SECRET =
  /\b(?:password|passwd|passphrase|secret|api[ _-]?key|access[ _-]?token|private[ _-]?key|credential|bearer)\b|\b(?:sk|ghp|gho|xox[bp]|AKIA)[-_A-Za-z0-9]{12,}|[A-Za-z0-9+/_-]{36,}/i;

/** Every memorable statement of a text, in order. Code, questions, guesses, passing wishes and secrets are left out. */
export function statementsIn(text: string): Statement[] {
  return sentencesOf(text).flatMap((sentence) => {
    const asked = REMEMBER.test(sentence);
    const said = sentence.replace(REMEMBER, '');
    if (SECRET.test(said) || QUESTION.test(said) || said.length > 300) return [];
    if (!asked && (HYPOTHETICAL.test(said) || ONLY_NOW.test(said) || REQUEST.test(said))) return [];
    const kind = FORMS.find((form) => form.said.test(said))?.kind;
    if (kind === undefined && !asked) return [];
    return [{ sentence: said, ...(kind ?? FACT), ...(asked ? { importance: 0.85 } : {}) }];
  });
}

/** Whether a message is nothing but such statements. */
export function statementIn(text: string): boolean {
  const sentences = sentencesOf(text);
  return (
    sentences.length > 0 && sentences.length <= 4 && sentences.length === statementsIn(text).length
  );
}

function sentencesOf(text: string): string[] {
  return text
    .replace(/```[\s\S]*?(?:```|$)/g, '\n')
    .replace(/^>.*$/gm, '')
    .split(/\n+|(?<=[.!?])\s+(?=[A-Z"'])|;\s+/)
    .map((sentence) => sentence.replace(/^[-*•]\s+/, '').trim())
    .map((sentence) =>
      sentence.replace(
        /^(?:btw|by the way|also|ok(?:ay)?|so|and|well|hi|hello|hey|fyi)[,:]?\s+/i,
        '',
      ),
    )
    .filter((sentence) => sentence.length > 5 && !/^[{}[\]<>$]|[;{]$|=>|\(\)\s*\{/.test(sentence));
}
