// What the host does for the memory view: lists, changes, the past of a memory, conflicts, the graph.
import { type Clock, MemfunError, throwIfAborted } from '../../runtime/core/index.js';
import type {
  Memory,
  MemoryHistory,
  MemoryService,
  SavedNote,
} from '../../runtime/memory/index.js';
import type { MemoryDetails, RequestInput } from '../bridge/index.js';
import type { BridgeHandlers } from './bridge-server.js';
import { memoryGraph } from './memory-graph.js';
import { countConflicts, listMemories, type RowContext, tagCounts, toRow } from './memory-rows.js';

export type MemoryRequestName = Extract<keyof BridgeHandlers, `memory.${string}`>;

export interface MemoryHandlerOptions {
  readonly memory: () => Promise<MemoryService>;
  readonly clock: Clock;
  /** Title of a conversation; nothing when it is deleted. */
  readonly conversationTitle: (sessionId: string) => Promise<string | undefined>;
  /** Opens a file of the workspace at a name in it, or at its beginning. */
  readonly openPlace: (
    place: { readonly path: string; readonly symbol?: string },
    signal: AbortSignal,
  ) => Promise<void>;
}

/** A memory without a file, or a version that it never had. */
class NotInMemoryError extends MemfunError {
  readonly code = 'memory.not-there';
  constructor(what: string) {
    super(what, { remedy: 'Open the memory view again to see what there is.' });
  }
}

export function memoryHandlers(
  options: MemoryHandlerOptions,
): Pick<BridgeHandlers, MemoryRequestName> {
  const { memory, clock } = options;
  const done = {};
  /** Why the last change was not written; the next one that is written takes it away. */
  let unwritable: string | undefined;

  const contextOf = async (service: MemoryService): Promise<RowContext> => ({
    now: clock.now(),
    conflicts: countConflicts(await service.conflicts()),
  });
  const rowOf = async (service: MemoryService, changed: Memory) =>
    toRow({ memory: changed }, await contextOf(service));
  const write = async <T>(work: (service: MemoryService) => Promise<T>): Promise<T> => {
    try {
      const result = await work(await memory());
      unwritable = undefined;
      return result;
    } catch (error) {
      if (error instanceof MemfunError && error.code === 'storage.write')
        unwritable = error.message;
      throw error;
    }
  };

  return {
    'memory.list': async ({ query, filter, sort, offset, limit }, signal) => {
      const service = await memory();
      const conflicts = await service.conflicts();
      const context = { now: clock.now(), conflicts: countConflicts(conflicts) };
      throwIfAborted(signal);
      const found = await listMemories(service, { query, filter, sort }, context);
      throwIfAborted(signal);
      const withStatus = await service.list({ statuses: [filter.status ?? 'active'] });
      return {
        memories: found.slice(offset, offset + limit).map((one) => toRow(one, context)),
        total: found.length,
        tags: tagCounts(withStatus),
        conflicts: conflicts.length,
      };
    },
    'memory.details': async ({ id }, signal) => {
      const service = await memory();
      const history = await service.history(id);
      throwIfAborted(signal);
      return detailsOf(service, history, await contextOf(service), options);
    },
    'memory.save': ({ content }) =>
      write(async (service) => {
        const { memory: saved } = await service.save({ content, provenance: { source: 'user' } });
        return rowOf(service, saved);
      }),
    'memory.update': ({ id, ...change }) =>
      write(async (service) => rowOf(service, await service.update(id, changeOf(change)))),
    'memory.bringBack': ({ id, version }) =>
      write(async (service) => {
        const { versions } = await service.history(id);
        const wanted = versions.find((one) => one.version === version);
        if (wanted === undefined)
          throw new NotInMemoryError(`The memory never had a version ${version}.`);
        return rowOf(service, await service.update(id, { content: wanted.content }));
      }),
    'memory.forget': async ({ id }) => {
      await write((service) => service.forget(id));
      return done;
    },
    'memory.restore': async ({ id }) => {
      await write((service) => service.restore(id));
      return done;
    },
    'memory.openPlace': async ({ id }, signal) => {
      const { path, symbol } = (await (await memory()).get(id))?.provenance ?? {};
      if (path === undefined) throw new NotInMemoryError('The memory speaks of no file.');
      await options.openPlace({ path, ...(symbol === undefined ? {} : { symbol }) }, signal);
      return done;
    },
    'memory.conflicts': async () => {
      const service = await memory();
      const conflicts = await service.conflicts();
      const context = { now: clock.now(), conflicts: countConflicts(conflicts) };
      return {
        conflicts: conflicts.map(({ newer, older }) => ({
          newer: toRow({ memory: newer }, context),
          older: toRow({ memory: older }, context),
        })),
      };
    },
    'memory.resolve': async (choice) => {
      await write((service) => resolve(service, choice));
      return done;
    },
    'memory.graph': async () => memoryGraph(await memory()),
    'memory.health': async () => {
      const { damage } = (await memory()).health();
      return {
        damage: damage.map(({ file, reason }) => ({ file, reason })),
        ...(unwritable === undefined ? {} : { unwritable }),
      };
    },
    'memory.takeBack': async (step) => {
      await write((service) =>
        step.again ? doAgain(service, step) : service.undoSave(noteOf(step)),
      );
      return done;
    },
  };
}

/** Only what is said: an absent key changes nothing. */
function changeOf(change: Omit<RequestInput<'memory.update'>, 'id'>) {
  const { content, category, layer, tags, importance, pinned } = change;
  return {
    ...(content === undefined ? {} : { content }),
    ...(category === undefined ? {} : { category }),
    ...(layer === undefined ? {} : { layer }),
    ...(tags === undefined ? {} : { tags }),
    ...(importance === undefined ? {} : { importance }),
    ...(pinned === undefined ? {} : { pinned }),
  };
}

async function detailsOf(
  service: MemoryService,
  { memory, versions, relations }: MemoryHistory,
  context: RowContext,
  { conversationTitle }: MemoryHandlerOptions,
): Promise<MemoryDetails> {
  const { subject, confidence, provenance } = memory;
  const { sessionId, commit } = provenance;
  const title = sessionId === undefined ? undefined : await conversationTitle(sessionId);
  const others = await Promise.all(
    relations
      .filter(({ from, to }) => from !== to)
      .map(async ({ from, to, kind }) => {
        const end = from === memory.id ? ('from' as const) : ('to' as const);
        const other = await service.get(end === 'from' ? to : from);
        if (other === undefined) return [];
        return [{ id: other.id, content: other.content, status: other.status, kind, end }];
      }),
  );
  return {
    memory: toRow({ memory }, context),
    ...(subject === undefined ? {} : { subject }),
    confidence,
    ...(commit === undefined ? {} : { commit }),
    ...(sessionId === undefined
      ? {}
      : { conversation: { sessionId, ...(title === undefined ? {} : { title }) } }),
    versions: versions.map(({ version, content, at }) => ({ version, content, at })),
    relations: others.flat(),
  };
}

/** Two that both hold are related in another way from then on, so that they are no longer asked about. */
async function resolve(
  service: MemoryService,
  { newer, older, keep, as = 'relates' }: RequestInput<'memory.resolve'>,
): Promise<void> {
  if (keep === 'newer') await service.supersede(older, newer);
  else if (keep === 'older') await service.supersede(newer, older);
  else {
    for (const kind of new Set(['relates', as] as const))
      await service.relate({ from: newer, to: older, kind, strength: 1 });
  }
}

type Step = RequestInput<'memory.takeBack'>;

function noteOf({ action, id, content, previous }: Step): SavedNote {
  return {
    action,
    id,
    content,
    ...(previous === undefined ? {} : { previous: { id: previous } }),
  };
}

async function doAgain(
  service: MemoryService,
  { id, action, content, previous }: Step,
): Promise<void> {
  if (action === 'updated') {
    await service.update(id, { content });
    return;
  }
  await service.restore(id);
  if (action === 'superseded' && previous !== undefined) await service.supersede(previous, id);
}
