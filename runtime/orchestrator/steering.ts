// What a person says while a plan runs: it reaches the tasks that it is for, those that run and those that begin later.
import type { TeamSite } from '../agents/index.js';
import type { PlanTask, TaskRecord } from '../core/index.js';
import type { Steering } from '../rlm/index.js';

interface Said {
  readonly text: string;
  /** Absent: it is for all. */
  readonly only: ReadonlySet<string> | undefined;
}

/** `@coder …`, `#2 …` or `auth: …` at the beginning says whom it is for: an agent, a task by its number, a task by its id. */
const ADDRESS = /^(?:@([a-z0-9-]+)|#(\d{1,2})|([a-z0-9][a-z0-9-]{0,39}):)\s+(\S[\s\S]*)$/;

export class TeamSteering {
  readonly #said: Said[] = [];
  /** The words of all that was said; grows. */
  readonly all: string[] = [];
  #tasks: readonly PlanTask[] = [];
  /** Tasks that have their end. */
  readonly #ended = new Set<string>();

  constructor(private readonly site: Pick<TeamSite, 'steering' | 'emit' | 'clock' | 'turnId'>) {}

  /** What is said from now on is about these tasks; what was said before is still heard. */
  begin(tasks: readonly PlanTask[], ended: readonly Pick<TaskRecord, 'taskId'>[]): void {
    this.#tasks = tasks;
    this.#ended.clear();
    for (const { taskId } of ended) this.end(taskId);
  }

  /** For one loop of a task: also what was said before it began. */
  of(taskId: string): Steering {
    let heard = 0;
    this.#ended.delete(taskId); // a person can have it done again
    return {
      take: () => {
        this.#listen();
        const news = this.#said.slice(heard);
        heard = this.#said.length;
        return news.filter(({ only }) => only?.has(taskId) ?? true).map(({ text }) => ({ text }));
      },
    };
  }

  end(taskId: string): void {
    this.#ended.add(taskId);
  }

  /** Tells at once what was taken, so that the record has it, and whom it reaches. */
  #listen(): void {
    const { steering, emit, clock, turnId } = this.site;
    for (const said of steering?.take() ?? []) {
      const { text, only } = this.#addressed(said.text);
      this.#said.push({ text, only });
      this.all.push(text);
      emit({ type: 'turn.steered', at: clock.now(), turnId, ...said });
      const reached = this.#tasks
        .filter(({ id }) => !this.#ended.has(id) && (only?.has(id) ?? true))
        .map(({ title }) => `"${title}"`);
      const words = `It reaches ${reached.join(', ')}.`;
      emit({ type: 'notice', at: clock.now(), turnId, level: 'info', text: words });
    }
  }

  /** What is for nobody who could still hear it is for all. */
  #addressed(said: string): Said {
    const [, agent, number, id, rest] = ADDRESS.exec(said.trim()) ?? [];
    const meant = this.#tasks.filter(
      (task, index) => task.agent === agent || task.id === id || `${index + 1}` === number,
    );
    const open = meant.filter((task) => !this.#ended.has(task.id));
    if (rest === undefined || open.length === 0) return { text: said, only: undefined };
    return { text: rest, only: new Set(open.map((task) => task.id)) };
  }
}
