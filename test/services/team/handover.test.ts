// An agent that hands its task over: the other one ends it, knows what it needs by variables, and has no more rights.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Memfun, type TurnResult } from '../../../runtime/app/index.js';
import { lastPlan, type RunEvent } from '../../../runtime/core/index.js';
import { AnsweringModel, cell, field } from '../../support/answering-model.js';
import { planTask } from '../../support/plan-task.js';
import { openWriting } from '../../support/writing-memfun.js';

let root = '';
let memfun: Memfun | undefined;
let model: AnsweringModel;
const events: RunEvent[] = [];

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'handover-'));
  events.length = 0;
  agent('finder', 'tools: read\nhandoffs:\n  - agent: writer\n    label: Write it down\n');
  agent('writer', 'handoffs: [finder, nobody]\n');
});
afterEach(async () => {
  await memfun?.close();
  memfun = undefined;
  rmSync(root, { recursive: true, force: true });
});

function agent(name: string, fields: string): void {
  const folder = path.join(root, '.memfun/agents', name);
  mkdirSync(folder, { recursive: true });
  const text = `---\nname: ${name}\ndescription: The ${name}.\n${fields}---\nI am the ${name}.\n`;
  writeFileSync(path.join(folder, 'AGENT.md'), text);
}

async function say(text: string, answer: (prompt: string) => string): Promise<TurnResult> {
  model = new AnsweringModel(answer);
  const opened = model;
  memfun = await openWriting(root, { model: () => opened });
  const { sessionId } = await memfun.sessions.create('handover');
  return memfun.runTurn({
    sessionId,
    request: { intent: 'ask', text, attachments: [], effort: 'auto' },
    signal: AbortSignal.timeout(60_000),
    emit: (event) => events.push(event),
  });
}

const LONG = 'y'.repeat(5_000);
const HAND = cell(
  `const found = 'y'.repeat(5000); await handOver('writer', 'Write it down.', { found });`,
);
const isWriter = (prompt: string): boolean => prompt.includes('You work as the agent writer');

describe('a task that is handed over', () => {
  test('is ended by the other agent, who has the values as variables and the rights of the first', async () => {
    const result = await say('/agent finder Look for it', (prompt) =>
      isWriter(prompt)
        ? cell(
            `await final({ answer: [found.length, handover.from, handover.task.includes('Look for it'), typeof writeFile, typeof handOver].join(), citations: [] })`,
          )
        : HAND,
    );
    // It could hand over to the finder, but that one has had the task; and its file names one that is not there.
    expect(result).toMatchObject({
      stopReason: 'answered',
      answer: '5000,finder,true,undefined,undefined',
    });
    const prompt = model.prompts.find(isWriter) ?? '';
    expect(prompt).toContain('Write it down.');
    expect(prompt).toContain('It hands on to you: found.');
    expect(prompt).not.toContain(LONG.slice(0, 1_000));
    const agents = events.flatMap((event) => (event.type === 'step.started' ? [event.agent] : []));
    expect(agents).toEqual(['finder', 'writer']);
    const told = events.flatMap((event) => (event.type === 'notice' ? [event.text] : []));
    expect(told).toContain('finder has handed over to writer: Write it down.');
    expect(result.steps).toBe(2);
  });

  test('in a plan counts as the work of its author', async () => {
    const task = planTask('a', { title: 'Find', agent: 'finder', instructions: 'Look for it' });
    await say('/team x', (prompt) => {
      if (prompt.includes('Share the request out')) return field('tasks', [task]);
      if (prompt.includes('Several agents have worked')) return field('answer', 'ok');
      return isWriter(prompt) ? cell(`await final({ answer: 'written', citations: [] })`) : HAND;
    });
    expect(lastPlan(events)?.tasks).toMatchObject([
      { state: 'done', agent: 'finder', steps: 2, end: { answer: 'written' } },
    ]);
  });

  test('is offered to the person after an answer, by the names that are there', async () => {
    await say('/agent writer Write', () => cell(`await final({ answer: 'x', citations: [] })`));
    const answers = events.filter(({ type }) => type === 'answer.completed');
    expect(answers).toMatchObject([{ handoffs: [{ agent: 'finder' }] }]);
    expect(model.prompts[0]).toContain('handOver');
  });
});
