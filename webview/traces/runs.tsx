// The list of runs: searched, opened, two of them chosen to be compared.
import type { TraceRun } from '../../extension/bridge/index.js';
import { strings } from '../strings/index.js';
import { Ago } from '../ui/ago.js';
import { cost, count, duration } from '../ui/format.js';
import { Button, Icon, IconButton, LinkButton } from '../ui/kit.js';

const text = strings.traces;

export const STATUS_ICONS: Readonly<Record<TraceRun['status'], string>> = {
  ok: 'pass',
  failed: 'error',
  running: 'sync',
  interrupted: 'debug-disconnect',
};

export interface RunsProps {
  readonly runs: readonly TraceRun[];
  readonly total: number;
  readonly picked: readonly string[];
  readonly onOpen: (turnId: string) => void;
  readonly onPick: (picked: readonly string[]) => void;
  readonly onCompare: () => void;
  readonly onMore: () => void;
}

export function Runs(props: RunsProps) {
  const { runs, total, picked } = props;
  const pick = (turnId: string): void =>
    props.onPick(
      picked.includes(turnId)
        ? picked.filter((one) => one !== turnId)
        : [...picked, turnId].slice(-2),
    );
  return (
    <>
      <p className="count quiet">{text.total(total)}</p>
      {picked.length > 0 && (
        <div className="picked" data-testid="trace-picked">
          <span>{text.picked(picked.length)}</span>
          <Button disabled={picked.length < 2} onClick={props.onCompare}>
            {text.compare}
          </Button>
          <LinkButton onClick={() => props.onPick([])}>{text.unpick}</LinkButton>
        </div>
      )}
      <ul className="plain run-list" aria-label={text.list}>
        {runs.map((run) => (
          <li key={run.turnId} className={`run ${run.status}`} data-testid="trace-run">
            <button
              type="button"
              className="run-open"
              data-run={run.turnId}
              onClick={() => props.onOpen(run.turnId)}
            >
              <span className="run-title">{run.title || text.untitled}</span>
              <span className="run-facts quiet">
                <Icon name={STATUS_ICONS[run.status]} spin={run.status === 'running'} />
                <span>{text.status[run.status]}</span>
                <Ago at={run.startedAt} />
                <span>{duration(run.ms)}</span>
                <span>{text.steps(run.steps)}</span>
                <RunUsage run={run} />
              </span>
            </button>
            <IconButton
              icon={picked.includes(run.turnId) ? 'check' : 'split-horizontal'}
              label={text.pick(run.title || text.untitled)}
              pressed={picked.includes(run.turnId)}
              onClick={() => pick(run.turnId)}
            />
          </li>
        ))}
        {runs.length < total && (
          <li className="run-more">
            <LinkButton onClick={props.onMore}>{text.more}</LinkButton>
          </li>
        )}
      </ul>
    </>
  );
}

export function RunUsage({ run }: { readonly run: TraceRun }) {
  const { inputTokens, outputTokens, costUsd } = run.usage;
  return (
    <>
      {inputTokens + outputTokens > 0 && (
        <span>
          {count(inputTokens + outputTokens)} {text.tokens}
        </span>
      )}
      {costUsd > 0 && <span>{cost(costUsd)}</span>}
    </>
  );
}
