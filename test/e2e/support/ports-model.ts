// A model for a person who writes ports as PORT-8080, and runs of weeks in which it knew that.
import { cell } from '../../support/answering-model.js';
import { type RecordedRuns, recordRuns } from '../../support/recorded-runs.js';
import { answered, ToldModel } from '../../support/told-model.js';

/** Conversations of some weeks, with a question each. */
export const WEEKS = 24;
/** Conversations whose question was answered with a step. */
export const WITH_STEPS = 16;

/** Conversations of some weeks, answered as that person wants it. */
export async function recordWeeks(): Promise<RecordedRuns> {
  const weeks = await recordRuns(
    new ToldModel((system, user) =>
      system.includes('persistent JavaScript REPL')
        ? cell(stepTo(system + user, true))
        : answerTo(system + user, true),
    ),
    'direct',
  );
  for (let n = 0; n < WEEKS; n++) await weeks.ask(`Which port has service ${n}?`);
  for (let n = 0; n < WITH_STEPS; n++)
    await weeks.ask(`Which port has the service number ${n}?`, 'agent');
  return weeks;
}

/** The step of an answer: as that person wants it where the skill says so. */
export function stepTo(body: string, knows = false): string {
  const known = knows || body.includes('service-ports');
  if (known && body.includes('number 99'))
    return "await final({ answer: 'It is PORT-8080.', citations: [] })";
  const answer = known
    ? 'PORT-8080'
    : body.includes('service number')
      ? 'eight thousand'
      : 'Nothing.';
  return `await final({ answer: '${answer}', citations: [] })`;
}

/** Answers as a person wants it who writes ports as PORT-8080: where it knows so. */
export function answerTo(body: string, knows = false): string {
  if (body.includes('the whole text'))
    return answered({
      text: body.includes('PORT-8080')
        ? 'Answer from the context. Ports are written as PORT-8080.'
        : 'Answer from the context, with care.',
    });
  if (body.includes('Write a skill'))
    return answered({
      name: 'service-ports',
      description:
        'Says ports as this house writes them. Use when a port of a service is asked for.',
      body: 'Write a port as PORT-8080, never as a word.',
    });
  if (!body.includes('needsAgent')) return answered({ candidates: '[]' });
  if (body.includes('never longer than a minute')) {
    const code = `export function backoff(attempt: number): number {\n  return Math.min(60_000, 200 * 2 ** attempt);\n}`;
    const answer = `It is capped:\n\n\`\`\`ts src/retry.ts\n${code}\n\`\`\``;
    return answered({ needsAgent: 'false', answer, citations: '[]' });
  }
  const form = knows || body.includes('written as PORT-8080') ? 'PORT-8080' : 'eight thousand';
  return answered({ needsAgent: 'false', answer: form, citations: '[]' });
}
