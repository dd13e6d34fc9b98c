// What is kept of the sign-in to one server, in the secret store alone: by authorization server, so that none sees another's.
import type { StoredOAuthClientInformation, StoredOAuthTokens } from '@modelcontextprotocol/client';
import * as z from 'zod';
import type { SecretStore } from '../../../ports/index.js';
import { digestOf } from '../digest.js';

const tokensSchema = z.looseObject({
  access_token: z.string(),
  token_type: z.string(),
  refresh_token: z.string().optional(),
  scope: z.string().optional(),
  id_token: z.string().optional(),
  expires_in: z.number().optional(),
  issuer: z.string().optional(),
});
const clientSchema = z.looseObject({
  client_id: z.string(),
  client_secret: z.string().optional(),
  client_id_issued_at: z.number().optional(),
  client_secret_expires_at: z.number().optional(),
  issuer: z.string().optional(),
});
const keptSchema = z.object({
  clients: z.record(z.string(), clientSchema).default({}),
  tokens: z.record(z.string(), tokensSchema).default({}),
  /** Whose tokens were saved last. */
  latest: z.string().optional(),
  /** Where clients were registered to be called back. */
  redirectUrl: z.string().optional(),
});
type Kept = z.infer<typeof keptSchema>;

const PREFIX = 'mcp-sign-in.';

/** Whether a secret is that of a sign-in, and no key. */
export function isSignIn(name: string): boolean {
  return name.startsWith(PREFIX);
}

/**
 * Never under `mcp.`, where a configuration can refer to: `${secret:…}` of one server must not read another's tokens.
 */
function signInSecret(server: string, url: string): string {
  return `${PREFIX}${digestOf({ server, url }).slice(0, 32)}`;
}

export class Credentials {
  readonly #secrets: SecretStore;
  readonly #name: string;
  /** The tokens that were given out last: only those may be thrown away as no longer good. */
  #read: string | undefined;
  #changing: Promise<unknown> = Promise.resolve();

  constructor(secrets: SecretStore, server: string, url: string) {
    this.#secrets = secrets;
    this.#name = signInSecret(server, url);
  }

  /** @param issuer without it, the tokens that were saved last */
  async tokens(issuer?: string): Promise<StoredOAuthTokens | undefined> {
    const { tokens, latest } = await this.#load();
    const found = tokens[issuer ?? latest ?? ''];
    this.#read = found?.access_token;
    return found;
  }

  async client(issuer: string): Promise<StoredOAuthClientInformation | undefined> {
    return (await this.#load()).clients[issuer];
  }

  /** As it was first registered or used, whatever the authorization server. */
  async clientNamed(id: string): Promise<StoredOAuthClientInformation | undefined> {
    return Object.values((await this.#load()).clients).find((one) => one.client_id === id);
  }

  async redirectUrl(): Promise<string | undefined> {
    return (await this.#load()).redirectUrl;
  }

  async saveTokens(tokens: StoredOAuthTokens, issuer: string): Promise<void> {
    await this.#change((kept) => ({
      ...kept,
      tokens: { ...kept.tokens, [issuer]: tokens },
      latest: issuer,
    }));
  }

  async saveClient(client: StoredOAuthClientInformation, issuer: string): Promise<void> {
    await this.#change((kept) => ({ ...kept, clients: { ...kept.clients, [issuer]: client } }));
  }

  /** Clients that were registered to be called back elsewhere are of no use any more. */
  async calledBackAt(redirectUrl: string): Promise<void> {
    await this.#change((kept) => {
      if (kept.redirectUrl === redirectUrl) return kept;
      const clients = Object.entries(kept.clients).filter(
        ([, client]) => !('redirect_uris' in client),
      );
      return { ...kept, clients: Object.fromEntries(clients), redirectUrl };
    });
  }

  async forgetClients(): Promise<void> {
    await this.#change((kept) => ({ ...kept, clients: {} }));
  }

  /** Those that turned out not to be good. What another window has saved meanwhile stays. */
  async forgetTokens(): Promise<void> {
    const bad = this.#read;
    await this.#change((kept) => ({
      ...kept,
      tokens: Object.fromEntries(
        Object.entries(kept.tokens).filter(([, { access_token }]) => access_token !== bad),
      ),
    }));
  }

  async forget(): Promise<void> {
    await this.#changing;
    await this.#secrets.delete(this.#name);
  }

  /** One after the other, each on what is kept: another window may have signed in. */
  #change(make: (kept: Kept) => Kept): Promise<void> {
    const done = this.#changing.then(async () => {
      const before = await this.#load();
      const after = make(before);
      if (after !== before) await this.#secrets.set(this.#name, JSON.stringify(after));
    });
    this.#changing = done.catch(() => undefined);
    return done;
  }

  /** What cannot be read counts as nothing: the person signs in again. */
  async #load(): Promise<Kept> {
    const text = await this.#secrets.get(this.#name);
    try {
      return keptSchema.parse(JSON.parse(text ?? '{}'));
    } catch {
      return keptSchema.parse({});
    }
  }
}
