// Better prompts: what can be improved, the search that runs, what it proposed, what is being compared.
import { useId, useState } from 'react';
import type {
  OptimizeExperiment,
  OptimizeProposal,
  RequestInput,
  RequestName,
  RequestOutput,
} from '../../extension/bridge/index.js';
import { localized } from '../localized.js';
import { useApp } from '../state/app.js';
import { strings } from '../strings/index.js';
import { Ago } from '../ui/ago.js';
import { cost } from '../ui/format.js';
import { Button, Fold, Icon, IconButton, Spinner } from '../ui/kit.js';
import { Effect } from './effect.js';
import { CompareModel, Groups } from './optimize-make.js';
import { useOptimizeNews } from './optimize-news.js';
import { OptimizeReport } from './optimize-report.js';
import { PROPOSAL_ICONS } from './proposal-icons.js';
import { Shown, useReload } from './states.js';
import { useAnswer } from './use-answer.js';

const text = strings.optimize;
const CALLS = 300;
const COST_USD = 1;
const OPTIMIZERS = ['gepa', 'mipro'] as const;
const OBJECTIVES = ['quality', 'cost', 'latency'] as const;

type State = RequestOutput<'optimize.state'>;
type Ask = <N extends RequestName>(name: N, input: RequestInput<N>) => void;

export function Optimize({ onBack }: { readonly onBack: () => void }) {
  const { client, store } = useApp();
  const [opened, setOpened] = useState<string>();
  const [effect, setEffect] = useState(false);
  const answered = useAnswer('optimize.state', '{}');
  const { value, reload } = answered;
  useReload(value?.running !== undefined, answered);
  useOptimizeNews(value);
  const ask: Ask = (name, input) => {
    client.request(name, input).then(reload, store.report);
  };
  if (effect) return <Effect onBack={() => setEffect(false)} />;
  if (opened !== undefined)
    return (
      <OptimizeReport
        id={opened}
        comparing={value?.experiments.some(({ state }) => state === 'running') === true}
        inForce={value?.inForce === opened}
        onBack={() => {
          setOpened(undefined);
          reload();
        }}
      />
    );
  return (
    <div className="traces-view">
      <div className="traces-head run-line">
        <IconButton icon="arrow-left" label={text.back} onClick={onBack} />
        <h2 className="run-name">{text.title}</h2>
        <IconButton icon="graph-line" label={text.effect.open} onClick={() => setEffect(true)} />
      </div>
      <Shown answered={answered}>
        {(state) => (
          <section className="compare optimize" aria-label={text.title} tabIndex={0}>
            <p className="quiet">{text.intro}</p>
            {state.failure !== undefined && (
              <p className="optimize-failure">
                <Icon name="error" /> {localized(state.failure)}
              </p>
            )}
            {state.running === undefined ? (
              <SearchForm state={state} ask={ask} />
            ) : (
              <Running running={state.running} ask={ask} />
            )}
            <Fold title={text.proposals} open>
              <Proposals proposals={state.proposals} onOpen={setOpened} />
            </Fold>
            <Fold title={text.fromRuns} open={state.groups.length > 0}>
              <Groups
                groups={state.groups}
                busy={state.running !== undefined}
                onMake={(request) => ask('optimize.synthesize', request)}
              />
            </Fold>
            <Fold title={text.experiments} open={state.experiments.length > 0}>
              {state.experiments.every((one) => one.state !== 'running') && (
                <CompareModel onCompare={(id) => ask('optimize.compare', { id })} />
              )}
              <Experiments experiments={state.experiments} ask={ask} />
            </Fold>
          </section>
        )}
      </Shown>
    </div>
  );
}

function SearchForm({ state, ask }: { readonly state: State; readonly ask: Ask }) {
  const { targets, needed } = state;
  const most = [...targets].sort((a, b) => b.examples - a.examples)[0];
  const [target, setTarget] = useState(most?.name ?? '');
  const [optimizer, setOptimizer] = useState<(typeof OPTIMIZERS)[number]>('gepa');
  const [objective, setObjective] = useState<(typeof OBJECTIVES)[number]>('quality');
  const [calls, setCalls] = useState(String(CALLS));
  const [costUsd, setCostUsd] = useState(String(COST_USD));
  const id = useId();
  const examples = targets.find(({ name }) => name === target)?.examples ?? 0;
  const [wanted, limit] = [Number(calls), Number(costUsd)];
  const isValid = Number.isInteger(wanted) && wanted > 0 && limit > 0 && examples >= needed;
  return (
    <fieldset className="plain optimize-form">
      <legend className="sr-only">{text.run}</legend>
      <label htmlFor={`${id}-target`}>{text.target}</label>
      <select
        id={`${id}-target`}
        value={target}
        onChange={(event) => setTarget(event.target.value)}
      >
        {targets.map(({ name, examples: count, tuned }) => (
          <option key={name} value={name}>
            {text.option(name, count, tuned)}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-optimizer`}>{text.optimizer}</label>
      <select
        id={`${id}-optimizer`}
        value={optimizer}
        onChange={(event) =>
          setOptimizer(OPTIMIZERS.find((one) => one === event.target.value) ?? 'gepa')
        }
      >
        {OPTIMIZERS.map((one) => (
          <option key={one} value={one}>
            {text.optimizers[one]}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-objective`}>{text.objective}</label>
      <select
        id={`${id}-objective`}
        value={objective}
        onChange={(event) =>
          setObjective(OBJECTIVES.find((one) => one === event.target.value) ?? 'quality')
        }
      >
        {OBJECTIVES.map((one) => (
          <option key={one} value={one}>
            {text.objectives[one]}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-calls`}>{text.calls}</label>
      <input
        id={`${id}-calls`}
        type="number"
        min={1}
        value={calls}
        onChange={(event) => setCalls(event.target.value)}
      />
      <label htmlFor={`${id}-cost`}>{text.costUsd}</label>
      <input
        id={`${id}-cost`}
        type="number"
        min={0}
        step={0.1}
        value={costUsd}
        onChange={(event) => setCostUsd(event.target.value)}
      />
      {examples < needed && <p className="quiet optimize-note">{text.tooFew(examples, needed)}</p>}
      <div className="optimize-actions">
        <Button
          disabled={!isValid}
          onClick={() =>
            ask('optimize.run', { target, optimizer, objective, calls: wanted, costUsd: limit })
          }
        >
          {text.run}
        </Button>
      </div>
    </fieldset>
  );
}

function Running({
  running,
  ask,
}: {
  readonly running: NonNullable<State['running']>;
  readonly ask: Ask;
}) {
  const { target, text: said, calls, of, costUsd, best } = running;
  return (
    <div className="optimize-running" data-testid="optimize-running">
      <p>
        <Spinner label={text.running(target)} /> {text.running(target)}
      </p>
      <p className="run-facts quiet">
        <span>{said}</span>
        {of > 0 && <span>{text.progress(calls, of, cost(costUsd))}</span>}
        {best !== undefined && <span>{text.best(best)}</span>}
      </p>
      <Button secondary onClick={() => ask('optimize.stop', {})}>
        {text.stop}
      </Button>
    </div>
  );
}

function Proposals(props: {
  readonly proposals: readonly OptimizeProposal[];
  readonly onOpen: (id: string) => void;
}) {
  if (props.proposals.length === 0) return <p className="quiet">{text.none}</p>;
  return (
    <ul className="plain">
      {props.proposals.map(({ id, target, madeAt, state, before, after }) => (
        <li key={id} className="run" data-testid="optimize-proposal">
          <button type="button" className="run-open" onClick={() => props.onOpen(id)}>
            <span className="run-title">{target}</span>
            <span className="run-facts quiet">
              <Icon name={PROPOSAL_ICONS[state]} />
              <span>{text.states[state]}</span>
              <span>{text.scores(before, after)}</span>
              <Ago at={madeAt} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Experiments(props: {
  readonly experiments: readonly OptimizeExperiment[];
  readonly ask: Ask;
}) {
  return (
    <ul className="plain">
      {props.experiments.map((experiment) => {
        const { id, proposal, state, startedAt, inForce, proposed, difference } = experiment;
        const { minimum, notExposed } = experiment;
        return (
          <li key={id} className="row" data-testid="optimize-experiment">
            <p className="run-facts">
              <span>{proposal}</span>
              <span>{text.experiment[state]}</span>
              <span className="quiet">
                <Ago at={startedAt} />
              </span>
            </p>
            <p className="run-facts quiet">
              <span>{text.arms(text.inForce, inForce.mean, inForce.n)}</span>
              <span>{text.arms(text.proposed, proposed.mean, proposed.n)}</span>
              <span>{text.atAllTimes(difference.low, difference.high)}</span>
              {Math.min(inForce.n, proposed.n) < minimum && <span>{text.early(minimum)}</span>}
              {notExposed > 0 && <span>{text.notExposed(notExposed)}</span>}
            </p>
            {state === 'running' && (
              <Button secondary onClick={() => props.ask('optimize.stopComparing', {})}>
                {text.stop}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
