// Where a message is written: grows with its text, keeps a draft, completes commands, recalls earlier messages.
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react';
import { useApp, useAppState, useSend } from '../state/app.js';
import { strings } from '../strings/index.js';
import { IconButton } from '../ui/kit.js';
import { Attachments } from './attachments.js';
import { CompletionList, entryId, LIST_ID } from './completion-list.js';
import { EffortSelect } from './effort-select.js';
import { Meters } from './meters.js';
import { ModeSelect } from './mode-select.js';
import { ModelLabel } from './model-label.js';
import { useAttached } from './use-attached.js';
import { useCompletion } from './use-completion.js';
import { useRecall } from './use-recall.js';
import { Waiting } from './waiting.js';

export function Composer() {
  const { client, store } = useApp();
  const send = useSend();
  const running = useAppState((state) => state.running);
  const shown = useAppState((state) => state.shown);
  const text = useAppState((state) => state.draft);
  const recall = useRecall(text);
  const files = useAttached((names) => {
    const { draft } = store.get();
    const written = names.map((name) => (/\s/.test(name) ? `@"${name}"` : `@${name}`));
    store.write(`${draft}${/\S$/.test(draft) ? ' ' : ''}${written.join(' ')} `);
    input.current?.focus();
  });
  const effort = useAppState((state) => state.effort);
  const input = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    if (shown > 0) input.current?.focus();
  }, [shown]);
  useLayoutEffect(() => {
    // The button that had the focus is gone with the turn's end.
    if (!running && document.activeElement === document.body) input.current?.focus();
  }, [running]);

  const put = (value: string): void => {
    store.write(value);
    recall.forget();
  };
  const completion = useCompletion(text, put, input);
  const write = (value: string): void => {
    put(value);
    completion.typed();
  };
  const { items, chosen } = completion;
  const isEmpty = text.trim() === '' && files.attached.length === 0;
  const submit = (now = false): void => {
    const message = text.trim();
    if (isEmpty) return;
    const attachments = [...files.attached];
    write('');
    files.clear();
    const request = {
      text: message,
      intent: 'ask' as const,
      attachments,
      effort,
      ...(now && running ? { now } : {}),
    };
    client.request('turn.start', request).catch((error: unknown) => {
      // What was written is not lost with the failure.
      if (store.get().draft === '') store.write(message);
      files.putBack(attachments);
      store.report(error);
    });
  };
  const choose = (by: number): boolean => {
    completion.move(by);
    return true;
  };
  const bringBack = (by: number): boolean => {
    const found = recall.step(by);
    if (found === undefined) return false;
    store.write(found);
    completion.close();
    return true;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // An input method uses Enter and arrows itself.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    const keys: Record<string, () => boolean> = {
      Enter: () => {
        if (event.shiftKey) return false;
        if (chosen !== undefined && completion.pending) completion.pick(chosen);
        else submit(event.ctrlKey || event.metaKey);
        return true;
      },
      Tab: () => {
        if (chosen === undefined || event.shiftKey) return false;
        completion.pick(chosen);
        return true;
      },
      Escape: () => {
        if (items.length > 0) completion.close();
        else if (running) send('turn.stop', {});
        else return false;
        return true;
      },
      // Inside a text of several lines the arrows move the cursor first.
      ArrowUp: () =>
        items.length > 0
          ? choose(-1)
          : !value.slice(0, selectionStart).includes('\n') && bringBack(1),
      ArrowDown: () =>
        items.length > 0 ? choose(1) : !value.slice(selectionEnd).includes('\n') && bringBack(-1),
    };
    if (keys[event.key]?.() === true) event.preventDefault();
  };

  return (
    <div className="composer">
      <Waiting />
      {items.length > 0 && (
        <CompletionList
          label={completion.label}
          items={items}
          chosen={chosen}
          onPick={completion.pick}
        />
      )}
      {completion.hint !== undefined && (
        <p id="command-hint" className="command-hint quiet" data-testid="command-hint">
          {completion.hint}
        </p>
      )}
      {files.hovered === 'kept' && (
        <p className="command-hint quiet" role="status" data-testid="drop-hint">
          {strings.chat.attached.shift}
        </p>
      )}
      <div
        className="composer-box"
        data-hovered={files.hovered === 'taken'}
        onPaste={files.onPaste}
        onDrop={files.onDrop}
        onDragOver={files.onDragOver}
        onDragLeave={files.onDragLeave}
      >
        <Attachments attached={files.attached} text={text} onRemove={files.remove} onText={put} />
        <textarea
          ref={input}
          rows={1}
          value={text}
          placeholder={running ? strings.chat.queue.placeholder : strings.placeholder}
          dir="auto"
          aria-label={strings.inputLabel}
          aria-controls={items.length > 0 ? LIST_ID : undefined}
          aria-autocomplete="list"
          aria-describedby={completion.hint === undefined ? undefined : 'command-hint'}
          aria-activedescendant={chosen === undefined ? undefined : entryId(chosen)}
          data-testid="chat-input"
          onChange={(event) => write(event.target.value)}
          onSelect={(event) => completion.onCaret(event.currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
        />
        <div className="composer-bar">
          <EffortSelect />
          <ModeSelect />
          <ModelLabel />
          {running && !isEmpty && (
            <>
              <IconButton
                icon="debug-step-over"
                label={strings.chat.queue.steer}
                testId="chat-steer"
                onClick={() => submit(true)}
              />
              <IconButton
                icon="send"
                label={strings.chat.queue.queue}
                testId="chat-queue"
                onClick={() => submit()}
              />
            </>
          )}
          {running ? (
            <IconButton
              key="stop"
              icon="debug-stop"
              label={strings.stop}
              testId="chat-stop"
              onClick={() => send('turn.stop', {})}
            />
          ) : (
            <IconButton
              key="send"
              icon="send"
              label={strings.send}
              testId="chat-send"
              disabled={isEmpty}
              onClick={() => submit()}
            />
          )}
        </div>
      </div>
      <Meters />
    </div>
  );
}
