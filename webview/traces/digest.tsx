// What stands out over many runs: waste, failures by cause, what was paid for what; each leads to what shows it.
import type { RequestOutput, TracePeriod, TraceShare } from '../../extension/bridge/index.js';
import { localized } from '../localized.js';
import { strings } from '../strings/index.js';
import { cost, count, duration, when } from '../ui/format.js';
import { Fold, IconButton, LinkButton } from '../ui/kit.js';
import { Shown } from './states.js';
import { useAnswer } from './use-answer.js';

const text = strings.traces.digest;

/** What was paid to whom. */
const PARTS = ['models', 'agents', 'skills', 'signatures', 'tools'] as const;

export interface DigestProps {
  readonly onBack: () => void;
  readonly onShow: (turnId: string, spanId: string | undefined) => void;
}

export function Digest({ onBack, onShow }: DigestProps) {
  const answered = useAnswer('trace.digest', '{}');
  return (
    <div className="traces-view">
      <div className="traces-head run-line">
        <IconButton icon="arrow-left" label={strings.traces.back} onClick={onBack} />
        <h2 className="run-name">{text.title}</h2>
      </div>
      <Shown answered={answered}>
        {(digest) => (
          <section className="compare" aria-label={text.title} tabIndex={0}>
            <Parts digest={digest} onShow={onShow} />
          </section>
        )}
      </Shown>
    </div>
  );
}

interface PartsProps {
  readonly digest: RequestOutput<'trace.digest'>;
  readonly onShow: DigestProps['onShow'];
}

function Parts({ digest, onShow }: PartsProps) {
  return (
    <>
      <Week week={digest.week} />
      <p data-testid="trace-scope">
        {digest.ofWeek ? text.ofWeek : text.ofNewest}: {text.runs(digest.runs, digest.failedRuns)}
      </p>
      <Fold title={text.waste} open>
        {digest.findings.length === 0 && <p className="quiet">{text.noWaste}</p>}
        <ul className="plain">
          {digest.findings.map(({ text: found, turnId, spans, wastedTokens, kind }) => (
            <li key={`${kind} ${turnId} ${spans[0]}`} className="row" data-testid="trace-finding">
              {localized(found)}{' '}
              {wastedTokens > 0 && (
                <span className="quiet">{text.wasted(count(wastedTokens))}</span>
              )}{' '}
              <LinkButton
                label={`${text.look}: ${localized(found)}`}
                onClick={() => onShow(turnId, spans[0])}
              >
                {text.look}
              </LinkButton>
            </li>
          ))}
        </ul>
      </Fold>
      {digest.causes.length > 0 && (
        <Fold title={text.causes} open>
          <ul className="plain">
            {digest.causes.map(({ cause, count: times, spans: [first] }) => (
              <li key={cause} className="row" data-testid="trace-cause">
                {text.times(times)} {localized(cause)}{' '}
                {first !== undefined && (
                  <LinkButton
                    label={`${text.look}: ${localized(cause)}`}
                    onClick={() => onShow(first.turnId, first.spanId)}
                  >
                    {text.look}
                  </LinkButton>
                )}
              </li>
            ))}
          </ul>
        </Fold>
      )}
      {PARTS.filter((part) => part !== 'skills' || digest.skills.length > 0).map((part) => (
        <Fold key={part} title={text[part]} open={part === 'models'}>
          <Shares shares={digest[part]} />
        </Fold>
      ))}
    </>
  );
}

/** What ran and what it cost, beside the week before, and day by day. */
function Week({ week }: { readonly week: RequestOutput<'trace.digest'>['week'] }) {
  return (
    <Fold title={text.weeks} open>
      <ul className="plain" data-testid="trace-week">
        <PeriodRow name={text.week} period={week.now} />
        <PeriodRow name={text.before} period={week.before} />
      </ul>
      {week.now.runs > 0 && (
        <Fold title={text.byDay} open={false}>
          <ul className="plain">
            {week.days.map(({ startMs, ...period }) => (
              <PeriodRow key={startMs} name={when(startMs)} period={period} />
            ))}
          </ul>
        </Fold>
      )}
    </Fold>
  );
}

function PeriodRow({ name, period }: { readonly name: string; readonly period: TracePeriod }) {
  const { runs, failedRuns, ...spent } = period;
  return <SpentRow name={name} often={text.runs(runs, failedRuns)} {...spent} />;
}

function Shares({ shares }: { readonly shares: readonly TraceShare[] }) {
  return (
    <ul className="plain">
      {shares.map(({ name, calls, tokens, ...spent }) => (
        <SpentRow
          key={name}
          name={name}
          often={text.calls(calls)}
          {...spent}
          tokens={tokens > 0 ? tokens : undefined}
        />
      ))}
    </ul>
  );
}

interface SpentRowProps {
  readonly name: string;
  readonly often: string;
  /** Absent where none are to be spoken of. */
  readonly tokens: number | undefined;
  readonly costUsd: number;
  readonly ms: number;
}

function SpentRow({ name, often, tokens, costUsd, ms }: SpentRowProps) {
  return (
    <li className="row">
      <p className="share-name">{name}</p>
      <p className="run-facts quiet">
        <span>{often}</span>
        {tokens !== undefined && (
          <span>
            {count(tokens)} {strings.traces.tokens}
          </span>
        )}
        {costUsd > 0 && <span>{cost(costUsd)}</span>}
        <span>{duration(ms)}</span>
      </p>
    </li>
  );
}
