// The little that the page itself remembers over a reload: the open view, the unfinished message, the reading place.
import * as z from 'zod';
import { viewNameSchema } from '../../extension/bridge/index.js';
import { type Attachment, attachmentSchema, effortSchema } from '../../runtime/core/index.js';
import { keepOf, keptOf } from '../bridge/window-storage.js';

/** Characters of attached texts that are remembered: the editor keeps them in the record of its layout. */
const MAX_CHARS = 200_000;

const readingPlaceSchema = z.object({
  /** Position of the turn at the top, from 0. */
  index: z.number().int().min(0),
  /** Pixels of that turn above the upper edge of the list. */
  offset: z.number(),
});
export type ReadingPlace = z.infer<typeof readingPlaceSchema>;

const pageStateSchema = z.object({
  view: viewNameSchema,
  draft: z.string(),
  /** When the message, or what goes with it, was changed last: milliseconds since 1970. */
  writtenAt: z.number().default(0),
  attached: z.array(attachmentSchema).readonly().default([]),
  effort: effortSchema.default('auto'),
  /** Where the reader was in the conversation of that epoch; absent at its end. */
  reading: readingPlaceSchema.extend({ epoch: z.string() }).optional(),
});
type PageState = z.infer<typeof pageStateSchema>;

export interface PageMemory {
  readonly read: () => PageState;
  readonly write: (state: PageState) => void;
}

/**
 * The editor's memory outlives the window, and is one for all windows of the folder: what this window remembers itself
 * counts more. What is kept must not trouble the page: anything unreadable counts as nothing.
 */
export function pageMemory(editor: {
  getState(): unknown;
  setState(state: unknown): void;
}): PageMemory {
  return {
    read: () =>
      pageStateSchema
        .catch({ view: 'chat', draft: '', writtenAt: 0, attached: [], effort: 'auto' })
        .parse(keptOf('page') ?? editor.getState()),
    write: (state) => {
      const kept = { ...state, attached: small(state.attached) };
      keepOf('page', kept);
      editor.setState(kept);
    },
  };
}

/** All of them, or none: half of what was attached would look like all of it. */
function small(attached: readonly Attachment[]): readonly Attachment[] {
  const chars = attached.reduce((sum, { text = '' }) => sum + text.length, 0);
  return chars > MAX_CHARS ? [] : attached;
}
