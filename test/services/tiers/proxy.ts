// Stands between a client and a server: loses an answer of the server together with every connection, and stays away until told.
import net from 'node:net';
import { afterAll } from 'vitest';

export interface TestProxy {
  readonly port: number;
  /** How often an answer was lost. */
  readonly lost: number;
  /** The next thing that the server says reaches nobody: all connections are cut, and none is taken. */
  loseNextAnswer(): void;
  /** Takes connections again. */
  open(): void;
}

const proxies = new Set<() => void>();
afterAll(() => {
  for (const end of proxies) end();
});

export async function startProxy(target: number): Promise<TestProxy> {
  const pairs = new Set<readonly [net.Socket, net.Socket]>();
  let isOpen = true;
  let isArmed = false;
  let lost = 0;
  const cutAll = (): void => {
    for (const [near, far] of pairs) {
      near.destroy();
      far.destroy();
    }
    pairs.clear();
  };
  const server = net.createServer((near) => {
    if (!isOpen) {
      near.destroy();
      return;
    }
    const far = net.connect(target, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    near.on('data', (chunk) => void far.write(chunk));
    far.on('data', (chunk) => {
      if (!isArmed) {
        near.write(chunk);
        return;
      }
      isArmed = false;
      isOpen = false;
      lost++;
      cutAll();
    });
    for (const one of pair) {
      one.on('error', () => undefined);
      one.on('close', () => {
        near.destroy();
        far.destroy();
        pairs.delete(pair);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxies.add(() => {
    cutAll();
    server.close();
  });
  return {
    port: (server.address() as net.AddressInfo).port,
    get lost() {
      return lost;
    },
    loseNextAnswer: () => {
      isArmed = true;
    },
    open: () => {
      isOpen = true;
    },
  };
}
