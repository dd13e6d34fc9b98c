// The plan of several agents in its turn: changed before it runs, followed and steered while it does.
import { useState } from 'react';
import type { StepView, TurnView } from '../../../extension/bridge/index.js';
import type { PlanView } from '../../../runtime/core/index.js';
import { localized } from '../../localized.js';
import { useAppState, useSend } from '../../state/app.js';
import { strings } from '../../strings/index.js';
import { Button, Fold, Icon, IconButton } from '../../ui/kit.js';
import { useMoveOn } from '../../ui/use-move-on.js';
import { MessageEdit } from '../message-edit.js';
import { TeamEdit } from './team-edit.js';
import { TeamGraph } from './team-graph.js';
import { TeamTask } from './team-task.js';

const text = strings.team;

/** Steps that no task of the plan has made. */
export function outsideOf(plan: PlanView, steps: readonly StepView[]): readonly StepView[] {
  const inside = new Set<string>();
  for (const step of steps)
    if (step.parentId?.startsWith(`${plan.planId}.`) || inside.has(step.parentId ?? ''))
      inside.add(step.stepId);
  return steps.filter(({ stepId }) => !inside.has(stepId));
}

export function Team({
  turn,
  plan,
  running,
}: {
  readonly turn: TurnView;
  readonly plan: PlanView;
  readonly running: boolean;
}) {
  const { tasks, planId, paused } = plan;
  const [replanning, setReplanning] = useState(false);
  const send = useSend();
  const done = tasks.filter(({ state }) => state === 'done').length;
  const asks = plan.waits && running;
  const steers = running && !asks && !plan.over;
  const place = useMoveOn(asks);
  return (
    <section
      ref={place}
      className="team"
      aria-label={text.label}
      tabIndex={-1}
      data-waits={asks || undefined}
      data-testid="team"
    >
      <header className="team-head">
        <h3>{asks ? text.proposed(tasks.length) : text.progress(done, tasks.length)}</h3>
        {steers && (
          <span className="team-actions">
            <IconButton
              icon="list-ordered"
              label={text.replan}
              testId="team-replan"
              onClick={() => setReplanning(true)}
            />
            <IconButton
              icon={paused ? 'debug-start' : 'debug-pause'}
              label={paused ? text.goOn : text.pause}
              testId="team-pause"
              onClick={() => send('plan.pause', { planId, paused: !paused })}
            />
          </span>
        )}
      </header>
      {steers && replanning && (
        <MessageEdit
          text=""
          label={text.replanHint}
          done={text.replan}
          onDone={(words) => {
            setReplanning(false);
            send('plan.replan', { planId, words });
          }}
          onCancel={() => setReplanning(false)}
        />
      )}
      {paused && running && <p className="quiet">{text.paused}</p>}
      {plan.notes.map((note) => (
        <p key={note} className="quiet team-note">
          <Icon name="info" />
          <span>{localized(note)}</span>
        </p>
      ))}
      {tasks.length > 1 && (
        <Fold title={text.graph} open={asks || running}>
          <TeamGraph tasks={tasks} />
        </Fold>
      )}
      {asks ? (
        <TeamEdit key={`${planId} ${plan.revision}`} planId={planId} given={tasks} />
      ) : (
        <ol className="team-tasks plain">
          {tasks.map((task, index) => (
            <TeamTask
              key={task.id}
              task={task}
              number={index + 1}
              planId={planId}
              turn={turn}
              alive={running && !plan.over}
            />
          ))}
        </ol>
      )}
      {!running && <GoOn turn={turn} plan={plan} />}
    </section>
  );
}

/** Offered where nothing else was said since. */
function GoOn({ turn, plan }: { readonly turn: TurnView; readonly plan: PlanView }) {
  const send = useSend();
  const offered = useAppState(
    ({ running, chat }) => !running && chat.turns.at(-1)?.turnId === turn.turnId,
  );
  const isComplete = plan.over && plan.tasks.every(({ state }) => state === 'done');
  if (!offered || isComplete || turn.withdrawn) return null;
  return (
    <Button
      secondary
      testId="team-resume"
      onClick={() =>
        send('turn.start', {
          text: '/team resume',
          intent: 'ask',
          attachments: [],
          effort: 'team',
        })
      }
    >
      {text.resume}
    </Button>
  );
}
