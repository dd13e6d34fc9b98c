import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, it } from 'vitest';
import { type ChatPage, Pages } from './support/chat-page.js';
import type { RunEvent } from '../../runtime/core/index.js';
let pages: Pages;
beforeAll(async () => { pages = await Pages.launch(); });
afterAll(async () => pages.close());
const all = readFileSync('/tmp/replies.jsonl', 'utf8').trim().split('\n').map((l) => JSON.parse(l)).filter((r) => r.answer !== '' && r.text !== '/nichtda');
const eventsOf = (rows: typeof all): RunEvent[] => rows.flatMap((r, i) => {
  const at = { at: Date.now(), turnId: `t${i}` };
  const usage = { inputTokens: 0, outputTokens: 0, cachedInputTokens: 0, modelCalls: 0, costUsd: 0 };
  return [
    { ...at, type: 'turn.started', request: { intent: 'ask', text: r.text, attachments: [], effort: 'auto' }, model: { id: 'offline/rules', label: 'Built-in rules (no model)', offline: true } },
    ...r.told.filter((t: string) => t !== '').slice(0,1).map((text: string) => ({ ...at, type: 'notice', level: 'info', text })),
    { ...at, type: 'answer.completed', text: r.answer, citations: [] },
    { ...at, type: 'turn.ended', stopReason: 'answered', usage, ms: 12 },
  ] as RunEvent[];
});
it.each([300])('%s', async (width) => {
  for (let i = 2; i * 17 < all.length; i++) {
    const chat: ChatPage = await pages.open({ language: 'de', width, height: 3800, events: eventsOf(all.slice(i * 17, i * 17 + 17)), theme: (['dark', 'light', 'hc-light', 'hc-dark', 'dark', 'light', 'dark'] as const)[i] as never });
    await chat.page.waitForTimeout(1500);
    await chat.page.screenshot({ path: `/tmp/look/r${width}-${i}.png` });
    console.log(width, i, await chat.overflow());
    await chat.close();
  }
}, 120000);
