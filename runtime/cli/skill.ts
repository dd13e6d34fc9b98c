// `memfun skill`: which skills there are, what one says, and whether a folder is a valid one.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Memfun } from '../app/index.js';
import { problemText, SkillCatalogue, validateSkill } from '../skills/index.js';
import type { CommandLine } from './arguments.js';
import { UsageError } from './arguments.js';
import { inLanguage, writeAsItIs } from './output.js';
import { LIFE_USAGE, skillLife } from './skill-life.js';

interface Site {
  readonly memfun: () => Promise<Memfun>;
  readonly signal: AbortSignal;
  readonly output: { write(text: string): unknown };
}

const USAGE = `Use: memfun skill list | info NAME | validate FOLDER | ${LIFE_USAGE} [--json]`;

/** @returns the exit code: 1 when a skill is not valid */
export async function runSkillCommand(line: CommandLine, site: Site): Promise<number> {
  const [action = '', name = ''] = line.words;
  const json = line.options.json === true;
  if (action === 'validate' && name !== '') return validate(path.resolve(name), json, site);
  if (action === 'list') return list(json, site);
  if (action === 'info' && name !== '') return info(name, json, site);
  const life = skillLife(line);
  if (life === undefined) throw new UsageError('It is not clear what to do with skills.', USAGE);
  const { skillDesk: desk } = await site.memfun();
  return life({ desk, signal: site.signal, output: site.output });
}

async function list(json: boolean, { memfun, output }: Site): Promise<number> {
  const { skills, warnings } = await (await memfun()).skills();
  if (json) {
    const rows = skills.map(({ name, description, source, folder }) => ({
      name,
      description,
      source,
      folder,
    }));
    output.write(`${JSON.stringify({ skills: rows, warnings })}\n`);
  } else {
    for (const { name, description, source } of skills)
      output.write(`${name} ${inLanguage(`(${source})`)}\n  ${description}\n`);
    for (const warning of warnings) output.write(`warning: ${warning}\n`);
  }
  return 0;
}

async function info(name: string, json: boolean, { memfun, output }: Site): Promise<number> {
  const catalogue = new SkillCatalogue((await (await memfun()).skills()).skills);
  const used = await catalogue.use(name);
  const { description = '', source = '', folder = '' } = catalogue.get(name) ?? {};
  if (json) output.write(`${JSON.stringify({ ...used, description, source, folder })}\n`);
  else
    writeAsItIs(
      output,
      `${name} ${inLanguage(`(${source})`)} ${folder}\n${inLanguage(description)}\n\n${used.content}\n\n${used.files.join('\n')}\n`,
    );
  return 0;
}

async function validate(folder: string, json: boolean, { output }: Site): Promise<number> {
  const file = ['SKILL.md', 'skill.md']
    .map((name) => path.join(folder, name))
    .find((name) => existsSync(name));
  if (file === undefined) {
    throw new UsageError(`There is no SKILL.md in ${folder}.`, USAGE);
  }
  const problems = validateSkill(file, path.basename(folder), readFileSync(file, 'utf8'));
  if (json) output.write(`${JSON.stringify({ valid: problems.length === 0, problems })}\n`);
  else if (problems.length === 0) output.write('valid\n');
  else for (const problem of problems) output.write(`${problemText(problem)}\n`);
  return problems.length === 0 ? 0 : 1;
}
