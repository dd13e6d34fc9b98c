// Which model answers, and whether it is none.
import { useAppState, useSend } from '../state/app.js';
import { strings } from '../strings/index.js';

export function ModelLabel() {
  const model = useAppState((state) => state.host?.model);
  const send = useSend();
  if (model === undefined) return <span className="model-label" />;
  return (
    <button
      type="button"
      className="model-label"
      title={model.offline ? strings.ruleBasedWhy : model.id}
      onClick={() => send('host.command', { command: 'memfun.setUp' })}
    >
      {model.offline ? `${strings.noModel} · ${strings.ruleBased}` : model.label}
    </button>
  );
}
