// A process of its own that works by a plan and dies at one of its events; the test goes on where it ended.
import type { Memfun } from '../../../runtime/app/index.js';
import type { PlanTask } from '../../../runtime/core/index.js';
import { AnsweringModel, cell, field } from '../../support/answering-model.js';
import { planTask } from '../../support/plan-task.js';
import { openWriting } from '../../support/writing-memfun.js';

const task = (id: string, dependsOn: string[] = []): PlanTask =>
  planTask(id, { instructions: `MAKE-${id}.`, dependsOn, outputs: [`${id}.js`] });
const TASKS = [task('one'), task('two'), task('three', ['one', 'two'])];

/** @param begun is told every task that an agent begins */
export async function openTeam(
  root: string,
  storage: string,
  begun: (taskId: string) => void = () => undefined,
): Promise<Memfun> {
  const model = new AnsweringModel((prompt) => {
    if (prompt.includes('Share the request out')) return field('tasks', TASKS);
    if (prompt.includes('Several agents have worked')) return field('answer', 'all three');
    const [, id] = /MAKE-(\w+)\./.exec(prompt) ?? [];
    if (id === undefined) return field('fulfilled', 'true');
    begun(id);
    const seen = id === 'three' ? "(await readFile('one.js')).text + inputs.two.answer" : `'${id}'`;
    return cell(
      `const text = String(${seen}); await createFile('${id}.js', text.replaceAll('\\n', '') + '\\n'); await final({ answer: '${id}', citations: [] })`,
    );
  });
  return openWriting(root, { model: () => model, storage });
}

/** Dies at the n-th event of a type. */
async function work(root: string, storage: string, type: string, nth: number): Promise<void> {
  const memfun = await openTeam(root, storage);
  const { sessionId } = await memfun.sessions.create('killed');
  let seen = 0;
  await memfun.runTurn({
    sessionId,
    request: { intent: 'ask', text: '/team all', attachments: [], effort: 'auto' },
    signal: new AbortController().signal,
    emit: (event) => {
      if (event.type !== type || ++seen < nth) return;
      seen = Number.NEGATIVE_INFINITY;
      // Records are written in order: what was told before this one is on the disk when it is.
      const last = {
        type: 'notice',
        at: 0,
        turnId: event.turnId,
        level: 'info',
        text: '',
      } as const;
      void memfun.sessions.append(sessionId, last).then(() => process.kill(process.pid, 'SIGKILL'));
    },
  });
}

const [root, storage, type, nth] = process.argv.slice(2);
if (process.env['MEMFUN_KILL_WINDOW'] === '1')
  void work(root ?? '', storage ?? '', type ?? '', Number(nth));
