// The steps of a run, folded: each with its calls, code, output and the steps it started.
import { memo, useState } from 'react';
import { childSteps, type StepView, type TurnView } from '../../extension/bridge/index.js';
import { localized } from '../localized.js';
import { CodeBlock } from '../markdown/code-block.js';
import { strings } from '../strings/index.js';
import { duration } from '../ui/format.js';
import { Fold, LinkButton } from '../ui/kit.js';
import { Calls } from './calls.js';
import { StateIcon } from './state-icon.js';

/** A long run shows its last steps; the earlier ones come on request. */
const SHOWN = 6;

export function Steps({ turn, running }: { readonly turn: TurnView; readonly running: boolean }) {
  const [whole, setWhole] = useState(false);
  const roots = childSteps(turn.steps, undefined);
  const hidden = whole ? 0 : Math.max(0, roots.length - SHOWN);
  return (
    <div className="steps">
      {hidden > 0 && (
        <LinkButton unfolds onClick={() => setWhole(true)}>
          {strings.earlierSteps(hidden)}
        </LinkButton>
      )}
      {roots.slice(hidden).map((step) => (
        <Step
          key={step.stepId}
          step={step}
          all={turn.steps}
          alive={running}
          isRuled={turn.model?.offline === true}
        />
      ))}
    </div>
  );
}

const Step = memo(function Step({
  step,
  all,
  alive,
  isRuled,
}: {
  readonly step: StepView;
  readonly all: readonly StepView[];
  readonly alive: boolean;
  /** Whether the built-in rules work here: a model's reasons stand as it wrote them. */
  readonly isRuled: boolean;
}) {
  const children = childSteps(all, step.stepId);
  // A step of a run that is over does not run, whatever its last event said.
  const state = step.state === 'running' && !alive ? 'failed' : step.state;
  const now = step.calls.at(-1)?.summary;
  const { stepParts } = strings;
  const { title, rest } = wordsOf(step, isRuled);
  return (
    <Fold
      className="step"
      testId="step"
      title={
        <>
          <StateIcon state={state} />
          <span className="step-title" title={localized(step.title)}>
            {title}
            {state === 'running' && now !== undefined && (
              <span className="quiet"> {localized(now)}</span>
            )}
          </span>
          {step.ms !== undefined && <span className="quiet">{duration(step.ms)}</span>}
        </>
      }
    >
      {rest !== '' && <p className="reasoning">{rest}</p>}
      <Calls step={step} alive={alive} />
      {step.code !== '' && (
        <Fold title={stepParts.code}>
          <CodeBlock code={step.code} language="typescript" />
        </Fold>
      )}
      {step.observation !== '' && (
        <Fold title={stepParts.observation}>
          <CodeBlock code={step.observation} language="" />
        </Fold>
      )}
      {step.variables.length > 0 && (
        <Fold title={stepParts.variables}>
          <dl className="variables">
            {step.variables.map((variable) => (
              <div key={variable.name}>
                <dt>
                  <code>{variable.name}</code> <span className="quiet">{variable.shape}</span>
                </dt>
                <dd>{variable.preview}</dd>
              </div>
            ))}
          </dl>
        </Fold>
      )}
      {step.error !== undefined && (
        <div className="step-error">
          <p className="failed-text">{localized(step.error.message)}</p>
          {step.error.remedy !== undefined && (
            <p className="quiet">{localized(step.error.remedy)}</p>
          )}
        </div>
      )}
      {children.map((child) => (
        <Step key={child.stepId} step={child} all={all} alive={alive} isRuled={isRuled} />
      ))}
    </Fold>
  );
});

/** A step of the root says what it is for, in the first sentence of its reasoning; one below it carries its task. */
function wordsOf(
  { title, parentId, reasoning }: StepView,
  isRuled: boolean,
): { title: string; rest: string } {
  const text = isRuled ? localized(reasoning.trim()) : reasoning.trim();
  const sentence = /^[^\n]*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
  if (parentId !== undefined || sentence === '') return { title: localized(title), rest: text };
  return { title: sentence.replaceAll('`', ''), rest: text.slice(sentence.length).trim() };
}
