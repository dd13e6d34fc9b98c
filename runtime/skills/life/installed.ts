// The skills of one folder that were installed: put there as a whole or not at all, recorded, removed to where they can come back from.
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { type Clock, type IdMaker, sleep, throwIfAborted } from '../../core/index.js';
import { createNodeFileStore } from '../../storage/index.js';
import { digestOfSkill, readSkillFolder, SKILL_NAME, type SkillFiles } from './content.js';
import { SkillInstallError } from './errors.js';
import { skillOriginSchema } from './source.js';

const recordSchema = z.object({
  name: z.string().regex(SKILL_NAME),
  origin: skillOriginSchema,
  /** Of its files as they were looked at and taken. */
  digest: z.string(),
  /** Milliseconds since the epoch, here and below. */
  installedAt: z.number(),
});
export type InstalledRecord = z.infer<typeof recordSchema>;

const keptSchema = z.object({
  record: recordSchema,
  /** Folder below the installed ones. */
  kept: z.string().regex(/^\.removed\/[a-z0-9_-]+$/),
  at: z.number(),
});
type Kept = z.infer<typeof keptSchema>;

const lockSchema = z.object({
  version: z.literal(1),
  skills: z.array(recordSchema),
  /** Copies of what was removed or replaced, oldest first. */
  removed: z.array(keptSchema).default([]),
  /** Being put there: finished, or taken back, by whoever comes next. */
  pending: z.object({ record: recordSchema, before: keptSchema.optional() }).optional(),
});
type Lock = z.infer<typeof lockSchema>;

export interface InstalledSkill extends InstalledRecord {
  /** Whether its files are still those that were looked at. */
  readonly state: 'as-installed' | 'changed' | 'missing';
}

const LOCK_FILE = 'skills.lock.json';
const HELD = '.lock';
/** Milliseconds after which whoever held the folder must have died. */
const STALE_MS = 60_000;
const WAIT_MS = 100;
const WAITS = 150;
const MAX_KEPT = 20;

export interface InstalledSkillsOptions {
  /** Absolute folder on this disk; it need not exist. */
  readonly folder: string;
  readonly clock: Clock;
  readonly ids: IdMaker;
}

export class InstalledSkills {
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #ids: IdMaker;

  constructor({ folder, clock, ids }: InstalledSkillsOptions) {
    this.#folder = folder;
    this.#clock = clock;
    this.#ids = ids;
  }

  get folder(): string {
    return this.#folder;
  }

  /** By name. A record that cannot be read is none. */
  async list(): Promise<readonly InstalledSkill[]> {
    const { skills } = await this.#read();
    return Promise.all(
      skills.map(async (record) => {
        const digest = await this.#digestOf(record.name);
        const state =
          digest === undefined ? 'missing' : digest === record.digest ? 'as-installed' : 'changed';
        return { ...record, state } as const;
      }),
    );
  }

  /** Its files as they are now; `undefined` when they are not there. */
  async files(name: string): Promise<SkillFiles | undefined> {
    if ((await infoOf(this.#at(name)))?.isDirectory() !== true) return undefined;
    return readSkillFolder(createNodeFileStore(this.#at(name)), '');
  }

  /**
   * Puts these files there, in the place of an installed skill of that name.
   * @throws SkillInstallError when a skill of that name is there that was not installed; AbortedError before anything changed
   */
  async put(
    { name, origin }: Pick<InstalledRecord, 'name' | 'origin'>,
    files: SkillFiles,
    signal: AbortSignal,
  ): Promise<InstalledRecord> {
    return this.#alone(signal, async (lock) => {
      const known = lock.skills.find((one) => one.name === name);
      const isThere = (await infoOf(this.#at(name))) !== undefined;
      if (known === undefined && isThere) throw foreign(name, this.#at(name));
      const now = this.#clock.now();
      const record: InstalledRecord = {
        name,
        origin,
        digest: digestOfSkill(files),
        installedAt: now,
      };
      const before =
        known !== undefined && isThere
          ? { record: known, kept: `.removed/${name}-${this.#ids.next('change')}`, at: now }
          : undefined;
      const staged = this.#at(`.staging-${this.#ids.next('change')}`);
      try {
        await this.#stage(staged, files, signal);
        throwIfAborted(signal);
        const pending = { record, ...(before === undefined ? {} : { before }) };
        await this.#write({ ...lock, pending });
        if (before !== undefined) await this.#move(name, before.kept);
        await rename(staged, this.#at(name));
        await this.#write(taken(lock, record, before));
      } finally {
        await rm(staged, { recursive: true, force: true });
      }
      await this.#prune();
      return record;
    });
  }

  /** @returns the absolute folder where it is kept @throws SkillInstallError */
  async remove(name: string, signal: AbortSignal): Promise<string> {
    return this.#alone(signal, async (lock) => {
      const record = lock.skills.find((one) => one.name === name);
      if (record === undefined) throw notInstalled(name);
      const skills = lock.skills.filter((one) => one.name !== name);
      if ((await infoOf(this.#at(name))) === undefined) {
        await this.#write({ ...lock, skills });
        return this.#folder;
      }
      const entry: Kept = {
        record,
        kept: `.removed/${name}-${this.#ids.next('change')}`,
        at: this.#clock.now(),
      };
      await this.#move(name, entry.kept);
      await this.#write({ ...lock, skills, removed: [...lock.removed, entry] });
      await this.#prune();
      return this.#at(entry.kept);
    });
  }

  /** Brings back what was removed or replaced last under that name. @throws SkillInstallError */
  async restore(name: string, signal: AbortSignal): Promise<InstalledRecord> {
    return this.#alone(signal, async (lock) => {
      const entry = lock.removed.findLast(({ record }) => record.name === name);
      if (entry === undefined || (await infoOf(this.#at(entry.kept))) === undefined) {
        throw new SkillInstallError(`No copy of the skill ${name} is kept.`, {
          remedy: 'Install it again.',
        });
      }
      const rest = lock.removed.filter((one) => one !== entry);
      const known = lock.skills.find((one) => one.name === name);
      const isThere = (await infoOf(this.#at(name))) !== undefined;
      if (isThere && known === undefined) throw foreign(name, this.#at(name));
      const others = lock.skills.filter((one) => one.name !== name);
      const replaced: Kept | undefined =
        isThere && known !== undefined
          ? {
              record: known,
              kept: `.removed/${name}-${this.#ids.next('change')}`,
              at: this.#clock.now(),
            }
          : undefined;
      if (replaced !== undefined) await this.#move(name, replaced.kept);
      await rename(this.#at(entry.kept), this.#at(name));
      await this.#write({
        version: 1,
        skills: sorted([...others, entry.record]),
        removed: replaced === undefined ? rest : [...rest, replaced],
      });
      return entry.record;
    });
  }

  #at(name: string): string {
    return path.join(this.#folder, ...name.split('/'));
  }

  async #move(name: string, kept: string): Promise<void> {
    await mkdir(this.#at('.removed'), { recursive: true });
    await rename(this.#at(name), this.#at(kept));
  }

  /** Nothing is executable: what a skill brings runs only through a program that is asked about. */
  async #stage(folder: string, files: SkillFiles, signal: AbortSignal): Promise<void> {
    for (const [file, data] of files) {
      throwIfAborted(signal);
      const full = path.join(folder, ...file.split('/'));
      await mkdir(path.dirname(full), { recursive: true });
      await writeFile(full, data, { mode: 0o644, flag: 'wx' });
    }
  }

  async #digestOf(name: string): Promise<string | undefined> {
    try {
      const files = await this.files(name);
      return files && digestOfSkill(files);
    } catch {
      return 'unreadable';
    }
  }

  /** One window at a time, and after what another one left half done was finished or taken back. */
  async #alone<T>(signal: AbortSignal, work: (lock: Lock) => Promise<T>): Promise<T> {
    await mkdir(this.#folder, { recursive: true });
    const held = this.#at(HELD);
    for (let waits = 0; !(await makes(held)); waits++) {
      const info = await infoOf(held);
      if (info !== undefined && this.#clock.now() - info.mtimeMs > STALE_MS) {
        await rm(held, { recursive: true, force: true });
        continue;
      }
      if (waits >= WAITS) {
        throw new SkillInstallError('Another window is changing the installed skills.', {
          remedy: `Try again; if no window does, remove ${held}.`,
        });
      }
      await sleep(WAIT_MS, signal);
    }
    try {
      const now = new Date(this.#clock.now());
      await utimes(held, now, now);
      return await work(await this.#recovered());
    } finally {
      await rm(held, { recursive: true, force: true });
    }
  }

  async #recovered(): Promise<Lock> {
    for (const name of await readdir(this.#folder))
      if (name.startsWith('.staging-')) await rm(this.#at(name), { recursive: true, force: true });
    const lock = await this.#read();
    const { pending, ...settled } = lock;
    if (pending === undefined) return lock;
    const { record, before } = pending;
    if ((await this.#digestOf(record.name)) === record.digest) {
      const finished = taken(settled, record, before);
      await this.#write(finished);
      return finished;
    }
    const isGone = (await infoOf(this.#at(record.name))) === undefined;
    if (before !== undefined && isGone && (await infoOf(this.#at(before.kept))) !== undefined)
      await rename(this.#at(before.kept), this.#at(record.name));
    await this.#write(settled);
    return settled;
  }

  async #read(): Promise<Lock> {
    const none: Lock = { version: 1, skills: [], removed: [] };
    const text = await readFile(this.#at(LOCK_FILE), 'utf8').catch(() => undefined);
    if (text === undefined) return none;
    try {
      return lockSchema.parse(JSON.parse(text));
    } catch {
      throw new SkillInstallError(`${this.#at(LOCK_FILE)} cannot be read.`, {
        remedy: 'Mend it, or remove it: the skills stay, but count as not installed from anywhere.',
      });
    }
  }

  /** Under a new name first: on this machine's disk a rename takes the old one's place at once. */
  async #write(lock: Lock): Promise<void> {
    const fresh = this.#at(`.${LOCK_FILE}-${this.#ids.next('change')}`);
    await writeFile(fresh, `${JSON.stringify(lock, null, 2)}\n`, { flush: true });
    await rename(fresh, this.#at(LOCK_FILE));
  }

  async #prune(): Promise<void> {
    const lock = await this.#read();
    const old = lock.removed.slice(0, -MAX_KEPT);
    if (old.length === 0) return;
    for (const { kept } of old) await rm(this.#at(kept), { recursive: true, force: true });
    await this.#write({ ...lock, removed: lock.removed.slice(-MAX_KEPT) });
  }
}

function taken(lock: Lock, record: InstalledRecord, before: Kept | undefined): Lock {
  return {
    version: 1,
    skills: sorted([...lock.skills.filter(({ name }) => name !== record.name), record]),
    removed: before === undefined ? lock.removed : [...lock.removed, before],
  };
}

function sorted(records: readonly InstalledRecord[]): InstalledRecord[] {
  return [...records].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function foreign(name: string, folder: string): SkillInstallError {
  return new SkillInstallError(`There is a skill ${name} already that was not installed.`, {
    remedy: `Rename or remove ${folder} first.`,
  });
}

function notInstalled(name: string): SkillInstallError {
  return new SkillInstallError(`The skill ${name} is not an installed one.`, {
    remedy: 'Only what was installed is removed; switch off the others.',
  });
}

async function infoOf(file: string) {
  return stat(file).catch(() => undefined);
}

/** @returns whether it was not there before */
async function makes(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
