// The environment of a command: that of this process without secrets and editor internals, with pagers and prompts off.
const SECRET =
  /(?:^|_)(?:TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|APIKEY|AUTH|COOKIE)(?:_|$)|(?:^|_)(?:API|ACCESS|PRIVATE|SIGNING|ENCRYPTION)_?KEY|^(?:AWS|AZURE|GOOGLE|GCP|OPENAI|ANTHROPIC|GITHUB|GITLAB|HF|DOCKER|NPM_CONFIG__AUTH)_.*KEY|PRIVATE_KEY/i;
/** Of the editor and of Node's own debugging: they would change how a program behaves. */
const INTERNAL =
  /^(?:VSCODE_|ELECTRON_|CODE_SERVER_|MEMFUN_|NODE_OPTIONS$|NODE_CHANNEL_|npm_config_)/i;
/** Addresses with a user and a password in them. */
const CREDENTIAL_IN_ADDRESS = /:\/\/[^/\s:@]+:[^/\s@]+@/;

const QUIET = {
  PAGER: 'cat',
  GIT_PAGER: 'cat',
  GIT_TERMINAL_PROMPT: '0',
  GIT_EDITOR: 'true',
  DEBIAN_FRONTEND: 'noninteractive',
  NO_COLOR: '1',
  FORCE_COLOR: '0',
  TERM: 'dumb',
};

/** What a command gets; `own` is the environment to start from. */
export function commandEnvironment(own: NodeJS.ProcessEnv): Record<string, string> {
  const kept = Object.entries(own).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined &&
      !SECRET.test(entry[0]) &&
      !INTERNAL.test(entry[0]) &&
      !CREDENTIAL_IN_ADDRESS.test(entry[1]),
  );
  return { ...Object.fromEntries(kept), ...QUIET };
}
