// Tools skill.use and skill.read: methods that were written down for a kind of task, opened only when they are needed.
import * as z from 'zod';
import type { AnyTool } from '../ports/index.js';
import type { SkillCatalogue } from '../skills/index.js';
import { defineTool } from './define.js';

/** None where there is no skill for the model. */
export function createSkillTools(skills: SkillCatalogue): readonly AnyTool[] {
  const [first, ...more] = skills.modelNames();
  if (first === undefined) return [];
  const name = z.enum([first, ...more]);
  return [
    defineTool({
      name: 'skill.use',
      description: `Opens a skill, a written method for a kind of task; read its content and follow it. ${skills.describe()}`,
      effect: 'read',
      positional: ['name', 'args'],
      example: `const { content } = await skill.use('${first}'); console.log(content)`,
      input: z.object({ name, args: z.string().max(4_000).default('') }),
      output: z.object({
        name: z.string(),
        content: z.string(),
        files: z.array(z.string()).describe('more to read with skill.read'),
      }),
      run: async ({ name: wanted, args }) => {
        const { files, ...used } = await skills.use(wanted, args);
        return { ...used, files: [...files] };
      },
      summarize: ({ name: wanted }) => wanted,
    }),
    defineTool({
      name: 'skill.read',
      description: 'Reads a file of a skill that its content names.',
      effect: 'read',
      positional: ['name', 'path'],
      example: `const text = await skill.read('${first}', 'references/checklist.md')`,
      input: z.object({ name, path: z.string().min(1).max(300) }),
      output: z.string(),
      run: ({ name: wanted, path }) => skills.read(wanted, path),
      summarize: (_input, text) => `${text.length} characters`,
    }),
  ];
}
