// From a draft to the fields of a memory: checked, free of secrets, with what was left open filled in.
import type { Clock, IdMaker } from '../core/index.js';
import { MemoryDraftError, SecretInMemoryError } from './errors.js';
import { categoryOf, layerOf } from './reconcile/index.js';
import type { MemoryFields } from './store/index.js';
import type { MemoryDraft } from './types.js';
import { memoryDraftSchema } from './types.js';

/** Finds secrets in a text; the kinds are for people, e.g. `aws-access-key`. */
export type FindSecrets = (text: string) => readonly { readonly kind: string }[];

const MAX_CHARS = 4_000;

export interface DraftOptions {
  readonly clock: Clock;
  readonly ids: IdMaker;
  readonly findSecrets: FindSecrets;
}

/** @throws MemoryDraftError, SecretInMemoryError */
export function draftOf(
  draft: MemoryDraft,
  { clock, ids, findSecrets }: DraftOptions,
): { readonly id: string; readonly fields: MemoryFields } {
  const parsed = memoryDraftSchema.safeParse(draft);
  if (!parsed.success) throw new MemoryDraftError(problemOf(parsed.error.issues), parsed.error);
  const { data } = parsed;
  if (data.content.length > MAX_CHARS) {
    throw new MemoryDraftError(`it is longer than ${MAX_CHARS} characters`);
  }
  refuseSecrets(data, findSecrets);
  return {
    id: ids.next('memory'),
    fields: {
      content: data.content,
      layer: data.layer ?? layerOf(data.content),
      category: data.category ?? categoryOf(data.content),
      tags: data.tags ?? [],
      importance: data.importance ?? 0.5,
      confidence: data.confidence ?? 1,
      subject: data.subject ?? null,
      fields: data.fields ?? {},
      pinned: data.pinned ?? false,
      status: 'active',
      supersededBy: null,
      provenance: data.provenance ?? { source: 'user' },
      createdAt: Math.min(data.createdAt ?? clock.now(), clock.now()),
      expiresAt: data.expiresAt ?? null,
      validTo: null,
      staleSince: null,
    },
  };
}

function refuseSecrets(draft: MemoryDraft, findSecrets: FindSecrets): void {
  const texts = [
    draft.content,
    draft.subject ?? '',
    ...(draft.tags ?? []),
    // With their names: a detector knows "apiKey = …" by them.
    ...Object.entries(draft.fields ?? {}).map(([name, value]) => `${name} = "${value}"`),
  ];
  const kinds = new Set(texts.flatMap(findSecrets).map(({ kind }) => kind));
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
