// A place in the workspace, opened in the editor by a click.
import type { ReactNode } from 'react';
import type { Citation } from '../../runtime/core/index.js';
import { useSend } from '../state/app.js';
import { strings } from '../strings/index.js';
import { place } from '../ui/format.js';

export function PlaceLink({
  citation,
  children,
  chip,
}: {
  readonly citation: Citation;
  readonly children: ReactNode;
  readonly chip?: boolean;
}) {
  const send = useSend();
  return (
    <button
      type="button"
      dir="ltr"
      className={chip === true ? 'chip' : 'place-link'}
      title={strings.openCitation(place(citation))}
      data-testid="citation"
      onClick={() => send('editor.openCitation', citation)}
    >
      {children}
    </button>
  );
}
