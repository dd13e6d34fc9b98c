// @problem or @problem:path: what the editor's compilers and linters report; the handle holds the list.
import * as z from 'zod';
import { MemfunError } from '../../core/index.js';
import { fitting } from './fuzzy.js';
import { type MentionProvider, type MentionSite, written } from './provider.js';

const found = z.object({
  problems: z.array(
    z.object({
      path: z.string(),
      line: z.number().int(),
      severity: z.string(),
      message: z.string(),
    }),
  ),
});
const MAX_PROBLEMS = 500;

export const problemMention: MentionProvider = {
  kind: 'problem',
  prefixed: true,
  hint: 'what the editor reports: all, or of one file',
  async suggest(query, limit, site) {
    const all = await problems(undefined, site);
    const byFile = new Map<string, number>();
    for (const { path } of all) byFile.set(path, (byFile.get(path) ?? 0) + 1);
    return [
      ...(query === '' && all.length > 0
        ? [{ insert: '@problem', label: 'All problems', detail: counted(all.length) }]
        : []),
      ...fitting(query, [...byFile], ([path]) => path, limit - 1).map(([path, n]) => ({
        insert: written(`problem:${path}`),
        label: path,
        detail: counted(n),
      })),
    ];
  },
  async resolve(name, site) {
    const all = await problems(name === '' ? undefined : name, site);
    return {
      label: name === '' ? 'Problems' : `Problems of ${name}`,
      detail: counted(all.length),
      how: 'The value is the list of problems, worst first.',
      value: all.slice(0, MAX_PROBLEMS).map((problem) => ({ ...problem })),
      ...(name === '' ? {} : { path: name }),
    };
  },
};

const counted = (n: number): string => (n === 1 ? '1 problem' : `${n} problems`);

type Problems = z.infer<typeof found>['problems'];

async function problems(path: string | undefined, { look, knows }: MentionSite): Promise<Problems> {
  if (!knows('diagnostics'))
    throw new NoProblemsError('Problems are known only inside the editor.', {
      remedy: 'Name a file, or let the checks of the project run.',
    });
  const input = path === undefined ? {} : { path };
  return (await look('diagnostics', input, found)).problems.map(
    ({ path: file, line, severity, message }) => ({ path: file, line, severity, message }),
  );
}

/** Here nobody reports problems. */
class NoProblemsError extends MemfunError {
  readonly code = 'mention.problems';
}
