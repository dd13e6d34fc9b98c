// A proposal to judge: what was measured on unseen runs, what would change, where it is better and worse.
import { useRef, useState } from 'react';
import type { RequestOutput } from '../../extension/bridge/index.js';
import { localized } from '../localized.js';
import { CodeBlock } from '../markdown/code-block.js';
import { useApp } from '../state/app.js';
import { strings } from '../strings/index.js';
import { cost, duration } from '../ui/format.js';
import { Button, Fold, Icon, IconButton } from '../ui/kit.js';
import { PROPOSAL_ICONS } from './proposal-icons.js';
import { Shown } from './states.js';
import { useAnswer } from './use-answer.js';

const text = strings.optimize;

type Report = RequestOutput<'optimize.report'>;

export interface OptimizeReportProps {
  readonly id: string;
  /** Whether a comparison runs, of this or of another one. */
  readonly comparing: boolean;
  /** Whether this one was accepted last. */
  readonly inForce: boolean;
  readonly onBack: () => void;
}

export function OptimizeReport({ id, comparing, inForce, onBack }: OptimizeReportProps) {
  const answered = useAnswer('optimize.report', JSON.stringify({ id }));
  const { value, reload } = answered;
  const whole = useRef<HTMLElement>(null);
  const onDecided = (): void => {
    reload();
    // In the place of the button that was pressed there will be one that does the opposite.
    whole.current?.focus();
  };
  return (
    <div className="traces-view">
      <div className="traces-head run-line">
        <IconButton icon="arrow-left" label={text.backToList} onClick={onBack} />
        <h2 className="run-name">{value?.target ?? text.title}</h2>
      </div>
      <Shown answered={answered}>
        {(report) => (
          <section ref={whole} className="compare optimize" aria-label={report.target} tabIndex={0}>
            <p>
              <Icon name={PROPOSAL_ICONS[report.state]} /> {localized(report.why)}
            </p>
            <Decision
              report={report}
              comparing={comparing}
              inForce={inForce}
              onDecided={onDecided}
            />
            <Measured report={report} />
            <Fold title={text.changes} open>
              {report.changes.length === 0 && <p className="quiet">{text.noChanges}</p>}
              {report.changes.map((change) => (
                <div key={change.id}>
                  <p className="quiet">{change.id}</p>
                  <CodeBlock code={change.diff} language="diff" />
                </div>
              ))}
            </Fold>
            {report.examples.length > 0 && (
              <Fold title={text.examples(report.examples.length)}>
                <Examples examples={report.examples} />
              </Fold>
            )}
          </section>
        )}
      </Shown>
    </div>
  );
}

interface DecisionProps {
  readonly report: Report;
  readonly comparing: boolean;
  readonly inForce: boolean;
  readonly onDecided: () => void;
}

function Decision({ report, comparing, inForce, onDecided }: DecisionProps) {
  const { client, store } = useApp();
  const [said, setSaid] = useState('');
  const { id, state } = report;
  const decide = (asked: Promise<unknown>, words: string): void => {
    asked.then(() => {
      setSaid(words);
      onDecided();
    }, store.report);
  };
  const mayAccept = state === 'open' || state === 'rolled-back';
  const mayTakeBack = state === 'accepted' && (inForce || said === text.accepted);
  return (
    <div className="optimize-actions">
      {mayAccept && (
        <Button onClick={() => decide(client.request('optimize.accept', { id }), text.accepted)}>
          {text.accept}
        </Button>
      )}
      {state === 'open' && (
        <Button
          secondary
          onClick={() => decide(client.request('optimize.reject', { id }), text.rejected)}
        >
          {text.reject}
        </Button>
      )}
      {mayAccept && !comparing && said !== text.comparing && (
        <Button
          secondary
          onClick={() => decide(client.request('optimize.compare', { id }), text.comparing)}
        >
          {text.compare}
        </Button>
      )}
      {mayTakeBack && (
        <Button
          secondary
          onClick={() => decide(client.request('optimize.rollback', {}), text.rolledBack)}
        >
          {text.rollback}
        </Button>
      )}
      <p role="status" className="quiet">
        {said}
      </p>
    </div>
  );
}

function Measured({ report }: { readonly report: Report }) {
  const { before, after, difference, wins, losses, ties, test, p, level, counts } = report;
  const rows: readonly (readonly [string, (side: Report['before']) => string])[] = [
    [text.rows.score, ({ score }) => text.score(score.mean, score.low, score.high)],
    [text.rows.cost, ({ costUsd }) => cost(costUsd)],
    [text.rows.time, ({ ms }) => duration(ms)],
  ];
  return (
    <Fold title={text.verdict} open>
      <table className="compare-facts">
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">{text.facts}</span>
            </th>
            <th scope="col">{text.before}</th>
            <th scope="col">{text.after}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, of]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{of(before)}</td>
              <td>{of(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {text.difference(difference.mean, difference.low, difference.high)}{' '}
        {text.counts(wins, losses, ties)}
      </p>
      <p className="quiet">
        {text.test(localized(test), p, level)}{' '}
        {text.found(report.optimizer, report.model, counts.calls, cost(counts.costUsd))}{' '}
        {text.split(counts.train, counts.val, counts.heldOut)}
      </p>
    </Fold>
  );
}

function Examples({ examples }: Pick<Report, 'examples'>) {
  return (
    <ul className="plain">
      {examples.map(({ id, before, after, input, feedback }) => (
        <li key={id} className="row optimize-example" data-testid="optimize-example">
          <p className="run-facts">
            <Icon name={after > before ? 'arrow-up' : 'arrow-down'} />
            <span>{after > before ? text.better : text.worse}</span>
            <span className="quiet">{text.scores(before, after)}</span>
          </p>
          <p className="quiet">{input}</p>
          <p>{localized(feedback)}</p>
        </li>
      ))}
    </ul>
  );
}
