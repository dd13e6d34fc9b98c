// A link to everything that a command has printed, which opens in the editor.
import { useApp } from '../state/app.js';
import { strings } from '../strings/index.js';
import { LinkButton } from './kit.js';

export function OutputLink({ outputId }: { readonly outputId: string }) {
  const { client, store } = useApp();
  return (
    <LinkButton
      onClick={() => {
        client.request('editor.openOutput', { outputId }).catch(store.report);
      }}
    >
      {strings.wholeOutput}
    </LinkButton>
  );
}
