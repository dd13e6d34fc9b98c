// What the agent may do to files: asks first, applies by itself, or only plans.
import { modeSchema } from '../../runtime/core/index.js';
import { useAppState, useSend } from '../state/app.js';
import { strings } from '../strings/index.js';

export function ModeSelect() {
  const mode = useAppState((state) => state.host?.mode);
  const trusted = useAppState((state) => state.host?.trusted ?? true);
  const send = useSend();
  if (mode === undefined) return null;
  return (
    <select
      aria-label={strings.modeLabel}
      title={trusted ? strings.mode[mode][1] : strings.restricted}
      value={mode}
      disabled={!trusted}
      data-testid="chat-mode"
      onChange={(event) => send('host.setMode', { mode: modeSchema.parse(event.target.value) })}
    >
      {modeSchema.options.map((option) => (
        <option key={option} value={option}>
          {strings.mode[option][0]}
        </option>
      ))}
    </select>
  );
}
