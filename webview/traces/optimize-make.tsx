// Skills and agents from runs of one kind: which groups there are, what to make of one.
import { useId, useState } from 'react';
import type { RequestInput, RequestOutput } from '../../extension/bridge/index.js';
import { strings } from '../strings/index.js';
import { Button } from '../ui/kit.js';

const text = strings.optimize;
const COST_USD = 1;

export interface GroupsProps {
  readonly groups: RequestOutput<'optimize.state'>['groups'];
  /** A search goes on. */
  readonly busy: boolean;
  readonly onMake: (request: RequestInput<'optimize.synthesize'>) => void;
}

export function Groups({ groups, busy, onMake }: GroupsProps) {
  if (groups.length === 0) return <p className="quiet">{text.noGroups}</p>;
  return (
    <ul className="plain">
      {groups.map(({ id, words, tools, runs }) => (
        <li key={id} className="row" data-testid="optimize-group">
          <p>{text.group(runs, words.join(', '))}</p>
          <p className="quiet">{tools.join(', ')}</p>
          <div className="optimize-actions">
            {(['skill', 'agent'] as const).map((kind) => (
              <Button
                key={kind}
                secondary
                disabled={busy}
                onClick={() => onMake({ group: id, kind, costUsd: COST_USD })}
              >
                {text.make[kind]}
              </Button>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Another model beside the configured one, on half of the conversations. */
export function CompareModel({ onCompare }: { readonly onCompare: (id: string) => void }) {
  const [model, setModel] = useState('');
  const id = useId();
  return (
    <div className="optimize-form">
      <label htmlFor={id}>{text.otherModel}</label>
      <input
        id={id}
        type="text"
        placeholder={text.modelExample}
        value={model}
        onChange={(event) => setModel(event.target.value)}
      />
      <div className="optimize-actions">
        <Button
          secondary
          disabled={model.trim() === ''}
          onClick={() => onCompare(`model:${model.trim()}`)}
        >
          {text.compareModel}
        </Button>
      </div>
    </div>
  );
}
