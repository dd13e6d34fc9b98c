// An editor in German shows every view in German, in a narrow page too.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RunEvent, toErrorInfo } from '../../runtime/core/index.js';
import { McpCallError } from '../../runtime/mcp/index.js';
import { EngineUnavailableError } from '../../runtime/sandbox/index.js';
import { StorageWriteError } from '../../runtime/storage/index.js';
import { reportOf } from '../support/optimize-report.js';
import { type ChatPage, NARROW, Pages } from './support/chat-page.js';
import { BINARY, LINES } from './support/conflicts.js';
import { figuresWithPoint } from './support/figures.js';
import { GROUPS } from './support/optimize.js';
import { asksForPlan, underWay } from './support/plans.js';
import { chooseSpan } from './support/runs.js';
import { HANDOFFS, turn } from './support/turns.js';

let pages: Pages;
beforeAll(async () => {
  pages = await Pages.launch();
});
afterEach(async () => pages.closeAll());
afterAll(async () => pages.close());

it('begins in the language of the editor, and says so to assistive technology', async () => {
  const chat = await pages.open({ language: 'de', width: NARROW });
  await chat.page.getByPlaceholder('Fragen Sie nach diesem Arbeitsbereich').waitFor();
  expect(await chat.page.locator('html').getAttribute('lang')).toBe('de');
  expect(chat.problems).toEqual([]);
});

const replied = (text: string, lines: readonly string[]): readonly RunEvent[] =>
  turn(text, { question: text, answer: lines.join('\n'), citations: [], offline: true });

const NOTICES = [
  {
    type: 'notice',
    level: 'warning',
    text: "The day's spending cap of $5.00 is reached: no model that costs money is called.",
    remedy: 'Raise memfun.budget.dayUsd in the settings (0: no cap), or go on tomorrow.',
  },
  {
    type: 'notice',
    level: 'info',
    text: '12 earlier turns are given to the model as they were.',
  },
] as const;

/** What the host says in English, in the record: replies of commands, notices, reasons. */
const SAID: readonly RunEvent[] = [
  ...replied('/cost', [
    '| | model calls | tokens in | of them cached | tokens out | cost |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    '| last turn | 4 | 18240 | 9000 | 1312 | $0.04 |',
    '| today, all windows | 9 | 40112 | 9000 | 3120 | $0.10 |',
    '',
    "The day's cap is $5.00; $4.90 are left.",
  ]),
  ...replied('/safety', [
    '- **ask** (now): every change and every command that is not known to be harmless is shown and asked about',
    '- plan: nothing is changed and nothing runs: those functions are not even there',
    '',
    'There are no rules about commands in this workspace yet. A denial always wins over an allowance.',
  ]),
  ...turn('t1', { citations: [] }).flatMap((event): readonly RunEvent[] =>
    event.type === 'turn.ended'
      ? [...NOTICES.map((one) => ({ ...one, at: event.at, turnId: event.turnId })), event]
      : [event],
  ),
];

const LOOKED_AT: Readonly<Record<string, (language: 'de') => Promise<ChatPage>>> = {
  plan: async (language) => {
    const chat = await pages.open({ language, width: NARROW, height: 1100, script: asksForPlan });
    await chat.send('/team build it');
    await chat.get('plan-change').first().locator('summary').click();
    await chat.page.getByText('Plan: 6 Aufgaben, noch läuft nichts').waitFor();
    return chat;
  },
  'plan-under-way': async (language) => {
    const events = [
      ...turn('trn_1', { answer: '', stopReason: undefined }),
      ...underWay('trn_1'),
      ...turn('trn_1', { answer: '', stopReason: 'interrupted' }).slice(-1),
    ];
    const chat = await pages.open({ language, width: NARROW, height: 1300, events });
    await chat.page.getByText('Plan: 2 von 6 Aufgaben erledigt').waitFor();
    return chat;
  },
  'what-the-host-says': async (language) => {
    const chat = await pages.open({ language, width: NARROW, height: 1500, events: SAID });
    await chat.page.getByText('Die Obergrenze des Tages ist 5,00 $').waitFor();
    await chat.page.getByText('12 frühere Runden bekommt das Modell, wie sie waren.').waitFor();
    const shown = await chat.page.locator('body').innerText();
    expect(shown).toContain('heute, alle Fenster');
    expect(shown).toContain('Erhöhen Sie memfun.budget.dayUsd');
    expect(shown).not.toMatch(/last turn|There are no rules|nothing is changed|spending cap/);
    return chat;
  },
  conflicts: async (language) => {
    const chat = await pages.open({
      language,
      width: NARROW,
      height: 1300,
      script: async (turnId, { emit, signal }) => {
        for (const told of [LINES, BINARY]) emit({ ...told, at: 1, turnId });
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
      },
    });
    await chat.send('build it together');
    await chat.page.getByText('A nehmen (architect)').waitFor();
    return chat;
  },
  optimize: async (language) => {
    const reports = [reportOf({ id: 'chg_1', madeAt: Date.now() })];
    const compared = { proposal: 'chg_1', conversations: 61 };
    const chat = await pages.open({
      language,
      width: NARROW,
      height: 1000,
      optimize: { reports, compared },
    });
    chat.host.show('traces');
    await chat.button('Bessere Prompts').click();
    await chat.get('optimize-proposal').waitFor();
    return chat;
  },
  'optimize-make': async (language) => {
    const optimize = { groups: GROUPS };
    const chat = await pages.open({ language, width: NARROW, height: 1100, optimize });
    chat.host.show('traces');
    await chat.button('Bessere Prompts').click();
    await chat.get('optimize-group').last().waitFor();
    await chat.page.getByText('Vergleiche im Alltag').click();
    await chat.page.getByLabel('Ein anderes Modell').waitFor();
    return chat;
  },
  errors: async (language) => {
    const failed = [
      new StorageWriteError(
        '/home/me/.memfun/projects/parcels',
        Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }),
      ),
      new EngineUnavailableError(
        'isolated-vm',
        'it needs a Node 24, and this is v22.21.1.',
        'Install Node 24 and name it in the environment variable MEMFUN_NODE, or use the engine "quickjs".',
      ),
      new McpCallError('weather', 'The tool forecast', 'It said nothing for 30 seconds.'),
    ];
    const events = failed.flatMap((error, at) =>
      turn(`t${at}`, { answer: '', stopReason: 'error', error: toErrorInfo(error) }),
    );
    const chat = await pages.open({ language, width: NARROW, height: 1000, events });
    for (const words of ['der Datenträger ist voll', 'Nötig ist Node 24', 'Er schwieg 30 Sekunden'])
      await chat.page.getByText(words).waitFor();
    return chat;
  },
  'hand-over': async (language) => {
    const events = turn('t1', {
      answer: 'Die Schlange versucht es erneut.',
      handoffs: HANDOFFS,
      rating: 'down',
    });
    const chat = await pages.open({ language, width: NARROW, height: 700, events });
    await chat.page.getByText('An tester übergeben').waitFor();
    return chat;
  },
  'optimize-report': async (language) => {
    const reports = [reportOf({ id: 'chg_1', madeAt: Date.now() })];
    const chat = await pages.open({ language, width: NARROW, height: 1100, optimize: { reports } });
    chat.host.show('traces');
    await chat.button('Bessere Prompts').click();
    await chat.get('optimize-proposal').getByRole('button').click();
    await chat.button('Annehmen').waitFor();
    return chat;
  },
};

// In which theme makes no difference to words: the scenes in English are looked at in all four.
it.each(Object.entries(LOOKED_AT))(
  '%s is shown in German within 300 pixels, without violations',
  async (name, open) => {
    const chat = await open('de');
    await chat.screenshot(`german-${name}-${NARROW}`);
    expect(await figuresWithPoint(chat), 'figures as in English').toEqual([]);
    expect(await chat.overflow()).toEqual([]);
    expect(await chat.axe()).toEqual([]);
    expect(chat.problems).toEqual([]);
  },
);

const OVER = 'The run would go over its budget of 0.04 US dollars.';

/** A turn of one step, which fails. @param offline whether the built-in rules gave the reason for it */
function oneStep(offline: boolean): readonly RunEvent[] {
  const [started, ...rest] = turn('trn_1', { offline, steps: false });
  const step = { at: Date.now(), turnId: 'trn_1', stepId: 's1' };
  const error = { name: 'BudgetExceededError', code: 'budget.exceeded', message: OVER };
  const ended = { ok: false, error, observation: '', ms: 3, variables: [] };
  return [
    ...(started === undefined ? [] : [started]),
    { ...step, type: 'step.started', depth: 0, index: 1, title: 'Step 1' },
    { ...step, type: 'step.code', reasoning: 'I tell what is there.', code: '1' },
    { ...step, type: 'step.ended', ...ended },
    ...rest,
  ];
}

describe.each([
  [true, 'Ich sage, was dort steht.'],
  [false, 'I tell what is there.'],
])('the reason of a step is ours where the built-in rules work: %s', (offline, said) => {
  const language = 'de';

  it('in the chat', async () => {
    const events = oneStep(offline);
    const chat = await pages.open({ language, width: NARROW, height: 900, events });
    await chat.get('step').getByText(said).first().waitFor();
  });

  it('in a trace, where the step is called in German and fails for a reason that is said once', async () => {
    const runs = [oneStep(offline)];
    const chat = await pages.open({ language, width: NARROW, height: 900, runs });
    chat.host.show('traces');
    await chat.get('trace-run').first().getByRole('button').first().click();
    await chat.get('trace-row').first().waitFor();
    await chooseSpan(chat, 'step', 'Schritt 1');
    const details = chat.page.getByRole('region', { name: 'Einzelheiten' });
    await details.getByText(said).first().waitFor();
    expect(await details.getByRole('heading', { name: 'Schritt 1', exact: true }).count()).toBe(1);
    const why = 'Der Lauf ginge über sein Budget von 0,04 US-Dollar hinaus.';
    expect(await details.getByText(why).count()).toBe(1);
  });
});
