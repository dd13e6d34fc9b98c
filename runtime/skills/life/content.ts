// The files of one skill in memory: checked names, bounded size, and the digest that stands for all of them.
import { createHash } from 'node:crypto';
import type { FileStore } from '../../ports/index.js';
import { readFrontMatter } from '../front-matter.js';
import { SkillRefusedError, SkillSourceError } from './errors.js';

/** Bytes by path; paths are relative, with `/` between their parts. */
export type SkillFiles = ReadonlyMap<string, Uint8Array>;

export interface Limits {
  readonly files: number;
  readonly bytes: number;
}

/** Of one skill: what clients of the skills extension of the Model Context Protocol take at most. */
export const SKILL_LIMITS: Limits = { files: 512, bytes: 16 * 1024 * 1024 };
/** Of what a skill is taken out of. */
export const SOURCE_LIMITS: Limits = { files: 5_000, bytes: 64 * 1024 * 1024 };

export const SKILL_FILE = 'SKILL.md';
export const SKILL_NAME = /^(?=.{1,64}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_DEPTH = 8;
const MAX_PATH = 240;
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** Takes files one by one and stops at the first that no skill may have. */
export class FileCollector {
  readonly #files = new Map<string, Uint8Array>();
  /** Without case: on some disks `A.md` and `a.md` are one file. */
  readonly #taken = new Map<string, 'file' | 'folder'>();
  #bytes = 0;

  constructor(
    private readonly what: string,
    private readonly limits: Limits,
  ) {}

  get files(): SkillFiles {
    return this.#files;
  }

  /** How many bytes may still come. */
  get room(): number {
    return this.limits.bytes - this.#bytes;
  }

  /** Looks at a name before its content is read. @returns false for what is left out: hidden files @throws SkillRefusedError */
  wants(path: string, bytes: number): boolean {
    const problem = pathProblem(path);
    if (problem !== undefined) throw new SkillRefusedError(this.what, `"${path}" ${problem}`);
    if (isHidden(path)) return false;
    if (this.#files.size >= this.limits.files)
      throw new SkillRefusedError(this.what, `it has more than ${this.limits.files} files`);
    if (bytes > this.room)
      throw new SkillRefusedError(
        this.what,
        `it has more than ${Math.round(this.limits.bytes / 1_048_576)} MB`,
      );
    return true;
  }

  /** @throws SkillRefusedError */
  add(path: string, data: Uint8Array): void {
    if (!this.wants(path, data.byteLength)) return;
    const parts = path.split('/');
    parts.forEach((_part, index) => {
      const key = parts
        .slice(0, index + 1)
        .join('/')
        .normalize('NFC')
        .toLowerCase();
      const kind = index === parts.length - 1 ? 'file' : 'folder';
      const before = this.#taken.get(key);
      if (before !== undefined && (kind === 'file' || before !== kind))
        throw new SkillRefusedError(this.what, `"${path}" is there twice`);
      this.#taken.set(key, kind);
    });
    this.#files.set(path, data);
    this.#bytes += data.byteLength;
  }

  /** @throws SkillRefusedError */
  refuse(path: string, why: string): never {
    throw new SkillRefusedError(this.what, `"${path}" ${why}`);
  }
}

/** Hidden files are no part of a skill: nobody would see them when looking at it. */
export function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');
}

function pathProblem(path: string): string | undefined {
  if (path === '' || path.length > MAX_PATH) return 'is no name of a file';
  if (/^[/\\]|^[A-Za-z]:/.test(path)) return 'is an absolute path';
  const parts = path.split('/');
  if (parts.includes('..') || path.includes('\\')) return 'leads out of its folder';
  if (parts.length > MAX_DEPTH + 2) return 'lies too deep';
  // Control characters hide what a name is; on Windows the others mean something else than they say.
  if (/[\p{Cc}\p{Cf}<>:"|?*]/u.test(path)) return 'has characters that a name may not have';
  if (
    parts.some((part) => part === '' || part === '.' || /[. ]$/.test(part) || RESERVED.test(part))
  )
    return 'is no name of a file on every system';
  return undefined;
}

/** Every file of a folder but hidden ones. @throws SkillRefusedError for links and for too much */
export async function readSkillFolder(
  files: FileStore,
  folder: string,
  limits: Limits = SKILL_LIMITS,
): Promise<SkillFiles> {
  const collector = new FileCollector(`The folder ${folder === '' ? files.root : folder}`, limits);
  const walk = async (below: string): Promise<void> => {
    const at = [folder, below].filter((part) => part !== '').join('/');
    for (const { name, kind, symlink } of await files.list(at)) {
      const inside = below === '' ? name : `${below}/${name}`;
      if (isHidden(inside) || name === 'node_modules') continue;
      if (symlink) collector.refuse(inside, 'is a link');
      const path = at === '' ? name : `${at}/${name}`;
      if (kind === 'directory') {
        if (inside.split('/').length <= MAX_DEPTH) await walk(inside);
      } else if (kind === 'file') {
        const size = (await files.stat(path))?.size ?? 0;
        if (collector.wants(inside, size)) collector.add(inside, await files.read(path));
      } else collector.refuse(inside, 'is no file');
    }
  };
  await walk('');
  return collector.files;
}

/**
 * `sha256:` and the SHA-256 of the list that `sha256sum` prints for the files in the order of their paths. Nothing else
 * goes into it: not dates, not rights, not how it was packed.
 */
export function digestOfSkill(files: SkillFiles): string {
  const list = [...files]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([path, data]) => `${createHash('sha256').update(data).digest('hex')}  ${path}\n`)
    .join('');
  return `sha256:${createHash('sha256').update(list).digest('hex')}`;
}

export interface FoundSkill {
  readonly name: string;
  /** Where it lay in what was received; `''` is its root. */
  readonly folder: string;
  readonly files: SkillFiles;
}

/** The folders with a SKILL.md, the outermost ones. */
export function skillFoldersIn(paths: Iterable<string>): readonly string[] {
  const folders = [...paths]
    .filter((path) => path === SKILL_FILE || path.endsWith(`/${SKILL_FILE}`))
    .map((path) => path.slice(0, -SKILL_FILE.length).replace(/\/$/, ''))
    .sort();
  return folders.filter((folder) =>
    folders.every((other) => other === folder || !isBelow(folder, other)),
  );
}

/** Of every skill in it. @throws SkillRefusedError */
export function namesOfSkills(all: SkillFiles): readonly string[] {
  return skillFoldersIn(all.keys()).map((folder) => takeOut(all, folder).name);
}

/**
 * The one that is meant.
 * @param wanted its name, where there may be several @throws SkillSourceError, SkillRefusedError
 */
export function chooseSkill(all: SkillFiles, wanted: string | undefined): FoundSkill {
  const found = skillFoldersIn(all.keys()).map((folder) => takeOut(all, folder));
  const [first] = found;
  if (first === undefined) {
    throw new SkillSourceError('There is no SKILL.md in it.', {
      remedy: 'A skill is a folder with a file of that name.',
    });
  }
  const names = found.map(({ name }) => name).join(', ');
  if (wanted === undefined && found.length > 1) {
    throw new SkillSourceError(`There are ${found.length} skills in it.`, {
      remedy: `Say which one is meant: ${names}.`,
    });
  }
  const chosen = wanted === undefined ? first : found.find(({ name }) => name === wanted);
  if (chosen === undefined) {
    throw new SkillSourceError(`There is no skill "${wanted}" in it.`, {
      remedy: `There are: ${names}.`,
    });
  }
  return chosen;
}

function takeOut(all: SkillFiles, folder: string): FoundSkill {
  const collector = new FileCollector(`The skill in "${folder}"`, SKILL_LIMITS);
  for (const [path, data] of all)
    if (isBelow(path, folder))
      collector.add(folder === '' ? path : path.slice(folder.length + 1), data);
  return { name: nameOf(collector.files, folder), folder, files: collector.files };
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' ? path !== '' : path.startsWith(`${folder}/`);
}

/** As it calls itself, or as its folder is called; a name that is no name of a folder is refused. */
function nameOf(files: SkillFiles, folder: string): string {
  const text = new TextDecoder().decode(files.get(SKILL_FILE));
  const { name } = readFrontMatter(SKILL_FILE, text, true).fields;
  const own = typeof name === 'string' ? name.trim() : (folder.split('/').at(-1) ?? '');
  if (!SKILL_NAME.test(own))
    throw new SkillRefusedError(`The skill "${own}"`, 'its name is not one that a folder may have');
  return own;
}
