// A message that is being changed in its place.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { strings } from '../strings/index.js';
import { Button } from '../ui/kit.js';

export function MessageEdit(props: {
  readonly text: string;
  readonly label: string;
  /** What the button says that takes the new words. */
  readonly done: string;
  readonly onDone: (text: string) => void;
  readonly onCancel: () => void;
}) {
  const [text, setText] = useState(props.text);
  const input = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.setSelectionRange(props.text.length, props.text.length);
  }, [props.text]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') props.onCancel();
    else if (event.key === 'Enter' && !event.shiftKey && text.trim() !== '') props.onDone(text);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="message-edit composer-box">
      <textarea
        ref={input}
        rows={1}
        value={text}
        dir="auto"
        aria-label={props.label}
        data-testid="message-edit"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="message-edit-bar">
        <Button disabled={text.trim() === ''} onClick={() => props.onDone(text)}>
          {props.done}
        </Button>
        <Button secondary onClick={props.onCancel}>
          {strings.chat.cancel}
        </Button>
      </div>
    </div>
  );
}
