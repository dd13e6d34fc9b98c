// What every kind of mention promises: names to choose from, and a handle on what a name stands for.
import type * as z from 'zod';
import type { Json, MentionKind, MentionSuggestion } from '../../core/index.js';
import type { McpOffers } from '../../mcp/index.js';
import type { MemoryService } from '../../memory/index.js';
import type { FileStore, SessionManager, Terminals } from '../../ports/index.js';
import type { SkillCatalogue } from '../../skills/index.js';
import type { AgentDefinition } from '../definitions/index.js';

/** What providers look at. */
export interface MentionSite {
  readonly workspace: FileStore;
  readonly memory: Pick<MemoryService, 'get' | 'search' | 'list'>;
  readonly sessions: Pick<SessionManager, 'list' | 'load'>;
  readonly skills: Pick<SkillCatalogue, 'list' | 'get'>;
  readonly agents: readonly AgentDefinition[];
  /** Absent where there are no terminals. */
  readonly terminals: Terminals | undefined;
  /** Of connected servers. Absent where there are none. */
  readonly resources?: Pick<McpOffers, 'listResources' | 'readResource'> | undefined;
  /** Paths of the workspace as a developer sees them; kept for a few seconds. */
  readonly files: () => Promise<readonly string[]>;
  /** Whether there is a tool of that name. */
  readonly knows: (tool: string) => boolean;
  /** Runs a tool that only looks, behind the gate. @throws MentionLookError when it fails */
  readonly look: <T extends z.ZodType>(
    tool: string,
    input: Readonly<Record<string, Json>>,
    shape: T,
  ) => Promise<z.infer<T>>;
  readonly signal: AbortSignal;
}

export interface MentionTarget {
  readonly label: string;
  /** In a few words: size or place. */
  readonly detail: string;
  /** How the model gets at it, in one sentence. */
  readonly how: string;
  /** What it is, bounded; kept in a variable, never in a prompt. Absent where a tool reads it. */
  readonly value?: Json;
  readonly path?: string;
  readonly line?: number;
}

export interface MentionProvider {
  readonly kind: MentionKind;
  /** Whether it is written `@kind:name`; the others are recognised by their form. */
  readonly prefixed: boolean;
  /** What it offers before anything is typed, for the list. */
  readonly hint: string;
  /** Names that fit, best first, at most `limit`. */
  suggest(
    query: string,
    limit: number,
    site: MentionSite,
  ): Promise<readonly Omit<MentionSuggestion, 'kind' | 'open'>[]>;
  /** `undefined` when nothing has that name. A MemfunError says why it cannot be had. */
  resolve(name: string, site: MentionSite): Promise<MentionTarget | undefined>;
}

/** Characters of a text that a handle holds. */
const HELD_CHARS = 200_000;

/** The beginning of a text, as much as a handle holds. */
export function held(text: string): string {
  return text.length <= HELD_CHARS ? text : text.slice(0, HELD_CHARS);
}

/** A name as it is written after the @: in quotes where it has blanks. */
export function written(name: string): string {
  return /[\s"'`)\]]/.test(name) ? `@"${name.replaceAll('"', '')}"` : `@${name}`;
}
