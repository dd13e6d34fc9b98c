// What a turn did to memory, each with a way to take it back and a way to where it stands.
import { useState } from 'react';
import type { MemoryNote } from '../../runtime/core/index.js';
import { localized } from '../localized.js';
import { useApp } from '../state/app.js';
import { strings } from '../strings/index.js';
import { Icon, LinkButton } from '../ui/kit.js';

type Action = NonNullable<MemoryNote['action']>;

const ICONS: Readonly<Record<Action, string>> = {
  added: 'lightbulb',
  updated: 'sparkle',
  superseded: 'replace',
  extended: 'add',
  contradicted: 'warning',
};

export function Learned({ memories }: { readonly memories: readonly MemoryNote[] }) {
  return (
    <ul className="learned plain">
      {memories.map((memory) => (
        <LearnedNote key={memory.id} memory={memory} />
      ))}
    </ul>
  );
}

function LearnedNote({ memory }: { readonly memory: MemoryNote }) {
  const { client, store } = useApp();
  const [takenBack, setTakenBack] = useState(false);
  // What was learned before actions were told was added.
  const { id, content, previous, action = 'added' } = memory;
  const text = strings.learnedActions[action];
  const toggle = (): void => {
    const step = { id, action, content, again: takenBack };
    const other = previous === undefined ? {} : { previous: previous.id };
    client
      .request('memory.takeBack', { ...step, ...other })
      .then(() => setTakenBack(!takenBack), store.report);
  };
  return (
    <li title={localized(memory.why)} data-testid="learned">
      <Icon name={ICONS[action]} />
      <span>
        <output>{takenBack ? text.takenBack : `${text.done}:`}</output>{' '}
        {!takenBack && (
          <>
            <LinkButton label={strings.inMemory(content)} onClick={() => store.showMemory(id)}>
              {content}
            </LinkButton>
            {previous !== undefined && action !== 'updated' && (
              <span className="quiet">
                {' '}
                {text.of} “{previous.content}”
              </span>
            )}{' '}
          </>
        )}
        <LinkButton onClick={toggle}>{takenBack ? text.again : text.undo}</LinkButton>
      </span>
    </li>
  );
}
