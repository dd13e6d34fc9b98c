// Proposals and what was decided about them: files that are written once, so that every earlier state can come back.
//
//   proposals/<id>.json            the report, with the values that are offered
//   decisions/<id>.rejected.json   a rejection
//   versions/<nnnnnn>-<id>.json    all values in force from then on; the highest readable one holds
import * as z from 'zod';
import type { Clock, IdMaker, Logger } from '../../core/index.js';
import { MemfunError, toErrorInfo } from '../../core/index.js';
import type { FileStore } from '../../ports/index.js';
import type { Candidate } from '../component.js';
import { componentValueSchema, type Report, reportSchema } from './report.js';

export type ProposalState = 'open' | 'accepted' | 'rejected' | 'rolled-back' | 'not-offered';

export interface Proposal {
  readonly report: Report;
  readonly state: ProposalState;
}

const versionSchema = z.object({
  format: z.literal(1),
  /** Counts up from 1. */
  version: z.number().int(),
  at: z.number(),
  action: z.enum(['accept', 'rollback']),
  /** The proposal that was accepted or taken back. */
  proposal: z.string(),
  /** The version that is in force again after a rollback, or was before an acceptance; 0: nothing was changed. */
  previous: z.number().int(),
  values: z.record(z.string(), componentValueSchema),
  /** What each value replaces: when that has changed with a new version of Memfun, the value no longer holds. */
  originals: z.record(z.string(), componentValueSchema),
});
export type TunedVersion = z.infer<typeof versionSchema>;

/** There is no such proposal, or it cannot be decided about in this way. */
export class ProposalError extends MemfunError {
  readonly code = 'optimize.proposal';
  constructor(message: string) {
    super(message, { remedy: 'See what there is with: memfun optimize status' });
  }
}

export interface ProposalStoreOptions {
  readonly files: FileStore;
  readonly clock: Clock;
  readonly ids: IdMaker;
  readonly logger: Logger;
}

const DIGITS = 6;

export class ProposalStore {
  readonly #options: ProposalStoreOptions;

  constructor(options: ProposalStoreOptions) {
    this.#options = options;
  }

  async add(report: Report): Promise<void> {
    await this.#write(`proposals/${report.id}.json`, report);
  }

  /** Newest first. A file that cannot be read is left out, and said in the log. */
  async list(): Promise<readonly Proposal[]> {
    const [versions, rejected] = await Promise.all([this.versions(), this.#rejected()]);
    const reports = await this.#readAll('proposals', reportSchema);
    return reports
      .map((report) => ({ report, state: stateOf(report, versions, rejected) }))
      .sort((a, b) => b.report.madeAt - a.report.madeAt || (a.report.id < b.report.id ? 1 : -1));
  }

  /** @throws ProposalError */
  async get(id: string): Promise<Proposal> {
    const found = (await this.list()).find(({ report }) => report.id === id);
    if (found === undefined) throw new ProposalError(`There is no proposal "${id}".`);
    return found;
  }

  /** Its values hold from the next run on. @throws ProposalError when it is not open */
  async accept(id: string): Promise<TunedVersion> {
    const { report, state } = await this.get(id);
    if (state !== 'open' && state !== 'rolled-back')
      throw new ProposalError(`"${id}" cannot be accepted: ${STATE_WORDS[state]}.`);
    const current = await this.current();
    const stale = report.components.find(({ id: part, original, before }) => {
      // A value that replaced another text than the present one no longer holds.
      const holds = isSame(current?.originals[part], original);
      return !isSame(holds ? current?.values[part] : original, before);
    });
    if (stale !== undefined)
      throw new ProposalError(
        `"${id}" was measured against another text of ${stale.id} than the one in force now; optimise again.`,
      );
    const parts = report.components;
    return await this.#addVersion('accept', id, current?.version ?? 0, {
      values: {
        ...current?.values,
        ...Object.fromEntries(parts.map(({ id: part, after }) => [part, after])),
      },
      originals: {
        ...current?.originals,
        ...Object.fromEntries(parts.map(({ id: part, original }) => [part, original])),
      },
    });
  }

  /** @throws ProposalError when it is not open */
  async reject(id: string): Promise<void> {
    const { state } = await this.get(id);
    if (state !== 'open')
      throw new ProposalError(`"${id}" cannot be rejected: ${STATE_WORDS[state]}.`);
    await this.#write(`decisions/${id}.rejected.json`, { at: this.#options.clock.now() });
  }

  /** What was in force before the last acceptance holds again. @throws ProposalError when nothing was accepted */
  async rollback(): Promise<TunedVersion> {
    const versions = await this.versions();
    const current = versions.at(-1);
    const accepted = current === undefined ? undefined : lastAccepted(versions, current);
    if (accepted === undefined)
      throw new ProposalError('Nothing is accepted that could be taken back.');
    const before = versions.find(({ version }) => version === accepted.previous);
    const { values, originals } = before ?? { values: {}, originals: {} };
    return await this.#addVersion('rollback', accepted.proposal, accepted.previous, {
      values,
      originals,
    });
  }

  /** What is in force; `undefined` when nothing ever was accepted. */
  async current(): Promise<TunedVersion | undefined> {
    return (await this.versions()).at(-1);
  }

  /** Oldest first. */
  async versions(): Promise<readonly TunedVersion[]> {
    return (await this.#readAll('versions', versionSchema)).sort((a, b) => a.version - b.version);
  }

  async #addVersion(
    action: TunedVersion['action'],
    proposal: string,
    previous: number,
    inForce: { readonly values: Candidate; readonly originals: Candidate },
  ): Promise<TunedVersion> {
    const { clock, ids } = this.#options;
    const version = ((await this.versions()).at(-1)?.version ?? 0) + 1;
    const made: TunedVersion = versionSchema.parse({
      format: 1,
      version,
      at: clock.now(),
      action,
      proposal,
      previous,
      ...inForce,
    });
    const name = String(version).padStart(DIGITS, '0');
    await this.#write(`versions/${name}-${ids.next('change')}.json`, made);
    return made;
  }

  async #rejected(): Promise<ReadonlySet<string>> {
    const entries = await this.#options.files.list('decisions');
    return new Set(entries.flatMap(({ name }) => /^(.+)\.rejected\.json$/.exec(name)?.[1] ?? []));
  }

  async #readAll<T>(dir: string, schema: z.ZodType<T>): Promise<T[]> {
    const { files, logger } = this.#options;
    const found: T[] = [];
    for (const { name, kind } of await files.list(dir)) {
      if (kind !== 'file' || !name.endsWith('.json')) continue;
      try {
        const text = new TextDecoder().decode(await files.read(`${dir}/${name}`));
        found.push(schema.parse(JSON.parse(text)));
      } catch (error) {
        logger.warn('a file of the optimisation cannot be read', {
          file: `${dir}/${name}`,
          ...toErrorInfo(error),
        });
      }
    }
    return found;
  }

  async #write(path: string, value: object): Promise<void> {
    const { files } = this.#options;
    await files.ensureDir(path.slice(0, path.lastIndexOf('/')));
    await files.write(path, new TextEncoder().encode(`${JSON.stringify(value, null, 1)}\n`));
  }
}

const STATE_WORDS: Readonly<Record<ProposalState, string>> = {
  open: 'it is open',
  accepted: 'it is in force already',
  rejected: 'it was rejected',
  'rolled-back': 'it was taken back',
  'not-offered': 'it did not prove better on held-out examples',
};

function isSame(a: Candidate[string] | undefined, b: Candidate[string]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The acceptance whose values are in force at a version: rollbacks lead back to what was before. */
function lastAccepted(
  versions: readonly TunedVersion[],
  at: TunedVersion,
): TunedVersion | undefined {
  if (at.action === 'accept') return at;
  const before = versions.find(({ version }) => version === at.previous);
  return before === undefined ? undefined : lastAccepted(versions, before);
}

function stateOf(
  { id, verdict }: Report,
  versions: readonly TunedVersion[],
  rejected: ReadonlySet<string>,
): ProposalState {
  if (!verdict.offered) return 'not-offered';
  if (rejected.has(id)) return 'rejected';
  const last = versions.findLast(({ proposal }) => proposal === id);
  if (last === undefined) return 'open';
  return last.action === 'accept' ? 'accepted' : 'rolled-back';
}
