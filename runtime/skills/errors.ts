// What can go wrong with a skill.
import { MemfunError } from '../core/index.js';

/** One thing that is wrong with a SKILL.md, where it stands, and what to do. */
export interface SkillProblem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Of the front matter; absent when it concerns the file as a whole. */
  readonly field?: string;
  readonly message: string;
}

export class SkillFormatError extends MemfunError {
  readonly code = 'skill.format';
  constructor(readonly problem: SkillProblem) {
    const { file, line, field, message } = problem;
    super(`${file}:${line}: ${field === undefined ? '' : `${field}: `}${message}`, {
      remedy: 'A SKILL.md begins with "---", name and description, and "---" again.',
    });
  }
}

export class UnknownSkillError extends MemfunError {
  readonly code = 'skill.unknown';
  constructor(name: string, known: readonly string[]) {
    super(`There is no skill "${name}".`, {
      remedy: known.length === 0 ? 'No skill is installed.' : `There are: ${known.join(', ')}.`,
    });
  }
}

export class SkillFileError extends MemfunError {
  readonly code = 'skill.file';
  constructor(name: string, path: string, problem: string) {
    super(`"${path}" of the skill ${name} cannot be read: ${problem}.`, {
      remedy: 'Name one of the files that skill.use lists.',
    });
  }
}
