// Finds skills: those of the workspace before those of the user before the built-in ones; others' are taken leniently.
import { type Logger, toErrorInfo } from '../core/index.js';
import type { FileStore } from '../ports/index.js';
import { readFrontMatter } from './front-matter.js';

export type SkillSource = 'workspace' | 'user' | 'built-in';

export interface SkillPlace {
  readonly source: SkillSource;
  readonly files: FileStore;
  /** Folder whose subfolders are skills. */
  readonly folder: string;
}

export interface Skill {
  readonly name: string;
  readonly description: string;
  readonly source: SkillSource;
  readonly files: FileStore;
  /** Its folder in those files. */
  readonly folder: string;
  readonly body: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** Offered to the model; otherwise only people start it. */
  readonly modelInvocable: boolean;
  readonly warnings: readonly string[];
}

export interface Discovery {
  /** One of each name, by name. */
  readonly skills: readonly Skill[];
  /** Those that could not be loaded, and names that stand twice. */
  readonly warnings: readonly string[];
}

const MAX_SKILLS = 500;
const MAX_BYTES = 256 * 1024;

/** Places are given by precedence: of two skills of one name the earlier counts. Never rejects for a skill. */
export async function discoverSkills(
  places: readonly SkillPlace[],
  logger: Logger,
): Promise<Discovery> {
  const skills = new Map<string, Skill>();
  const warnings: string[] = [];
  for (const place of places) {
    const entries = await place.files.list(place.folder).catch(() => []);
    for (const { name: folder, kind, symlink } of entries.slice(0, MAX_SKILLS)) {
      if (kind !== 'directory' || symlink || folder.startsWith('.')) continue;
      const path = place.folder === '' ? folder : `${place.folder}/${folder}`;
      try {
        const skill = await loadSkill(place, path, folder);
        if (skill === undefined) continue;
        const known = skills.get(skill.name);
        if (known === undefined) skills.set(skill.name, skill);
        else
          warnings.push(
            `The ${place.source} skill ${skill.name} (${path}) is hidden by the one in ${known.folder}.`,
          );
      } catch (error) {
        const { message } = toErrorInfo(error);
        warnings.push(message);
        logger.warn('A skill could not be loaded.', { path, message });
      }
    }
  }
  return {
    skills: [...skills.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    warnings,
  };
}

/** Only a missing description makes a skill unusable: nobody could know when to use it. */
async function loadSkill(
  { source, files }: SkillPlace,
  folder: string,
  folderName: string,
): Promise<Skill | undefined> {
  const file = `${folder}/SKILL.md`;
  const info = await files.stat(file);
  if (info === undefined || info.kind !== 'file' || info.size > MAX_BYTES) return undefined;
  const text = new TextDecoder().decode(await files.read(file));
  const { fields, body, mended } = readFrontMatter(file, text, true);
  const warnings = mended ? [`${file}: a value with a colon should be quoted`] : [];
  const description = textOf(fields['description']);
  if (description === undefined) {
    throw new TypeError(`${file}: there is no description, so the skill is left out`);
  }
  const name = textOf(fields['name']) ?? folderName;
  if (name !== folderName) warnings.push(`${file}: the name "${name}" is not that of its folder`);
  return {
    name: name.toLowerCase().replaceAll(/[^\w-]+/g, '-'),
    description,
    source,
    files,
    folder,
    body,
    metadata: metadataOf(fields['metadata']),
    modelInvocable: !/^(?:true|yes)$/i.test(textOf(fields['disable-model-invocation']) ?? ''),
    warnings,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function metadataOf(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, text]) =>
      typeof text === 'string' ? [[key, text] as const] : [],
    ),
  );
}
