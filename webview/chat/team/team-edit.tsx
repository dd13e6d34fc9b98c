// A plan before it runs: tasks taken away, put in another order, given to other agents, told otherwise.
import { useState } from 'react';
import {
  type PlanTask,
  planTaskSchema,
  type TaskEnd,
  type TaskView,
} from '../../../runtime/core/index.js';
import { HostError } from '../../bridge/host-error.js';
import { localized } from '../../localized.js';
import { useApp, useSend } from '../../state/app.js';
import { strings } from '../../strings/index.js';
import { useAnswer } from '../../traces/use-answer.js';
import { Button, Fold, IconButton } from '../../ui/kit.js';
import { TaskStateIcon } from './team-state.js';

const text = strings.team.edit;

export function TeamEdit({
  planId,
  given,
}: {
  readonly planId: string;
  readonly given: readonly TaskView[];
}) {
  const [tasks, setTasks] = useState<readonly PlanTask[]>(() =>
    given.map((task) => planTaskSchema.parse(task)),
  );
  const [problems, setProblems] = useState<readonly string[]>([]);
  const { client } = useApp();
  const send = useSend();
  const agents = useAnswer('plan.agents', '{}').value?.agents ?? [];
  const run = (): void => {
    client.request('plan.run', { planId, tasks: [...tasks] }).then(
      (answer) => setProblems(answer.problems),
      (error: unknown) => setProblems([reasonOf(error)]),
    );
  };
  return (
    <>
      <ol className="team-tasks plain">
        {tasks.map((task, index) => {
          const end = given.find(({ id }) => id === task.id)?.end;
          if (end !== undefined)
            return <EndedTask key={task.id} task={task} number={index + 1} state={end.state} />;
          return (
            <EditedTask
              key={task.id}
              task={task}
              number={index + 1}
              tasks={tasks}
              agents={agents}
              onChange={(change) =>
                setTasks(tasks.map((one) => (one === task ? { ...one, ...change } : one)))
              }
              onMove={(by) => setTasks(moved(tasks, index, by))}
              onRemove={() => setTasks(without(tasks, task.id))}
            />
          );
        })}
      </ol>
      {problems.length > 0 && (
        <div role="alert" className="failed-text">
          <p>{text.problems}</p>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{localized(problem)}</li>
            ))}
          </ul>
        </div>
      )}
      <div className="banner-actions">
        <Button testId="plan-run" careful disabled={tasks.length === 0} onClick={run}>
          {text.run}
        </Button>
        <Button
          secondary
          careful
          testId="plan-dismiss"
          onClick={() => send('plan.dismiss', { planId })}
        >
          {text.dismiss}
        </Button>
      </div>
    </>
  );
}

/** Of a plan that goes on: what has its end already. */
function EndedTask(props: {
  readonly task: PlanTask;
  readonly number: number;
  readonly state: TaskEnd;
}) {
  return (
    <li className="team-task" data-testid="plan-ended">
      <div className="team-line">
        <span className="team-number" aria-hidden="true">
          {props.number}
        </span>
        <TaskStateIcon state={props.state} />
        <span className="team-title">{props.task.title}</span>
      </div>
      <p className="team-facts quiet">
        <span>{props.task.agent}</span>
        <span>{text.ended(strings.team.states[props.state])}</span>
      </p>
    </li>
  );
}

function EditedTask(props: {
  readonly task: PlanTask;
  readonly number: number;
  readonly tasks: readonly PlanTask[];
  readonly agents: readonly string[];
  readonly onChange: (change: Partial<PlanTask>) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}) {
  const { task, number, tasks, onChange } = props;
  const { title, agent, dependsOn, outputs } = task;
  const before = tasks.filter(({ id }) => dependsOn.includes(id)).map((one) => one.title);
  return (
    <li className="team-task" data-testid="plan-task">
      <div className="team-line">
        <span className="team-number" aria-hidden="true">
          {number}
        </span>
        <span className="team-title">{title}</span>
        <span className="team-actions">
          <IconButton
            icon="arrow-up"
            label={text.up(title)}
            disabled={number === 1}
            onClick={() => props.onMove(-1)}
          />
          <IconButton
            icon="arrow-down"
            label={text.down(title)}
            disabled={number === tasks.length}
            onClick={() => props.onMove(1)}
          />
          <IconButton
            icon="trash"
            careful
            label={text.remove(title)}
            testId="plan-remove"
            onClick={props.onRemove}
          />
        </span>
      </div>
      <p className="team-facts quiet">
        <span>{agent}</span>
        {before.length > 0 && <span>{text.after(before)}</span>}
        {outputs.length > 0 && <span>{strings.team.outputs(outputs)}</span>}
      </p>
      <Fold title={text.change} testId="plan-change">
        <div className="team-form">
          <select
            aria-label={text.agent(title)}
            value={agent}
            onChange={({ target }) => onChange({ agent: target.value })}
          >
            {[...new Set([agent, ...props.agents])].map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
          <textarea
            rows={4}
            aria-label={text.instructions(title)}
            value={task.instructions}
            onChange={({ target }) => onChange({ instructions: target.value })}
          />
          <label>
            <input
              type="checkbox"
              checked={task.review}
              onChange={() => onChange({ review: !task.review })}
            />
            {text.review}
          </label>
        </div>
      </Fold>
    </li>
  );
}

function moved(tasks: readonly PlanTask[], index: number, by: -1 | 1): readonly PlanTask[] {
  const [task, other] = [tasks[index], tasks[index + by]];
  if (task === undefined || other === undefined) return tasks;
  return tasks.with(index, other).with(index + by, task);
}

/** What waited for it waits for what it waited for. */
function without(tasks: readonly PlanTask[], gone: string): readonly PlanTask[] {
  const inherited = tasks.find(({ id }) => id === gone)?.dependsOn ?? [];
  return tasks
    .filter(({ id }) => id !== gone)
    .map((task) =>
      task.dependsOn.includes(gone)
        ? {
            ...task,
            dependsOn: [...new Set([...task.dependsOn.filter((id) => id !== gone), ...inherited])],
          }
        : task,
    );
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return [message, error instanceof HostError ? error.remedy : undefined].filter(Boolean).join(' ');
}
