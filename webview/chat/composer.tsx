// Where a message is written: grows with its text, keeps a draft, completes commands, recalls earlier messages.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type Effort, effortSchema } from '../../runtime/core/index.js';
import { useApp, useAppState, useSend } from '../state/app.js';
import { strings } from '../strings.js';
import { IconButton } from '../ui/kit.js';
import { ModelLabel } from './model-label.js';
import { matchingCommands, type SlashCommand, SlashList } from './slash.js';
import { useDraft } from './use-draft.js';

export function Composer() {
  const { client, store } = useApp();
  const send = useSend();
  const running = useAppState((state) => state.running);
  const shown = useAppState((state) => state.shown);
  const turns = useAppState((state) => state.chat.turns);
  const [text, setText] = useDraft();
  const [effort, setEffort] = useState<Effort>('auto');
  const [chosen, setChosen] = useState(0);
  const [closed, setClosed] = useState(false);
  /** How far back in the earlier messages; -1 is the message being written. */
  const [recalled, setRecalled] = useState(-1);
  const input = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    if (shown > 0) input.current?.focus();
  }, [shown]);

  const commands = closed ? [] : matchingCommands(text);
  const command = commands[Math.min(chosen, commands.length - 1)];

  const write = (value: string): void => {
    setText(value);
    setChosen(0);
    setClosed(false);
    setRecalled(-1);
  };
  const submit = (): void => {
    const message = text.trim();
    if (message === '' || running) return;
    write('');
    const request = { text: message, intent: 'ask' as const, attachments: [], effort };
    client.request('turn.start', request).catch((error: unknown) => {
      // What was written is not lost with the failure.
      setText(message);
      store.report(error);
    });
  };
  const complete = (picked: SlashCommand): void => {
    write(`${picked} `);
    setClosed(true);
    input.current?.focus();
  };
  const recall = (by: number): boolean => {
    const earlier = turns.flatMap((turn) => turn.request?.text ?? []).toReversed();
    const next = recalled + by;
    if (next < -1 || next >= earlier.length || (recalled === -1 && text !== '')) return false;
    setText(earlier[next] ?? '');
    setClosed(true);
    setRecalled(next);
    return true;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // An input method uses Enter and arrows itself.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const keys: Record<string, () => boolean> = {
      Enter: () => {
        if (event.shiftKey) return false;
        if (command !== undefined && command !== text.trim()) complete(command);
        else submit();
        return true;
      },
      Tab: () => {
        if (command === undefined || event.shiftKey) return false;
        complete(command);
        return true;
      },
      Escape: () => {
        if (commands.length > 0) setClosed(true);
        else if (running) send('turn.stop', {});
        else return false;
        return true;
      },
      ArrowUp: () => (commands.length > 0 ? step(-1) : recall(1)),
      ArrowDown: () => (commands.length > 0 ? step(1) : recall(-1)),
    };
    if (keys[event.key]?.() === true) event.preventDefault();
  };
  const step = (by: number): boolean => {
    setChosen((chosen + by + commands.length) % commands.length);
    return true;
  };

  return (
    <div className="composer">
      {commands.length > 0 && <SlashList commands={commands} chosen={command} onPick={complete} />}
      <div className="composer-box">
        <textarea
          ref={input}
          rows={1}
          value={text}
          placeholder={strings.placeholder}
          aria-label={strings.inputLabel}
          aria-controls={commands.length > 0 ? 'slash-list' : undefined}
          aria-autocomplete="list"
          aria-activedescendant={command === undefined ? undefined : `slash-${command.slice(1)}`}
          data-testid="chat-input"
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <div className="composer-bar">
          <select
            aria-label={strings.effortLabel}
            title={strings.effort[effort][1]}
            value={effort}
            onChange={(event) => setEffort(effortSchema.parse(event.target.value))}
          >
            {effortSchema.options.map((option) => (
              <option key={option} value={option}>
                {strings.effort[option][0]}
              </option>
            ))}
          </select>
          <ModelLabel />
          {running ? (
            <IconButton
              icon="debug-stop"
              label={strings.stop}
              testId="chat-stop"
              onClick={() => send('turn.stop', {})}
            />
          ) : (
            <IconButton
              icon="send"
              label={strings.send}
              testId="chat-send"
              disabled={text.trim() === ''}
              onClick={submit}
            />
          )}
        </div>
      </div>
    </div>
  );
}
