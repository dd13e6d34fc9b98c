// One span under the magnifying glass: a step, a model call, or whatever is known of it.
import type { TraceSpan } from '../../extension/bridge/index.js';
import type { Json } from '../../runtime/core/index.js';
import { localized } from '../localized.js';
import { strings } from '../strings/index.js';
import { cost, count, duration } from '../ui/format.js';
import { Fold } from '../ui/kit.js';
import { OutputLink } from '../ui/output-link.js';
import { ModelDetails } from './model-call.js';
import { spanWords } from './span-words.js';
import { Failed, Loading } from './states.js';
import { StepDetails } from './step.js';
import { useAnswer } from './use-answer.js';

const text = strings.traces;

export interface SpanDetailsProps {
  readonly turnId: string;
  readonly span: TraceSpan | undefined;
}

export function SpanDetails({ turnId, span }: SpanDetailsProps) {
  if (span === undefined) return <p className="quiet">{text.noChoice}</p>;
  return <Known turnId={turnId} span={span} />;
}

function Known({ turnId, span }: { readonly turnId: string; readonly span: TraceSpan }) {
  const { value, failure, reload } = useAnswer(
    'trace.span',
    JSON.stringify({ turnId, spanId: span.id }),
  );
  if (failure !== undefined) return <Failed reason={failure} onAgain={reload} />;
  if (value === undefined) return <Loading />;
  const { step, model, attributes, events } = value;
  const { kind, label, saysKind } = spanWords(span);
  const outputId = attributes['memfun.output_id'];
  return (
    <>
      <h3 className="span-title">
        {!saysKind && <span className="span-kind">{kind} </span>}
        {label}
      </h3>
      <p className="run-facts quiet">
        <span>{duration(span.endMs - span.startMs)}</span>
        {span.status !== 'ok' && <span>{text.status[span.status]}</span>}
        {span.tokens !== undefined && (
          <span>
            {count(span.tokens)} {text.tokens}
          </span>
        )}
        {span.costUsd !== undefined && span.costUsd > 0 && <span>{cost(span.costUsd)}</span>}
        {typeof outputId === 'string' && <OutputLink outputId={outputId} />}
      </p>
      {span.message !== undefined && <p className="failed-text">{localized(span.message)}</p>}
      {step !== undefined && <StepDetails turnId={turnId} step={step} />}
      {model !== undefined && <ModelDetails model={model} open />}
      {events.length > 0 && (
        <Fold title={text.events} open>
          <ul className="plain">
            {events.map((event) => (
              <li key={`${event.name} ${event.atMs} ${event.text}`}>
                <span className="quiet">{event.name}</span> {event.text}
              </li>
            ))}
          </ul>
        </Fold>
      )}
      <Fold title={text.attributes} open={step === undefined && model === undefined}>
        <dl className="attributes">
          {Object.entries(attributes)
            .filter(([key]) => !key.endsWith('.messages'))
            .map(([key, value]) => (
              <div key={key}>
                <dt>{key}</dt>
                <dd>{plain(value)}</dd>
              </div>
            ))}
        </dl>
      </Fold>
    </>
  );
}

function plain(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(plain).join(', ') : JSON.stringify(value);
}
