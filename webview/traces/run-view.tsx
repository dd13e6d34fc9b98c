// One run: its facts, its spans as a waterfall, and the one that is chosen under the magnifying glass.
import { useEffect, useRef, useState } from 'react';
import type { RequestInput, TraceRun } from '../../extension/bridge/index.js';
import { localized } from '../localized.js';
import { useApp } from '../state/app.js';
import { strings } from '../strings/index.js';
import { duration, when } from '../ui/format.js';
import { Button, Icon, IconButton, LinkButton } from '../ui/kit.js';
import { SpanDetails } from './details.js';
import { RunUsage, STATUS_ICONS } from './runs.js';
import { Shown, useReload } from './states.js';
import { useAnswer } from './use-answer.js';
import { Waterfall } from './waterfall.js';

const text = strings.traces;

export interface RunViewProps {
  readonly turnId: string;
  /** The span that is chosen at first; by default the run itself. */
  readonly spanId?: string | undefined;
  readonly onBack: () => void;
}

export function RunView({ turnId, spanId, onBack }: RunViewProps) {
  const answered = useAnswer('trace.get', JSON.stringify({ turnId }));
  const { value } = answered;
  const [active, setActive] = useState(spanId ?? turnId);
  useReload(value?.run.status === 'running', answered);
  const head = useRef<HTMLDivElement>(null);
  const ready = value !== undefined;
  useEffect(() => {
    if (ready) head.current?.parentElement?.querySelector<HTMLElement>('[role=tree]')?.focus();
  }, [ready]);

  return (
    <div className="traces-view run-view">
      <div className="traces-head" ref={head}>
        <div className="run-line">
          <IconButton icon="arrow-left" label={text.back} onClick={onBack} />
          <h2 className="run-name">{value?.run.title ?? ''}</h2>
        </div>
        {value !== undefined && <Facts run={value.run} onGone={onBack} />}
        {value !== undefined && value.dropped > 0 && (
          <p className="quiet">{text.dropped(value.dropped)}</p>
        )}
      </div>
      <Shown answered={answered}>
        {({ spans }) => (
          <>
            <Waterfall spans={spans} active={active} onActive={setActive} />
            <section className="span-details" aria-label={text.details} tabIndex={0}>
              <SpanDetails
                key={active}
                turnId={turnId}
                span={spans.find(({ id }) => id === active)}
              />
            </section>
          </>
        )}
      </Shown>
    </div>
  );
}

function Facts({ run, onGone }: { readonly run: TraceRun; readonly onGone: () => void }) {
  const { client, store } = useApp();
  const [said, setSaid] = useState('');
  const [asking, setAsking] = useState(false);
  const exportTo = (to: RequestInput<'trace.export'>['to']): void => {
    client.request('trace.export', { turnIds: [run.turnId], to }).then(({ place }) => {
      if (place !== undefined) setSaid(text.exported(place));
    }, store.report);
  };
  const remove = (): void => {
    client.request('trace.remove', { turnId: run.turnId }).then(onGone, store.report);
  };
  return (
    <>
      <p className="run-facts quiet">
        <Icon name={STATUS_ICONS[run.status]} spin={run.status === 'running'} />
        <span>{text.status[run.status]}</span>
        <span>{when(run.startedAt)}</span>
        <span>{duration(run.ms)}</span>
        <RunUsage run={run} />
        <span>{run.model}</span>
      </p>
      {run.error !== undefined && <p className="failed-text">{localized(run.error)}</p>}
      <fieldset className="plain run-actions">
        <legend className="sr-only">{text.exportMenu}</legend>
        <span aria-hidden="true" className="quiet">
          {text.exportMenu}
        </span>
        {(['jsonl', 'otlp', 'collector'] as const).map((to) => (
          <LinkButton
            key={to}
            label={`${text.exports[to]} (${text.exportMenu})`}
            onClick={() => exportTo(to)}
          >
            {text.exports[to]}
          </LinkButton>
        ))}
        <IconButton
          icon="trash"
          careful
          label={text.remove}
          expanded={asking}
          onClick={() => setAsking(!asking)}
        />
      </fieldset>
      {asking && (
        <div className="banner-actions" role="alert">
          <span>{text.removeConfirm}</span>
          <Button careful onClick={remove}>
            {text.removeYes}
          </Button>
          <Button secondary onClick={() => setAsking(false)}>
            {text.removeNo}
          </Button>
        </div>
      )}
      <output className={said === '' ? 'sr-only' : 'quiet'}>{said}</output>
    </>
  );
}
