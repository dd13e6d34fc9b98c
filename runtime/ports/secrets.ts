// Port: where keys live. The editor implements it on SecretStorage, the CLI on environment variables.

export interface SecretStore {
  /** `undefined` when no such secret is set. */
  get(name: string): Promise<string | undefined>;
  set(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
}
