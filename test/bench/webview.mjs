// Webview: opening a conversation of 2,000 messages, and an answer of 200 tokens a second at its end, in Chromium.
import { bundled, percentile } from './bundle.mjs';

const MESSAGES = 2_000;
/** Four characters count as a token. */
const TOKENS_PER_SECOND = 200;
const TOKEN_CHARS = 4;
const SECONDS = 6;

export async function run() {
  const kit = await bundled(`export { Pages } from './test/page/support/chat-page.ts';
       export { ANSWER, longConversation, says } from './test/page/support/turns.ts';`);
  const pages = await kit.Pages.launch();
  try {
    const short = await measure(kit, pages, 2);
    const long = await measure(kit, pages, MESSAGES);
    const row = (metric, key, unit) => ({
      metric: `${metric}, ${MESSAGES} messages`,
      value: long[key],
      unit,
      baseline: '2 messages',
      ratio: long[key] / short[key],
    });
    return [
      row('opening until the last message is seen', 'openMs', 'ms'),
      row(`frame, p99, at ${TOKENS_PER_SECOND} tokens/s`, 'frameP99', 'ms'),
      row(`main thread busy, at ${TOKENS_PER_SECOND} tokens/s`, 'busyShare', 'share'),
      row('heap after the answer', 'heapMb', 'MB'),
    ];
  } finally {
    await pages.close();
  }
}

async function measure({ ANSWER, longConversation, says }, pages, messages) {
  const text = ANSWER.repeat(20).slice(0, TOKENS_PER_SECOND * TOKEN_CHARS * SECONDS);
  const started = performance.now();
  const chat = await pages.open({
    events: longConversation(messages),
    // `perSecond` counts pieces, each as long as a token.
    script: says(text, { perSecond: TOKENS_PER_SECOND, size: TOKEN_CHARS }),
  });
  await chat.page.getByText(`Question ${messages / 2 - 1} about`).waitFor();
  const openMs = performance.now() - started;
  await chat.send('how?');
  await chat.get('chat-stop').waitFor();
  const session = await chat.page.context().newCDPSession(chat.page);
  await session.send('Performance.enable');
  const before = await metricsOf(session);
  const frames = await chat.page.evaluate(
    (ms) =>
      new Promise((resolve) => {
        const gaps = [];
        const first = performance.now();
        let last = first;
        const frame = (now) => {
          gaps.push(now - last);
          last = now;
          if (now - first < ms) requestAnimationFrame(frame);
          else resolve(gaps);
        };
        requestAnimationFrame(frame);
      }),
    (SECONDS - 2) * 1000,
  );
  const after = await metricsOf(session);
  await session.send('HeapProfiler.collectGarbage');
  const { JSHeapUsedSize } = await metricsOf(session);
  await pages.closeAll();
  return {
    openMs,
    frameP99: percentile(frames, 0.99),
    busyShare: (after.TaskDuration - before.TaskDuration) / (after.Timestamp - before.Timestamp),
    heapMb: JSHeapUsedSize / 2 ** 20,
  };
}

async function metricsOf(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}
