// The first-run panel: one line about Memfun, prompts to try, and the offer to set up a model.
import { useApp, useAppState, useSend } from '../state/app.js';
import { strings } from '../strings/index.js';
import { Button, Icon } from '../ui/kit.js';

export function Welcome() {
  const { client, store } = useApp();
  const workspace = useAppState((state) => state.host?.workspaceName);
  const trusted = useAppState((state) => state.host?.trusted ?? true);
  const ask = (text: string): void => {
    client
      .request('turn.start', { text, intent: 'ask', attachments: [], effort: 'auto' })
      .catch(store.report);
  };
  return (
    <section className="welcome" aria-label={strings.app}>
      <h2>{strings.app}</h2>
      <p>{strings.welcome}</p>
      {!trusted && <p>{strings.restricted}</p>}
      <ul className="plain examples" aria-label={strings.examplesLabel}>
        {strings.examples(workspace).map((example) => (
          <li key={example}>
            <button type="button" className="example" onClick={() => ask(example)}>
              <Icon name="comment" />
              <span>{example}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function SetUpOffer() {
  const send = useSend();
  const offered = useAppState((state) => state.host?.offerSetUp ?? false);
  if (!offered) return null;
  return (
    <section className="offer" aria-label={strings.setUp}>
      <p>{strings.offer}</p>
      <div className="banner-actions">
        <Button onClick={() => send('host.command', { command: 'memfun.setUp' })}>
          {strings.setUp}
        </Button>
        <Button secondary onClick={() => send('host.dismissSetUp', {})}>
          {strings.notNow}
        </Button>
      </div>
    </section>
  );
}
