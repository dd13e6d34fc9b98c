// Where words are typed that a view looks for.
import { type Ref, useEffect, useState } from 'react';

/** Milliseconds after the last key press until it is searched. */
const SEARCH_MS = 150;

export function SearchBox({
  ref,
  ...props
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is searched, in words. */
  readonly label: string;
  readonly ref?: Ref<HTMLInputElement>;
  readonly testId?: string;
}) {
  return (
    <input
      ref={ref}
      type="search"
      className="search"
      data-testid={props.testId}
      placeholder={props.label}
      aria-label={props.label}
      value={props.value}
      onChange={({ target }) => props.onChange(target.value)}
    />
  );
}

/** What was typed, once nobody has typed for a moment. */
export function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), SEARCH_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled;
}
