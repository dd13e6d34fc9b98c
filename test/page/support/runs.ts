// Runs for the traces view: some of a day, one that goes on, one with very many spans.
import type { RunEvent } from '../../../runtime/core/index.js';
import { tracedRun } from '../../support/traced-run.js';
import type { ChatPage } from './chat-page.js';

const ago = (minutes: number): number => Date.now() - minutes * 60_000;

export const RUNS: readonly (readonly RunEvent[])[] = [
  tracedRun({ turnId: 'trn_1', at: ago(90) }),
  tracedRun({
    turnId: 'trn_2',
    at: ago(45),
    variant: ' // again',
    text: 'How are retries done now?',
  }),
  tracedRun({
    turnId: 'trn_3',
    at: ago(9),
    failed: true,
    text: 'Add jitter to the delays of the retry policy and run the tests of the package',
  }),
  tracedRun({ turnId: 'trn_4', at: ago(0.1), text: 'Which ports are used?' }).slice(0, 14),
];

/** A run with `steps` steps of `calls` calls each. */
export function longRun(steps: number, calls: number): readonly RunEvent[] {
  const turnId = 'trn_long';
  let at = ago(20);
  const events: RunEvent[] = [
    {
      type: 'turn.started',
      at,
      turnId,
      request: { intent: 'ask', text: 'Read everything', attachments: [], effort: 'auto' },
      model: { id: 'offline/rules', label: 'Rules', offline: true },
    },
  ];
  for (let index = 1; index <= steps; index++) {
    const stepId = `stp_${index}`;
    const of = { turnId, stepId };
    const title = `Step ${index}`;
    events.push(
      { ...of, type: 'step.started', at: ++at, loopId: 'l', depth: 0, index, title },
      { ...of, type: 'step.code', at: ++at, reasoning: '', code: `read(${index})` },
    );
    for (let n = 0; n < calls; n++)
      events.push({
        ...of,
        type: 'step.call',
        at: (at += 3),
        callId: `cal_${index}_${n}`,
        tool: 'readFile',
        summary: `readFile src/part-${index}/file-${n}.ts → 40 lines`,
        state: 'done',
        ms: 2,
      });
    events.push({
      ...of,
      type: 'step.ended',
      at: ++at,
      ok: true,
      ms: calls * 3,
      observation: '',
      variables: [],
    });
  }
  return events;
}

/** Walks down the tree of the open run to the first span of a kind that says this. */
export async function chooseSpan(chat: ChatPage, kind: string, words: string): Promise<void> {
  const tree = chat.get('trace-tree');
  const active = chat.page.locator('[role=treeitem][aria-selected=true]');
  await tree.press('Home');
  for (let n = 0; n < 40; n++) {
    const is = await active.getAttribute('data-kind');
    if (is === kind && (await active.textContent())?.includes(words) === true) return;
    await tree.press('ArrowDown');
  }
  throw new Error(`no ${kind} says ${words}`);
}
