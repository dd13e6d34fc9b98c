// Projects: each has a name, a working folder and a store of its own, where its memory lies.
import * as z from 'zod';
import { type Clock, MemfunError } from '../../core/index.js';
import { FileMissingError, type FileStore } from '../../ports/index.js';
import { CommandArgumentError, CommandUsageError } from './usage-error.js';

const VERBS = ['list', 'workdir', 'rename', 'delete'];
const RECORD = 'project.json';
const recordSchema = z.object({
  name: z.string(),
  /** Absolute path or URI. */
  folder: z.string(),
  usedAt: z.number(),
});
type ProjectRecord = z.infer<typeof recordSchema>;

export interface Project extends ProjectRecord {
  readonly key: string;
}

/** Where all projects lie, and which one is open. */
export interface ProjectPlace {
  readonly files: FileStore;
  /** Name of the folder of the open one. */
  readonly key: string;
  readonly folder: string;
}

class ProjectError extends MemfunError {
  readonly code = 'command.project';
}

/** The key of the project that works in a folder; `otherwise` where none does. */
export async function projectKeyOf(
  files: FileStore,
  folder: string,
  otherwise: string,
): Promise<string> {
  const own = await readRecord(files, otherwise);
  if (own?.folder === folder) return otherwise;
  const moved = (await listProjects(files)).find((project) => project.folder === folder);
  return moved?.key ?? otherwise;
}

export class Projects {
  readonly #place: ProjectPlace;
  readonly #clock: Clock;

  constructor(place: ProjectPlace, clock: Clock) {
    this.#place = place;
    this.#clock = clock;
  }

  /** Notes that the open one is used. */
  async touch(): Promise<void> {
    const { files, key, folder } = this.#place;
    const known = await readRecord(files, key);
    const name = known?.name ?? nameOf(folder);
    await this.#write(key, { name, folder: known?.folder ?? folder, usedAt: this.#clock.now() });
  }

  /** Last used first. */
  list(): Promise<readonly Project[]> {
    return listProjects(this.#place.files);
  }

  /** `/project …`: Markdown. @throws CommandUsageError, CommandArgumentError, ProjectError */
  async command(rest: string): Promise<string> {
    const [, verb = '', words = ''] = /^(\S*)\s*([\s\S]*)$/.exec(rest.trim()) ?? [];
    switch (verb) {
      case '':
      case 'list':
        return this.#listed();
      case 'workdir':
        return words === '' ? (await this.#open()).folder : this.#move(words);
      case 'rename':
        return this.#rename(words);
      case 'delete':
        return this.#delete(words);
      default:
        throw new CommandArgumentError('/project', verb, VERBS, '/project rename parcel service');
    }
  }

  async #listed(): Promise<string> {
    const rows = (await this.list()).map(({ key, name, folder, usedAt }) => {
      const open = key === this.#place.key ? ' **(open)**' : '';
      return `| ${cell(name)}${open} | ${cell(folder)} | ${new Date(usedAt).toISOString().slice(0, 10)} |`;
    });
    return ['| project | folder | last used |', '| --- | --- | --- |', ...rows].join('\n');
  }

  async #move(folder: string): Promise<string> {
    if (!/^(\/|[A-Za-z]:[\\/]|[a-z][a-z0-9+.-]+:\/\/)/.test(folder))
      throw new ProjectError(`“${folder}” is no whole path of a folder.`, {
        remedy: 'Give it from the root on: /project workdir /home/me/code/parcels',
      });
    const taken = (await this.list()).find(
      (project) => project.folder === folder && project.key !== this.#place.key,
    );
    if (taken !== undefined)
      throw new ProjectError(`The project ${taken.name} works in ${folder} already.`, {
        remedy: `Delete it first (/project delete ${taken.name} yes), or name another folder.`,
      });
    await this.#write(this.#place.key, { ...(await this.#open()), folder });
    return `When \`${folder}\` is opened the next time, it has the memory and the conversations of this project.`;
  }

  async #rename(name: string): Promise<string> {
    const tidy = name.replaceAll(/\s+/g, ' ').trim().slice(0, 80);
    if (tidy === '')
      throw new CommandUsageError('/project rename <name>', '/project rename parcel service');
    await this.#write(this.#place.key, { ...(await this.#open()), name: tidy });
    return `This project is called ${tidy} now.`;
  }

  async #delete(words: string): Promise<string> {
    const sure = /\s+yes$/.test(words);
    const name = words.replace(/\s+yes$/, '').trim();
    if (name === '')
      throw new CommandUsageError('/project delete <name> yes', '/project delete parcels yes');
    const found = (await this.list()).filter(
      (project) => project.name === name || project.key === name,
    );
    const [project] = found;
    if (project === undefined || found.length > 1)
      throw new ProjectError(
        found.length > 1 ? `Several projects are called ${name}.` : `There is no project ${name}.`,
        {
          remedy: `Name one of: ${(await this.list()).map((one) => `${one.name} (${one.key})`).join(', ')}.`,
        },
      );
    if (project.key === this.#place.key)
      throw new ProjectError('The open project cannot be deleted.', {
        remedy: 'Open another folder first.',
      });
    if (!sure)
      return `All that is remembered about ${project.name}, and its conversations, would be deleted for good; its folder \`${project.folder}\` stays. \`/project delete ${name} yes\` does it.`;
    await removeAll(this.#place.files, project.key);
    return `The project ${project.name}, its memory and its conversations are deleted. The folder \`${project.folder}\` is as it was.`;
  }

  async #open(): Promise<ProjectRecord> {
    const { files, key, folder } = this.#place;
    const known = await readRecord(files, key);
    return known ?? { name: nameOf(folder), folder, usedAt: this.#clock.now() };
  }

  async #write(key: string, record: ProjectRecord): Promise<void> {
    const { name, folder, usedAt } = record;
    const data = new TextEncoder().encode(JSON.stringify({ name, folder, usedAt }));
    await this.#place.files.write(`${key}/${RECORD}`, data);
  }
}

async function listProjects(files: FileStore): Promise<readonly Project[]> {
  const found: Project[] = [];
  for (const { name: key, kind } of await files.list('')) {
    const record = kind === 'directory' ? await readRecord(files, key) : undefined;
    if (record !== undefined) found.push({ ...record, key });
  }
  return found.sort((a, b) => b.usedAt - a.usedAt);
}

/** A record that is missing or damaged is written anew with the next use. */
async function readRecord(files: FileStore, key: string): Promise<ProjectRecord | undefined> {
  try {
    const text = new TextDecoder().decode(await files.read(`${key}/${RECORD}`));
    return recordSchema.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof FileMissingError || error instanceof z.ZodError) return undefined;
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function removeAll(files: FileStore, folder: string): Promise<void> {
  for (const { name, kind, symlink } of await files.list(folder)) {
    const path = `${folder}/${name}`;
    if (kind === 'directory' && !symlink) await removeAll(files, path);
    else await files.remove(path);
  }
}

const nameOf = (folder: string): string =>
  folder
    .replace(/[\\/]+$/, '')
    .split(/[\\/]/)
    .at(-1) || folder;

const cell = (text: string): string => text.replaceAll('|', '\\|');
