// The sign-in to one server on the web: its token, the quiet renewal of it, and the way through the person's browser.
import { randomBytes } from 'node:crypto';
import type { AuthProvider } from '@modelcontextprotocol/client';
import {
  abortable,
  deadlineSignal,
  isAbort,
  MemfunError,
  toErrorInfo,
} from '../../../core/index.js';
import type { CallbackDoor, Person, SecretStore } from '../../../ports/index.js';
import type { HttpServer, OAuthSettings } from '../../config/index.js';
import type * as ClientSdk from '../client-sdk.chunk.js';
import { plainLine } from '../describe.js';
import { isPage } from '../page-address.js';
import { Credentials } from './credentials.js';
import {
  McpSignInElsewhereError,
  McpSignInFailedError,
  McpSignInNeededError,
  McpSignInRefusedError,
  NoSignInWaitingError,
} from './errors.js';
import { openLoopback } from './loopback.js';
import { SignInFlow } from './provider.js';

export interface SignInOptions {
  readonly server: string;
  readonly url: string;
  readonly settings: OAuthSettings;
  readonly secrets: SecretStore;
  /** Bears no header of the server's configuration: authorization servers are others. */
  readonly fetch: typeof fetch;
  /** Absent where there is nobody: then only what is kept is used. */
  readonly person?: Person | undefined;
  /** Told each token, so that it is never shown. */
  readonly hide: (secrets: readonly string[]) => void;
  /** Milliseconds that a person has for the page of the server. */
  readonly waitMs?: number | undefined;
}

/** What the server said when it sent us away. */
interface Challenge {
  readonly serverUrl: URL;
  readonly resourceMetadataUrl?: URL | undefined;
  readonly scope?: string | undefined;
  /** The rights that are kept do not suffice: renewing them would not help. */
  readonly wider?: boolean;
}

interface Begun {
  readonly flow: SignInFlow;
  readonly door: CallbackDoor;
  readonly state: string;
  readonly challenge: Challenge;
  /** What the browser brought, or what a person typed in its place. */
  readonly came: Promise<URLSearchParams>;
  readonly take: (parameters: URLSearchParams) => boolean;
}

const WAIT_MS = 5 * 60_000;
const WAIT_ELSEWHERE_MS = 10 * 60_000;
/** Any port will do: nobody is called back there. */
const NO_DOOR = 'http://127.0.0.1/callback';

export class SignIn {
  readonly #options: SignInOptions;
  readonly #sdk: typeof ClientSdk;
  readonly #credentials: Credentials;
  readonly #life = new AbortController();
  /** Of the person's own request to be signed in; without it nobody is asked anything. */
  #asked: AbortSignal | undefined;
  #waiting: { readonly begun: Begun; readonly done: Promise<void> } | undefined;
  /** Of two requests that were refused at once only one signs in. */
  #running: Promise<void> | undefined;

  constructor(sdk: typeof ClientSdk, options: SignInOptions) {
    this.#sdk = sdk;
    this.#options = options;
    this.#credentials = new Credentials(options.secrets, options.server, options.url);
  }

  /** For the transports of the SDK. Its methods throw McpSignIn…Error. */
  readonly authProvider: AuthProvider = {
    token: async () => {
      const tokens = await this.#credentials.tokens();
      if (tokens === undefined) return undefined;
      this.#options.hide([tokens.access_token, tokens.refresh_token ?? tokens.access_token]);
      return tokens.access_token;
    },
    onUnauthorized: ({ response, serverUrl }) => {
      const { resourceMetadataUrl, scope } = this.#sdk.extractWWWAuthenticateParams(response);
      return this.#once({ serverUrl, resourceMetadataUrl, scope });
    },
  };

  /** Whether a person is waited for, who takes longer than a machine. */
  get isAsking(): boolean {
    return this.#asked !== undefined;
  }

  /** While this work lasts, the person is shown the page of the server if need be. */
  async during<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    this.#asked = signal;
    try {
      return await work();
    } finally {
      this.#asked = undefined;
    }
  }

  /** More rights than are kept, as a call was told it needs. @throws McpSignIn…Error, AbortedError */
  async widen(
    { requiredScope, resourceMetadataUrl }: ClientSdk.InsufficientScopeError,
    signal: AbortSignal,
  ): Promise<void> {
    const tokens = await this.#credentials.tokens();
    const { server, url, settings, person } = this.#options;
    const scope = this.#sdk.computeScopeUnion(tokens?.scope, settings.scope, requiredScope);
    if (person === undefined)
      throw new McpSignInNeededError(server, plainLine(requiredScope ?? 'not said', 200));
    const wider = this.#sdk.isStrictScopeSuperset(scope, tokens?.scope);
    await this.during(signal, () =>
      this.#once({ serverUrl: new URL(url), resourceMetadataUrl, scope, wider }),
    );
  }

  /** The address of the last page, brought by hand. @throws NoSignInWaitingError, McpSignInError */
  async take(address: string): Promise<void> {
    const parameters = URL.canParse(address) ? new URL(address).searchParams : undefined;
    const waiting = this.#waiting;
    if (parameters === undefined || waiting?.begun.take(parameters) !== true)
      throw new NoSignInWaitingError(this.#options.server);
    await waiting.done;
  }

  /** Nothing of it is kept any more. */
  async forget(): Promise<void> {
    await this.#credentials.forget();
  }

  /** What waits for a browser is given up. */
  async close(): Promise<void> {
    this.#life.abort();
    await this.#waiting?.begun.door.close();
  }

  #once(challenge: Challenge): Promise<void> {
    this.#running ??= this.#obtain(challenge).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #obtain(challenge: Challenge): Promise<void> {
    const { server, person } = this.#options;
    const signal = this.#asked;
    try {
      if (challenge.wider !== true && (await this.#renew(challenge))) return;
      if (signal === undefined || person === undefined) throw new McpSignInNeededError(server);
      await this.#throughBrowser(challenge, person, signal);
    } catch (error) {
      if (isAbort(error) || error instanceof MemfunError) throw error;
      throw new McpSignInFailedError(server, plainLine(toErrorInfo(error).message, 600), error);
    }
  }

  /** With the refresh token, where there is one. @returns whether there is a new token */
  async #renew(challenge: Challenge): Promise<boolean> {
    const tokens = await this.#credentials.tokens();
    if (tokens?.refresh_token === undefined) return false;
    const { settings } = this.#options;
    const redirectUrl = (await this.#credentials.redirectUrl()) ?? NO_DOOR;
    const credentials = this.#credentials;
    const flow = new SignInFlow({ credentials, settings, redirectUrl, state: newState() });
    try {
      return (await this.#sdk.auth(flow, this.#asks(challenge))) === 'AUTHORIZED';
    } catch (error) {
      // A refusal is the end of the old sign-in; that nobody answered is not.
      if (error instanceof this.#sdk.OAuthError) return false;
      throw error;
    }
  }

  async #throughBrowser(challenge: Challenge, person: Person, signal: AbortSignal): Promise<void> {
    const { server, waitMs = WAIT_MS } = this.#options;
    const begun = await this.#begin(challenge, person);
    if (begun === undefined) return;
    let handedOver = false;
    try {
      const answer = await person.visit(
        {
          server,
          purpose: 'sign-in',
          reason: reasonOf(server, begun),
          address: begun.flow.address.href,
        },
        signal,
      );
      if (answer === 'no-browser') {
        handedOver = true;
        throw this.#elsewhere(begun);
      }
      if (answer !== 'opened')
        throw new McpSignInRefusedError(
          server,
          answer === 'declined' ? 'you declined it' : 'you cancelled it',
        );
      await this.#complete(begun, waitMs, signal);
    } finally {
      if (!handedOver) await begun.door.close();
    }
  }

  #elsewhere(begun: Begun): McpSignInElsewhereError {
    const { server } = this.#options;
    void this.#waiting?.begun.door.close();
    const done = this.#complete(begun, WAIT_ELSEWHERE_MS, this.#life.signal).finally(() => {
      if (this.#waiting?.begun === begun) this.#waiting = undefined;
      void begun.door.close();
    });
    done.catch(() => undefined); // whoever waits for it hears of it
    this.#waiting = { begun, done };
    const minutes = WAIT_ELSEWHERE_MS / 60_000;
    return new McpSignInElsewhereError(server, begun.flow.address.href, minutes, done);
  }

  /** @returns `undefined` when no page is needed after all */
  async #begin(challenge: Challenge, person: Person): Promise<Begun | undefined> {
    const state = newState();
    const door = await this.#openDoor(person);
    try {
      await this.#credentials.calledBackAt(door.redirectUrl);
      const { settings } = this.#options;
      const { redirectUrl } = door;
      const flow = new SignInFlow({ credentials: this.#credentials, settings, redirectUrl, state });
      const result = await this.#sdk.auth(flow, {
        ...this.#asks(challenge),
        forceReauthorization: challenge.wider === true,
      });
      if (result === 'AUTHORIZED') {
        await door.close();
        return undefined;
      }
      if (!isPage(flow.address))
        throw new TypeError(`Its page is at ${flow.address.href}, which no browser is sent to.`);
      let resolve: (parameters: URLSearchParams) => void = () => undefined;
      const came = new Promise<URLSearchParams>((settle) => {
        resolve = settle;
      });
      const take = (parameters: URLSearchParams): boolean => {
        const expected = parameters.get('state') === state;
        if (expected) resolve(parameters);
        return expected;
      };
      door.onVisit(take);
      return { flow, door, state, challenge, came, take };
    } catch (error) {
      await door.close();
      throw error;
    }
  }

  async #openDoor(person: Person): Promise<CallbackDoor> {
    const { callbackPort } = this.#options.settings;
    if (callbackPort !== undefined) return openLoopback(callbackPort);
    if (person.openDoor !== undefined) return person.openDoor();
    // The same as last time, so that the client that was registered then is still good.
    const last = Number(new URL((await this.#credentials.redirectUrl()) ?? NO_DOOR).port);
    return openLoopback(last).catch(() => openLoopback(0));
  }

  async #complete(begun: Begun, waitMs: number, signal: AbortSignal): Promise<void> {
    const { server } = this.#options;
    const { flow, challenge, came } = begun;
    const parameters = await this.#inTime(came, waitMs, signal);
    const iss = parameters.get('iss') ?? undefined;
    const authorizationCode = parameters.get('code');
    if (authorizationCode === null) {
      // Whoever sends an error must be the one who was asked: others could make us give up.
      const metadata = flow.discovered?.authorizationServerMetadata;
      this.#sdk.validateAuthorizationResponseIssuer({
        iss,
        expectedIssuer: metadata?.issuer,
        issParameterSupported: metadata?.authorization_response_iss_parameter_supported === true,
      });
      throw new McpSignInRefusedError(server, refusalOf(parameters));
    }
    const more = iss === undefined ? {} : { iss };
    await this.#sdk.auth(flow, { ...this.#asks(challenge), authorizationCode, ...more });
  }

  #asks({ serverUrl, resourceMetadataUrl, scope }: Challenge) {
    return {
      serverUrl,
      fetchFn: this.#options.fetch,
      ...(resourceMetadataUrl === undefined ? {} : { resourceMetadataUrl }),
      ...(scope === undefined ? {} : { scope }),
    };
  }

  async #inTime<T>(work: Promise<T>, ms: number, signal: AbortSignal): Promise<T> {
    const deadline = deadlineSignal(ms, signal);
    try {
      return await abortable(work, deadline.signal);
    } catch (error) {
      if (signal.aborted || !isAbort(error)) throw error;
      throw new McpSignInRefusedError(
        this.#options.server,
        'nobody came back from its page in time',
      );
    } finally {
      deadline.clear();
    }
  }
}

/** @returns `undefined` where nothing can be kept, or the configuration brings a key of its own */
export async function signInTo(
  { url, headers, oauth: settings = {} }: HttpServer,
  {
    secrets,
    ...options
  }: Omit<SignInOptions, 'url' | 'settings' | 'secrets'> & Partial<Pick<SignInOptions, 'secrets'>>,
): Promise<SignIn | undefined> {
  const hasKey = Object.keys(headers).some((name) => name.toLowerCase() === 'authorization');
  if (secrets === undefined || hasKey) return undefined;
  return new SignIn(await import('../client-sdk.chunk.js'), { ...options, secrets, url, settings });
}

function newState(): string {
  return randomBytes(24).toString('base64url');
}

/** Whose page it is, and what would be allowed there. */
function reasonOf(server: string, { flow }: Begun): string {
  const scope = flow.address.searchParams.get('scope');
  const rights =
    scope === null ? '' : `, which would be given these rights: ${plainLine(scope, 300)}`;
  return `Sign in at ${flow.address.host} for the server ${server}${rights}.`;
}

function refusalOf(parameters: URLSearchParams): string {
  const said = parameters.get('error_description') ?? parameters.get('error');
  return said === null ? 'its page gave no code' : `its page says: ${plainLine(said, 300)}`;
}
