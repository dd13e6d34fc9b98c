// What the protocol's SDK asks during one sign-in: who we are, what is kept, and where the person is to be sent.
import type {
  OAuthClientInformationContext,
  OAuthClientMetadata,
  OAuthClientProvider,
  OAuthDiscoveryState,
  StoredOAuthClientInformation,
  StoredOAuthTokens,
} from '@modelcontextprotocol/client';
import { InvariantError } from '../../../core/index.js';
import type { OAuthSettings } from '../../config/index.js';
import type { Credentials } from './credentials.js';

export interface FlowOptions {
  readonly credentials: Credentials;
  readonly settings: OAuthSettings;
  readonly redirectUrl: string;
  readonly state: string;
}

/** A sign-in of the code flow with PKCE. What it holds beside the credentials is gone with it. */
export class SignInFlow implements OAuthClientProvider {
  readonly #options: FlowOptions;
  readonly clientMetadataUrl?: string;
  #verifier = '';
  #discovered: OAuthDiscoveryState | undefined;
  #address: URL | undefined;

  constructor(options: FlowOptions) {
    this.#options = options;
    const { clientMetadataUrl } = options.settings;
    if (clientMetadataUrl !== undefined) this.clientMetadataUrl = clientMetadataUrl;
  }

  /** The page that the person is to visit. */
  get address(): URL {
    if (this.#address === undefined) throw new InvariantError('A sign-in has no page.');
    return this.#address;
  }

  get discovered(): OAuthDiscoveryState | undefined {
    return this.#discovered;
  }

  get redirectUrl(): string {
    return this.#options.redirectUrl;
  }

  get clientMetadata(): OAuthClientMetadata {
    const { scope } = this.#options.settings;
    return {
      client_name: 'Memfun',
      redirect_uris: [this.redirectUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      ...(scope === undefined ? {} : { scope }),
    };
  }

  state(): string {
    return this.#options.state;
  }

  async clientInformation(
    context?: OAuthClientInformationContext,
  ): Promise<StoredOAuthClientInformation | undefined> {
    const { credentials, settings } = this.#options;
    const { clientId, clientSecret } = settings;
    if (clientId === undefined) return credentials.client(context?.issuer ?? '');
    // Bound to the first authorization server that it was used with.
    const { issuer } = (await credentials.clientNamed(clientId)) ?? {};
    return {
      client_id: clientId,
      ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
      ...(issuer === undefined ? {} : { issuer }),
    };
  }

  async saveClientInformation(
    client: StoredOAuthClientInformation,
    context?: OAuthClientInformationContext,
  ): Promise<void> {
    await this.#options.credentials.saveClient(client, context?.issuer ?? client.issuer ?? '');
  }

  tokens(context?: OAuthClientInformationContext): Promise<StoredOAuthTokens | undefined> {
    return this.#options.credentials.tokens(context?.issuer);
  }

  async saveTokens(
    tokens: StoredOAuthTokens,
    context?: OAuthClientInformationContext,
  ): Promise<void> {
    await this.#options.credentials.saveTokens(tokens, context?.issuer ?? tokens.issuer ?? '');
  }

  redirectToAuthorization(address: URL): void {
    this.#address = address;
  }

  saveCodeVerifier(verifier: string): void {
    this.#verifier = verifier;
  }

  codeVerifier(): string {
    return this.#verifier;
  }

  saveDiscoveryState(state: OAuthDiscoveryState): void {
    this.#discovered = state;
  }

  discoveryState(): OAuthDiscoveryState | undefined {
    return this.#discovered;
  }

  async invalidateCredentials(
    scope: 'all' | 'client' | 'tokens' | 'verifier' | 'discovery',
  ): Promise<void> {
    const { credentials } = this.#options;
    if (scope === 'all' || scope === 'client') await credentials.forgetClients();
    if (scope === 'all' || scope === 'tokens') await credentials.forgetTokens();
    if (scope === 'all' || scope === 'verifier') this.#verifier = '';
    if (scope === 'all' || scope === 'discovery') this.#discovered = undefined;
  }
}
