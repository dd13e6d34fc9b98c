// One skill or agent: what it is for, where it comes from, what it may use, how it did, and what can be done with it.
import type { AgentRow, SkillRow } from '../../extension/bridge/index.js';
import { localized } from '../localized.js';
import { strings } from '../strings/index.js';
import { DeskRow, Fact } from '../ui/desk-parts.js';
import { cost, count, day, duration } from '../ui/format.js';
import { Icon, IconButton, LinkButton } from '../ui/kit.js';

const text = strings.skills;

export type Kind = 'skills' | 'agents';

export interface RowActions {
  readonly run: (kind: Kind, name: string) => void;
  readonly open: (kind: Kind, name: string) => void;
  /** An agent. */
  readonly edit: (name: string) => void;
  readonly switch: (kind: Kind, name: string, on: boolean) => void;
  readonly remove: (name: string) => void;
  readonly update: (name: string) => void;
}

interface RowProps<T> {
  readonly row: T;
  readonly actions: RowActions;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

export function Skill({ row, actions, open, onOpen }: RowProps<SkillRow>) {
  const { name, description, source, trust, enabled, problems, statistics } = row;
  const isInstalled = source === 'installed';
  return (
    <DeskRow
      name={name}
      testId="skill-row"
      detailsLabel={text.details(name)}
      open={open}
      onOpen={onOpen}
      dim={!enabled}
      actions={
        <>
          <Shared kind="skills" row={row} actions={actions} />
          {isInstalled && (
            <IconButton
              icon="trash"
              careful
              label={text.remove(name)}
              onClick={() => actions.remove(name)}
            />
          )}
        </>
      }
      what={localized(description)}
      glance={
        <>
          <span>{text.sources[source]}</span>
          {!enabled && <span className="mark">{text.off}</span>}
          {trust === 'changed' && (
            <span className="mark" title={text.trusts.changed}>
              <Icon name="warning" /> {text.changed}
            </span>
          )}
          {problems.length > 0 && (
            <span className="mark">
              <Icon name="info" /> {text.problems(problems.length)}
            </span>
          )}
          {statistics !== undefined && (
            <span>
              {count(statistics.uses)}× · {count(statistics.tokens)} {strings.usage.tokens} ·{' '}
              {cost(statistics.costUsd)}
            </span>
          )}
        </>
      }
    >
      <SkillFacts row={row} actions={actions} />
    </DeskRow>
  );
}

function SkillFacts({ row, actions }: { readonly row: SkillRow; readonly actions: RowActions }) {
  const { name, trust, byModel, place, origin, asks, problems, statistics } = row;
  return (
    <dl className="facts">
      <Fact name={text.trust}>{text.trusts[trust]}</Fact>
      {origin !== undefined && (
        <>
          <Fact name={text.from}>
            {origin.from}{' '}
            <LinkButton label={text.updateOf(name)} onClick={() => actions.update(name)}>
              {text.update}
            </LinkButton>
          </Fact>
          <Fact name={text.installed}>{day(origin.installedAt)}</Fact>
          <Fact name={text.digest}>
            <code>{origin.digest}</code>
          </Fact>
        </>
      )}
      <Fact name={text.place}>
        <code>{place}</code>
      </Fact>
      <Fact name={text.byModel}>{byModel ? text.byBoth : text.byYou}</Fact>
      <Fact name={text.may}>{text.skillMay}</Fact>
      {asks.length > 0 && (
        <Fact name={text.asksFor}>
          <code>{asks.join(' ')}</code>
        </Fact>
      )}
      <Fact name={text.used}>
        {statistics === undefined ? text.never : text.uses(statistics.uses, statistics.successes)}
      </Fact>
      {statistics !== undefined && (
        <Fact name={text.cost}>
          {text.costOf(
            count(statistics.tokens),
            cost(statistics.costUsd),
            duration(statistics.averageMs),
          )}
        </Fact>
      )}
      {problems.length > 0 && (
        <Fact name={text.problemsTitle}>
          <ul className="desk-problems plain">
            {problems.map((problem) => (
              <li key={problem}>{localized(problem)}</li>
            ))}
          </ul>
        </Fact>
      )}
    </dl>
  );
}

export function Agent({ row, actions, open, onOpen }: RowProps<AgentRow>) {
  const { name, description, source, enabled, place, tools, maxTurns } = row;
  return (
    <DeskRow
      name={name}
      testId="agent-row"
      detailsLabel={text.details(name)}
      open={open}
      onOpen={onOpen}
      dim={!enabled}
      actions={
        <>
          <IconButton
            icon="edit"
            label={source === 'built-in' ? text.editCopy(name) : text.edit(name)}
            onClick={() => actions.edit(name)}
          />
          <Shared kind="agents" row={row} actions={actions} />
        </>
      }
      what={localized(description)}
      glance={
        <>
          <span>{text.sources[source]}</span>
          {!enabled && <span className="mark">{text.off}</span>}
        </>
      }
    >
      <dl className="facts">
        <Fact name={text.may}>{tools === undefined ? text.allTools : tools.join(', ')}</Fact>
        <Fact name={text.turns}>{text.turnsOf(maxTurns)}</Fact>
        <Fact name={text.place}>
          <code>{place}</code>
        </Fact>
      </dl>
    </DeskRow>
  );
}

/** What can be done with both. */
function Shared({
  kind,
  row: { name, enabled },
  actions,
}: {
  readonly kind: Kind;
  readonly row: Pick<SkillRow, 'name' | 'enabled'>;
  readonly actions: RowActions;
}) {
  return (
    <>
      <IconButton
        icon="play"
        label={text.run(name)}
        disabled={!enabled}
        onClick={() => actions.run(kind, name)}
      />
      <IconButton
        icon="go-to-file"
        label={text.open(name)}
        onClick={() => actions.open(kind, name)}
      />
      <IconButton
        icon={enabled ? 'circle-slash' : 'pass'}
        label={enabled ? text.switchOff(name) : text.on(name)}
        onClick={() => actions.switch(kind, name, !enabled)}
      />
    </>
  );
}
