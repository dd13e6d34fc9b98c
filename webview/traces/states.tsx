// What the traces view shows while it reads, when it could not, and when it looks again.
import { type ReactNode, useEffect } from 'react';
import { strings } from '../strings/index.js';
import { Button, Icon, Spinner } from '../ui/kit.js';
import type { Answered } from './use-answer.js';

const text = strings.traces;
/** Milliseconds from an answer about a run that goes on to the next question; more where answers take long. */
const LOOK_MS = 2000;
const OF_ITS_TIME = 5;

/** Asks again some time after each answer while something goes on: a slow answer is waited for. */
export function useReload(goesOn: boolean, { last, reload }: Answered<unknown>): void {
  useEffect(() => {
    if (!goesOn || last === undefined) return undefined;
    const timer = setTimeout(reload, Math.max(LOOK_MS, last.took * OF_ITS_TIME));
    return () => clearTimeout(timer);
  }, [goesOn, last, reload]);
}

export function Loading() {
  return (
    <p className="empty quiet">
      <Spinner label={text.loading} /> {text.loading}
    </p>
  );
}

export function Failed(props: { readonly reason: string; readonly onAgain: () => void }) {
  return (
    <div className="empty" role="alert">
      <Icon name="error" />
      <p>{text.failed}</p>
      <p className="quiet">{props.reason}</p>
      <Button onClick={props.onAgain}>{text.again}</Button>
    </div>
  );
}

/** What there is to show of an answer; until it is there, that it is on its way, or why it has not come. */
export function Shown<T>({
  answered: { value, failure, reload },
  children,
}: {
  readonly answered: Answered<T>;
  readonly children: (value: T) => ReactNode;
}) {
  if (failure !== undefined) return <Failed reason={failure} onAgain={reload} />;
  if (value === undefined) return <Loading />;
  return children(value);
}
