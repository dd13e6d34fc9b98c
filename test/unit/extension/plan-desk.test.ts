// A plan waits for a person, and no longer than its run.
import { expect, it, vi } from 'vitest';
import { PlanDesk } from '../../../extension/chat/plan-desk.js';

const request = { planId: 'tsk_1', tasks: [], check: () => [] };

it('waits until a person has decided, and is over then', async () => {
  const desk = new PlanDesk();
  const decided = desk.pilot('ask').decide?.(request, new AbortController().signal);
  expect(() => desk.dismiss('tsk_2')).toThrow('does not wait');
  desk.dismiss('tsk_1');
  expect(await decided).toEqual({ run: false });
  expect(() => desk.dismiss('tsk_1')).toThrow('does not wait');
});

it('does not wait for a run that is stopped, also one that was stopped before it asked', async () => {
  for (const isEarly of [false, true]) {
    const desk = new PlanDesk();
    const stop = new AbortController();
    if (isEarly) stop.abort();
    const decided = desk.pilot('ask').decide?.(request, stop.signal);
    stop.abort();
    await expect(decided).rejects.toMatchObject({ code: 'aborted' });
    expect(() => desk.dismiss('tsk_1')).toThrow('does not wait');
  }
});

it('says when it begins to wait for a person, and when that is over, also by a stop', async () => {
  const ended = vi.fn<() => void>();
  const begin = vi.fn<() => () => void>(() => ended);
  const desk = new PlanDesk(begin);
  const stop = new AbortController();
  const decided = desk.pilot('ask').decide?.(request, stop.signal);
  expect([begin.mock.calls.length, ended.mock.calls.length]).toEqual([1, 0]);
  stop.abort();
  await expect(decided).rejects.toMatchObject({ code: 'aborted' });
  expect(ended).toHaveBeenCalledOnce();
});
