// Stands between a client and a server: loses an answer of the server together with every connection, and stays away until told.
import net from 'node:net';
import { afterAll } from 'vitest';

export interface TestProxy {
  readonly port: number;
  /** How often an answer was lost. */
  readonly lost: number;
  /** The answer to the next thing that is asked so reaches nobody: all connections are cut, and none is taken. */
  loseNextAnswer(asked: RegExp): void;
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
  let awaited: RegExp | undefined;
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
    let isAsked = false;
    near.on('data', (chunk) => {
      // What a connection says while it is made is not what was meant.
      if (awaited?.test(chunk.toString('latin1')) === true) {
        awaited = undefined;
        isAsked = true;
      }
      far.write(chunk);
    });
    far.on('data', (chunk) => {
      if (!isAsked) {
        near.write(chunk);
        return;
      }
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
    loseNextAnswer: (asked) => {
      awaited = asked;
    },
    open: () => {
      isOpen = true;
    },
  };
}
