// Changing a memory: its words, category, tags and importance. Only what was changed is sent.
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import {
  type MemoryRow,
  memoryCategories,
  type RequestInput,
} from '../../extension/bridge/index.js';
import { localized } from '../localized.js';
import { strings } from '../strings/index.js';
import { Button } from '../ui/kit.js';

const text = strings.memory;

export interface Draft {
  readonly content: string;
  readonly category: MemoryRow['category'];
  readonly tags: string;
  readonly importance: number;
}
export type MemoryChange = Omit<RequestInput<'memory.update'>, 'id'>;

export interface EditFormProps {
  readonly row: MemoryRow;
  /** What was typed before the row was scrolled out of the page. */
  readonly draft: Draft | undefined;
  readonly onDraft: (draft: Draft) => void;
  readonly onSave: (change: MemoryChange) => void;
  readonly onCancel: () => void;
}

export function EditForm({ row, draft, onDraft, onSave, onCancel }: EditFormProps) {
  const [form, setForm] = useState<Draft>(draft ?? draftOf(row));
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => area.current?.focus(), []);
  const set = (change: Partial<Draft>): void => {
    const next = { ...form, ...change };
    setForm(next);
    onDraft(next);
  };
  const empty = form.content.trim() === '';
  const save = (): void => {
    if (!empty) onSave(changeOf(row, form));
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onCancel();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
  };
  return (
    <form
      className="edit-form"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <textarea
        dir="auto"
        ref={area}
        className="edit"
        rows={3}
        aria-label={text.editLabel}
        value={form.content}
        onKeyDown={keys}
        onChange={(event) => set({ content: event.target.value })}
      />
      <div className="edit-fields">
        <label htmlFor={`${id}-category`}>{text.category}</label>
        <select
          id={`${id}-category`}
          className="chip"
          value={form.category}
          onKeyDown={keys}
          onChange={(event) => set({ category: memoryCategories.parse(event.target.value) })}
        >
          {memoryCategories.options.map((category) => (
            <option key={category} value={category}>
              {localized(category)}
            </option>
          ))}
        </select>
        <label htmlFor={`${id}-tags`}>{text.tags}</label>
        <input
          id={`${id}-tags`}
          className="edit"
          value={form.tags}
          onKeyDown={keys}
          onChange={(event) => set({ tags: event.target.value })}
        />
        <label htmlFor={`${id}-importance`}>{text.importance}</label>
        <div className="importance">
          <input
            id={`${id}-importance`}
            type="range"
            min={0}
            max={1}
            step={0.1}
            value={form.importance}
            aria-valuetext={text.importanceOf(form.importance)}
            onKeyDown={keys}
            onChange={(event) => set({ importance: Number(event.target.value) })}
          />
          <span className="quiet">{text.importanceOf(form.importance)}</span>
        </div>
      </div>
      <div className="banner-actions">
        <Button disabled={empty} onClick={save}>
          {text.save}
        </Button>
        <Button secondary onClick={onCancel}>
          {text.cancel}
        </Button>
      </div>
    </form>
  );
}

function draftOf({ content, category, tags, importance }: MemoryRow): Draft {
  return { content, category, tags: tags.join(', '), importance };
}

function changeOf(row: MemoryRow, form: Draft): MemoryChange {
  const content = form.content.trim();
  const tags = [...new Set(form.tags.split(',').map((tag) => tag.trim()))].filter(Boolean);
  return {
    ...(content === row.content ? {} : { content }),
    ...(form.category === row.category ? {} : { category: form.category }),
    ...(tags.join('\n') === row.tags.join('\n') ? {} : { tags }),
    ...(form.importance === row.importance ? {} : { importance: form.importance }),
  };
}
