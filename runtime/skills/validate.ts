// The rules of the Agent Skills standard for a SKILL.md, each with the line it speaks of (agentskills.io/specification).
import type { SkillProblem } from './errors.js';
import { SkillFormatError } from './errors.js';
import { type FrontMatter, readFrontMatter } from './front-matter.js';

const ALLOWED = ['name', 'description', 'license', 'compatibility', 'metadata', 'allowed-tools'];
const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX = { name: 64, description: 1_024, compatibility: 500, lines: 500 } as const;

/** @param folder name of the folder that the file stands in @returns nothing when the skill is valid */
export function validateSkill(file: string, folder: string, text: string): readonly SkillProblem[] {
  try {
    return problemsOf(file, folder, readFrontMatter(file, text, false));
  } catch (error) {
    if (error instanceof SkillFormatError) return [error.problem];
    throw error;
  }
}

/** The same of what was read already. */
export function problemsOf(
  file: string,
  folder: string,
  { fields, lines, body, bodyLine, oddities }: FrontMatter,
): readonly SkillProblem[] {
  const problems: SkillProblem[] = oddities.map((oddity) => ({ file, ...oddity }));
  const say = (field: string, message: string): void => {
    problems.push({ file, line: lines[field] ?? 1, field, message });
  };
  for (const field of Object.keys(fields)) {
    if (!ALLOWED.includes(field))
      say(field, `the standard knows no field "${field}"; put it under metadata`);
  }
  checkName(fields['name'], folder, say);
  checkText('description', fields['description'], MAX.description, true, say);
  checkText('compatibility', fields['compatibility'], MAX.compatibility, false, say);
  checkText('license', fields['license'], MAX.description, false, say);
  if ('allowed-tools' in fields && typeof fields['allowed-tools'] !== 'string')
    say('allowed-tools', 'it is one text, with blanks between the tools');
  const { metadata } = fields;
  const isMap = typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata);
  if (metadata !== undefined && !isMap) say('metadata', 'it is a list of names with one text each');
  else if (isMap && Object.values(metadata).some((value) => typeof value !== 'string'))
    say('metadata', 'every value is one text');
  if (body.trim() === '')
    problems.push({
      file,
      line: bodyLine,
      message: 'it has no instructions below the front matter',
    });
  if (body.trimEnd().split('\n').length > MAX.lines)
    problems.push({
      file,
      line: bodyLine,
      message: `its instructions have more than ${MAX.lines} lines; move parts into references/`,
    });
  return problems;
}

/** `file:line: field: what is wrong`. */
export function problemText({ file, line, field, message }: SkillProblem): string {
  return `${file}:${line}: ${field === undefined ? '' : `${field}: `}${message}`;
}

type Say = (field: string, message: string) => void;

/** Compared as the standard does: in compatibility form, counted in characters and not in halves of them. */
function checkName(name: unknown, folder: string, say: Say): void {
  if (typeof name !== 'string' || name.trim() === '') {
    say('name', 'there is no name');
    return;
  }
  const plain = name.normalize('NFKC').trim();
  if (Array.from(plain).length > MAX.name) say('name', `it has more than ${MAX.name} characters`);
  if (!NAME.test(plain))
    say('name', 'only small letters, digits and single hyphens between them are allowed');
  if (plain !== folder.normalize('NFKC'))
    say('name', `it must be the name of its folder, "${folder}"`);
}

function checkText(field: string, value: unknown, max: number, needed: boolean, say: Say): void {
  if (value === undefined && !needed) return;
  if (typeof value !== 'string' || value.trim() === '') say(field, `there is no ${field}`);
  else if (Array.from(value).length > max) say(field, `it has more than ${max} characters`);
}
