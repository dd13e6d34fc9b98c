// Tasks in a list, and what a person can do about each; what cannot be undone is asked about once more.
import { useEffect, useRef, useState } from 'react';
import type { ClusterTask } from '../../extension/bridge/index.js';
import { localized } from '../localized.js';
import { strings } from '../strings/index.js';
import { ago } from '../ui/format.js';
import { Button, Icon, IconButton } from '../ui/kit.js';
import { queueName } from './queues.js';

const text = strings.cluster;

export interface TaskActions {
  readonly requeue: (task: ClusterTask) => void;
  readonly discard: (task: ClusterTask) => void;
  readonly cancel: (task: ClusterTask) => void;
}

const ICONS: Readonly<Record<ClusterTask['state'], string>> = {
  waiting: 'circle-large-outline',
  running: 'loading',
  done: 'check',
  dead: 'error',
  cancelled: 'circle-slash',
  forgotten: 'question',
};

export function Tasks(props: {
  readonly title: string;
  readonly tasks: readonly ClusterTask[];
  readonly now: number;
  readonly actions: TaskActions;
}) {
  return (
    <section aria-label={props.title}>
      <h2>{props.title}</h2>
      <ul className="rows plain">
        {props.tasks.map((task) => (
          <Task key={task.taskId} task={task} now={props.now} actions={props.actions} />
        ))}
      </ul>
    </section>
  );
}

function Task(props: {
  readonly task: ClusterTask;
  readonly now: number;
  readonly actions: TaskActions;
}) {
  const { task, actions } = props;
  const { title, state, kind, worker, reason, submittedAt } = task;
  const [asking, setAsking] = useState<'discard' | 'cancel'>();
  const isOpen = state === 'waiting' || state === 'running';
  const facts = [
    text.states[state],
    queueName(kind),
    ...(worker === undefined ? [] : [text.by(worker)]),
    ago(submittedAt, props.now),
  ];
  return (
    <li className="row cluster-task" data-testid="cluster-task" data-state={state}>
      <div className="row-line">
        <span className={`state ${state}`}>
          <Icon name={ICONS[state]} spin={state === 'running'} />
        </span>
        <span className="row-text">{title}</span>
        <div className="row-actions">
          {state === 'dead' && (
            <>
              <IconButton
                icon="debug-restart"
                careful
                label={text.requeue(title)}
                onClick={() => actions.requeue(task)}
              />
              <IconButton
                icon="trash"
                careful
                label={text.discard(title)}
                onClick={() => setAsking('discard')}
              />
            </>
          )}
          {isOpen && (
            <IconButton
              icon="circle-slash"
              careful
              label={text.cancel(title)}
              onClick={() => setAsking('cancel')}
            />
          )}
        </div>
      </div>
      <p className="glance quiet">
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
      {reason !== undefined && <p className="cluster-reason">{localized(reason)}</p>}
      {asking !== undefined && (
        <Confirm
          question={asking === 'discard' ? text.discardAsk : text.cancelAsk}
          yes={asking === 'discard' ? text.discardYes : text.cancelYes}
          onYes={() => {
            setAsking(undefined);
            actions[asking](task);
          }}
          onNo={() => setAsking(undefined)}
        />
      )}
    </li>
  );
}

function Confirm(props: {
  readonly question: string;
  readonly yes: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
}) {
  const box = useRef<HTMLFieldSetElement>(null);
  const { onNo } = props;
  useEffect(() => {
    box.current?.focus();
  }, []);
  useEffect(() => {
    const { current } = box;
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') onNo();
    };
    current?.addEventListener('keydown', onKey);
    return () => current?.removeEventListener('keydown', onKey);
  }, [onNo]);
  return (
    <fieldset ref={box} tabIndex={-1} className="cluster-confirm">
      <legend>{props.question}</legend>
      <Button careful onClick={props.onYes}>
        {props.yes}
      </Button>
      <Button secondary onClick={onNo}>
        {text.keep}
      </Button>
    </fieldset>
  );
}
