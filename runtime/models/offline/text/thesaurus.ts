// Words that programmers use for one another: what else to look for when a question says one of them.
import { wordPattern } from './words.js';

/** Each row is one idea; several words in an entry are a phrase. */
const IDEAS: readonly (readonly string[])[] = [
  ['out of memory', 'oom', 'heap limit', 'memory limit', 'memory cap', 'allocation'],
  [
    'authentication',
    'auth',
    'login',
    'log in',
    'sign in',
    'signin',
    'credentials',
    'token',
    'password',
  ],
  ['authorization', 'authorize', 'permission', 'access', 'forbidden', 'role', 'policy'],
  ['logout', 'sign out', 'revoke', 'invalidate'],
  ['recover', 'restart', 'restore', 'respawn', 'replay', 'rebuild', 'recovery'],
  ['notice', 'detect', 'recognize', 'discover', 'spot'],
  ['retry', 'backoff', 'attempt', 'again', 'reconnect'],
  ['timeout', 'time out', 'deadline', 'expire', 'expiry', 'ttl'],
  ['cancel', 'abort', 'stop', 'interrupt', 'kill'],
  ['delete', 'remove', 'drop', 'destroy', 'unlink', 'purge', 'evict'],
  ['evict', 'eviction', 'expel', 'least recently used', 'lru', 'capacity'],
  ['create', 'add', 'insert', 'make', 'register', 'new'],
  ['update', 'modify', 'patch', 'edit', 'write'],
  [
    'config',
    'configuration',
    'configure',
    'settings',
    'options',
    'preferences',
    'environment variable',
    'env',
  ],
  ['database', 'db', 'sql', 'sqlite', 'postgres', 'repository', 'storage', 'store', 'persistence'],
  ['save', 'store', 'persist', 'write', 'dump', 'flush'],
  ['load', 'read', 'parse', 'open', 'import'],
  ['cache', 'memo', 'memoize', 'cached', 'lru'],
  ['queue', 'job', 'task', 'worker', 'enqueue'],
  ['route', 'router', 'endpoint', 'handler', 'url', 'path', 'dispatch'],
  ['request', 'http', 'fetch', 'call'],
  ['response', 'reply', 'result', 'status'],
  ['error', 'exception', 'failure', 'fail', 'invalid', 'fault'],
  ['validate', 'validation', 'check', 'verify', 'schema', 'sanitize', 'ensure'],
  ['parse', 'parser', 'tokenize', 'lexer', 'decode', 'scan'],
  ['serialize', 'encode', 'stringify', 'marshal', 'json', 'format'],
  ['encrypt', 'cipher', 'crypto', 'hash', 'digest', 'sign'],
  ['password', 'secret', 'passphrase', 'hash', 'credential'],
  ['secret', 'token', 'api key', 'credential', 'redact'],
  ['log', 'logger', 'logging', 'trace', 'audit'],
  ['metric', 'counter', 'histogram', 'telemetry', 'statistics', 'stats'],
  ['limit', 'quota', 'budget', 'cap', 'maximum', 'max', 'throttle', 'rate limit'],
  ['rate limit', 'throttle', 'too many requests', 'bucket', '429', 'limiter'],
  ['concurrent', 'parallel', 'concurrency', 'lock', 'mutex', 'semaphore', 'race'],
  ['schedule', 'cron', 'timer', 'interval', 'periodic'],
  ['start', 'startup', 'boot', 'bootstrap', 'init', 'initialize', 'main', 'entry point', 'launch'],
  ['entry point', 'main', 'cli', 'startup'],
  ['shutdown', 'close', 'stop', 'dispose', 'teardown', 'cleanup'],
  ['cli', 'command line', 'flag', 'argument', 'argv', 'subcommand', 'command'],
  ['ui', 'view', 'render', 'component', 'page', 'widget'],
  ['event', 'emit', 'listener', 'subscribe', 'publish', 'observer', 'hook'],
  ['message', 'notification', 'event', 'mail'],
  ['email', 'mail', 'smtp', 'address'],
  ['sort', 'order', 'rank', 'compare', 'priority'],
  ['search', 'find', 'query', 'lookup', 'match', 'filter'],
  ['merge', 'combine', 'join', 'concat', 'reconcile', 'resolve'],
  ['conflict', 'duplicate', 'collision', 'already exists', 'unique'],
  ['migrate', 'migration', 'upgrade', 'schema version'],
  ['dependency', 'depends', 'import', 'graph', 'topological', 'cycle'],
  ['cycle', 'circular', 'loop'],
  ['page', 'paginate', 'pagination', 'cursor', 'offset', 'limit'],
  ['upload', 'multipart', 'attachment', 'blob'],
  ['download', 'fetch', 'pull'],
  ['connect', 'connection', 'socket', 'dial', 'session'],
  ['permission', 'allow', 'deny', 'access', 'grant'],
  ['backup', 'snapshot', 'checkpoint', 'copy'],
  ['undo', 'rollback', 'revert', 'restore'],
  ['build', 'compile', 'bundle', 'make'],
  ['deploy', 'release', 'publish', 'ship'],
  ['price', 'cost', 'amount', 'total', 'money'],
  ['date', 'time', 'clock', 'timestamp', 'calendar'],
  ['color', 'colour', 'theme', 'style'],
  ['user', 'account', 'profile', 'member'],
  ['format', 'render', 'print', 'output'],
  ['output', 'print', 'stdout', 'render', 'write'],
];

const PHRASES: readonly string[] = [
  ...new Set(IDEAS.flat().filter((entry) => entry.includes(' '))),
].sort((a, b) => b.length - a.length);

/** A phrase of the thesaurus, and how the text says it: `time out`, “times out”. */
export interface SaidPhrase {
  readonly phrase: string;
  /** Regular expression for the words as they stand in the text; hyphens count as spaces. */
  readonly said: RegExp;
}

/** Phrases of the thesaurus that a text contains, longest first. */
export function phrasesIn(text: string): SaidPhrase[] {
  return PHRASES.map((phrase) => ({
    phrase,
    said: new RegExp(`\\b${phrase.split(' ').map(wordPattern).join('[\\s-]+')}\\b`, 'i'),
  })).filter(({ said }) => said.test(text));
}

/** Other words for a word or phrase; empty when the thesaurus has none. `same` decides what counts as the word. */
export function relatedTo(entry: string, same: (a: string, b: string) => boolean): string[] {
  const related = IDEAS.filter((idea) => idea.some((other) => same(other, entry))).flatMap(
    (idea) => idea,
  );
  return [...new Set(related)].filter((other) => !same(other, entry));
}
