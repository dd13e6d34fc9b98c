// One task of a plan: who does it, how it stands, what it costs, what it wrote, and what a person can do about it.
import { useState } from 'react';
import type { TurnView } from '../../../extension/bridge/index.js';
import type { TaskView } from '../../../runtime/core/index.js';
import { localized } from '../../localized.js';
import { Markdown } from '../../markdown/markdown.js';
import { useSend } from '../../state/app.js';
import { strings } from '../../strings/index.js';
import { cost, count, duration } from '../../ui/format.js';
import { Fold, Icon, IconButton } from '../../ui/kit.js';
import { MessageEdit } from '../message-edit.js';
import { Steps } from '../steps.js';
import { stateNow, TaskStateIcon } from './team-state.js';

const text = strings.team;

export interface TeamTaskProps {
  readonly task: TaskView;
  readonly number: number;
  readonly planId: string;
  readonly turn: TurnView;
  readonly alive: boolean;
}

export function TeamTask({ task, number, planId, turn, alive }: TeamTaskProps) {
  const [taking, setTaking] = useState(false);
  const send = useSend();
  const state = stateNow(task.state, alive);
  const { id: taskId, title, note } = task;
  return (
    <li className="team-task" data-testid="team-task" data-state={state}>
      <div className="team-line">
        <span className="team-number" aria-hidden="true">
          {number}
        </span>
        <TaskStateIcon state={state} />
        <span className="team-title">{title}</span>
        {alive && <Actions task={task} planId={planId} onTake={() => setTaking(true)} />}
      </div>
      <p className="team-facts quiet">
        {factsOf(task).map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
      {note !== '' && state !== 'done' && (
        <p className={state === 'failed' ? 'failed-text' : 'quiet'}>{localized(note)}</p>
      )}
      {taking && (
        <MessageEdit
          text=""
          label={text.takeOverHint}
          done={text.taken}
          onDone={(answer) => {
            setTaking(false);
            send('plan.task', { planId, taskId, action: 'takeOver', answer });
          }}
          onCancel={() => setTaking(false)}
        />
      )}
      <Findings task={task} />
      <Details task={task} planId={planId} turn={turn} alive={alive} />
    </li>
  );
}

function factsOf(task: TaskView): readonly string[] {
  const { agent, ms, tokens, costUsd, attempts, files, worker } = task;
  return [
    agent,
    ...(worker === undefined ? [] : [text.onWorker(worker)]),
    ...(ms === undefined || ms === 0 ? [] : [duration(ms)]),
    ...(tokens === 0 ? [] : [`${count(tokens)} ${text.tokens}`]),
    ...(costUsd === 0 ? [] : [cost(costUsd)]),
    ...(attempts > 1 ? [text.attempts(attempts)] : []),
    ...(files.length === 0 ? [] : [text.files(files.length)]),
  ];
}

function Actions(props: {
  readonly task: TaskView;
  readonly planId: string;
  readonly onTake: () => void;
}) {
  const { id: taskId, title, state } = props.task;
  const send = useSend();
  const say = (action: 'skip' | 'retry') => () =>
    send('plan.task', { planId: props.planId, taskId, action });
  const isOpen = state === 'waiting' || state === 'running';
  if (state === 'done') return null;
  return (
    <span className="team-actions">
      {!isOpen && (
        <IconButton
          icon="refresh"
          label={text.retry(title)}
          testId="team-retry"
          onClick={say('retry')}
        />
      )}
      {isOpen && (
        <>
          <IconButton
            icon="person"
            label={text.takeOver(title)}
            testId="team-take"
            onClick={props.onTake}
          />
          <IconButton
            icon="debug-step-over"
            label={text.skip(title)}
            testId="team-skip"
            onClick={say('skip')}
          />
        </>
      )}
    </span>
  );
}

function Findings({ task }: { readonly task: TaskView }) {
  const review = task.reviews.at(-1);
  return (
    <>
      {task.takeovers.map(({ from, by }) => (
        <p className="team-note" key={`${from} ${by ?? ''}`} data-testid="team-takeover">
          <Icon name="arrow-swap" />
          {text.takenOver(from, by)}
        </p>
      ))}
      {review !== undefined && (
        <div className="team-finding">
          <p className="quiet">{text.reviewed(review.reviewer, review.passed)}</p>
          <ul>
            {review.remarks.map((remark) => (
              <li key={remark}>{localized(remark)}</li>
            ))}
          </ul>
        </div>
      )}
      {task.conflicts.length > 0 && (
        <div className="team-finding">
          <p className="quiet">{text.conflict}</p>
          <ul>
            {task.conflicts.map(({ path, reason }) => (
              <li key={path}>
                <code>{path}</code>: {localized(reason)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {task.leftOut.length > 0 && (
        <div className="team-finding" data-testid="team-left-out">
          <p className="quiet">{text.leftOut}</p>
          <ul>
            {task.leftOut.map((line) => (
              <li key={line}>{line.replace(/[^:]*$/, (why) => ` ${localized(why.trim())}`)}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Details({ task, planId, turn, alive }: Omit<TeamTaskProps, 'number'>) {
  const answer = task.end?.answer ?? '';
  // Of a task all steps stand side by side; who called it is told by its place.
  const steps = turn.steps.flatMap(({ parentId, ...step }) =>
    parentId === `${planId}.${task.id}` ? [step] : [],
  );
  return (
    <Fold title={text.details} testId="team-details">
      <p className="reasoning">{task.instructions}</p>
      {task.outputs.length > 0 && <p className="quiet">{text.outputs(task.outputs)}</p>}
      {task.files.length > 0 && <p className="quiet">{text.changed(task.files)}</p>}
      {steps.length > 0 && <Steps turn={{ ...turn, steps }} running={alive} />}
      {answer !== '' && (
        <section aria-label={text.result}>
          <Markdown text={answer} />
        </section>
      )}
    </Fold>
  );
}
