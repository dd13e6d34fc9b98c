// Two runs side by side: their facts, and their steps by number.
import type { TraceRun, TraceSide } from '../../extension/bridge/index.js';
import { strings } from '../strings/index.js';
import { cost, count, duration } from '../ui/format.js';
import { Fold, IconButton } from '../ui/kit.js';
import { Block } from './model-call.js';
import { Shown } from './states.js';
import { useAnswer } from './use-answer.js';

const text = strings.traces;

export interface CompareProps {
  readonly left: string;
  readonly right: string;
  readonly onBack: () => void;
}

export function Compare({ left, right, onBack }: CompareProps) {
  const answered = useAnswer('trace.compare', JSON.stringify({ left, right }));
  return (
    <div className="traces-view">
      <div className="traces-head run-line">
        <IconButton icon="arrow-left" label={text.back} onClick={onBack} />
        <h2 className="run-name">{text.compareTitle}</h2>
      </div>
      <Shown answered={answered}>
        {(pair) => (
          <section className="compare" aria-label={text.compareTitle} tabIndex={0}>
            <Facts left={pair.left} right={pair.right} />
            {pair.steps.map((step) => (
              <Step key={step.index} {...step} />
            ))}
          </section>
        )}
      </Shown>
    </div>
  );
}

function Facts({ left, right }: { readonly left: TraceRun; readonly right: TraceRun }) {
  const facts: readonly (readonly [string, (run: TraceRun) => string])[] = [
    [text.facts.status, (run) => text.status[run.status]],
    [text.facts.time, (run) => duration(run.ms)],
    [text.facts.steps, (run) => String(run.steps)],
    [text.facts.tokens, (run) => count(run.usage.inputTokens + run.usage.outputTokens)],
    [text.facts.cost, (run) => cost(run.usage.costUsd)],
    [text.facts.model, (run) => run.model],
  ];
  return (
    <table className="compare-facts">
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">{text.facts.what}</span>
          </th>
          <th scope="col">{left.title || text.untitled}</th>
          <th scope="col">{right.title || text.untitled}</th>
        </tr>
      </thead>
      <tbody>
        {facts.map(([name, of]) => (
          <tr key={name} className={of(left) === of(right) ? undefined : 'differs'}>
            <th scope="row">{name}</th>
            <td>{of(left)}</td>
            <td>{of(right)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface StepProps {
  readonly index: number;
  readonly left?: TraceSide | undefined;
  readonly right?: TraceSide | undefined;
}

function Step({ index, left, right }: StepProps) {
  const same = left !== undefined && right !== undefined && left.code === right.code;
  const verdict =
    left === undefined
      ? text.onlyIn.right
      : right === undefined
        ? text.onlyIn.left
        : same
          ? text.same
          : text.different;
  return (
    <Fold
      testId="trace-pair"
      title={
        <>
          <span>{text.stepName(index)}</span> <span className="quiet">{verdict}</span>
        </>
      }
      open={!same}
    >
      <div className="pair">
        <Side side={left} label={text.first} />
        <Side side={right} label={text.second} />
      </div>
    </Fold>
  );
}

function Side({ side, label }: { readonly side: TraceSide | undefined; readonly label: string }) {
  return (
    <div>
      <p className="quiet">{label}</p>
      {side !== undefined && (
        <>
          <p className="run-facts quiet">
            <span>{duration(side.ms)}</span>
            <span>
              {count(side.tokens)} {text.tokens}
            </span>
            {side.status !== 'ok' && <span>{text.status[side.status]}</span>}
          </p>
          <Block text={side.code} label={`${label}: ${text.step.code}`} />
          <ul className="plain quiet">
            {side.calls.map((call, at) => (
              <li key={at}>{call}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
