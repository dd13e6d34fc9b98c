// One model call, and text as it was in a box that scrolls.
import type { TraceModel } from '../../extension/bridge/index.js';
import { strings } from '../strings/index.js';
import { cost, count, duration } from '../ui/format.js';
import { Fold } from '../ui/kit.js';

const text = strings.traces;

/** Prompt, answer, tokens and cost of one call. */
export function ModelDetails({
  model,
  open,
}: {
  readonly model: TraceModel;
  readonly open?: boolean;
}) {
  const { usage, messages, answer } = model;
  return (
    <div className="model-call">
      <p className="run-facts quiet">
        <span>{model.model}</span>
        <span>{model.signature}</span>
        <span>
          {count(usage.inputTokens)} {text.model.input}
        </span>
        <span>
          {count(usage.outputTokens)} {text.model.output}
        </span>
        {usage.cachedInputTokens > 0 && (
          <span>
            {count(usage.cachedInputTokens)} {text.model.cached}
          </span>
        )}
        <span>{cost(usage.costUsd)}</span>
        <span>{duration(model.ms)}</span>
      </p>
      <Fold title={text.model.prompt} open={open === true}>
        {messages.length === 0 && <p className="quiet">{text.model.notKept}</p>}
        {messages.map(({ role, text: said }, at) => (
          <div key={at}>
            <p className="quiet">{role}</p>
            <Block text={said} label={role} />
          </div>
        ))}
      </Fold>
      <Fold title={text.model.answer} open={open === true}>
        {answer === '' ? (
          <p className="quiet">{text.model.notKept}</p>
        ) : (
          <Block text={answer} label={text.model.answer} />
        )}
      </Fold>
    </div>
  );
}

/** Text as it was, in a box that scrolls. */
export function Block({ text: content, label }: { readonly text: string; readonly label: string }) {
  return (
    <pre className="block" tabIndex={0} role="group" aria-label={label}>
      {content}
    </pre>
  );
}
