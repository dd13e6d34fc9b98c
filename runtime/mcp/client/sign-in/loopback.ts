// The door of this machine that a browser comes back to after a sign-in (RFC 8252): open only while one is under way.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { languageOf, wordsIn } from '../../../language/index.js';
import type { CallbackDoor } from '../../../ports/index.js';

const PATH = '/callback';
const HOSTS = /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/;

const WELCOME = 'You are signed in as far as this page can tell. Close it and go back to Memfun.';
const STRANGE = 'This page belongs to no sign-in that is under way. Nothing has been done.';

/** @param port 0: any free one. @throws Error when the port is taken */
export async function openLoopback(port: number): Promise<CallbackDoor> {
  let take: (parameters: URLSearchParams) => boolean = () => false;
  const server = createServer(({ method, url = '/', headers }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
    const known = method === 'GET' && pathname === PATH && HOSTS.test(headers.host ?? '');
    const expected = known && take(searchParams);
    void inLanguageOf(headers['accept-language'], expected ? WELCOME : STRANGE).then((text) => {
      response.writeHead(expected ? 200 : 400, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'",
        'referrer-policy': 'no-referrer',
        connection: 'close',
      });
      response.end(`<!doctype html><title>Memfun</title><p>${text}</p>`);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    redirectUrl: `http://127.0.0.1:${actual}${PATH}`,
    onVisit: (handler) => {
      take = handler;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

/** The first language that the browser asks for decides; English rather than nothing, should its texts be missing. */
async function inLanguageOf(languages: string | undefined, text: string): Promise<string> {
  const [first = ''] = (languages ?? '').split(/[,;]/);
  const words = await wordsIn(languageOf(first)).catch(() => undefined);
  return words?.text(text) ?? text;
}
