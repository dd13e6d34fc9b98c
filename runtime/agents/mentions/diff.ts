// @diff, @diff:staged or @diff:revision: changes of the working tree; the handle holds the unified diff.
import * as z from 'zod';
import { fitting } from './fuzzy.js';
import { held, type MentionProvider } from './provider.js';

const found = z.object({
  text: z.string(),
  files: z.array(z.object({ path: z.string(), added: z.number(), removed: z.number() })),
  truncated: z.boolean(),
});

const OFFERED = [
  { insert: '@diff', label: 'Changes', detail: 'working tree against the last commit' },
  { insert: '@diff:staged', label: 'Staged changes', detail: 'what the next commit would hold' },
] as const;

export const diffMention: MentionProvider = {
  kind: 'diff',
  prefixed: true,
  hint: 'changes that are not committed, or against a revision',
  suggest: async (query, limit) => fitting(query, OFFERED, ({ insert }) => insert.slice(6), limit),
  async resolve(name, { look }) {
    const input = name === 'staged' ? { staged: true } : name === '' ? {} : { from: name };
    const { text, files, truncated } = await look('gitDiff', input, found);
    const size = files.length === 1 ? '1 changed file' : `${files.length} changed files`;
    return {
      label: name === '' ? 'Changes' : name === 'staged' ? 'Staged changes' : `Since ${name}`,
      detail: size,
      how: 'The value has files and text, a unified diff.',
      value: { files: files.map((file) => ({ ...file })), text: held(text), truncated },
    };
  },
};
