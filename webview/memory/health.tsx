// What is wrong with the memory on disk, when something is.
import { useEffect, useState } from 'react';
import type { MemoryHealthView } from '../../extension/bridge/index.js';
import { useApp } from '../state/app.js';
import { strings } from '../strings/index.js';
import { Fold, Icon } from '../ui/kit.js';

const text = strings.memory.health;

/** @param attempt another one asks again: a change may have failed to be written. */
export function Health({ attempt }: { readonly attempt: number }) {
  const { client } = useApp();
  const [health, setHealth] = useState<MemoryHealthView>();
  useEffect(() => {
    const abort = new AbortController();
    const read = (): void => {
      // A memory that cannot be opened is told by the list.
      client.request('memory.health', {}, abort.signal).then(setHealth, () => undefined);
    };
    if (attempt >= 0) read();
    const stop = client.on('memory.changed', read);
    return () => {
      abort.abort();
      stop();
    };
  }, [client, attempt]);
  if (health === undefined) return null;
  const { damage, unwritable } = health;
  return (
    <>
      {unwritable !== undefined && (
        <div className="banner error" role="alert">
          <Icon name="lock" />
          <div>
            <p>{text.unwritable}</p>
            <p className="quiet">{unwritable}</p>
          </div>
        </div>
      )}
      {damage.length > 0 && (
        <div className="banner warning" data-testid="memory-damage">
          <Icon name="warning" />
          <div>
            <p>{text.damaged(damage.length)}</p>
            <Fold title={text.which}>
              <ul className="plain">
                {damage.map(({ file, reason }) => (
                  <li key={file}>
                    <code>{file}</code>: {reason}
                  </li>
                ))}
              </ul>
            </Fold>
          </div>
        </div>
      )}
    </>
  );
}
