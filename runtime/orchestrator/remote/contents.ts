// Contents that are too large for a task: kept in the state store in pieces, under their own fingerprints.
import { createHash } from 'node:crypto';
import { MemfunError } from '../../core/index.js';
import type { StateStore } from '../../ports/index.js';
import type { ContentRef } from './kind.js';

/** Of a piece, before it is written in base 64: below what every tier takes. */
const PIECE_BYTES = 384 * 1024;
const KEPT_MS = 24 * 60 * 60 * 1000;

/** A content is no longer kept, or not what it was. */
export class ContentLostError extends MemfunError {
  readonly code = 'worker.content-lost';
  constructor() {
    super('A file that belongs to the task is no longer kept.', {
      remedy: 'Run the task again.',
    });
  }
}

export class Contents {
  constructor(private readonly state: StateStore) {}

  /** The same content is kept once, for a day from the last time it was put. */
  async put(content: Uint8Array): Promise<ContentRef> {
    const handles: string[] = [];
    for (let from = 0; from < content.length; from += PIECE_BYTES) {
      const piece = content.subarray(from, from + PIECE_BYTES);
      const handle = digestOf(piece);
      const text = Buffer.from(piece).toString('base64');
      await this.state.put(keyOf(handle), text, { ttlMs: KEPT_MS });
      handles.push(handle);
    }
    return handles;
  }

  /** @throws ContentLostError */
  async get(ref: ContentRef): Promise<Uint8Array> {
    const pieces: Buffer[] = [];
    for (const handle of ref) {
      const text = (await this.state.get(keyOf(handle)))?.value;
      if (typeof text !== 'string') throw new ContentLostError();
      const piece = Buffer.from(text, 'base64');
      if (digestOf(piece) !== handle) throw new ContentLostError();
      pieces.push(piece);
    }
    return new Uint8Array(Buffer.concat(pieces));
  }
}

/** SHA-256 in hex. */
export function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

const keyOf = (handle: string): string => `work-content.${handle}`;
