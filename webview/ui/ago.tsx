// How long ago something was, kept up to date; the exact time on hover.
import { useEffect, useState } from 'react';
import { ago, when } from './format.js';

const MINUTE_MS = 60_000;

/** `at` in milliseconds since the epoch. */
export function Ago({ at }: { readonly at: number }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return <time title={when(at)}>{ago(at, now)}</time>;
}
