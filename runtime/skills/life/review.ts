// What is in a skill, said before it is trusted: its files, what it asks for, what a reader would not see, what is new in it.
import { createTwoFilesPatch } from 'diff';
import type { SkillProblem } from '../errors.js';
import { readFrontMatter } from '../front-matter.js';
import { validateSkill } from '../validate.js';
import { digestOfSkill, SKILL_FILE, type SkillFiles } from './content.js';
import type { SkillOrigin } from './source.js';

export interface ReviewedFile {
  readonly path: string;
  readonly bytes: number;
  readonly kind: 'text' | 'script' | 'binary';
}

export interface SkillChange {
  readonly path: string;
  readonly kind: 'added' | 'changed' | 'removed';
  /** As a unified diff; absent for what is no text or too long to read. */
  readonly diff?: string;
}

export interface SkillReview {
  readonly name: string;
  readonly description: string;
  readonly origin: SkillOrigin;
  readonly digest: string;
  readonly bytes: number;
  /** Its SKILL.md, as it is. */
  readonly text: string;
  /** By path. */
  readonly files: readonly ReviewedFile[];
  /** Tools that it would like to use without asking; it gets none by that. */
  readonly asks: readonly string[];
  /** Rules of the standard that it breaks. */
  readonly problems: readonly SkillProblem[];
  /** What to look at before it is trusted. */
  readonly warnings: readonly string[];
  /** Against what is installed under that name; absent when nothing is. */
  readonly changes?: readonly SkillChange[];
}

const SCRIPT =
  /\.(?:sh|bash|zsh|fish|ps1|psm1|bat|cmd|py|rb|pl|php|js|mjs|cjs|ts|mts|lua|applescript|vbs)$/i;
/** Characters that are not seen, or that turn the order of what is seen. */
const INVISIBLE = /[\p{Cf}\p{Variation_Selector}]/u;
/** Pictures made of several characters, some of which are not seen alone. */
const PICTURE =
  /\p{Extended_Pictographic}\p{Emoji_Modifier}?\ufe0f?(?:\u200d\p{Extended_Pictographic}\ufe0f?)*/gu;
const COMMENT = /<!--([\s\S]*?)-->/g;
const ADDRESS = /\bhttps?:\/\/([\w.-]+)/gi;
const MAX_DIFF = 20_000;
const MAX_HOSTS = 10;

/** @param installed files of the skill that it would replace */
export function reviewSkill(
  name: string,
  files: SkillFiles,
  origin: SkillOrigin,
  installed?: SkillFiles,
): SkillReview {
  const listed = [...files]
    .map(([path, data]) => ({ path, bytes: data.byteLength, kind: kindOf(path, data) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const text = new TextDecoder().decode(files.get(SKILL_FILE));
  const { fields } = readFrontMatter(SKILL_FILE, text, true);
  const { description } = fields;
  const asked = fields['allowed-tools'];
  return {
    name,
    description: typeof description === 'string' ? description.trim() : '',
    origin,
    digest: digestOfSkill(files),
    bytes: listed.reduce((sum, { bytes }) => sum + bytes, 0),
    text,
    files: listed,
    asks: typeof asked === 'string' ? asked.split(/\s+/).filter((tool) => tool !== '') : [],
    problems: validateSkill(SKILL_FILE, name, text),
    warnings: warningsOf(files, listed),
    ...(installed === undefined ? {} : { changes: changesOf(installed, files) }),
  };
}

function kindOf(path: string, data: Uint8Array): ReviewedFile['kind'] {
  if (data.subarray(0, 8_192).includes(0)) return 'binary';
  return SCRIPT.test(path) || (data[0] === 0x23 && data[1] === 0x21) ? 'script' : 'text';
}

function warningsOf(files: SkillFiles, listed: readonly ReviewedFile[]): readonly string[] {
  const warnings: string[] = [];
  const scripts = listed.filter(({ kind }) => kind === 'script').map(({ path }) => path);
  const binaries = listed.filter(({ kind }) => kind === 'binary').map(({ path }) => path);
  if (scripts.length > 0)
    warnings.push(
      `It has programs, which run only when you allow the command: ${scripts.join(', ')}`,
    );
  if (binaries.length > 0) warnings.push(`Nobody can read these: ${binaries.join(', ')}`);
  const hosts = new Set<string>();
  for (const { path, kind } of listed) {
    if (kind === 'binary') continue;
    const text = new TextDecoder().decode(files.get(path));
    const lines = text.replace(/^\ufeff/, '').split('\n');
    const hidden = lines.findIndex((line) => INVISIBLE.test(line.replaceAll(PICTURE, '')));
    if (hidden >= 0) warnings.push(`${path}:${hidden + 1} has characters that cannot be seen`);
    for (const [comment, inside = ''] of path.endsWith('.md') ? text.matchAll(COMMENT) : [])
      if (inside.trim() !== '')
        warnings.push(
          `${path}:${text.slice(0, text.indexOf(comment)).split('\n').length} has a comment that is not shown when it is rendered`,
        );
    for (const [, host = ''] of text.matchAll(ADDRESS)) hosts.add(host.toLowerCase());
  }
  if (hosts.size > 0)
    warnings.push(
      `It names addresses at ${[...hosts].sort().slice(0, MAX_HOSTS).join(', ')}${hosts.size > MAX_HOSTS ? ' and others' : ''}`,
    );
  return warnings;
}

/** What would change, file by file. */
function changesOf(before: SkillFiles, after: SkillFiles): readonly SkillChange[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths.flatMap((path) => {
    const old = before.get(path);
    const fresh = after.get(path);
    if (old !== undefined && fresh !== undefined && Buffer.compare(old, fresh) === 0) return [];
    const kind = old === undefined ? 'added' : fresh === undefined ? 'removed' : 'changed';
    const diff = diffOf(path, old, fresh);
    return [{ path, kind, ...(diff === undefined ? {} : { diff }) } as const];
  });
}

function diffOf(
  path: string,
  old: Uint8Array | undefined,
  fresh: Uint8Array | undefined,
): string | undefined {
  const sides = [old, fresh].map((data) => data ?? new Uint8Array());
  if (sides.some((data) => data.byteLength > MAX_DIFF || data.includes(0))) return undefined;
  const [before = '', after = ''] = sides.map((data) => new TextDecoder().decode(data));
  return createTwoFilesPatch(path, path, before, after, 'installed', 'new', { context: 2 });
}
