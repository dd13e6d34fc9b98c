// One turn's answer from the top down: what was remembered, what was done, what came out, how it ended.
import { memo, useState } from 'react';
import type { PlanStep, TurnView } from '../../extension/bridge/index.js';
import type { MemoryNote } from '../../runtime/core/index.js';
import { answerOf, localized } from '../localized.js';
import { Markdown } from '../markdown/markdown.js';
import { PlaceLink } from '../markdown/place-link.js';
import { useApp, useAppState, useSend } from '../state/app.js';
import { strings } from '../strings/index.js';
import { cost, count, duration, place, shortPlace } from '../ui/format.js';
import { Fold, Icon, IconButton, LinkButton, Spinner } from '../ui/kit.js';
import { Approval } from './approval.js';
import { Ending, Notices } from './banners.js';
import { Changed } from './changed.js';
import { Checks } from './checks.js';
import { Conflict } from './conflict.js';
import { Findings } from './findings.js';
import { Handoffs } from './handoffs.js';
import { Instructions } from './instructions.js';
import { Learned } from './learned.js';
import { StateIcon } from './state-icon.js';
import { Steps } from './steps.js';
import { outsideOf, Team } from './team/team.js';

export const AssistantMessage = memo(function AssistantMessage({
  turn,
}: {
  readonly turn: TurnView;
}) {
  const running = useAppState((state) => state.running) && turn.stopReason === undefined;
  const own = turn.team === undefined ? turn.steps : outsideOf(turn.team, turn.steps);
  return (
    <article
      className={turn.withdrawn ? 'message assistant withdrawn' : 'message assistant'}
      aria-label={strings.app}
      aria-busy={running}
      data-testid="message-assistant"
    >
      {turn.withdrawn && <p className="quiet">{strings.withdrawn}</p>}
      {turn.instructions.length > 0 && <Instructions files={turn.instructions} />}
      {turn.memoriesUsed.length > 0 && <MemoriesUsed memories={turn.memoriesUsed} />}
      {turn.plan.length > 0 && <Plan steps={turn.plan} />}
      {turn.team !== undefined && <Team turn={turn} plan={turn.team} running={running} />}
      {own.length > 0 && <Steps turn={{ ...turn, steps: own }} running={running} />}
      {turn.steered.map((text, i) => (
        <p key={i} className="steered" data-testid="steered">
          <Icon name="debug-step-over" />
          <span className="sr-only">{strings.chat.message.said}: </span>
          <span>{text}</span>
        </p>
      ))}
      {turn.answer !== '' && <Markdown text={answerOf(turn)} />}
      {running && turn.answer === '' && (
        <p className="working">
          <Spinner label={strings.working} />
          {strings.working}
        </p>
      )}
      <Findings data={turn.data} />
      {turn.citations.length > 0 && <Citations turn={turn} />}
      {turn.approvals.map((approval) => (
        <Approval key={approval.approvalId} approval={approval} alive={running} />
      ))}
      {turn.conflicts.map((conflict) => (
        <Conflict key={conflict.conflictId} conflict={conflict} alive={running} />
      ))}
      {turn.changed.length > 0 && <Changed turn={turn} />}
      {turn.checks.length > 0 && <Checks results={turn.checks} />}
      <Notices notices={turn.notices.filter(({ text }) => text !== turn.error?.message)} />
      {turn.learned.length > 0 && <Learned memories={turn.learned} />}
      <Handoffs turn={turn} />
      <Ending turn={turn} />
      <UsageLine turn={turn} />
    </article>
  );
});

function MemoriesUsed({ memories }: { readonly memories: readonly MemoryNote[] }) {
  const { store } = useApp();
  return (
    <Fold
      testId="memory-used"
      title={
        <>
          <Icon name="bookmark" />
          <span>{strings.memoriesUsed(memories.length)}</span>
        </>
      }
    >
      <ul className="plain">
        {memories.map((memory) => (
          <li key={memory.id} className="memory-note">
            <Icon name={memory.layer === 'core' ? 'account' : 'bookmark'} />
            <div>
              <LinkButton
                label={strings.inMemory(memory.content)}
                onClick={() => store.showMemory(memory.id)}
              >
                {memory.content}
              </LinkButton>
              <p className="quiet">{localized(memory.why)}</p>
            </div>
          </li>
        ))}
      </ul>
    </Fold>
  );
}

function Plan({ steps }: { readonly steps: readonly PlanStep[] }) {
  return (
    <ol className="plan plain" aria-label={strings.plan}>
      {steps.map((step) => (
        <li key={step.id} data-testid="plan-step" className={step.state}>
          <StateIcon state={step.state} />
          <span>{localized(step.title)}</span>
          <span className="quiet">
            {step.ms !== undefined && duration(step.ms)}
            {step.tokens !== undefined && ` · ${count(step.tokens)} ${strings.usage.tokens}`}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Citations({ turn }: { readonly turn: TurnView }) {
  const places = [...new Map(turn.citations.map((cited) => [place(cited), cited]))];
  return (
    <ul className="citations plain" aria-label={strings.sources}>
      {places.map(([key, citation]) => (
        <li key={key}>
          <PlaceLink citation={citation} chip>
            {shortPlace(citation)}
          </PlaceLink>
        </li>
      ))}
    </ul>
  );
}

function UsageLine({ turn }: { readonly turn: TurnView }) {
  if (turn.ms === undefined) return null;
  const { usage } = turn;
  const parts = [
    turn.model && localized(turn.model.label),
    duration(turn.ms),
    // What rules answered has cost no model anything.
    ...(usage === undefined || usage.modelCalls === 0 || turn.model?.offline === true
      ? []
      : [
          strings.usage.calls(usage.modelCalls),
          `${count(usage.inputTokens + usage.outputTokens)} ${strings.usage.tokens}`,
        ]),
    ...(usage === undefined || usage.costUsd === 0 ? [] : [cost(usage.costUsd)]),
  ];
  return (
    <div className="usage quiet">
      <p title={turn.route && localized(turn.route.reason)}>
        {parts
          .filter((part) => part !== undefined)
          .map((part) => (
            <span key={part}>{part}</span>
          ))}
      </p>
      <span className="usage-actions">
        {turn.answer !== '' && <CopyAnswer text={answerOf(turn)} />}
        {turn.answer !== '' && <Thumbs turn={turn} />}
        <AnswerAgain turnId={turn.turnId} />
      </span>
    </div>
  );
}

/** What the user thinks of the answer; the same press again takes it back. */
function Thumbs({ turn: { turnId, rating } }: { readonly turn: TurnView }) {
  const send = useSend();
  const { good, bad } = strings.chat.message;
  const thumbs = [
    { is: 'up', icon: 'thumbsup', label: good },
    { is: 'down', icon: 'thumbsdown', label: bad },
  ] as const;
  return thumbs.map(({ is, icon, label }) => (
    <IconButton
      key={is}
      icon={rating === is ? `${icon}-filled` : icon}
      label={label}
      pressed={rating === is}
      testId={`rate-${is}`}
      onClick={() => send('turn.rate', { turnId, rating: rating === is ? 'none' : is })}
    />
  ));
}

/** Of the last turn only: what came after an earlier one would go with it. */
function AnswerAgain({ turnId }: { readonly turnId: string }) {
  const send = useSend();
  const offered = useAppState(
    ({ running, chat }) => !running && chat.turns.at(-1)?.turnId === turnId,
  );
  if (!offered) return null;
  return (
    <IconButton
      icon="refresh"
      label={strings.chat.message.again}
      testId="answer-again"
      onClick={() => send('turn.replace', { turnId })}
    />
  );
}

function CopyAnswer({ text }: { readonly text: string }) {
  const send = useSend();
  const [copied, setCopied] = useState(false);
  return (
    <IconButton
      icon={copied ? 'check' : 'copy'}
      label={copied ? strings.copied : strings.copyAnswer}
      onClick={() => {
        send('editor.copy', { text });
        setCopied(true);
      }}
    />
  );
}
