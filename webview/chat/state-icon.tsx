// How far something is, as an icon, in words for who hears the page.
import { strings } from '../strings/index.js';
import { Icon } from '../ui/kit.js';

type State = 'waiting' | 'running' | 'done' | 'failed';
const ICONS: Readonly<Record<State, string>> = {
  waiting: 'circle-large-outline',
  running: 'loading',
  done: 'check',
  failed: 'error',
};

export function StateIcon({ state }: { readonly state: State }) {
  return (
    <span className={`state ${state}`}>
      <Icon name={ICONS[state]} spin={state === 'running'} />
      <span className="sr-only">{strings.state[state]}</span>
    </span>
  );
}
