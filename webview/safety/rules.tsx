// The rules about commands or hosts: a list to take away from, and a line to add to it.
import { type FormEvent, useState } from 'react';
import type { SafetyRule } from '../../extension/bridge/index.js';
import { localized } from '../localized.js';
import { strings } from '../strings/index.js';
import { when } from '../ui/format.js';
import { Button, IconButton } from '../ui/kit.js';

const text = strings.safety;

export interface RuleChange {
  readonly list: SafetyRule['list'];
  readonly pattern: string;
  readonly action: 'add' | 'remove';
}

export function Rules({
  about,
  rules,
  onChange,
}: {
  readonly about: 'commands' | 'hosts';
  /** Absent where there can be none. */
  readonly rules: readonly SafetyRule[] | undefined;
  readonly onChange: (change: RuleChange) => void;
}) {
  if (rules === undefined) return <p className="quiet">{text.off}</p>;
  return (
    <>
      <p className="quiet">{about === 'commands' ? text.commandsHint : text.hostsHint}</p>
      <ul className="rows plain">
        {rules.map(({ list, pattern, by, addedAt }) => (
          <li key={`${list} ${pattern}`} className="row" data-testid="safety-rule">
            <div className="row-line">
              <code className="row-text">{pattern}</code>
              <span className="quiet">{text.list[list]}</span>
              <IconButton
                icon="close"
                careful
                label={text.remove(pattern)}
                onClick={() => onChange({ list, pattern, action: 'remove' })}
              />
            </div>
            <p className="quiet">
              {localized(by)} · {when(addedAt)}
            </p>
          </li>
        ))}
        {rules.length === 0 && <li className="quiet">{text.none}</li>}
      </ul>
      <NewRule
        about={about}
        onAdd={(list, pattern) => onChange({ list, pattern, action: 'add' })}
      />
    </>
  );
}

function NewRule({
  about,
  onAdd,
}: {
  readonly about: 'commands' | 'hosts';
  readonly onAdd: (list: SafetyRule['list'], pattern: string) => void;
}) {
  const [pattern, setPattern] = useState('');
  const [list, setList] = useState<SafetyRule['list']>('allow');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (pattern.trim() === '') return;
    onAdd(list, pattern.trim());
    setPattern('');
  };
  return (
    <form className="new-rule" onSubmit={submit}>
      <input
        className="search"
        value={pattern}
        placeholder={text.example[about]}
        aria-label={text.newRule(text[about])}
        onChange={({ target }) => setPattern(target.value)}
      />
      <select
        aria-label={text.listLabel}
        value={list}
        onChange={({ target }) => setList(target.value === 'deny' ? 'deny' : 'allow')}
      >
        {(['allow', 'deny'] as const).map((option) => (
          <option key={option} value={option}>
            {text.list[option]}
          </option>
        ))}
      </select>
      <Button
        disabled={pattern.trim() === ''}
        onClick={() => {
          onAdd(list, pattern.trim());
          setPattern('');
        }}
      >
        {text.add}
      </Button>
    </form>
  );
}
