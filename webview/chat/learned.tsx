// What a turn added to memory, with a way to take it back.
import { useState } from 'react';
import type { MemoryNote } from '../../runtime/core/index.js';
import { useApp } from '../state/app.js';
import { strings } from '../strings.js';
import { Icon, LinkButton } from '../ui/kit.js';

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
  const [forgotten, setForgotten] = useState(false);
  const toggle = (): void => {
    const name = forgotten ? 'memory.restore' : 'memory.forget';
    client.request(name, { id: memory.id }).then(() => setForgotten(!forgotten), store.report);
  };
  return (
    <li title={memory.why}>
      <Icon name="lightbulb" />
      <span>
        {forgotten ? strings.forgotten : `${strings.learned}: ${memory.content}`}{' '}
        <LinkButton onClick={toggle}>{forgotten ? strings.undo : strings.forget}</LinkButton>
      </span>
    </li>
  );
}
