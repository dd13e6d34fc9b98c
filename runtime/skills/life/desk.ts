// What a person does with skills: sees them, looks at new ones before they are trusted, installs, removes, shares, switches off.
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type IdMaker, throwIfAborted } from '../../core/index.js';
import type { SafeFetch } from '../../web/index.js';
import type { Discovery, Skill } from '../discover.js';
import { UnknownSkillError } from '../errors.js';
import { writeArchive } from './archive.js';
import { digestOfSkill, readSkillFolder, type SkillFiles } from './content.js';
import { type NewSkill, newSkillFiles } from './create.js';
import { SkillDigestError, SkillInstallError, SkillSourceError } from './errors.js';
import type { InstalledRecord, InstalledSkill, InstalledSkills } from './installed.js';
import {
  type RegistryEntry,
  type RegistrySettings,
  readRegistry,
  searchRegistry,
} from './registry.js';
import { reviewSkill, type SkillReview } from './review.js';
import {
  type FetchedSkill,
  fetchSkill,
  parseSource,
  type SkillOrigin,
  skillNamesIn,
} from './source.js';
import type { SkillStatistics, SkillUse, SkillUses } from './statistics.js';
import type { Switches, SwitchKind } from './switches.js';

/** For every project of the user, or for this one. */
export type SkillScope = 'user' | 'workspace';

export interface SkillDeskOptions {
  /** All that there are, also those that are switched off. */
  readonly discover: () => Promise<Discovery>;
  /** Where skills are put; a place that is not on this machine's disk, or not trusted, is absent. */
  readonly places: Readonly<Partial<Record<SkillScope, InstalledSkills>>>;
  readonly uses: SkillUses;
  readonly switches: Switches;
  /** Absent where the web is off. */
  readonly fetch: SafeFetch | undefined;
  /** What relative paths are relative to. */
  readonly cwd: string;
  readonly ids: IdMaker;
}

export interface SkillOverview {
  readonly skill: Skill;
  readonly enabled: boolean;
  readonly installed: InstalledSkill | undefined;
  readonly statistics: SkillStatistics | undefined;
}

/** Looked at, and not yet there: exactly these files are installed. */
export interface PendingSkill {
  readonly review: SkillReview;
  readonly files: SkillFiles;
}

export interface LookOptions {
  /** Which skill is meant, where there may be several. */
  readonly skill?: string | undefined;
  /** A digest that it must have. */
  readonly digest?: string | undefined;
  readonly signal: AbortSignal;
}

export class SkillDesk {
  constructor(private readonly options: SkillDeskOptions) {}

  /** Every skill, and what is wrong with those that could not be loaded. */
  async list(): Promise<{
    readonly skills: readonly SkillOverview[];
    readonly warnings: readonly string[];
  }> {
    const { discover, switches } = this.options;
    const [{ skills, warnings }, off, installed, statistics] = await Promise.all([
      discover(),
      switches.off('skills'),
      this.#installed(),
      this.statistics(),
    ]);
    return {
      skills: skills.map((skill) => ({
        skill,
        enabled: !off.has(skill.name),
        installed: installed.find(({ folder }) => folder === absoluteFolder(skill))?.record,
        statistics: statistics.find((one) => one.skill === skill.name),
      })),
      warnings,
    };
  }

  /**
   * Gets a skill and says what is in it. Nothing is installed.
   * @throws SkillSourceError, SkillRefusedError, SkillDigestError, WebError, AbortedError
   */
  async look(source: string, options: LookOptions): Promise<PendingSkill> {
    return this.#look(parseSource(source, this.options.cwd), options);
  }

  /**
   * Names of the skills that a source has.
   * @throws SkillSourceError, SkillRefusedError, WebError, AbortedError
   */
  async namesIn(source: string, signal: AbortSignal): Promise<readonly string[]> {
    return skillNamesIn(parseSource(source, this.options.cwd), this.options, signal);
  }

  /** The same for one of a registry, with the digest that it promises. @throws also SkillSignatureError */
  async lookInRegistry(
    name: string,
    settings: RegistrySettings,
    signal: AbortSignal,
  ): Promise<PendingSkill> {
    const registry = await readRegistry(settings, this.options, signal);
    const entry = registry.skills.find((one) => one.name === name);
    if (entry === undefined) {
      throw new SkillSourceError(`The registry has no skill "${name}".`, {
        remedy: 'Search it first.',
      });
    }
    const { version, digest } = entry;
    const origin = parseSource(entry.source, this.options.cwd);
    const named = { ...origin, registry: registry.location, version };
    return this.#look(named, { skill: name, digest, signal });
  }

  /** @throws SkillSourceError, SkillSignatureError, WebError, AbortedError */
  async search(
    words: string,
    settings: RegistrySettings,
    signal: AbortSignal,
  ): Promise<readonly RegistryEntry[]> {
    return searchRegistry(await readRegistry(settings, this.options, signal), words);
  }

  /**
   * What an installed skill would become; `undefined` when it is as new as where it came from.
   * @throws SkillInstallError when it is not installed, and whatever `look` throws
   */
  async lookForUpdate(name: string, signal: AbortSignal): Promise<PendingSkill | undefined> {
    const { record } = await this.#named(name);
    const { commit: _commit, registry: _registry, version: _version, ...origin } = record.origin;
    const pending = await this.#look(origin, { skill: name, signal });
    return pending.review.digest === record.digest && record.state === 'as-installed'
      ? undefined
      : pending;
  }

  /** Puts what was looked at there. @throws SkillInstallError, AbortedError */
  async install(
    { review, files }: PendingSkill,
    scope: SkillScope,
    signal: AbortSignal,
  ): Promise<InstalledRecord> {
    return this.#place(scope).put({ name: review.name, origin: review.origin }, files, signal);
  }

  /** Puts an update in the place of what is installed. @throws SkillInstallError, AbortedError */
  async update(pending: PendingSkill, signal: AbortSignal): Promise<InstalledRecord> {
    const { scope } = await this.#named(pending.review.name);
    return this.install(pending, scope, signal);
  }

  /** @returns where the copy is kept @throws SkillInstallError when it was not installed */
  async remove(name: string, signal: AbortSignal): Promise<string> {
    return (await this.#named(name)).place.remove(name, signal);
  }

  /** Takes the last removal or update back. @throws SkillInstallError */
  async restore(name: string, signal: AbortSignal): Promise<InstalledRecord> {
    for (const place of Object.values(this.options.places)) {
      const record = await place.restore(name, signal).catch((error: unknown) => {
        if (error instanceof SkillInstallError) return undefined;
        throw error;
      });
      if (record !== undefined) return record;
    }
    throw new SkillInstallError(`No copy of the skill ${name} is kept.`, {
      remedy: 'Install it again.',
    });
  }

  /** @returns its folder @throws SkillInstallError naming what is wrong */
  async create(skill: NewSkill, scope: SkillScope, signal: AbortSignal): Promise<string> {
    const files = newSkillFiles(skill);
    const place = this.#place(scope);
    if ((await stat(path.join(place.folder, skill.name)).catch(() => undefined)) !== undefined) {
      throw new SkillInstallError(`There is a skill ${skill.name} already.`, {
        remedy: 'Give it another name, or open the one that is there.',
      });
    }
    const origin: SkillOrigin = { kind: 'made', location: place.folder };
    await place.put({ name: skill.name, origin }, files, signal);
    return path.join(place.folder, skill.name);
  }

  /**
   * Writes a skill as a folder, or as an archive by the ending of the name (.zip, .tar.gz, .tgz).
   * @param target absolute @returns its digest @throws UnknownSkillError, SkillInstallError when something is there
   */
  async export(name: string, target: string, signal: AbortSignal): Promise<string> {
    const { skills } = await this.options.discover();
    const skill = skills.find((one) => one.name === name);
    if (skill === undefined)
      throw new UnknownSkillError(
        name,
        skills.map((one) => one.name),
      );
    if ((await stat(target).catch(() => undefined)) !== undefined) {
      throw new SkillInstallError(`${target} is there already.`, {
        remedy: 'Give another name, or remove it first.',
      });
    }
    const files = await readSkillFolder(skill.files, skill.folder);
    throwIfAborted(signal);
    await mkdir(path.dirname(target), { recursive: true });
    // Beside it first, so that a stop leaves nothing half written under its name.
    const fresh = path.join(path.dirname(target), `.${this.options.ids.next('change')}`);
    try {
      if (/\.(?:zip|tgz|tar\.gz)$/i.test(target)) {
        await writeFile(
          fresh,
          await writeArchive(name, files, /zip$/i.test(target) ? 'zip' : 'tar.gz'),
        );
      } else {
        for (const [file, data] of files) {
          throwIfAborted(signal);
          const full = path.join(fresh, ...file.split('/'));
          await mkdir(path.dirname(full), { recursive: true });
          await writeFile(full, data);
        }
      }
      await rename(fresh, target);
    } finally {
      await rm(fresh, { recursive: true, force: true });
    }
    return digestOfSkill(files);
  }

  /** Most used first. */
  statistics(): Promise<readonly SkillStatistics[]> {
    return this.options.uses.statistics();
  }

  /** Keeps that skills were used. @throws StorageWriteError */
  noteUses(uses: readonly SkillUse[]): Promise<void> {
    return this.options.uses.add(uses);
  }

  /** Names of those that are not offered in this project. */
  off(kind: SwitchKind): Promise<ReadonlySet<string>> {
    return this.options.switches.off(kind);
  }

  /** Not offered from the next turn on, or offered again. */
  switch(kind: SwitchKind, name: string, on: boolean): Promise<void> {
    return this.options.switches.set(kind, name, on);
  }

  /** Lets go of the record of uses. */
  close(): Promise<void> {
    return this.options.uses.close();
  }

  async #look(origin: SkillOrigin, { skill, digest, signal }: LookOptions): Promise<PendingSkill> {
    const fetched: FetchedSkill = await fetchSkill(origin, skill, this.options, signal);
    const { name, files } = fetched;
    const found = digestOfSkill(files);
    if (digest !== undefined && digest !== found) throw new SkillDigestError(name, digest, found);
    const before = await this.#filesOf(name);
    return { review: reviewSkill(name, files, fetched.origin, before), files };
  }

  async #filesOf(name: string): Promise<SkillFiles | undefined> {
    const known = (await this.#installed()).find(({ record }) => record.name === name);
    return known?.place.files(name).catch(() => undefined);
  }

  async #installed() {
    const { places } = this.options;
    const scopes = (['workspace', 'user'] as const).flatMap((scope) => {
      const place = places[scope];
      return place === undefined ? [] : [{ scope, place }];
    });
    const lists = await Promise.all(
      scopes.map(async ({ scope, place }) =>
        (await place.list()).map((record) => ({
          record,
          scope,
          place,
          folder: path.join(place.folder, record.name),
        })),
      ),
    );
    return lists.flat();
  }

  async #named(name: string) {
    const installed = await this.#installed();
    const found = installed.find(({ record }) => record.name === name);
    if (found !== undefined) return found;
    const names = installed.map(({ record }) => record.name).join(', ');
    throw new SkillInstallError(`The skill ${name} is not an installed one.`, {
      remedy: names === '' ? 'None is installed.' : `Installed are: ${names}.`,
    });
  }

  #place(scope: SkillScope): InstalledSkills {
    const place = this.options.places[scope];
    if (place !== undefined) return place;
    throw new SkillInstallError('Nothing can be installed there.', {
      remedy: 'Trust the workspace and open it from a local folder, or install for all projects.',
    });
  }
}

/** Of this machine's disk; nothing for a skill that lies elsewhere. */
function absoluteFolder({ files, folder }: Skill): string | undefined {
  return files.localRoot === undefined ? undefined : path.join(files.localRoot, folder);
}
