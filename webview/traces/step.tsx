// The REPL at one step: the cell, what it printed, every variable before and after, its calls and prompts.
import { useState } from 'react';
import type { TraceStep, TraceVariable } from '../../extension/bridge/index.js';
import { language } from '../language.js';
import { localized } from '../localized.js';
import { strings } from '../strings/index.js';
import { duration } from '../ui/format.js';
import { Fold } from '../ui/kit.js';
import { OutputLink } from '../ui/output-link.js';
import { Block, ModelDetails } from './model-call.js';
import { Rerun } from './rerun.js';

const text = strings.traces.step;

export interface StepDetailsProps {
  readonly turnId: string;
  readonly step: TraceStep;
}

export function StepDetails({ turnId, step }: StepDetailsProps) {
  const { output, outputChars, reasoning, isRuled, code, observation, calls, models } = step;
  return (
    <>
      {reasoning !== '' && <p>{isRuled ? localized(reasoning) : reasoning}</p>}
      <Fold title={text.code} open>
        <Block text={code} label={text.code} />
        <Rerun turnId={turnId} step={step} />
      </Fold>
      <Fold title={text.variables(step.after.length)} open testId="trace-variables">
        <Variables before={step.before} after={step.after} />
      </Fold>
      {output !== '' && (
        <Fold title={text.output} open>
          <Block text={output} label={text.output} />
          {outputChars > output.length && (
            <p className="quiet">{text.cut(output.length, outputChars)}</p>
          )}
        </Fold>
      )}
      {observation !== '' && observation.trim() !== output.trim() && (
        <Fold title={text.observation}>
          <Block text={observation} label={text.observation} />
        </Fold>
      )}
      {calls.length > 0 && (
        <Fold title={text.calls(calls.length)}>
          <ul className="plain">
            {calls.map((call) => (
              <li key={call.callId} className={call.state === 'failed' ? 'failed-text' : undefined}>
                <p>
                  {call.summary}{' '}
                  <span className="quiet">{call.ms === undefined ? '' : duration(call.ms)}</span>{' '}
                  {call.outputId !== undefined && <OutputLink outputId={call.outputId} />}
                </p>
                {call.args !== undefined && (
                  <Fold title={text.args}>
                    <Block text={call.args} label={text.args} />
                  </Fold>
                )}
                {call.result !== undefined && (
                  <Fold title={text.result}>
                    <Block text={call.result} label={text.result} />
                  </Fold>
                )}
              </li>
            ))}
          </ul>
        </Fold>
      )}
      {models.length > 0 && (
        <Fold title={text.models(models.length)}>
          {models.map((model, at) => (
            <ModelDetails key={at} model={model} />
          ))}
        </Fold>
      )}
    </>
  );
}

function Variables(props: {
  readonly before: readonly TraceVariable[];
  readonly after: readonly TraceVariable[];
}) {
  const [when, setWhen] = useState<'before' | 'after'>('after');
  const variables = props[when];
  return (
    <>
      <fieldset className="modes plain">
        <legend className="sr-only">{text.variables(variables.length)}</legend>
        {(['before', 'after'] as const).map((which) => (
          <button
            key={which}
            type="button"
            aria-pressed={when === which}
            onClick={() => setWhen(which)}
          >
            {text[which]}
          </button>
        ))}
      </fieldset>
      {variables.length === 0 && <p className="quiet">{text.noVariables}</p>}
      <ul className="plain variables">
        {variables.map(({ name, type, shape, size, madeBy, preview, change }) => (
          <li
            key={name}
            className={when === 'after' ? change : 'same'}
            data-testid="trace-variable"
          >
            <p className="variable-line">
              <code>{name}</code>
              <span className="quiet" title={shape}>
                {type} · {size.toLocaleString(language)}
              </span>
              <span className="quiet">
                {text.madeBy} {text.by(madeBy)}
              </span>
              {when === 'after' && change !== 'same' && (
                <span className="change">{text.change[change]}</span>
              )}
            </p>
            <p className="variable-preview">{preview}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
