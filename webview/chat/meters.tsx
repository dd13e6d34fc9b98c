// What the conversation uses: the model's window, tokens and money, of the turn, the conversation and the day.
import { useState } from 'react';
import { addUsed, lastContext, type Used, usedBy } from '../../extension/bridge/index.js';
import { useAppState } from '../state/app.js';
import { strings } from '../strings/index.js';
import { cost, count } from '../ui/format.js';

/** Nothing before the first call of a model. */
export function Meters() {
  const turns = useAppState((state) => state.chat.turns);
  const earlier = useAppState((state) => state.chat.earlier);
  const host = useAppState((state) => state.host);
  const chosen = useAppState((state) => state.effort);
  const here = turns.map(usedBy).reduce(addUsed, earlier);
  const since = useSince(here);
  if (host === undefined || host.model.offline) return null;
  const { contextWindow, spending } = host;
  const { capUsd } = spending;
  const dayUsd = spending.dayUsd + since.usd;
  const dayTokens = spending.dayTokens + since.tokens;
  const context = lastContext(turns) ?? earlier.contextTokens;
  const share = contextWindow === 0 ? 0 : Math.min(1, context / contextWindow);
  const lastTurn = turns.at(-1);
  const last = lastTurn === undefined ? undefined : usedBy(lastTurn);
  if (here.tokens === 0 && dayTokens === 0) return null;
  const texts = strings.chat.meters;
  const percent = Math.round(share * 100);
  const isOver = capUsd > 0 && dayUsd >= capUsd;
  const effort = chosen === 'auto' ? host.effort : chosen;
  const kind = effort === 'team' ? 'plan' : 'message';
  const forecast = spending.forecasts.find((one) => one.kind === kind);
  const leftUsd = capUsd - dayUsd;
  const isClose = capUsd > 0 && !isOver && forecast !== undefined && forecast.mostUsd > leftUsd;
  return (
    <details className="meters" data-testid="meters">
      <summary title={texts.title}>
        <span className="meter-bar" aria-hidden="true">
          <span style={{ width: `${percent}%` }} />
        </span>
        <span className="meter-text">
          {texts.context(percent)}
          <span className="meter-tokens">
            {' · '}
            {count(here.tokens)} {strings.usage.tokens}
          </span>
          {' · '}
          {cost(here.usd)}
          {' · '}
          <span className={isOver ? 'over-cap' : isClose ? 'near-cap' : undefined}>
            {texts.today(cost(dayUsd), capUsd > 0 ? cost(capUsd) : undefined)}
          </span>
        </span>
      </summary>
      <div className="meter-more">
        <table>
          <tbody>
            <tr>
              <th scope="row">{texts.window}</th>
              <td>
                {count(context)} / {count(contextWindow)}
              </td>
              <td>{percent} %</td>
            </tr>
            {last !== undefined && <Row name={texts.turn} used={last} />}
            <Row name={texts.conversation} used={here} />
            <Row name={texts.day} used={{ tokens: dayTokens, usd: dayUsd }} />
          </tbody>
        </table>
        <p data-testid="forecast">
          {forecast === undefined ? (
            texts.noForecast
          ) : (
            <>
              <strong>{texts.next[kind](cost(forecast.likelyUsd), cost(forecast.mostUsd))}</strong>{' '}
              <span className="meter-like">({texts.like(forecast.runs, forecast.model)})</span>
            </>
          )}
        </p>
        {isClose && <p className="near-cap">{texts.mayEnd(cost(leftUsd))}</p>}
      </div>
    </details>
  );
}

/** What this conversation has used since the counts of the day came, which is only between runs. */
function useSince(here: Used): Used {
  const spending = useAppState((state) => state.host?.spending);
  const sessionId = useAppState((state) => state.sessionId);
  const [base, setBase] = useState({ spending, sessionId, used: here });
  if (base.spending !== spending || base.sessionId !== sessionId)
    setBase({ spending, sessionId, used: here });
  return {
    usd: Math.max(0, here.usd - base.used.usd),
    tokens: Math.max(0, here.tokens - base.used.tokens),
  };
}

function Row({ name, used }: { readonly name: string; readonly used: Used }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {count(used.tokens)} {strings.usage.tokens}
      </td>
      <td>{cost(used.usd)}</td>
    </tr>
  );
}
