// Which memories are shown, and in which order: chips that say what is chosen.
import type { MemoryListFilter, MemorySort } from '../../extension/bridge/index.js';
import {
  memoryCategories,
  memoryLayers,
  memorySorts,
  memoryStatuses,
} from '../../extension/bridge/index.js';
import { localized } from '../localized.js';
import { strings } from '../strings/index.js';

const text = strings.memory;

export interface ToolbarProps {
  readonly filter: MemoryListFilter;
  readonly sort: MemorySort;
  /** With a search there is a best order. */
  readonly searching: boolean;
  readonly tags: readonly { readonly value: string; readonly count: number }[];
  readonly onFilter: (filter: MemoryListFilter) => void;
  readonly onSort: (sort: MemorySort) => void;
}

export function Toolbar({ filter, sort, searching, tags, onFilter, onSort }: ToolbarProps) {
  const set = (change: { readonly [K in keyof MemoryListFilter]?: MemoryListFilter[K] }): void =>
    onFilter(clean({ ...filter, ...change }));
  const flag = (name: 'pinned' | 'stale' | 'conflicting', label: string) => (
    <button
      type="button"
      className="chip"
      aria-pressed={filter[name] === true}
      onClick={() => set({ [name]: filter[name] === true ? undefined : true })}
    >
      {label}
    </button>
  );
  const sorts = memorySorts.options.filter((one) => searching || one !== 'best');
  return (
    <fieldset className="chips plain">
      <legend className="sr-only">{text.filters}</legend>
      <Choice
        label={text.status}
        value={filter.status ?? 'active'}
        quiet="active"
        options={memoryStatuses.options.map((value) => [value, text.statuses[value]])}
        onChange={(value) =>
          set({ status: value === 'active' ? undefined : memoryStatuses.parse(value) })
        }
      />
      <Choice
        label={text.layer}
        value={filter.layer ?? ''}
        options={[
          ['', text.layer],
          ...memoryLayers.options.map((value) => [value, text.layers[value]] as const),
        ]}
        onChange={(value) => set({ layer: memoryLayers.safeParse(value).data })}
      />
      <Choice
        label={text.category}
        value={filter.category ?? ''}
        options={[
          ['', text.category],
          ...memoryCategories.options.map((value) => [value, localized(value)] as const),
        ]}
        onChange={(value) => set({ category: memoryCategories.safeParse(value).data })}
      />
      {(tags.length > 0 || filter.tag !== undefined) && (
        <Choice
          label={text.tag}
          value={filter.tag ?? ''}
          options={[
            ['', text.tag],
            ...withChosen(tags, filter.tag).map(
              ({ value, count }) => [value, `${value} (${count})`] as const,
            ),
          ]}
          onChange={(value) => set({ tag: value === '' ? undefined : value })}
        />
      )}
      {flag('pinned', text.pinnedOnly)}
      {flag('stale', text.staleOnly)}
      {flag('conflicting', text.conflictingOnly)}
      <Choice
        label={text.order}
        value={sort}
        quiet={sort}
        options={sorts.map((value) => [value, text.orders[value]])}
        onChange={(value) => onSort(memorySorts.parse(value))}
      />
    </fieldset>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  /** The value that is nothing special. */
  readonly quiet?: string;
  readonly options: readonly (readonly [value: string, name: string])[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, quiet = '', options, onChange }: ChoiceProps) {
  return (
    <select
      className={value === quiet ? 'chip' : 'chip chosen'}
      aria-label={label}
      title={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {options.map(([option, name]) => (
        <option key={option} value={option}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** A chosen tag stays in the list when no memory has it any more. */
function withChosen(tags: ToolbarProps['tags'], chosen: string | undefined): ToolbarProps['tags'] {
  return chosen === undefined || tags.some(({ value }) => value === chosen)
    ? tags
    : [...tags, { value: chosen, count: 0 }];
}

/** Without what is left open. */
function clean(
  filter: {
    readonly [K in keyof MemoryListFilter]?: MemoryListFilter[K] | undefined;
  },
): MemoryListFilter {
  return Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== undefined),
  ) as MemoryListFilter;
}
