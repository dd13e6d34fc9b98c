// Finds skills: those of the workspace before those of the user before the built-in ones; others' are taken leniently.
import { type Logger, toErrorInfo } from '../core/index.js';
import type { FileStore } from '../ports/index.js';
import { SkillFormatError } from './errors.js';
import { readFrontMatter } from './front-matter.js';
import { problemsOf, problemText } from './validate.js';

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
  /** Its SKILL.md in those files. */
  readonly file: string;
  readonly body: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** Tools that it would like to use, as its file names them. It gets none by that. */
  readonly asks: readonly string[];
  /** Offered to the model; otherwise only people start it. */
  readonly modelInvocable: boolean;
  /** Rules that it breaks, each with file, line and field. */
  readonly warnings: readonly string[];
}

export interface Discovery {
  /** One of each name, by name. */
  readonly skills: readonly Skill[];
  /** Those that could not be loaded, and names that stand twice. */
  readonly warnings: readonly string[];
}

const SKILL_FILE = 'SKILL.md';
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
  const file = await skillFile(files, folder);
  if (file === undefined) return undefined;
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await files.read(file));
  const front = readFrontMatter(file, text, true);
  const { fields, lines, body } = front;
  const description = textOf(fields['description']);
  if (description === undefined) {
    throw new SkillFormatError({
      file,
      line: lines['description'] ?? 1,
      field: 'description',
      message: 'there is no description, so the skill is left out',
    });
  }
  const name = textOf(fields['name']) ?? folderName;
  const misnamed = file.endsWith(`/${SKILL_FILE}`)
    ? []
    : [{ file, line: 1, message: `the file should be called ${SKILL_FILE}` }];
  return {
    name: name.toLowerCase().replaceAll(/[^\w-]+/g, '-'),
    description,
    source,
    files,
    folder,
    file,
    body,
    metadata: metadataOf(fields['metadata']),
    asks: namesIn(fields['allowed-tools']),
    modelInvocable: !/^(?:true|yes)$/i.test(textOf(fields['disable-model-invocation']) ?? ''),
    warnings: [...misnamed, ...problemsOf(file, folderName, front)].map(problemText),
  };
}

/** As others call it, too. */
async function skillFile(files: FileStore, folder: string): Promise<string | undefined> {
  for (const name of [SKILL_FILE, 'skill.md']) {
    const info = await files.stat(`${folder}/${name}`);
    if (info === undefined) continue;
    if (info.kind !== 'file' || info.symlink) return undefined;
    if (info.size <= MAX_BYTES) return `${folder}/${name}`;
    throw new SkillFormatError({
      file: `${folder}/${name}`,
      line: 1,
      message: `it is larger than ${MAX_BYTES / 1_024} kB, so the skill is left out`,
    });
  }
  return undefined;
}

/** A text with blanks between, as the standard has it, or a list, as others do. */
function namesIn(value: unknown): readonly string[] {
  const items = Array.isArray(value) ? value.map(String) : [typeof value === 'string' ? value : ''];
  // `Bash(git log:*)` is one name.
  return items.flatMap((item) => item.match(/[^\s,()]+(?:\([^)]*\))?/g) ?? []);
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
