// After an answer: the agents that whoever gave it names for what comes next, each a button.
import type { TurnView } from '../../extension/bridge/index.js';
import { useAppState, useSend } from '../state/app.js';
import { strings } from '../strings/index.js';
import { Button } from '../ui/kit.js';

const text = strings.team.handOver;

/** Offered where nothing else was said since. */
export function Handoffs({ turn }: { readonly turn: TurnView }) {
  const send = useSend();
  const offered = useAppState(
    ({ running, chat }) => !running && chat.turns.at(-1)?.turnId === turn.turnId,
  );
  const { handoffs = [], withdrawn } = turn;
  if (!offered || withdrawn || handoffs.length === 0) return null;
  return (
    <div className="banner-actions" role="group" aria-label={text.group}>
      {handoffs.map(({ agent, label, prompt }) => (
        <Button
          key={`${agent} ${label ?? ''}`}
          secondary
          testId="hand-over"
          onClick={() =>
            send('turn.start', {
              text: `/agent ${agent} ${prompt ?? label ?? text.goOn}`,
              intent: 'ask',
              attachments: [],
              effort: 'agent',
            })
          }
        >
          {text.to(agent, label)}
        </Button>
      ))}
    </div>
  );
}
