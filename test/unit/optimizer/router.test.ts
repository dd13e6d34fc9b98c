// Thresholds of the router on recorded runs: found where a better one exists, offered, used once accepted, taken back.
import { describe, expect, it } from 'vitest';
import { composeMemfun, type Memfun } from '../../../runtime/app/index.js';
import {
  type Attachment,
  createIds,
  type RunEvent,
  silentLogger,
  systemClock,
} from '../../../runtime/core/index.js';
import type { MemoryService } from '../../../runtime/memory/index.js';
import { createFileSessionManager } from '../../../runtime/storage/index.js';
import { TraceStore } from '../../../runtime/traces/index.js';
import { createMemoryFileStore } from '../../support/file-stores.js';
import { hostedModel } from '../../support/hosted-model.js';
import { answered, ToldModel } from '../../support/told-model.js';
import { memoryInProcess } from '../agents/stores.js';
import { environment, parts } from '../app/parts.js';

const signal = new AbortController().signal;
/** Characters from which on a model that answers directly loses its way. */
const LOOKS = 17_000;

/** Each way is right for its kind of question only, once the runs were recorded. */
class World {
  recording = true;
  readonly #model = new ToldModel((system, user) => {
    const right = (is: boolean): string => (this.recording || is ? 'PORT-8080' : 'eight thousand');
    if (system.includes('needsAgent')) {
      const answer = right(user.length < LOOKS && !user.includes('perhaps'));
      return answered({ needsAgent: 'false', answer, citations: '[]' });
    }
    if (!system.includes('code')) return answered({ candidates: '[]' });
    const answer = right(/perhaps|very long/.test(user));
    return answered({ reasoning: 'Known.', code: `final(${JSON.stringify(answer)})` });
  });
  readonly #traces: TraceStore;
  readonly #memory: MemoryService;
  #memfun: Memfun | undefined;

  constructor() {
    const files = createMemoryFileStore();
    const makers = { clock: systemClock, ids: createIds(), logger: silentLogger };
    this.#traces = new TraceStore({
      ...makers,
      files,
      redact: (text) => text,
      limits: () => ({ runs: 1_000, bytes: 1e8, ageMs: Number.MAX_SAFE_INTEGER }),
    });
    const known = memoryInProcess('You prefer PORT-8080.', 'PORT-8080 perhaps was said once.');
    this.#memory = {
      ...known,
      /** What was said in passing fits less well. */
      recall: async (text, options) => {
        const { hits } = await known.recall(text, options);
        const wanted = text.includes('perhaps') ? hits.slice(1) : hits.slice(0, 1);
        const score = text.includes('perhaps') ? 0.3 : 0.9;
        const found = wanted.map((hit) => ({ ...hit, score }));
        return { hits: found, lines: found.map(({ memory }) => memory.content) };
      },
      markUsed: async (ids) => void this.used.push(...ids),
    };
    this.sessions = createFileSessionManager({ ...makers, files });
  }
  readonly sessions: ReturnType<typeof createFileSessionManager>;
  readonly used: string[] = [];

  async open(): Promise<Memfun> {
    this.#memfun = await composeMemfun(
      environment({
        hostModels: [hostedModel(() => this.#model, 'vscode/told')],
        settings: { 'memfun.model': 'vscode/told' },
        projectStorage: createMemoryFileStore(),
      }),
      parts({ traces: this.#traces, sessions: this.sessions, memory: this.#memory }),
    );
    return this.#memfun;
  }

  /** One turn in a conversation of its own. @returns the ways that it went */
  async ask(text: string, attachments: readonly Attachment[] = []): Promise<readonly string[]> {
    const { sessionId } = await this.sessions.create(text);
    const events: RunEvent[] = [];
    await this.#memfun?.runTurn({
      sessionId,
      request: { intent: 'ask', text, attachments: [...attachments], effort: 'auto' },
      signal,
      emit: (event) => void events.push(event),
    });
    return events.flatMap((event) => (event.type === 'turn.routed' ? [event.level] : []));
  }

  attached(n: number, chars: number): Promise<readonly string[]> {
    const text = `Service ${n} listens. `.repeat(chars).slice(0, chars);
    const long = chars > LOOKS ? ' in this very long text' : '';
    return this.ask(`Which port has service ${n}${long}?`, [
      { kind: 'selection', path: `notes-${n}.md`, text },
    ]);
  }

  /** About the user: may be answered from memory. */
  remembered(n: number, isVague: boolean): Promise<readonly string[]> {
    return this.ask(`Which port do I ${isVague ? 'perhaps ' : ''}prefer in lane ${n}?`);
  }
}

describe('the thresholds of the router', () => {
  it('for attached text: a better one between two worse ones is found, offered alone, used and taken back', async () => {
    const world = new World();
    const memfun = await world.open();
    for (let n = 0; n < 20; n++) await world.attached(n, n % 6 === 5 ? 20_000 : 13_000);
    world.recording = false;
    const targets = await memfun.optimize.targets(signal);
    expect(targets.find(({ name }) => name === 'router')).toMatchObject({ examples: 20 });
    const report = await memfun.optimize.run({ target: 'router', calls: 160 }, signal);
    expect(report.verdict).toMatchObject({ offered: true, losses: 0 });
    // The other threshold makes no difference here, so it is not changed along with it.
    expect(report.components.map(({ id }) => id)).toEqual(['router/directChars']);
    const found = Number(report.components[0]?.after);
    expect(found).toBeGreaterThanOrEqual(13_000);
    expect(found).toBeLessThan(20_000);
    expect(await world.attached(101, 13_000)).toEqual(['agent']);
    await memfun.optimize.accept(report.id);
    expect(await world.attached(102, 13_000)).toEqual(['direct']);
    expect(await world.attached(103, 20_000)).toEqual(['agent']);
    await memfun.optimize.rollback();
    expect(await world.attached(104, 13_000)).toEqual(['agent']);
    await memfun.close();
  });

  it('for memories: trials recall as turns do, without counting it as use; one that keeps vague ones out is found', async () => {
    const world = new World();
    const memfun = await world.open();
    for (let n = 0; n < 20; n++) await world.remembered(n, n % 4 !== 3);
    world.recording = false;
    expect(await world.remembered(100, true)).toEqual(['direct']);
    const before = world.used.length;
    expect(before).toBeGreaterThan(0);
    const report = await memfun.optimize.run({ target: 'router', calls: 160 }, signal);
    expect(world.used).toHaveLength(before);
    expect(report.verdict).toMatchObject({ offered: true, losses: 0 });
    expect(report.components.map(({ id }) => id)).toEqual(['router/memoryScore']);
    const found = Number(report.components[0]?.after);
    expect(found).toBeGreaterThan(0.3);
    expect(found).toBeLessThanOrEqual(0.9);
    await memfun.optimize.accept(report.id);
    expect(await world.remembered(101, true)).toEqual(['agent']);
    expect(await world.remembered(102, false)).toEqual(['direct']);
    await memfun.optimize.rollback();
    expect(await world.remembered(103, true)).toEqual(['direct']);
    await memfun.close();
  });
});
