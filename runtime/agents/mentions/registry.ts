// Every kind of mention, in the order in which they are offered and in which a bare name is tried.
import { agentMention } from './agent.js';
import { chatMention } from './chat.js';
import { diffMention } from './diff.js';
import { fileMention } from './file.js';
import { folderMention } from './folder.js';
import { memoryMention } from './memory.js';
import { problemMention } from './problem.js';
import type { MentionProvider } from './provider.js';
import { resourceMention } from './resource.js';
import { skillMention } from './skill.js';
import { symbolMention } from './symbol.js';
import { terminalMention } from './terminal.js';
import { urlMention } from './url.js';

export const MENTIONS: readonly MentionProvider[] = [
  fileMention,
  folderMention,
  symbolMention,
  problemMention,
  diffMention,
  terminalMention,
  urlMention,
  memoryMention,
  agentMention,
  skillMention,
  resourceMention,
  chatMention,
];

/** Kinds that mean something without a name: `@diff`. */
export const ALONE: ReadonlySet<string> = new Set(['problem', 'diff', 'terminal']);

/** What a token (without its @) may stand for: providers with the name that each is to look for. */
export function readingsOf(
  token: string,
): readonly { readonly provider: MentionProvider; readonly name: string }[] {
  const [, prefix = token, name] = /^([a-z]+):(?!\/\/)(.*)$/s.exec(token) ?? [];
  const singular = ALONE.has(prefix.replace(/s$/, '')) ? prefix.replace(/s$/, '') : prefix;
  const named = MENTIONS.find(({ kind }) => kind === singular);
  if (named !== undefined && name !== undefined) return [{ provider: named, name }];
  if (named !== undefined && ALONE.has(named.kind)) return [{ provider: named, name: '' }];
  return MENTIONS.filter(({ prefixed }) => !prefixed).map((provider) => ({
    provider,
    name: token,
  }));
}
