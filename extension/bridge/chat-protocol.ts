// The bridge's part about messages: what waits, later tries, branches.
import * as z from 'zod';
import { nothing, request } from './descriptor.js';

export const chatRequests = {
  /** Changes a message that waits; an empty text takes it away. */
  'queue.edit': request(() => z.object({ id: z.string(), text: z.string() }), nothing),
  'queue.remove': request(() => z.object({ id: z.string() }), nothing),
  /** Puts a waiting message before the next step of what runs; sends it when nothing runs. */
  'queue.now': request(() => z.object({ id: z.string() }), nothing),
  /** Another try in the place of a turn and of all after it, with other words where there are any. */
  'turn.replace': request(
    () => z.object({ turnId: z.string(), text: z.string().optional() }),
    nothing,
  ),
  /** Shows code of an answer as a diff of the file that it names, or of the one in front; a person accepts it. */
  'code.apply': request(
    () => z.object({ code: z.string().max(2_000_000), path: z.string().max(400).optional() }),
    nothing,
  ),
  /** Puts code in at the cursor. */
  'code.insert': request(() => z.object({ code: z.string().max(2_000_000) }), nothing),
  /** What each dropped address is called after an @: a path of the workspace, a page of the web, or `null` outside of both. */
  'files.dropped': request(
    () => z.object({ uris: z.array(z.string().max(4000)).max(1000) }),
    () => z.object({ paths: z.array(z.string().nullable()) }),
  ),
  /** Opens a copy of the conversation up to a turn; the original stays. */
  'conversation.branch': request(() => z.object({ turnId: z.string() }), nothing),
} as const;
