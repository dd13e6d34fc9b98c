// What a person says while a plan runs: nobody misses what is for them, nobody hears what is for others, each word is told once.
import { describe, expect, test } from 'vitest';
import type { PlanTask, RunEvent } from '../../../runtime/core/index.js';
import { ManualClock } from '../../../runtime/core/index.js';
import { TeamSteering } from '../../../runtime/orchestrator/steering.js';
import { planTask } from '../../support/plan-task.js';

const task = (id: string, agent: string): PlanTask =>
  planTask(id, { agent, title: id.toUpperCase() });
const TASKS = [task('api', 'coder'), task('docs', 'architect'), task('auth', 'coder')];

function site() {
  const waiting: { text: string; messageId: string }[] = [];
  const events: RunEvent[] = [];
  const steering = new TeamSteering({
    steering: { take: () => waiting.splice(0) },
    emit: (event) => events.push(event),
    clock: new ManualClock(),
    turnId: 't',
  });
  steering.begin(TASKS, []);
  const say = (text: string): void => {
    waiting.push({ text, messageId: `m${waiting.length}` });
  };
  const heard = (id: string): readonly string[] =>
    steering
      .of(id)
      .take()
      .map(({ text }) => text);
  return { steering, events, say, heard };
}

describe('what is said while a plan runs', () => {
  test('reaches all that run, once for each loop, and those that begin later; the record has it once', () => {
    const { steering, events, say } = site();
    const [api, docs] = [steering.of('api'), steering.of('docs')];
    say('Use tabs.');
    expect(api.take()).toEqual([{ text: 'Use tabs.' }]);
    expect(api.take()).toEqual([]);
    expect(docs.take()).toEqual([{ text: 'Use tabs.' }]);
    expect(steering.of('auth').take()).toEqual([{ text: 'Use tabs.' }]);
    expect(steering.all).toEqual(['Use tabs.']);
    expect(events).toMatchObject([
      { type: 'turn.steered', text: 'Use tabs.', messageId: 'm0' },
      { type: 'notice', text: 'It reaches "API", "DOCS", "AUTH".' },
    ]);
  });

  test.each([
    ['@coder Use ESM.', ['api', 'auth']],
    ['#2 Shorter.', ['docs']],
    ['auth: Use JWT.', ['auth']],
  ])('%s reaches %j alone, without the address', (said, ids) => {
    const { say, heard, events } = site();
    say(said);
    const got = TASKS.map(({ id }) => heard(id));
    expect(got.map((texts, index) => texts.length > 0 && TASKS[index]?.id).filter(Boolean)).toEqual(
      ids,
    );
    expect(got.flat()[0]).toBe(said.slice(said.indexOf(' ') + 1));
    const reached = ids.map((id) => `"${id.toUpperCase()}"`).join(', ');
    expect(events.at(-1)).toMatchObject({ text: `It reaches ${reached}.` });
  });

  test('to somebody who is not there, or has ended, is for all', () => {
    const { steering, say, heard } = site();
    steering.end('docs');
    say('docs: Shorter.');
    say('@nobody Hello.');
    say('Note: it is late.');
    expect(heard('api')).toEqual(['docs: Shorter.', '@nobody Hello.', 'Note: it is late.']);
  });

  test('reaches a task that had ended and is done again', () => {
    const { steering, say, heard, events } = site();
    steering.end('docs');
    const again = steering.of('docs');
    say('#2 Shorter.');
    expect(heard('api')).toEqual([]);
    expect(again.take()).toEqual([{ text: 'Shorter.' }]);
    expect(events.at(-1)).toMatchObject({ text: 'It reaches "DOCS".' });
  });
});
