// A print of the rules by which texts are read: an index that was stored under other rules is of no use.
import type { TermWeights } from './bm25.js';

const SAMPLE = `We prefer pnpm over npm because installing dependencies was slow; never run the tests' databases
in CI before 2026-03-01. src/api/userController.ts#getUserById threw ECONNREFUSED (error 500) at localhost:5432.
Deploying authentication, logging, caching, error handling and configuration happened last week: colours, analyses,
mice, children wrote 日本語 naïve v2.1.0 snake_case_name HTTPServer --no-verify`;

interface Sample {
  readonly content: string;
  readonly tags: string[];
  readonly subject: string;
  readonly fields: { speaker: string };
}

/** Another one when words, ideas or weights of a sample are told apart otherwise. */
export function readingRules(weightsOf: (sample: Sample) => TermWeights): string {
  const fields = { speaker: 'Ann' };
  const read = weightsOf({
    content: SAMPLE,
    tags: ['package-manager'],
    subject: 'db:schema',
    fields,
  });
  let print = 0;
  for (const letter of JSON.stringify([...read])) {
    print = (Math.imul(print, 31) + (letter.codePointAt(0) ?? 0)) | 0;
  }
  return String(print);
}
