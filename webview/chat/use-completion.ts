// The one list that is open above the composer: commands at the start of a message, else mentions at the cursor.
import { type RefObject, useLayoutEffect, useState } from 'react';
import type { HostState } from '../../extension/bridge/index.js';
import { useAppState } from '../state/app.js';
import { strings } from '../strings/index.js';
import type { Completion } from './completion-list.js';
import { commandHint, matchingCommands } from './slash.js';
import { mentionAt, useMentions } from './use-mentions.js';

const NO_SKILLS: HostState['skills'] = [];

export interface CompletionState {
  readonly label: string;
  /** What the command that is being written takes, or another way to name something. */
  readonly hint: string | undefined;
  readonly items: readonly Completion[];
  readonly chosen: Completion | undefined;
  /** Whether Enter would complete something that is not yet written as it is. */
  readonly pending: boolean;
  readonly move: (by: number) => void;
  readonly close: () => void;
  /** To be called with every change of the text by its writer. */
  readonly typed: () => void;
  /** Writes an entry in place of what was typed. */
  readonly pick: (item: Completion) => void;
  readonly onCaret: (caret: number) => void;
}

export function useCompletion(
  text: string,
  write: (text: string) => void,
  input: RefObject<HTMLTextAreaElement | null>,
): CompletionState {
  const skills = useAppState((state) => state.host?.skills ?? NO_SKILLS);
  const [chosenAt, setChosen] = useState(0);
  const [closed, setClosed] = useState(false);
  const [caret, setCaret] = useState(0);
  /** Where the cursor is to stand after something was picked; a new one each time. */
  const [place, setPlace] = useState<{ readonly at: number }>();
  const commands = matchingCommands(text, skills);
  const typedMention = commands.length > 0 || closed ? undefined : mentionAt(text, caret);
  const mentions = useMentions(typedMention);
  const items = closed ? [] : commands.length > 0 ? commands : mentions;
  const chosen = items[Math.min(chosenAt, items.length - 1)];

  // After React has written the text; before, the cursor would jump to its end.
  useLayoutEffect(() => {
    if (place !== undefined) input.current?.setSelectionRange(place.at, place.at);
  }, [place, input]);

  const written = typedMention === undefined ? text.trim() : text.slice(typedMention.from, caret);
  const typed = (): void => {
    setChosen(0);
    setClosed(false);
  };
  return {
    label: commands.length > 0 ? strings.slashLabel : strings.chat.mentions.listLabel,
    hint:
      items.length === 0
        ? commandHint(text, skills)
        : written === '@'
          ? strings.chat.mentions.drop
          : undefined,
    items,
    chosen,
    pending: chosen !== undefined && chosen.insert !== written,
    move: (by) =>
      setChosen((Math.min(chosenAt, items.length - 1) + by + items.length) % items.length),
    close: () => setClosed(true),
    typed,
    pick: (item) => {
      const from = typedMention?.from ?? 0;
      const to = typedMention === undefined ? text.length : caret;
      const added = item.open === true ? item.insert : `${item.insert} `;
      const rest = text.slice(to);
      write(text.slice(0, from) + added + (item.open === true ? rest : rest.replace(/^ /, '')));
      typed();
      setClosed(item.open !== true);
      setPlace({ at: from + added.length });
      setCaret(from + added.length);
      input.current?.focus();
    },
    onCaret: setCaret,
  };
}
