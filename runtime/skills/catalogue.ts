// The skills at hand: named to the model in few words, opened when they are used, their files read one by one.
import type { FileStore } from '../ports/index.js';
import type { Skill } from './discover.js';
import { SkillFileError, UnknownSkillError } from './errors.js';
import { rankSkills } from './rank.js';

/** Characters of all descriptions together: what the model is always given. */
const LISTED_CHARS = 4_000;
const MAX_FILES = 100;
const MAX_DEPTH = 3;
const MAX_FILE_BYTES = 512 * 1024;

export interface UsedSkill {
  readonly name: string;
  /** Its instructions, with the arguments in their places. */
  readonly content: string;
  /** Its other files, to be read when the instructions name them. */
  readonly files: readonly string[];
}

export class SkillCatalogue {
  readonly #skills: ReadonlyMap<string, Skill>;

  readonly #request: string;
  readonly #opened = new Map<string, UsedSkill>();

  /** @param request what is asked in the turn: of many skills, those that fit it are described first */
  constructor(skills: readonly Skill[], request = '') {
    this.#skills = new Map(skills.map((skill) => [skill.name, skill]));
    this.#request = request;
  }

  /** Those that were opened here, each once, as they were opened last. */
  opened(): readonly UsedSkill[] {
    return [...this.#opened.values()];
  }

  list(): readonly Skill[] {
    return [...this.#skills.values()];
  }

  get(name: string): Skill | undefined {
    return this.#skills.get(name);
  }

  /** Names that the model may choose from. */
  modelNames(): readonly string[] {
    return this.list().flatMap(({ name, modelInvocable }) => (modelInvocable ? [name] : []));
  }

  /** One line for each, as many as fit; the rest only by name. */
  describe(): string {
    const offered = this.list().filter(({ modelInvocable }) => modelInvocable);
    const chars = offered.reduce(
      (sum, { name, description }) => sum + name.length + description.length,
      0,
    );
    let left = LISTED_CHARS;
    const lines = (chars > LISTED_CHARS ? rankSkills(offered, this.#request) : offered).map(
      ({ name, description }) => {
        const line = `${name}: ${description.replaceAll(/\s+/g, ' ')}`;
        left -= line.length;
        return left >= 0 ? line : name;
      },
    );
    return lines.join(' | ');
  }

  /** @throws UnknownSkillError */
  async use(name: string, args = ''): Promise<UsedSkill> {
    const skill = this.#find(name);
    const files = await filesOf(skill.files, skill.folder);
    const used = { name: skill.name, content: withArguments(skill.body.trim(), args), files };
    this.#opened.set(used.name, used);
    return used;
  }

  /** @param path relative to the skill's folder @throws UnknownSkillError, SkillFileError */
  async read(name: string, path: string): Promise<string> {
    const skill = this.#find(name);
    const known = await filesOf(skill.files, skill.folder);
    const wanted = path.replace(/^\.\//, '');
    if (!known.includes(wanted)) throw new SkillFileError(name, path, 'it is not there');
    const file = `${skill.folder}/${wanted}`;
    const info = await skill.files.stat(file);
    if ((info?.size ?? 0) > MAX_FILE_BYTES) throw new SkillFileError(name, path, 'it is too large');
    return new TextDecoder().decode(await skill.files.read(file));
  }

  /** Every file of a skill by its path in it, its `SKILL.md` among them; none that is too large. @throws UnknownSkillError */
  async files(name: string): Promise<ReadonlyMap<string, Uint8Array>> {
    const { files, folder, file } = this.#find(name);
    const contents = new Map([['SKILL.md', await files.read(file)]]);
    for (const path of await filesOf(files, folder)) {
      const info = await files.stat(`${folder}/${path}`);
      if (info !== undefined && info.size <= MAX_FILE_BYTES)
        contents.set(path, await files.read(`${folder}/${path}`));
    }
    return contents;
  }

  #find(name: string): Skill {
    const skill = this.#skills.get(name);
    if (skill === undefined) throw new UnknownSkillError(name, [...this.#skills.keys()]);
    return skill;
  }
}

/** `$ARGUMENTS` is where they belong; without it they come last. */
function withArguments(body: string, args: string): string {
  if (body.includes('$ARGUMENTS')) return body.replaceAll('$ARGUMENTS', () => args);
  return args === '' ? body : `${body}\n\nArguments: ${args}`;
}

/** Files of a skill besides its SKILL.md; links are not followed. */
async function filesOf(files: FileStore, folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  const walk = async (below: string, depth: number): Promise<void> => {
    if (depth > MAX_DEPTH || found.length >= MAX_FILES) return;
    const path = below === '' ? folder : `${folder}/${below}`;
    for (const { name, kind, symlink } of await files.list(path).catch(() => [])) {
      const inside = below === '' ? name : `${below}/${name}`;
      if (symlink || name.startsWith('.') || /^skill\.md$/i.test(inside)) continue;
      if (kind === 'directory') await walk(inside, depth + 1);
      else if (kind === 'file') found.push(inside);
    }
  };
  await walk('', 0);
  return found.sort().slice(0, MAX_FILES);
}
