// The state of a task as an icon with its word.
import type { TaskState } from '../../../runtime/core/index.js';
import { strings } from '../../strings/index.js';
import { Icon } from '../../ui/kit.js';

const ICONS: Readonly<Record<TaskState, string>> = {
  waiting: 'circle-large-outline',
  running: 'loading',
  done: 'check',
  partial: 'warning',
  failed: 'error',
  skipped: 'circle-slash',
  cancelled: 'debug-stop',
};

/** Which of the states of a step it is coloured as. */
const LOOKS: Readonly<Record<TaskState, string>> = {
  waiting: 'waiting',
  running: 'running',
  done: 'done',
  partial: 'partial',
  failed: 'failed',
  skipped: 'waiting',
  cancelled: 'waiting',
};

export function TaskStateIcon({ state }: { readonly state: TaskState }) {
  return (
    <span className={`state ${LOOKS[state]}`}>
      <Icon name={ICONS[state]} spin={state === 'running'} />
      <span className="sr-only">{strings.team.states[state]}</span>
    </span>
  );
}

/** A task of a run that is over does not run, whatever its last event said. */
export function stateNow(state: TaskState, alive: boolean): TaskState {
  return alive || (state !== 'running' && state !== 'waiting') ? state : 'cancelled';
}
