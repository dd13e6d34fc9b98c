// The text of a new skill: valid by the standard from the first moment, with the places where the method goes.
import { stringify } from 'yaml';
import { validateSkill } from '../validate.js';
import { SKILL_FILE, type SkillFiles } from './content.js';
import { SkillInstallError } from './errors.js';

export interface NewSkill {
  readonly name: string;
  /** What it does, and when it is to be used. */
  readonly description: string;
  /** The method; absent: an outline to be filled in. */
  readonly instructions?: string;
}

/** @throws SkillInstallError naming the field that is wrong */
export function newSkillFiles({ name, description, instructions }: NewSkill): SkillFiles {
  const front = stringify({ name, description: description.trim() }, { lineWidth: 0 });
  const text = `---\n${front}---\n\n${instructions ?? outlineOf(name)}\n`;
  const [problem] = validateSkill(SKILL_FILE, name, text);
  if (problem !== undefined) {
    throw new SkillInstallError(
      `It cannot be made: ${problem.field ?? 'the file'}: ${problem.message}.`,
      {
        remedy:
          'A name is small letters, digits and single hyphens; a description says when to use it.',
      },
    );
  }
  const evals = {
    skill_name: name,
    triggers: [{ prompt: description.trim(), should_trigger: true }],
    evals: [],
  };
  return new Map([
    [SKILL_FILE, new TextEncoder().encode(text)],
    ['evals/evals.json', new TextEncoder().encode(`${JSON.stringify(evals, null, 2)}\n`)],
  ]);
}

function outlineOf(name: string): string {
  const title = name.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
  return `# ${title}

What is to be reached, in one or two sentences. The request is: $ARGUMENTS

## Method

1. What to look at first, and how to find it.
2. What to do, step by step.
3. How to check that it is right.

## Result

What the answer must say, and what it must not.`;
}
