// What the reader can do about something: the settings that it names are opened from there.
import { useSend } from '../state/app.js';
import { LinkButton } from './kit.js';

const SETTING = /(memfun(?:\.[a-zA-Z]+)+)/;

export function Remedy({ text }: { readonly text: string }) {
  const send = useSend();
  return (
    <p className="quiet">
      {text.split(SETTING).map((part, i) =>
        SETTING.test(part) ? (
          <LinkButton key={i} onClick={() => send('host.openSettings', { key: part })}>
            {part}
          </LinkButton>
        ) : (
          part
        ),
      )}
    </p>
  );
}
