// What the command line says about a skill before it is trusted, and how skills were used.
import { problemText, type SkillReview, type SkillStatistics } from '../skills/index.js';
import { decimal, tokensText } from './figures.js';

export function reviewText(review: SkillReview): string {
  const { name, description, origin, digest, bytes, files, asks, problems, warnings } = review;
  const from = [origin.location, origin.ref, origin.commit].filter((part) => part !== undefined);
  return [
    `${name}: ${description}`,
    `from ${origin.kind} ${from.join(' ')}`,
    `${digest}, ${files.length} files, ${bytes} bytes`,
    ...files.map(({ path, kind, bytes: size }) => `  ${path} (${kind}, ${size} bytes)`),
    ...(asks.length === 0 ? [] : [`asks for: ${asks.join(' ')}`]),
    ...warnings.map((warning) => `warning: ${warning}`),
    ...problems.map((problem) => `problem: ${problemText(problem)}`),
    ...(review.changes ?? []).map(
      ({ path, kind, diff }) => `${kind}: ${path}${diff === undefined ? '' : `\n${diff}`}`,
    ),
  ].join('\n');
}

export function statisticsText(statistics: readonly SkillStatistics[]): string {
  if (statistics.length === 0) return 'No skill has been used yet.';
  return statistics
    .map(
      ({ skill, uses, successes, tokens, costUsd, averageMs }) =>
        `${skill}: used ${uses} times, ${successes} with an answer, ${tokensText(tokens)}, ${decimal(costUsd, 4)} USD, ${averageMs} ms each`,
    )
    .join('\n');
}
