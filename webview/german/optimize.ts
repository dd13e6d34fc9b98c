// German texts of the page about better prompts.
const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
const signed = (share: number): string => `${share < 0 ? '−' : '+'}${percent(Math.abs(share))}`;

export const optimize = {
  open: 'Bessere Prompts',
  title: 'Bessere Prompts aus aufgezeichneten Läufen',
  back: 'Alle Läufe',
  backToList: 'Alle Vorschläge',
  intro:
    'Sucht andere Worte, mit denen ein Modell gefragt wird, erprobt sie an aufgezeichneten Läufen und bietet sie nur an, wenn sie sich an Läufen bewähren, die die Suche nicht gesehen hat. Nichts ändert sich, bevor Sie annehmen.',
  target: 'Was besser werden soll',
  option: (name: string, examples: number, tuned: boolean) =>
    `${name} (${examples.toLocaleString('de')} aufgezeichnet${tuned ? ', verbessert' : ''})`,
  optimizer: 'Wie gesucht wird',
  optimizers: {
    gepa: 'Aus Fehlern neu schreiben (GEPA)',
    mipro: 'Texte und Beispiele wählen (MIPROv2)',
  },
  calls: 'Höchstens so viele Modell-Läufe',
  costUsd: 'Höchstens so viele US-Dollar',
  run: 'Bessere Fassung suchen',
  tooFew: (found: number, needed: number) =>
    `${found} aufgezeichnete Läufe lassen sich bewerten; mindestens ${needed} werden gebraucht. Nutzen Sie Memfun eine Weile oder geben Sie eigene Beispiele: memfun optimize run … --examples FILE.`,
  running: (target: string) => `Sucht ein besseres ${target}`,
  progress: (calls: number, of: number, cost: string) =>
    `${calls} von ${of} Modell-Läufen, ${cost}`,
  best: (score: number) => `bisher bestes ${percent(score)}`,
  stop: 'Anhalten',
  proposals: 'Vorschläge',
  none: 'Noch keine.',
  states: {
    open: 'wartet auf Sie',
    accepted: 'gilt',
    rejected: 'abgelehnt',
    'rolled-back': 'zurückgenommen',
    'not-offered': 'keine bessere Fassung gefunden',
  },
  icons: {
    open: 'question',
    accepted: 'pass-filled',
    rejected: 'circle-slash',
    'rolled-back': 'discard',
    'not-offered': 'dash',
  },
  scores: (before: number, after: number) => `${percent(before)} → ${percent(after)}`,
  verdict: 'An Läufen, die die Suche nicht gesehen hat',
  facts: 'Was gemessen wurde',
  before: 'Vorher',
  after: 'Nachher',
  rows: { score: 'Wertung', cost: 'Kosten eines Laufs', time: 'Zeit eines Laufs' },
  score: (mean: number, low: number, high: number) =>
    `${percent(mean)} (${percent(low)} bis ${percent(high)})`,
  difference: (mean: number, low: number, high: number) =>
    `Unterschied ${signed(mean)}, mit 95 % Sicherheit zwischen ${signed(low)} und ${signed(high)}.`,
  counts: (wins: number, losses: number, ties: number) =>
    `${wins} besser, ${losses} schlechter, ${ties} gleich.`,
  test: (test: string, p: number, level: number) =>
    `${test}, einseitig: p = ${p < 0.0001 ? '< 0,0001' : p.toFixed(4)}, nötig unter ${level}.`,
  found: (optimizer: string, model: string, calls: number, cost: string) =>
    `Gefunden von ${optimizer} mit ${model}: ${calls} Modell-Läufe, ${cost}.`,
  split: (train: number, val: number, heldOut: number) =>
    `${train} Läufe zum Lernen, ${val} zum Auswählen, ${heldOut} zurückgehalten.`,
  changes: 'Was sich ändern würde',
  noChanges: 'Nichts.',
  examples: (n: number) => `Zurückgehaltene Läufe, die sich unterscheiden (${n})`,
  better: 'besser',
  worse: 'schlechter',
  accept: 'Annehmen',
  reject: 'Ablehnen',
  rollback: 'Zurücknehmen',
  compare: 'An der Hälfte der Gespräche erproben',
  accepted: 'Angenommen: gilt ab der nächsten Nachricht.',
  rejected: 'Abgelehnt.',
  rolledBack: 'Zurückgenommen.',
  comparing: 'Von jetzt an bekommt die Hälfte der neuen Gespräche diese Worte.',
  experiments: 'Vergleiche im Alltag',
  experiment: {
    running: 'läuft',
    better: 'beendet: die neuen Worte sind besser',
    harm: 'von selbst beendet: die neuen Worte schaden',
    'no-difference': 'beendet: kein Unterschied gefunden',
    'by-hand': 'angehalten',
  },
  arms: (name: string, mean: number, n: number) => `${name}: ${percent(mean)} von ${n} gingen gut`,
  inForce: 'Geltend',
  proposed: 'Vorgeschlagen',
  early: (n: number) => `Vor je ${n} Gesprächen wird nichts entschieden.`,
  atAllTimes: (low: number, high: number) =>
    `Unterschied jederzeit zwischen ${signed(low)} und ${signed(high)}.`,
};
