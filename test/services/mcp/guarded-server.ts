// A server behind a sign-in, and its authorization server: both real, on this machine, with what a test wants to go wrong.
import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/server';
import { onTestFinished } from 'vitest';

export interface GuardedServerOptions {
  /** How the page of the authorization server answers. */
  readonly page?: 'allow' | 'deny' | 'silent' | 'wrong-state' | 'wrong-issuer';
  /** What its metadata says its name is, when not the truth. */
  readonly issuer?: string;
  readonly registration?: boolean;
  readonly refresh?: boolean;
  /** Where its page is said to be. */
  readonly authorizationEndpoint?: string;
}

export interface GuardedServer {
  readonly url: string;
  readonly issuer: string;
  /** What came to the authorization server, in order, e.g. `register`, `authorize`, `token authorization_code`. */
  readonly requests: readonly string[];
  /** Headers that the authorization server was sent. */
  readonly headers: readonly IncomingMessage['headers'][];
  /** Access tokens are refused from now on. */
  expire(): void;
  /** Refresh tokens too. */
  revoke(): void;
  /** What a person's browser does with a page: it follows it to the end. @returns the last page's text */
  browse(address: string): Promise<string>;
}

interface Grant {
  readonly challenge: string;
  readonly client: string;
  readonly redirect: string;
  readonly scope: string;
}

export async function guardedServer(options: GuardedServerOptions = {}): Promise<GuardedServer> {
  const { page = 'allow', registration = true, refresh = true } = options;
  const requests: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const codes = new Map<string, Grant>();
  const access = new Map<string, string>();
  const renewals = new Map<string, Grant>();

  function tokensFor(grant: Grant): Record<string, unknown> {
    const token = `access-${randomUUID()}`;
    const renewal = `renewal-${randomUUID()}`;
    access.set(token, grant.scope);
    if (refresh) renewals.set(renewal, grant);
    return {
      access_token: token,
      token_type: 'Bearer',
      expires_in: 3600,
      scope: grant.scope,
      ...(refresh ? { refresh_token: renewal } : {}),
    };
  }

  async function authorization(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    headers.push(incoming.headers);
    const asked = new URL(incoming.url ?? '/', issuer);
    const json = (status: number, body: unknown): void => {
      outgoing.writeHead(status, { 'content-type': 'application/json' });
      outgoing.end(JSON.stringify(body));
    };
    if (asked.pathname === '/.well-known/oauth-authorization-server') {
      requests.push('metadata');
      return json(200, {
        issuer: options.issuer ?? issuer,
        authorization_endpoint: options.authorizationEndpoint ?? `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        ...(registration ? { registration_endpoint: `${issuer}/register` } : {}),
        response_types_supported: ['code'],
        code_challenge_methods_supported: ['S256'],
        grant_types_supported: ['authorization_code', 'refresh_token'],
        token_endpoint_auth_methods_supported: ['none'],
        authorization_response_iss_parameter_supported: true,
      });
    }
    const text = await bodyOf(incoming);
    if (asked.pathname === '/register') {
      requests.push('register');
      return json(201, { ...(JSON.parse(text) as object), client_id: randomUUID() });
    }
    if (asked.pathname === '/authorize') {
      requests.push('authorize');
      const given = asked.searchParams;
      const redirect = new URL(given.get('redirect_uri') ?? '');
      const code = randomUUID();
      codes.set(code, {
        challenge: given.get('code_challenge') ?? '',
        client: given.get('client_id') ?? '',
        redirect: redirect.href,
        scope: given.get('scope') ?? '',
      });
      const state = page === 'wrong-state' ? 'another' : (given.get('state') ?? '');
      redirect.searchParams.set('state', state);
      redirect.searchParams.set('iss', page === 'wrong-issuer' ? 'https://other.example' : issuer);
      if (page === 'deny') redirect.searchParams.set('error', 'access_denied');
      else redirect.searchParams.set('code', code);
      outgoing.writeHead(page === 'silent' ? 204 : 302, { location: redirect.href });
      outgoing.end();
      return;
    }
    const given = new URLSearchParams(text);
    const kind = given.get('grant_type') ?? '';
    requests.push(`token ${kind}`);
    const secret = given.get('code') ?? given.get('refresh_token') ?? '';
    const grants = kind === 'refresh_token' ? renewals : codes;
    const grant = grants.get(secret);
    grants.delete(secret);
    const verifier = given.get('code_verifier') ?? '';
    const proven =
      kind === 'refresh_token' ||
      createHash('sha256').update(verifier).digest('base64url') === grant?.challenge;
    if (grant === undefined || !proven) return json(400, { error: 'invalid_grant' });
    json(200, tokensFor(grant));
  }

  async function resource(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const origin = new URL(url).origin;
    if (incoming.url?.startsWith('/.well-known/oauth-protected-resource') === true) {
      outgoing.writeHead(200, { 'content-type': 'application/json' });
      outgoing.end(JSON.stringify({ resource: url, authorization_servers: [issuer] }));
      return;
    }
    const [, token = ''] = /^Bearer (.+)$/.exec(incoming.headers.authorization ?? '') ?? [];
    const scope = access.get(token);
    const text = await bodyOf(incoming);
    const about = `resource_metadata="${origin}/.well-known/oauth-protected-resource/mcp"`;
    if (scope === undefined) {
      outgoing.writeHead(401, { 'www-authenticate': `Bearer ${about}, scope="read"` });
      outgoing.end();
      return;
    }
    if (text.includes('"write_note"') && !scope.split(' ').includes('write')) {
      const challenge = `Bearer error="insufficient_scope", scope="write", ${about}`;
      outgoing.writeHead(403, { 'www-authenticate': challenge });
      outgoing.end();
      return;
    }
    const server = toolServer(token);
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    await server.connect(transport);
    const { method = 'GET', headers: given } = incoming;
    const request = new Request(url, {
      method,
      headers: Object.entries(given).map(([name, value]) => [name, String(value)]),
      ...(text === '' ? {} : { body: text }),
    });
    const response = await transport.handleRequest(request);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(await response.text());
  }

  const issuer = await listening(authorization);
  const url = `${await listening(resource)}/mcp`;
  return {
    url,
    issuer,
    requests,
    headers,
    expire: () => access.clear(),
    revoke() {
      access.clear();
      renewals.clear();
    },
    async browse(address) {
      const response = await fetch(address);
      return response.text();
    },
  };
}

/** Tools `read_note` and `write_note`; the first tells the token that it was called with. */
function toolServer(token: string): Server {
  const server = new Server({ name: 'notes', version: '1' }, { capabilities: { tools: {} } });
  const inputSchema = { type: 'object' as const };
  server.setRequestHandler('tools/list', () => ({
    tools: [
      { name: 'read_note', inputSchema },
      { name: 'write_note', inputSchema },
    ],
  }));
  server.setRequestHandler('tools/call', ({ params: { name } }) => ({
    content: [{ type: 'text', text: `${name} with ${token}` }],
  }));
  return server;
}

async function listening(
  answer: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>,
): Promise<string> {
  const http = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => {
      outgoing.writeHead(500);
      outgoing.end(String(error));
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of incoming as AsyncIterable<Buffer>) text += chunk.toString();
  return text;
}
