// From a request to a loop's task: what to do in words, and what is attached as variables.
import type { Attachment, Intent, Json, TurnRequest } from '../../core/index.js';
import { jsonSchema } from '../../core/index.js';
import type { UsedSkill } from '../../skills/index.js';
import { NO_MENTIONS, type ResolvedMentions } from '../mentions/index.js';
import type { Exchange } from './conversation.js';

export interface Task {
  /** The user's own words first, then what the intent and the attachments add. */
  readonly text: string;
  /** `attachments`, `mentions`, `conversation` and `request`, as far as there are any. */
  readonly variables: Readonly<Record<string, Json>>;
}

/** A text up to this size stands in the task itself; a larger one is only in a variable. */
const INLINE_CHARS = 2_000;
const REQUEST_CHARS = 8_000;

const ORDER: Readonly<Record<Intent, string>> = {
  ask: '',
  explain: 'Explain what the code does, why it is there and how it works together with the rest.',
  review:
    'Review the code: find defects that matter (wrong behaviour, unhandled failures, security, races), each with its line and why it is wrong. Leave out matters of taste.',
  audit:
    'Audit the code for security: follow what comes from outside (requests, files, environment, other processes) to where it has an effect (commands, queries, markup, files, addresses, deserialisation), and look at secrets, authentication, authorisation, cryptography and dependencies. Report what can be exploited, each with its line, how, and the remedy; say what you have not looked at. Leave out what cannot be reached.',
  test: 'Write tests for the code: first read how this project tests (framework, place, style, helpers), then write tests for behaviour that matters, edges and failures included, in a file where the project would have it; never change the tested code to make them pass. Run them, and mend the tests until they pass; a test that shows a real fault stays, and you say so.',
  refactor:
    'Refactor the code without changing what it does: say what is hard about it, change it in small steps with editFile, keep public names and types unless the request says otherwise, update its callers, and run the tests that cover it. When nothing is worth changing, say so and change nothing.',
  fix: 'Fix the selected code: find out what is wrong, then give the new text of exactly the selected lines, keeping their indentation and style; null when nothing needs to change.',
  analyze:
    'Analyse the workspace: what it is for, how it is built up, where the important parts are, and what stands out.',
};

/** What a request brings along, as far as it could be had. */
export interface Brought extends Pick<ResolvedMentions, 'lines' | 'values'> {
  /** Attached images that the model is not shown. */
  readonly unseen: readonly string[];
}

const NOTHING: Brought = { ...NO_MENTIONS, unseen: [] };

/** Builds the task of a loop. Large texts go into variables and are only named in the task. */
export function buildTask(
  request: TurnRequest,
  conversation: readonly Exchange[],
  { lines, values, unseen }: Brought = NOTHING,
): Task {
  const { text, attachments, intent } = request;
  const isLong = text.length > REQUEST_CHARS;
  const words = isLong
    ? `${text.slice(0, INLINE_CHARS)}…\n(The request has ${text.length} characters; all of it is in the variable request.)`
    : text.trim();
  const parts = [
    words,
    ORDER[intent],
    ...attachments.map((attachment, index) => describeAttachment(attachment, index, unseen)),
    lines.length === 0 ? '' : ['What the user names with @:', ...lines].join('\n'),
  ];
  return {
    text: parts.filter((part) => part !== '').join('\n\n'),
    variables: {
      ...(isLong ? { request: text } : {}),
      ...(attachments.length > 0 ? { attachments: asJson(attachments) } : {}),
      ...(values.length > 0 ? { mentions: [...values] } : {}),
      ...(conversation.length > 0 ? { conversation: asJson(conversation) } : {}),
    },
  };
}

/** A method to follow, which the user has called for or the model has opened. */
export function skillText({ name, content, files }: UsedSkill): string {
  const more = files.length === 0 ? '' : `\nIts files, for skill.read: ${files.join(', ')}`;
  return `The skill ${name} applies:\n<skill_content name="${name}">\n${content}\n</skill_content>${more}`;
}

/** Plain data without the keys that are `undefined`. */
function asJson(value: readonly object[]): Json {
  return jsonSchema.parse(JSON.parse(JSON.stringify(value)));
}

const TITLE: Readonly<Record<Attachment['kind'], string>> = {
  file: 'The file',
  selection: 'The selection in',
  diff: 'The diff of',
  image: 'The image',
};

function describeAttachment(
  attachment: Attachment,
  index: number,
  unseen: readonly string[],
): string {
  const { kind, path, startLine, endLine, languageId, text } = attachment;
  const where = startLine === undefined ? path : `${path}:${startLine}-${endLine ?? startLine}`;
  if (kind === 'image')
    return unseen.includes(path)
      ? `The image ${path} is attached, but you cannot see it.`
      : `The image ${path} is attached: you see it.`;
  const title = `${TITLE[kind]} ${where} (attachments[${index}])${attachment.outside === true ? ', which is not in the workspace' : ''}`;
  if (text === undefined) return `${title}, to be read with readFile().`;
  if (text.length > INLINE_CHARS) {
    return `${title}: ${text.length} characters in attachments[${index}].text.`;
  }
  return `${title}:\n${fence(text, languageId)}`;
}

/** A fence that no line of the text can close. */
function fence(text: string, languageId = ''): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${languageId}\n${text}\n${ticks}`;
}
