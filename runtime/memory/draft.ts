// From a draft to the fields of a memory: checked, free of secrets, with what was left open filled in.
import type { Clock, IdMaker } from '../core/index.js';
import { MemoryDraftError, SecretInMemoryError, UntrustedMemoryError } from './errors.js';
import { withoutPrivate } from './evidence.js';
import { findGenerated } from './generated.js';
import { categoryOf, layerOf, subjectKey } from './reconcile/index.js';
import type { MemoryFields } from './store/index.js';
import type { MemoryDraft, Provenance } from './types.js';
import { memoryDraftSchema } from './types.js';

/** Finds secrets in a text; the kinds are for people, e.g. `aws-access-key`. */
export type FindSecrets = (text: string) => readonly { readonly kind: string }[];

const MAX_CHARS = 4_000;

export interface DraftOptions {
  readonly clock: Clock;
  readonly ids: IdMaker;
  readonly findSecrets: FindSecrets;
}

/** What is marked as private is left out. @throws MemoryDraftError, SecretInMemoryError, UntrustedMemoryError */
export function draftOf(
  draft: MemoryDraft,
  { clock, ids, findSecrets }: DraftOptions,
): { readonly id: string; readonly fields: MemoryFields } {
  const parsed = memoryDraftSchema.safeParse({ ...draft, content: withoutPrivate(draft.content) });
  if (!parsed.success) throw new MemoryDraftError(problemOf(parsed.error.issues), parsed.error);
  const { data } = parsed;
  if (data.content.length > MAX_CHARS) {
    throw new MemoryDraftError(`it is longer than ${MAX_CHARS} characters`);
  }
  refuseSecrets(data, findSecrets);
  const provenance = data.provenance ?? { source: 'user' };
  const layer = data.layer ?? (isForeign(provenance) ? 'project' : layerOf(data.content));
  if (layer === 'core' && isForeign(provenance)) throw new UntrustedMemoryError(provenance.source);
  return {
    id: ids.next('memory'),
    fields: {
      content: data.content,
      layer,
      category: data.category ?? categoryOf(data.content),
      tags: data.tags ?? [],
      importance: data.importance ?? 0.5,
      confidence: data.confidence ?? 1,
      subject: data.subject === undefined ? null : subjectKey(data.subject, layer),
      fields: data.fields ?? {},
      pinned: data.pinned ?? false,
      status: 'active',
      supersededBy: null,
      provenance,
      createdAt: Math.min(data.createdAt ?? clock.now(), clock.now()),
      expiresAt: data.expiresAt ?? null,
      validTo: null,
      staleSince: null,
    },
  };
}

/** Written by whoever made the page or the file that a tool has read. */
function isForeign({ source }: Provenance): boolean {
  return source === 'web' || source === 'tool';
}

function refuseSecrets(draft: MemoryDraft, findSecrets: FindSecrets): void {
  const texts = [
    draft.content,
    draft.subject ?? '',
    ...(draft.tags ?? []),
    // With their names: a detector knows "apiKey = …" by them.
    ...Object.entries(draft.fields ?? {}).map(([name, value]) => `${name} = "${value}"`),
  ];
  const kinds = new Set(
    texts.flatMap((text) => [...findSecrets(text), ...findGenerated(text)]).map(({ kind }) => kind),
  );
  if (kinds.size > 0) throw new SecretInMemoryError([...kinds]);
}

function problemOf(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): string {
  const [issue] = issues;
  if (issue === undefined) return 'it has not the form of a memory';
  if (issue.path[0] === 'content') return 'there is no text';
  return `${issue.path.map(String).join('.')}: ${issue.message}`;
}
