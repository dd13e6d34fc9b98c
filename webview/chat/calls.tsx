// The calls of a step: the last ones and each that failed; the others, of which there may be thousands, on request.
import { useState } from 'react';
import type { StepView } from '../../extension/bridge/index.js';
import { localized } from '../localized.js';
import { strings } from '../strings/index.js';
import { duration } from '../ui/format.js';
import { LinkButton } from '../ui/kit.js';
import { OutputLink } from '../ui/output-link.js';
import { StateIcon } from './state-icon.js';

/** A cell that walks through a repository makes thousands. */
const SHOWN = 20;

export function Calls({ step, alive }: { readonly step: StepView; readonly alive: boolean }) {
  const [whole, setWhole] = useState(false);
  const { calls } = step;
  const shown = whole
    ? calls
    : calls.filter(({ state }, i) => i >= calls.length - SHOWN || state === 'failed');
  const hidden = calls.length - shown.length;
  if (calls.length === 0) return null;
  return (
    <>
      {hidden > 0 && (
        <LinkButton unfolds onClick={() => setWhole(true)}>
          {strings.earlierCalls(hidden)}
        </LinkButton>
      )}
      <ul className="calls plain">
        {shown.map((call) => (
          <li key={call.callId}>
            <StateIcon state={call.state === 'running' && !alive ? 'failed' : call.state} />
            <span>{localized(call.summary)}</span>
            {call.ms !== undefined && <span className="quiet">{duration(call.ms)}</span>}
            {call.outputId !== undefined && <OutputLink outputId={call.outputId} />}
          </li>
        ))}
      </ul>
    </>
  );
}
