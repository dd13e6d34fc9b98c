// What the conversation uses: the model's window, tokens and money, of the turn, the conversation and the day.
import type { TurnView } from '../../extension/bridge/index.js';
import { useAppState } from '../state/app.js';
import { strings } from '../strings.js';
import { cost, count } from '../ui/format.js';

interface Used {
  readonly tokens: number;
  readonly usd: number;
}

/** Nothing before the first call of a model. */
export function Meters() {
  const turns = useAppState((state) => state.chat.turns);
  const host = useAppState((state) => state.host);
  if (host === undefined || host.model.offline) return null;
  const { contextWindow, spending } = host;
  const { dayUsd, dayTokens, capUsd } = spending;
  const context = contextTokens(turns);
  const share = contextWindow === 0 ? 0 : Math.min(1, context / contextWindow);
  const here = turns.map(usedBy).reduce(sum, { tokens: 0, usd: 0 });
  const last = turns.length === 0 ? undefined : usedBy(turns[turns.length - 1]);
  if (here.tokens === 0 && dayTokens === 0) return null;
  const texts = strings.chat.meters;
  const percent = Math.round(share * 100);
  const isOver = capUsd > 0 && dayUsd >= capUsd;
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
          {money(here.usd)}
          {' · '}
          <span className={isOver ? 'over-cap' : undefined}>
            {texts.today(money(dayUsd), capUsd > 0 ? money(capUsd) : undefined)}
          </span>
        </span>
      </summary>
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
    </details>
  );
}

function Row({ name, used }: { readonly name: string; readonly used: Used }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {count(used.tokens)} {strings.usage.tokens}
      </td>
      <td>{money(used.usd)}</td>
    </tr>
  );
}

/** Of every call so far, also while the turn runs, sub-agents included. */
function usedBy(turn: TurnView | undefined): Used {
  if (turn === undefined || turn.copied) return { tokens: 0, usd: 0 };
  return turn.modelCalls
    .map(({ usage }) => ({
      tokens: usage.inputTokens + usage.outputTokens,
      usd: usage.costUsd,
    }))
    .reduce(sum, { tokens: 0, usd: 0 });
}

const sum = (a: Used, b: Used): Used => ({ tokens: a.tokens + b.tokens, usd: a.usd + b.usd });

/** What the root model was given last. */
function contextTokens(turns: readonly TurnView[]): number {
  for (const turn of [...turns].reverse()) {
    const call = turn.modelCalls.findLast(({ role }) => role === 'root');
    if (call !== undefined) return call.usage.inputTokens;
  }
  return 0;
}

const money = (usd: number): string => (usd === 0 ? '$0' : cost(usd));
