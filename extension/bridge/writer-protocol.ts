// The bridge's part about writers that work side by side: what a person decides about their conflicts.
import * as z from 'zod';
import { nothing, request } from './descriptor.js';

export const writerRequests = {
  /** A stays, B takes its place, an agent puts both together, or these texts, one for each hunk. */
  'writer.decide': request(
    () =>
      z.object({
        conflictId: z.string(),
        take: z.enum(['a', 'b', 'agent', 'text']),
        texts: z.array(z.string()).optional(),
      }),
    nothing,
  ),
} as const;
