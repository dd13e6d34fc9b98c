// The bridge's part about images of messages: kept, looked at, opened.
import * as z from 'zod';
import { nothing, request } from './descriptor.js';

/** Characters that 5 MB, the most that is taken of an image, have in base64, and some. */
const MAX_CHARS = 7_500_000;

/** A file of the workspace, or a pasted image by the name under which it is kept. */
const imageRefSchema = z.object({
  path: z.string().min(1).max(4000),
  stored: z.string().max(100).optional(),
});

export const imageRequests = {
  /** Keeps a pasted image (base64, at most 5 MB); the answer goes into an attachment. */
  'image.keep': request(
    () => z.object({ data: z.base64().max(MAX_CHARS) }),
    () => z.object({ stored: z.string(), mediaType: z.string() }),
  ),
  /** An image as it is, which the page makes small before it shows it; `bytes` is its size. */
  'image.get': request(
    () => imageRefSchema,
    () =>
      z.object({
        url: z
          .string()
          .max(MAX_CHARS)
          .regex(/^data:image\/(?:png|jpeg|gif|webp);base64,/),
        bytes: z.number().int().min(0),
      }),
  ),
  /** Shows an image in the editor. */
  'image.open': request(() => imageRefSchema, nothing),
} as const;
