// The one place from which a screen reader hears what happens: all views say it here, and nothing of it is seen.
import { useAppState } from './state/app.js';
import { useSearchEnded } from './traces/optimize-news.js';
import { useTurnNews } from './turn-news.js';

/** What is said is added as a line of its own, so that the same words can be said twice and none takes the place of another. */
export function Announcer() {
  const said = useAppState((state) => state.said);
  useTurnNews();
  useSearchEnded();
  const lines = (urgent: boolean) =>
    said.filter((one) => one.urgent === urgent).map(({ id, text }) => <p key={id}>{text}</p>);
  return (
    <div className="sr-only" data-testid="announcer">
      <div role="status" aria-live="polite" aria-atomic="false" aria-relevant="additions">
        {lines(false)}
      </div>
      <div aria-live="assertive" aria-relevant="additions">
        {lines(true)}
      </div>
    </div>
  );
}
