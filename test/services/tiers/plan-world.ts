// Plans over a tier whose workers are processes of their own: a repository, the runtime that plans, and what a model says.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import {
  createMemfun,
  type Memfun,
  type MemfunEnvironment,
  tierHomeOf,
} from '../../../runtime/app/index.js';
import type { PlanTask, RunEvent } from '../../../runtime/core/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { testFolder } from '../../conformance/tiers/sqlite-harness.js';
import { PromptModel } from '../../e2e/support/prompt-model.js';
import { AnsweringModel, cell, field } from '../../support/answering-model.js';
import { environmentOn } from '../../support/environment.js';
import { beginRepository, gitIn } from '../../support/git.js';
import { hostedModel } from '../../support/hosted-model.js';
import { planTask } from '../../support/plan-task.js';

export const MEMFUN = path.resolve(import.meta.dirname, '../../../dist/memfun.cjs');
/** Where all processes keep what belongs to the repository. */
const PROJECT = 'plan-0123456789ab';

export interface PlanTier {
  readonly kind: 'nats' | 'redis' | 'sqlite';
  /** Of its server; absent where there is none. */
  readonly address?: () => string;
}

type Answer = (body: string) => string | Promise<string>;

/** Fresh for each test. */
export class PlanWorld {
  readonly events: RunEvent[] = [];
  readonly workers = new Map<string, { readonly child: ChildProcess; output: string }>();
  answer: Answer = () => '';
  memfun: Memfun | undefined;

  constructor(
    readonly folder: string,
    private readonly tier: PlanTier,
    readonly space: string,
    model: PromptModel,
  ) {
    mkdirSync(this.repository);
    const { baseUrl } = model.entry;
    const lines = ['model = "team"', '[models.team]', 'provider = "openai-compatible"'];
    lines.push('model = "prompts"', `baseUrl = "${String(baseUrl)}"`);
    writeFileSync(path.join(this.repository, 'memfun.toml'), `${lines.join('\n')}\n`);
    writeFileSync(path.join(this.repository, 'one.js'), 'old\n');
    beginRepository(this.repository);
  }

  get repository(): string {
    return path.join(this.folder, 'repository');
  }

  get home(): string {
    return path.join(this.folder, 'home');
  }

  git(...args: string[]): void {
    gitIn(this.repository)(...args);
  }

  read(name: string): string {
    return readFileSync(path.join(this.repository, name), 'utf8');
  }

  /** How a process is told which tier it is. */
  get tierArguments(): readonly string[] {
    const { kind, address } = this.tier;
    const servers = address === undefined ? [] : ['--servers', address()];
    return ['--tier', kind, ...servers, '--space', this.space];
  }

  get processEnvironment(): NodeJS.ProcessEnv {
    return { ...process.env, MEMFUN_HOME: this.home, MEMFUN_PROJECT: PROJECT };
  }

  async worker(name: string, more: readonly string[] = []): Promise<void> {
    const dir = more.includes('--dir') || more.includes('--git') ? [] : ['--dir', this.repository];
    const args = ['worker', '--name', name, '--lease', '3', ...dir, ...more, ...this.tierArguments];
    const child = spawn(process.execPath, [MEMFUN, ...args], { env: this.processEnvironment });
    const started = { child, output: '' };
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        started.output += chunk.toString();
      });
    this.workers.set(name, started);
    await eventually(() => expect(started.output).toContain('"worker"'));
  }

  kill(name: string, signal: NodeJS.Signals = 'SIGKILL'): void {
    this.workers.get(name)?.child.kill(signal);
  }

  async open(
    settings: Readonly<Record<string, string | number | boolean>> = {},
    more: Partial<MemfunEnvironment> = {},
  ): Promise<Memfun> {
    const scripted = new AnsweringModel((prompt) => this.answer(prompt));
    const hosted = hostedModel(() => scripted);
    const { kind, address } = this.tier;
    const storage = path.join(this.home, 'projects', PROJECT);
    this.memfun = await createMemfun(
      environmentOn(this.repository, {
        hostModels: [hosted],
        projectStorage: createNodeFileStore(storage),
        tierHome: await tierHomeOf(this.repository, this.home),
        settings: {
          'memfun.mode': 'auto',
          'memfun.model': hosted.id,
          'memfun.memory.enabled': false,
          'memfun.sandbox.engine': 'quickjs',
          'memfun.tier': kind,
          ...(address === undefined ? {} : { 'memfun.tierServers': [address()] }),
          'memfun.tierSpace': this.space,
          ...settings,
        },
        ...more,
      }),
      { prewarm: false },
    );
    return this.memfun;
  }

  async say(
    text: string,
    signal = AbortSignal.timeout(120_000),
    steering?: { take(): { readonly text: string }[] },
    conversation?: string,
  ) {
    const memfun = this.memfun ?? (await this.open());
    const sessionId = conversation ?? (await memfun.sessions.create('plan')).sessionId;
    return memfun.runTurn({
      sessionId,
      request: { intent: 'ask', text, attachments: [], effort: 'auto' },
      signal,
      ...(steering === undefined ? {} : { steering }),
      emit: (event) => {
        this.events.push(event);
      },
    });
  }

  placed(id: string) {
    return this.events.flatMap((event) =>
      event.type === 'task.placed' && event.taskId === id ? [event] : [],
    );
  }

  notices(): string {
    return this.events.flatMap((event) => (event.type === 'notice' ? [event.text] : [])).join('\n');
  }

  async close(): Promise<void> {
    for (const { child } of this.workers.values()) child.kill('SIGKILL');
    await this.memfun?.close();
  }
}

/** @returns the world of the test that runs */
export function usePlanWorld(tier: PlanTier): () => PlanWorld {
  vi.setConfig({ testTimeout: 180_000 });
  let model: PromptModel;
  let world: PlanWorld;
  let space = 0;
  beforeAll(async () => {
    model = await PromptModel.start((body) => world.answer(body));
    return () => model.stop();
  });
  beforeEach(() => {
    world = new PlanWorld(testFolder(), tier, `plan ${++space}`, model);
  });
  afterEach(() => world.close());
  return () => world;
}

export const eventually = (check: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 60_000, interval: 20 });

export const task = (id: string, more: Partial<PlanTask> = {}): PlanTask =>
  planTask(id, { instructions: `MAKE-${id}.`, outputs: [`${id}.js`], ...more });

/** A last step. */
export const done = (text: string, before: string): string =>
  cell(`${before}\nawait final({ answer: ${JSON.stringify(text)}, citations: [] })`);

/** Answers of the model for a plan. @param work gives the cell of a task */
export const scripted =
  (
    tasks: readonly PlanTask[],
    work: (id: string, body: string) => string | Promise<string>,
  ): Answer =>
  (body) => {
    if (body.includes('Share the request out')) return field('tasks', tasks);
    if (body.includes('Several agents have worked')) return field('answer', 'all done');
    const id = /MAKE-(\w+)\./.exec(body)?.[1];
    return id === undefined ? field('fulfilled', 'true') : work(id, body);
  };
