// What the host shows: the page's content policy, lenses, the Doctor's report, the status bar, Set Up's result.
import { describe, expect, it } from 'vitest';
import { chatPage } from '../../../extension/chat/page.js';
import {
  addressProblem,
  PROVIDER_CHOICES,
  type ServiceChoice,
  settingsFor,
} from '../../../extension/commands/set-up/providers.js';
import { doctorReport } from '../../../extension/host/doctor-report.js';
import { lensTargets, type SymbolNode } from '../../../extension/lenses/targets.js';
import { type StatusFacts, statusLabel } from '../../../extension/status/label.js';
import { figuresIn, germanErrors, germanTexts, wordsOf } from '../../../runtime/language/index.js';

it('the page runs our script only, and reaches no network', () => {
  const html = chatPage({
    language: 'en',
    nonce: 'n0',
    source: 'https://s',
    workspace: 'w0',
    first: 'f.js',
    script: 'x.js',
    styles: ['a.css'],
  });
  expect(html).toContain(`default-src 'none'`);
  expect(html).toContain(`script-src 'nonce-n0'`);
  expect(html).not.toMatch(/script-src[^;]*unsafe/);
  expect(html).toContain(`connect-src 'none'`);
  expect(html).toContain('<script nonce="n0" src="x.js">');
  // What is asked first waits for no style sheet.
  expect(html.indexOf('<script nonce="n0" src="f.js">')).toBeLessThan(html.indexOf('stylesheet'));
});

describe('lenses', () => {
  const node = (
    kind: SymbolNode['kind'],
    line: number,
    children: readonly SymbolNode[] = [],
  ): SymbolNode => ({
    name: `s${line}`,
    kind,
    startLine: line,
    endLine: line + 5,
    nameLine: line,
    children,
  });
  const lines = (symbols: readonly SymbolNode[]) => lensTargets(symbols).map(({ line }) => line);

  it('stand above functions, classes and their methods', () =>
    expect(lines([node('class', 0, [node('method', 2)]), node('function', 9)])).toEqual([0, 2, 9]));
  it('do not stand above functions inside functions, nor variables', () =>
    expect(lines([node('function', 0, [node('function', 1)]), node('other', 5)])).toEqual([0]));
  it('are found inside namespaces', () =>
    expect(lines([node('other', 0, [node('function', 1)])])).toEqual([1]));
  it('stand once on a line', () =>
    expect(lines([node('class', 3), node('function', 3)])).toEqual([3]));
});

it('the Doctor counts, signs and says what to do', () => {
  const report = doctorReport([
    { id: 'a', title: 'Search', state: 'ok', detail: 'ripgrep 14', ms: 3.2 },
    { id: 'b', title: 'Model', state: 'failed', detail: '401', remedy: 'Set a key.', ms: 80 },
  ]);
  expect(report).toContain('1 in order, 0 to look at, 1 failed.');
  expect(report).toContain('## ✓ Search');
  expect(report).toContain('## ✗ Model\n\n401 _(80 ms)_\n\n**What to do:** Set a key.');
});

describe('the status bar', () => {
  const state = {
    model: { id: 'offline/rules', label: 'Offline', offline: true },
    offerSetUp: true,
    mode: 'ask' as const,
    effort: 'auto' as const,
    trusted: false,
    workspaceName: 'w',
    engine: 'quickjs',
    skills: [],
    memoryCount: 2,
    contextWindow: 1000,
    spending: { dayUsd: 0, dayTokens: 0, capUsd: 0, forecasts: [] },
  };
  const l10n = {
    t: (text: unknown, ...values: readonly unknown[]): string =>
      String(text).replaceAll(/\{(\d)\}/g, (_all, at: string) => String(values[Number(at)])),
  };
  const english = (text: string): string => text;
  const label = (facts: Partial<StatusFacts> = {}) =>
    statusLabel(
      state,
      { running: false, spentUsd: 0, waiting: 0, ...facts },
      l10n,
      english,
      figuresIn('en'),
    );
  it('labels the offline engine as rule-based', () =>
    expect(label().text).toBe('$(hubot) offline (rule-based) · asks first'));
  it('names the model, and writes what was spent, in the language of the editor', () => {
    const german = wordsOf({ errors: germanErrors, texts: germanTexts, language: 'de' }).text;
    const model = { id: 'm', label: 'qwen (OpenAI-compatible server)', offline: false };
    const facts = { running: false, spentUsd: 0.126, waiting: 0 };
    const { text, tooltip } = statusLabel(
      { ...state, model },
      facts,
      l10n,
      german,
      figuresIn('de'),
    );
    expect(text).toContain('qwen (Server, kompatibel mit OpenAI)');
    expect(tooltip).toContain('Model: qwen (Server, kompatibel mit OpenAI)');
    expect(text).toContain('0,13\u00a0$');
    expect(tooltip).toContain('0,1260\u00a0$');
  });
  it('turns while a turn runs', () => expect(label({ running: true }).text).toContain('~spin'));
  it('says first that something waits for the person, also while a turn runs', () => {
    const { text, tooltip } = label({ running: true, waiting: 1 });
    expect(text).toBe('$(bell-dot) waits for you · offline (rule-based) · asks first');
    expect(tooltip).toContain('Memfun: waits for you');
  });
  it('shows what the conversation has cost', () =>
    expect(label({ spentUsd: 0.126 }).text).toContain('$0.13'));
  it('tells the model, the mode and what was spent, each in a line', () =>
    expect(label({ spentUsd: 0.126 }).tooltip.split('\n')).toEqual([
      'Memfun: ready',
      'Model: offline (rule-based)',
      'Changes of files: asks first',
      'This conversation has cost: $0.1260',
      'Today in all windows: $0.00',
      'Sandbox: quickjs',
      'Memories: 2',
      'Restricted mode: reads files, runs nothing from the workspace',
    ]));
  it('says so in restricted mode', () => expect(label().tooltip).toContain('Restricted mode'));
});

describe('Set Up writes', () => {
  const service = (name: string): ServiceChoice => {
    const choice = PROVIDER_CHOICES.find((c) => c.kind === 'service' && c.provider === name);
    if (choice?.kind !== 'service') throw new Error(`no ${name}`);
    return choice;
  };
  it('only the id for a provider at its usual address', () => {
    expect(settingsFor(service('anthropic'), 'claude-haiku-4-5', '')).toEqual({
      model: 'anthropic/claude-haiku-4-5',
    });
    const ollama = service('ollama');
    expect(settingsFor(ollama, 'llama3.1', ollama.address)).toEqual({ model: 'ollama/llama3.1' });
  });
  it('a named definition for a server of its own', () =>
    expect(settingsFor(service('openai-compatible'), 'org/m', 'http://h:1/v1')).toEqual({
      model: 'openai-compatible-org-m',
      definition: {
        name: 'openai-compatible-org-m',
        value: { provider: 'openai-compatible', model: 'org/m', baseUrl: 'http://h:1/v1' },
      },
    }));
  it('nothing for an address that is none', () => {
    expect(addressProblem('localhost:8080')).toBeDefined();
    expect(addressProblem('file:///etc')).toBeDefined();
    expect(addressProblem('http://localhost:8080/v1')).toBeUndefined();
  });
});
