// A plan whose rest is planned anew, through the whole runtime: what is done keeps its result, the planner hears the rest.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Memfun, PlanControls, TurnResult } from '../../../runtime/app/index.js';
import { lastPlan, type PlanTask, type RunEvent } from '../../../runtime/core/index.js';
import { AnsweringModel, cell, field } from '../../support/answering-model.js';
import { planTask } from '../../support/plan-task.js';
import { openWriting } from '../../support/writing-memfun.js';

let root = '';
let memfun: Memfun | undefined;
let model: AnsweringModel;
const events: RunEvent[] = [];

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'replan-'));
  events.length = 0;
});
afterEach(async () => {
  await memfun?.close();
  memfun = undefined;
  rmSync(root, { recursive: true, force: true });
});

type Turn = Parameters<Memfun['runTurn']>[0];

async function say(
  answer: (prompt: string) => string | Promise<string>,
  more: Partial<Pick<Turn, 'pilot' | 'signal' | 'steering'>> & {
    onEvent?: (event: RunEvent) => void;
  } = {},
): Promise<TurnResult> {
  model = new AnsweringModel(answer);
  memfun = await openWriting(root, { model: () => model });
  const { sessionId } = await memfun.sessions.create('replan');
  const { onEvent, ...options } = more;
  return memfun.runTurn({
    sessionId,
    request: { intent: 'ask', text: '/team build it', attachments: [], effort: 'auto' },
    signal: AbortSignal.timeout(60_000),
    emit: (event) => {
      events.push(event);
      onEvent?.(event);
    },
    ...options,
  });
}

const task = (id: string, more: Partial<PlanTask> = {}): PlanTask =>
  planTask(id, { outputs: [`${id}.txt`], ...more });
const isPlanner = (prompt: string): boolean => prompt.includes('Share the request out');
const isReport = (prompt: string): boolean => prompt.includes('Several agents have worked');
const made = (prompt: string): string | undefined =>
  /MAKE-([A-Z0-9]+)\./.exec(prompt)?.[1]?.toLowerCase();
const makes = (id: string): string =>
  cell(
    `await createFile('${id}.txt', '${id}\\n'); await final({ answer: 'made ${id}', citations: [] })`,
  );
const ends = () => events.flatMap((event) => (event.type === 'task.ended' ? event.taskId : []));
const begun = () => events.flatMap((event) => (event.type === 'task.started' ? event.taskId : []));
const states = () => lastPlan(events)?.tasks.map(({ id, state }) => `${id} ${state}`);
const notices = (): string =>
  events.flatMap((event) => (event.type === 'notice' ? [event.text] : [])).join('\n');

/** Plans to give, one after the other; the last again and again. */
const plans = (...all: readonly (readonly PlanTask[])[]) => {
  let asked = 0;
  return (): string => field('tasks', all[Math.min(asked++, all.length - 1)]);
};

describe('the rest of a plan', () => {
  test('is planned anew once after a failure: results stay, and another way does what failed', async () => {
    const next = plans(
      [task('a'), task('b', { dependsOn: ['a'] }), task('c', { dependsOn: ['b'] })],
      [task('other', { dependsOn: ['a'] }), task('c', { dependsOn: ['other'] })],
    );
    const result = await say((prompt) => {
      if (isPlanner(prompt)) return next();
      if (isReport(prompt)) return field('answer', 'all of it');
      const id = made(prompt);
      if (id === undefined) return field('fulfilled', 'true');
      if (id === 'b') throw new Error('this way leads nowhere');
      return makes(id);
    });
    expect(result).toMatchObject({ stopReason: 'answered', answer: 'all of it' });
    expect(states()).toEqual(['a done', 'other done', 'c done']);
    expect(begun().filter((id) => id === 'a')).toHaveLength(1);
    // The planner was told what there is, and why it is asked again.
    const [, again = ''] = model.prompts.filter(isPlanner);
    for (const words of ['made a', 'leads nowhere', '"id": "a"'])
      expect(again.replaceAll(/":\s*"/g, '": "')).toContain(words);
    const proposals = events.flatMap((event) => (event.type === 'plan.proposed' ? [event] : []));
    expect(proposals.map(({ revision }) => revision)).toEqual([1, 2]);
    expect(proposals[1]?.ended.map(({ taskId }) => taskId)).toEqual(['a']);
    expect(events.filter(({ type }) => type === 'plan.ended')).toMatchObject([{ complete: true }]);
    for (const id of ['a', 'other', 'c'])
      expect(readFileSync(path.join(root, `${id}.txt`), 'utf8')).toBe(`${id}\n`);
  });

  test('stays as it was when the planner has nothing better, and is asked for only once', async () => {
    const whole = [task('a'), task('b', { dependsOn: ['a'] }), task('c', { dependsOn: ['b'] })];
    const next = plans(whole);
    const result = await say((prompt) => {
      if (isPlanner(prompt)) return next();
      if (isReport(prompt)) return field('answer', 'a part of it');
      const id = made(prompt);
      if (id === undefined) return field('fulfilled', 'true');
      if (id === 'b') throw new Error('this way leads nowhere');
      return makes(id);
    });
    expect(result.answer).toBe('a part of it');
    expect(states()).toEqual(['a done', 'b failed', 'c skipped']);
    expect(ends().sort()).toEqual(['a', 'b', 'c']);
    // The first plan, and twice the same that names again what is done.
    expect(model.prompts.filter(isPlanner)).toHaveLength(3);
    expect(notices()).toContain('The rest could not be planned anew.');
    expect(events.filter(({ type }) => type === 'plan.ended')).toMatchObject([{ complete: false }]);
  });

  test('is planned anew when a person wants it: what runs comes to its end, what waits never begins', async () => {
    let controls: PlanControls | undefined;
    const asked: (readonly PlanTask[])[] = [];
    const next = plans(
      [task('a'), task('b', { dependsOn: ['a'] })],
      [task('other', { dependsOn: ['a'] })],
    );
    const result = await say(
      (prompt) => {
        if (isPlanner(prompt)) return next();
        if (isReport(prompt)) return field('answer', 'the other');
        const id = made(prompt);
        if (id === undefined) return field('fulfilled', 'true');
        if (id === 'a') controls?.replan('WITHOUT-B');
        return makes(id);
      },
      {
        pilot: {
          attach: (_planId, attached) => {
            controls = attached;
          },
          decide: async ({ tasks }) => {
            asked.push(tasks);
            return { run: true, tasks };
          },
        },
      },
    );
    expect(result.answer).toBe('the other');
    expect(states()).toEqual(['a done', 'other done']);
    expect(begun()).toEqual(['a', 'other']);
    expect(existsSync(path.join(root, 'b.txt'))).toBe(false);
    expect(model.prompts.filter(isPlanner)[1]).toContain('WITHOUT-B');
    // Whoever agrees to plans agrees to the rest, too.
    expect(asked.map((tasks) => tasks.map(({ id }) => id))).toEqual([
      ['a', 'b'],
      ['a', 'other'],
    ]);
    expect(events.filter(({ type }) => type === 'plan.ended')).toMatchObject([{ complete: true }]);
  });

  test('hears what was said before it was planned anew', async () => {
    const words = [{ text: 'USE-TABS', messageId: 'm1' }];
    const whole = [task('a'), task('b', { dependsOn: ['a'] }), task('c', { dependsOn: ['b'] })];
    const next = plans(whole, [task('c', { dependsOn: ['a'] })]);
    const heard = new Map<string, boolean>();
    await say(
      (prompt) => {
        if (isPlanner(prompt)) return next();
        if (isReport(prompt)) return field('answer', 'ok');
        const id = made(prompt);
        if (id === undefined) return field('fulfilled', 'true');
        heard.set(id, prompt.includes('USE-TABS'));
        if (id === 'b') throw new Error('this way leads nowhere');
        return makes(id);
      },
      { steering: { take: () => words.splice(0) } },
    );
    expect(notices()).toContain('It reaches "The part a", "The part b", "The part c".');
    expect(states()).toEqual(['a done', 'c done']);
    expect(Object.fromEntries(heard)).toEqual({ a: true, b: true, c: true });
  });

  test('is not run when the person does not agree to it; what is done is answered from', async () => {
    let controls: PlanControls | undefined;
    let agreed = 0;
    const next = plans([task('a'), task('b', { dependsOn: ['a'] })], [task('other')]);
    const result = await say(
      (prompt) => {
        if (isPlanner(prompt)) return next();
        if (isReport(prompt)) return field('answer', 'only a');
        const id = made(prompt);
        if (id === undefined) return field('fulfilled', 'true');
        controls?.replan('');
        return makes(id);
      },
      {
        pilot: {
          attach: (_planId, attached) => {
            controls = attached;
          },
          decide: async ({ tasks }) => (agreed++ === 0 ? { run: true, tasks } : { run: false }),
        },
      },
    );
    expect(result.answer).toBe('only a');
    expect(states()).toEqual(['a done', 'other cancelled']);
    expect(begun()).toEqual(['a']);
  });

  test('has its one end each when it is stopped while it is planned anew', async () => {
    const stop = new AbortController();
    let asked = 0;
    const result = await say(
      async (prompt) => {
        if (isPlanner(prompt)) {
          if (asked++ === 0) return field('tasks', [task('a'), task('b', { dependsOn: ['a'] })]);
          stop.abort();
          return new Promise(() => undefined);
        }
        throw new Error('no way');
      },
      { signal: stop.signal },
    );
    expect(result.stopReason).toBe('stopped');
    expect(ends().sort()).toEqual(['a', 'b']);
    expect(events.filter(({ type }) => type === 'plan.ended')).toMatchObject([{ complete: false }]);
  });
});
