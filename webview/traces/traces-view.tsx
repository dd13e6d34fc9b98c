// What ran in this conversation: every step and model call with its time and tokens.
import type { TurnView } from '../../extension/bridge/index.js';
import { useAppState } from '../state/app.js';
import { strings } from '../strings.js';
import { count, duration } from '../ui/format.js';
import { OutputLink } from '../ui/output-link.js';

interface TraceRow {
  readonly key: string;
  readonly depth: number;
  readonly name: string;
  readonly ms: number | undefined;
  readonly tokens: number;
  readonly failed: boolean;
  readonly outputId?: string | undefined;
}

export function TracesView() {
  const turns = useAppState((state) => state.chat.turns);
  return (
    <div className="list-view">
      {turns.length === 0 && <p className="empty quiet">{strings.traces.none}</p>}
      {turns.map((turn) => (
        <section key={turn.turnId} aria-label={turn.request?.text ?? turn.turnId}>
          <h2 className="trace-title">{turn.request?.text ?? turn.turnId}</h2>
          <ul className="plain traces">
            {rowsOf(turn).map((row) => (
              <li
                key={row.key}
                data-testid="trace-row"
                className={row.failed ? 'failed-text' : undefined}
                style={{ paddingInlineStart: `${row.depth * 12}px` }}
              >
                <span className="step-title">{row.name}</span>
                <span className="quiet">
                  {row.ms === undefined ? '' : duration(row.ms)}
                  {row.tokens > 0 && ` · ${count(row.tokens)} ${strings.usage.tokens}`}
                </span>
                {row.outputId !== undefined && <OutputLink outputId={row.outputId} />}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** The turn itself, then its steps, each followed by its calls and its model calls. */
function rowsOf(turn: TurnView): readonly TraceRow[] {
  const { usage } = turn;
  const calls = turn.modelCalls.map((call, i) => ({
    stepId: call.stepId,
    row: {
      key: `model-${i}`,
      depth: 1,
      name: `${strings.traces.model} ${call.model} · ${call.signature}`,
      ms: call.ms,
      tokens: call.usage.inputTokens + call.usage.outputTokens,
      failed: !call.ok,
    },
  }));
  const steps = turn.steps.flatMap((step) => {
    const depth = step.depth + 1;
    const own = calls.filter((call) => call.stepId === step.stepId);
    return [
      {
        key: step.stepId,
        depth,
        name: step.title,
        ms: step.ms,
        tokens: step.tokens,
        failed: step.state === 'failed',
      },
      ...own.map(({ row }) => ({ ...row, depth: depth + 1 })),
      ...step.calls.map((call) => ({
        key: `${step.stepId}-${call.callId}`,
        depth: depth + 1,
        name: call.summary,
        ms: call.ms,
        tokens: 0,
        failed: call.state === 'failed',
        outputId: call.outputId,
      })),
    ];
  });
  const known = new Set(turn.steps.map((step) => step.stepId));
  const loose = calls.filter((call) => call.stepId === undefined || !known.has(call.stepId));
  const whole: TraceRow = {
    key: turn.turnId,
    depth: 0,
    name: turn.route?.level ?? turn.model?.label ?? turn.turnId,
    ms: turn.ms,
    tokens: usage === undefined ? 0 : usage.inputTokens + usage.outputTokens,
    failed: turn.stopReason === 'error',
  };
  return [whole, ...loose.map(({ row }) => row), ...steps];
}
