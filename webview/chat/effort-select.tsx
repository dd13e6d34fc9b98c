// How much work a message may cause: chosen here, or left to the settings, whose choice is then shown.
import { effortSchema } from '../../runtime/core/index.js';
import { useApp, useAppState } from '../state/app.js';
import { strings } from '../strings/index.js';

export function EffortSelect() {
  const { store } = useApp();
  const chosen = useAppState((state) => state.effort);
  const setting = useAppState((state) => state.host?.effort ?? 'auto');
  const [name, meaning] = strings.effort[chosen === 'auto' ? setting : chosen];
  const isBySetting = chosen === 'auto' && setting !== 'auto';
  return (
    <select
      aria-label={strings.effortLabel}
      title={isBySetting ? strings.effortBySetting(name, meaning) : meaning}
      value={chosen}
      data-testid="chat-effort"
      onChange={(event) => store.setEffort(effortSchema.parse(event.target.value))}
    >
      {effortSchema.options.map((option) => (
        <option key={option} value={option}>
          {strings.effort[option][0]}
          {option === 'auto' && setting !== 'auto' && ` · ${strings.effort[setting][0]}`}
        </option>
      ))}
    </select>
  );
}
