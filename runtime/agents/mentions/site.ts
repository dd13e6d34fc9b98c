// What mentions look at, put together from the parts of a turn or of a window.
import type * as z from 'zod';
import { walkWorkspace } from '../../code/index.js';
import { type Clock, type Logger, MemfunError } from '../../core/index.js';
import type { FileStore, ToolContext, ToolRegistry } from '../../ports/index.js';
import type { Gate } from '../../safety/index.js';
import type { MentionSite } from './provider.js';

/** A tool that a mention needs has failed; its own words say why. */
class MentionLookError extends MemfunError {
  readonly code = 'mention.look';
}

export interface MentionParts
  extends Pick<
    MentionSite,
    'workspace' | 'memory' | 'sessions' | 'skills' | 'agents' | 'terminals' | 'resources' | 'files'
  > {
  readonly tools: ToolRegistry;
  readonly gate: Gate;
}

export function mentionSite(parts: MentionParts, context: ToolContext): MentionSite {
  const { tools, gate, ...rest } = parts;
  return {
    ...rest,
    signal: context.signal,
    knows: (tool) => tools.get(tool) !== undefined,
    async look<T extends z.ZodType>(tool: string, input: object, shape: T) {
      const { result } = await gate.call(tool, { ...input }, context);
      if (!result.ok) throw new MentionLookError(result.error.message);
      return shape.parse(result.value);
    },
  };
}

/** Milliseconds for which the names of files are kept: as long as somebody types one name. */
const KEPT_MS = 5_000;
/** Names that are kept; what comes after them can still be written out. */
const MAX_FILES = 50_000;

/** The files of a workspace by name, read again when the last reading is some seconds old. */
export function keptFiles(
  workspace: FileStore,
  clock: Clock,
  logger: Logger,
): (signal: AbortSignal) => Promise<readonly string[]> {
  let kept: { readonly at: number; readonly files: readonly string[] } | undefined;
  return async (signal) => {
    const now = clock.monotonic();
    if (kept !== undefined && now - kept.at < KEPT_MS) return kept.files;
    const files: string[] = [];
    for await (const path of walkWorkspace(workspace, { signal })) {
      files.push(path);
      if (files.length === MAX_FILES) break;
    }
    if (files.length === MAX_FILES) logger.debug('not every file is offered as a mention');
    kept = { at: clock.monotonic(), files };
    return files;
  };
}
