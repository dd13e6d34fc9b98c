// The mentions of a message as handles: a line for the task, a value in a variable, a note for people.
import {
  type Attachment,
  isAbort,
  isImagePath,
  type Json,
  MemfunError,
  type MentionNote,
} from '../../core/index.js';
import type { MentionSite, MentionTarget } from './provider.js';
import { readingsOf } from './registry.js';
import { isMeant, tokensIn } from './tokens.js';

/** A value up to this size is given with a question that is answered without a loop. */
const DIRECT_CHARS = 2_000;

/** Not an interface: it is data. */
export type MentionValue = {
  readonly token: string;
  readonly kind: string;
  readonly label: string;
  readonly value?: Json;
};

export interface ResolvedMentions {
  /** For people: what was found and what was not. */
  readonly notes: readonly MentionNote[];
  /** For the task of a loop, one line each. */
  readonly lines: readonly string[];
  /** The variable `mentions`; its places are named by the lines. */
  readonly values: readonly MentionValue[];
  /** For an answer without a loop: small values, and names of what has to be read. */
  readonly attachments: readonly Attachment[];
}

export const NO_MENTIONS: ResolvedMentions = { notes: [], lines: [], values: [], attachments: [] };

/** What cannot be found is a note, never an error. @throws AbortedError */
export async function resolveMentions(text: string, site: MentionSite): Promise<ResolvedMentions> {
  const notes: MentionNote[] = [];
  const lines: string[] = [];
  const values: MentionValue[] = [];
  const attachments: Attachment[] = [];
  for (const token of tokensIn(text)) {
    const { note, target } = await resolveOne(token, site);
    if (note === undefined) continue;
    notes.push(note);
    if (target === undefined) {
      lines.push(`${note.token} was not found: ${oneLine(note.detail)}`);
      continue;
    }
    const held = target.value === undefined ? '' : ` (mentions[${values.length}].value)`;
    lines.push(
      `${note.token} is the ${note.kind} ${oneLine(target.label)}, ${oneLine(target.detail)}${held}. ${target.how}`,
    );
    values.push({
      token: note.token,
      kind: note.kind ?? '',
      label: target.label,
      ...(target.value === undefined ? {} : { value: target.value }),
    });
    if (!isImagePath(token)) attachments.push(attachmentOf(note.token, target));
  }
  return { notes, lines, values, attachments };
}

/** A line of the task stays one: what follows is not to be taken for another. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

async function resolveOne(
  token: string,
  site: MentionSite,
): Promise<{ note: MentionNote | undefined; target?: MentionTarget }> {
  const name = /\s/.test(token) ? `@"${token}"` : `@${token}`;
  let why = 'nothing of that name was found';
  for (const { provider, name: wanted } of readingsOf(token)) {
    try {
      const target = await provider.resolve(wanted, site);
      if (target === undefined) continue;
      const { label, detail, path, line } = target;
      const { kind } = provider;
      const place = {
        ...(path === undefined ? {} : { path }),
        ...(line === undefined ? {} : { line }),
      };
      return { note: { token: name, kind, label, detail, found: true, ...place }, target };
    } catch (error) {
      if (isAbort(error)) throw error;
      if (!(error instanceof MemfunError)) throw error;
      why = error.remedy === undefined ? error.message : `${error.message} ${error.remedy}`;
    }
  }
  // What is wrong with an image is told by whoever shows it; a bare @word may be a decorator.
  if (!isMeant(token) && !readingsOf(token).some(({ provider }) => provider.prefixed))
    return { note: undefined };
  if (isImagePath(token)) return { note: undefined };
  return { note: { token: name, label: token, detail: why, found: false } };
}

function attachmentOf(token: string, { value, path }: MentionTarget): Attachment {
  const text = value === undefined ? undefined : JSON.stringify(value);
  if (text === undefined || text.length > DIRECT_CHARS)
    return { kind: 'file', path: path ?? token };
  return { kind: 'selection', path: token, text };
}
