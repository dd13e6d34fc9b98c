// What the traces view shows while it reads, when it could not, and when it looks again.
import { useEffect } from 'react';
import { strings } from '../strings.js';
import { Button, Icon, Spinner } from '../ui/kit.js';

const text = strings.traces;
/** Milliseconds between two looks at a run that goes on. */
const LOOK_MS = 2000;

/** Looks again from time to time while something goes on, and once when it has ended. */
export function useReload(goesOn: boolean, reload: () => void): void {
  useEffect(() => {
    if (!goesOn) return undefined;
    const timer = setInterval(reload, LOOK_MS);
    return () => {
      clearInterval(timer);
      reload();
    };
  }, [goesOn, reload]);
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
