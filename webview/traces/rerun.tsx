// Going through a run again from a step, with an edited cell: says what is rebuilt and what is real before it starts.
import { useEffect, useId, useRef, useState } from 'react';
import type { TraceStep } from '../../extension/bridge/index.js';
import { localized } from '../localized.js';
import { useApp, useAppState } from '../state/app.js';
import { strings } from '../strings/index.js';
import { Button, LinkButton } from '../ui/kit.js';

const text = strings.traces.rerun;
const MIN_LINES = 4;
const MAX_LINES = 18;

export function Rerun({ turnId, step }: { readonly turnId: string; readonly step: TraceStep }) {
  const { client, store } = useApp();
  const mode = useAppState((state) => state.host?.mode ?? 'ask');
  const running = useAppState((state) => state.running);
  const [code, setCode] = useState<string>();
  const why = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const isOpen = code !== undefined;
  useEffect(() => {
    if (isOpen) box.current?.focus();
  }, [isOpen]);
  const { noRerun, index, stepId } = step;
  if (noRerun !== undefined) return <p className="quiet">{localized(noRerun)}</p>;
  if (code === undefined)
    return <LinkButton onClick={() => setCode(step.code)}>{text.open}</LinkButton>;
  const run = (): void => {
    client
      .request('trace.rerun', { turnId, stepId, code })
      .then(() => store.show('chat'), store.report);
  };
  return (
    <fieldset className="plain rerun">
      <legend>{text.title(index)}</legend>
      <p id={why}>
        {text.before(index)} {text.after(index, strings.mode[mode][0])}
      </p>
      <textarea
        className="edit"
        aria-label={text.label}
        aria-describedby={why}
        spellCheck={false}
        rows={Math.max(MIN_LINES, Math.min(MAX_LINES, code.split('\n').length))}
        value={code}
        ref={box}
        onChange={(event) => setCode(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setCode(undefined);
        }}
      />
      <div className="rerun-actions">
        <Button disabled={running || code.trim() === ''} onClick={run}>
          {text.run}
        </Button>
        <Button secondary onClick={() => setCode(undefined)}>
          {text.cancel}
        </Button>
      </div>
    </fieldset>
  );
}
