// How servers on the web are asked: no answer may be endless, and none may come faster than an honest one.
import type { Clock } from '../../core/index.js';
import { McpProtocolError } from './errors.js';
import { FloodGuard } from './flood-guard.js';

const MAX_ANSWER_BYTES = 10 * 1024 * 1024;

/** The plain `fetch`, with bounded answers. A stream of events may last, but not flood. */
export function createGuardedFetch(clock: Clock): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.body === null) return response;
    const isStream = /^text\/event-stream\b/i.test(response.headers.get('content-type') ?? '');
    const flood = new FloodGuard(clock);
    let bytes = 0;
    const bounded = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.length;
        if (!flood.take(chunk.length) || (!isStream && bytes > MAX_ANSWER_BYTES))
          controller.error(new McpProtocolError('The server sent more than is taken at once.'));
        else controller.enqueue(chunk);
      },
    });
    const { status, statusText, headers } = response;
    const guarded = new Response(response.body.pipeThrough(bounded), {
      status,
      statusText,
      headers,
    });
    Object.defineProperty(guarded, 'url', { value: response.url });
    return guarded;
  };
}
