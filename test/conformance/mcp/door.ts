// A door before a server: the referee knows no token, so it is shown here, and nothing else is changed.
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Door {
  readonly url: string;
  close(): void;
}

export async function openDoor(behind: {
  readonly url: string;
  readonly token: string;
}): Promise<Door> {
  const { port } = new URL(behind.url);
  const door = createServer((incoming, outgoing) => {
    const { method, url: asked, headers } = incoming;
    const onward = request(
      {
        host: '127.0.0.1',
        port,
        method,
        path: asked,
        headers: { ...headers, authorization: `Bearer ${behind.token}` },
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(door.address() as AddressInfo).port}/mcp`,
    close() {
      door.closeAllConnections();
      door.close();
    },
  };
}
