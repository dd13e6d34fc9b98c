// Webview: opening a conversation of 10,000 messages, an answer of 200 tokens a second at its end, an output of 8 MB, and the heap over time.
// `--soak 30` keeps answers coming for thirty minutes instead of one.
import { bundled, percentile } from './bundle.mjs';

const MESSAGES = 10_000;
/** Four characters count as a token. */
const TOKENS_PER_SECOND = 200;
const TOKEN_CHARS = 4;
/** Seconds that frames are counted in. */
const SECONDS = 6;
const OUTPUT_MB = 8;
const SHORT_SOAK_MINUTES = 1;
/** Answers until the page has begun to let go of its first ones. */
const WARM_UP = 50;
/** Answers between two measurements of the heap. */
const SOAK_STEP = 8;
/** Runs of which the middle one counts: one process of the machine must not decide. */
const RUNS = 3;

export async function run(args = []) {
  const kit = await bundled(`export { Pages } from './test/page/support/chat-page.ts';
       export { ANSWER, longConversation, says, printsMuch } from './test/page/support/turns.ts';`);
  const pages = await kit.Pages.launch();
  try {
    const short = await measure(kit, pages, 2);
    const long = await measure(kit, pages, MESSAGES);
    const { growth, minutes } = await soak(kit, pages, soakMinutes(args));
    const stall = await largeOutput(kit, pages);
    const row = (metric, key, unit, goal) => ({
      metric: `${metric}, ${MESSAGES} messages`,
      value: long[key],
      unit,
      baseline: '2 messages',
      ratio: long[key] / short[key],
      goal,
    });
    const at = `at ${TOKENS_PER_SECOND} tokens/s`;
    return [
      row('opening until the last message is seen', 'openMs', 'ms', '≤ 300'),
      row(`frames a second ${at}`, 'fps', 'frames/s', '≥ 59'),
      row(`frame p99 ${at}`, 'frameP99', 'ms', '≤ 22'),
      row(`script ${at}`, 'scriptMs', 'ms/s', '≤ 90'),
      row(`main thread busy ${at}`, 'busyMs', 'ms/s'),
      row('bridge, to the page', 'bytesPerToken', 'bytes/token'),
      row('bridge, to the page', 'messagesPerSecond', 'messages/s'),
      row('heap after the answer', 'heapMb', 'MB'),
      {
        metric: `heap growth over ${minutes} min of answers`,
        value: growth * 100,
        unit: '%',
        goal: '≤ 5',
      },
      { metric: `longest frame while ${OUTPUT_MB} MB are printed`, value: stall, unit: 'ms' },
    ];
  } finally {
    await pages.close();
  }
}

function soakMinutes(args) {
  const at = args.indexOf('--soak');
  return at === -1 ? SHORT_SOAK_MINUTES : Number(args[at + 1]);
}

async function measure(kit, pages, messages) {
  const runs = [];
  for (let i = 0; i < RUNS; i++) runs.push(await measureOnce(kit, pages, messages));
  return Object.fromEntries(
    Object.keys(runs[0]).map((key) => [
      key,
      percentile(
        runs.map((one) => one[key]),
        0.5,
      ),
    ]),
  );
}

async function measureOnce({ ANSWER, longConversation, says }, pages, messages) {
  const text = ANSWER.repeat(20).slice(0, TOKENS_PER_SECOND * TOKEN_CHARS * (SECONDS + 3));
  const events = longConversation(messages);
  const chat = await pages.open({
    events,
    // `perSecond` counts pieces, each as long as a token.
    script: says(text, { perSecond: TOKENS_PER_SECOND, size: TOKEN_CHARS }),
  });
  // Loaded a second time, as the editor does with a view that was hidden: what is measured starts with the page.
  await chat.page.addInitScript(watchFor, `Question ${messages / 2 - 1} about`);
  await chat.page.reload();
  const opened = await chat.page.waitForFunction(() => globalThis.seenAt);
  const openMs = await opened.jsonValue();
  const bridge = watchBridge(chat.host);
  await chat.send('how?');
  await chat.get('chat-stop').waitFor();
  await chat.page.waitForTimeout(500);
  const session = await chat.page.context().newCDPSession(chat.page);
  await session.send('Performance.enable');
  const before = await metricsOf(session);
  const sent = bridge.count();
  const gaps = await frameGaps(chat.page, SECONDS * 1000);
  const after = await metricsOf(session);
  const { bytes, messages: posts } = bridge.since(sent);
  const seconds = after.Timestamp - before.Timestamp;
  const heapMb = await heapOf(session);
  await pages.closeAll();
  return {
    openMs,
    fps: gaps.length / (gaps.reduce((sum, gap) => sum + gap, 0) / 1000),
    frameP99: percentile(gaps, 0.99),
    scriptMs: ((after.ScriptDuration - before.ScriptDuration) * 1000) / seconds,
    busyMs: ((after.TaskDuration - before.TaskDuration) * 1000) / seconds,
    bytesPerToken: bytes / (seconds * TOKENS_PER_SECOND),
    messagesPerSecond: posts / seconds,
    heapMb,
  };
}

/** Answers come one after the other; how much larger the heap is in the second half of the time than in the first. */
async function soak({ ANSWER, longConversation, says }, pages, minutes) {
  const chat = await pages.open({
    events: longConversation(MESSAGES),
    script: says(ANSWER, { perSecond: TOKENS_PER_SECOND, size: ANSWER.length / 20 }),
  });
  const session = await chat.page.context().newCDPSession(chat.page);
  await session.send('Performance.enable');
  const ask = async () => {
    await chat.send('how?');
    await chat.idle();
  };
  for (let i = 0; i < WARM_UP; i++) await ask();
  const heaps = [];
  const end = performance.now() + minutes * 60_000;
  while (performance.now() < end) {
    for (let i = 0; i < SOAK_STEP; i++) await ask();
    heaps.push(await heapOf(session));
  }
  await pages.closeAll();
  const half = Math.floor(heaps.length / 2);
  const first = percentile(heaps.slice(0, half), 0.5);
  return { growth: (percentile(heaps.slice(half), 0.5) - first) / first, minutes };
}

/** The longest frame while a step prints much and the page shows it opened. */
async function largeOutput({ printsMuch }, pages) {
  const chat = await pages.open({ script: printsMuch(OUTPUT_MB * 2 ** 20) });
  const frames = frameGaps(chat.page, 4000);
  await chat.send('print');
  await chat.idle();
  await chat.unfoldAll();
  const gaps = await frames;
  await pages.closeAll();
  return Math.max(...gaps);
}

/** In the page: notes when a text is there for the first time. */
function watchFor(text) {
  new MutationObserver((_, observer) => {
    if (!document.body?.textContent.includes(text)) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      globalThis.seenAt = performance.now();
    });
  }).observe(document, { childList: true, subtree: true });
}

function frameGaps(page, ms) {
  return page.evaluate(
    (length) =>
      new Promise((resolve) => {
        const gaps = [];
        let first;
        let last;
        const frame = (now) => {
          if (last === undefined) first = now;
          else gaps.push(now - last);
          last = now;
          if (now - first < length) requestAnimationFrame(frame);
          else resolve(gaps);
        };
        requestAnimationFrame(frame);
      }),
    ms,
  );
}

/** Counts what the host posts to the page. */
function watchBridge(host) {
  const total = { bytes: 0, messages: 0 };
  const { lose } = host;
  host.lose = (message) => {
    total.bytes += Buffer.byteLength(JSON.stringify(message));
    total.messages += 1;
    return lose(message);
  };
  return {
    count: () => ({ ...total }),
    since: (before) => ({
      bytes: total.bytes - before.bytes,
      messages: total.messages - before.messages,
    }),
  };
}

async function heapOf(session) {
  await session.send('HeapProfiler.collectGarbage');
  const { JSHeapUsedSize } = await metricsOf(session);
  return JSHeapUsedSize / 2 ** 20;
}

async function metricsOf(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}
