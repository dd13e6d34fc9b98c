// The texts of the page about better prompts in German.
import { figuresIn } from '../../runtime/language/index.js';
import { plural } from './plural.js';

const percent = (share: number): string => `${(100 * share).toFixed(0)}\u00a0%`;
const signed = (share: number): string => `${share < 0 ? '−' : '+'}${percent(Math.abs(share))}`;
const { decimal } = figuresIn('de');

export const optimize = {
  open: 'Bessere Prompts',
  title: 'Bessere Prompts aus aufgezeichneten Läufen',
  back: 'Alle Läufe',
  backToList: 'Alle Vorschläge',
  intro:
    'Sucht andere Worte, mit denen ein Modell gefragt wird, erprobt sie an aufgezeichneten Läufen und bietet sie nur an, wenn sie an Läufen besser sind, die die Suche nicht gesehen hat. Nichts ändert sich, bevor Sie zustimmen.',
  target: 'Was besser werden soll',
  option: (name: string, examples: number, tuned: boolean) =>
    `${name} (${examples.toLocaleString('de')} aufgezeichnet${tuned ? ', verbessert' : ''})`,
  optimizer: 'Wie gesucht wird',
  optimizers: {
    gepa: 'Umschreiben, was misslang (GEPA)',
    mipro: 'Texte und Beispiele auswählen (MIPROv2)',
  },
  objective: 'Was zählt',
  objectives: {
    quality: 'Richtige Antworten',
    cost: 'Richtige Antworten für weniger Geld',
    latency: 'Richtige Antworten in kürzerer Zeit',
  },
  fromRuns: 'Skills und Agenten aus aufgezeichneten Läufen',
  noGroups: 'Es gibt noch keine zehn erfolgreichen Läufe einer Art.',
  group: (runs: number, words: string) => `${plural(runs, 'Lauf', 'Läufe')} über ${words}`,
  make: { skill: 'Einen Skill machen', agent: 'Einen Agenten machen' },
  otherModel: 'Ein anderes Modell',
  modelExample: 'Anbieter/Modell',
  compareModel: 'An der Hälfte der Gespräche erproben',
  effect: {
    open: 'Wirkung im Lauf der Zeit',
    title: 'Wirkung im Lauf der Zeit',
    intro:
      'Wie oft Läufe gut gingen: beantwortet, Prüfungen bestanden, nichts zurückgenommen, neu gefragt oder als schlecht bewertet. Balken sind 95-%-Intervalle; Dreiecke sagen, wann eine Fassung angenommen (▲) oder zurückgenommen (▼) wurde.',
    what: 'Läufe mit',
    all: 'irgendetwas',
    none: 'Noch ist kein solcher Lauf aufgezeichnet.',
    helps: 'Mit und ohne',
    noExperiment:
      'Dies ist kein Versuch: Aufgaben mit Erinnerungen oder einem Skill können andere gewesen sein als die ohne.',
    memory: 'Erinnerungen',
    with: 'Mit',
    without: 'Ohne',
    wentWell: 'Ging gut',
    version: 'Fassung',
    week: 'Woche ab',
    asTable: 'Alle Wochen als Tabelle',
    original: (day: string) => `wie gebaut oder in ihrer Datei, ab ${day}`,
    since: (day: string, proposal: string) => `${proposal}, ab ${day}`,
    chart: (weeks: number, marks: number) =>
      `Anteil der Läufe, die gut gingen, in ${plural(weeks, 'Woche', 'Wochen')}, mit ${plural(marks, 'Wechsel', 'Wechseln')} der Fassung. Dasselbe steht in der Tabelle darunter.`,
    mark: {
      accept: (day: string) => `angenommen ${day}`,
      rollback: (day: string) => `zurückgenommen ${day}`,
    },
    percent,
    day: (at: number) =>
      new Date(at).toLocaleDateString('de', { day: 'numeric', month: 'short', timeZone: 'UTC' }),
    rate: (mean: number, low: number, high: number, n: number) =>
      `${percent(mean)} von ${n} (${percent(low)} bis ${percent(high)})`,
    noRuns: 'keine Läufe',
  },
  calls: 'Modellläufe, höchstens',
  costUsd: 'US-Dollar, höchstens',
  run: 'Eine bessere Fassung suchen',
  tooFew: (found: number, needed: number) =>
    `${plural(found, 'aufgezeichneter Lauf kann', 'aufgezeichnete Läufe können')} bewertet werden; mindestens ${needed} sind nötig. Benutzen Sie Memfun eine Weile, oder geben Sie eigene Beispiele: memfun optimize run … --examples DATEI.`,
  running: (target: string) => `Sucht eine bessere Fassung von ${target}`,
  progress: (calls: number, of: number, cost: string) => `${calls} von ${of} Modellläufen, ${cost}`,
  best: (score: number) => `bisher am besten: ${percent(score)}`,
  stop: 'Anhalten',
  proposals: 'Vorschläge',
  none: 'Noch keine.',
  news: {
    begun: 'Die Suche hat begonnen.',
    found: 'Die Suche ist zu Ende: Etwas Besseres wurde gefunden, Sie entscheiden.',
    nothing: 'Die Suche ist zu Ende; es gibt nichts Besseres.',
    failed: 'Die Suche ist fehlgeschlagen.',
    stopped: 'Die Suche wurde angehalten.',
    compared: 'Der Vergleich ist zu Ende.',
  },
  states: {
    open: 'wartet auf Sie',
    accepted: 'gilt',
    rejected: 'abgelehnt',
    'rolled-back': 'zurückgenommen',
    'not-offered': 'keine bessere Fassung gefunden',
  },
  scores: (before: number, after: number) => `${percent(before)} → ${percent(after)}`,
  verdict: 'An Läufen, die die Suche nicht gesehen hat',
  facts: 'Was gemessen wurde',
  before: 'Vorher',
  after: 'Nachher',
  rows: { score: 'Güte', cost: 'Kosten eines Laufs', time: 'Dauer eines Laufs' },
  score: (mean: number, low: number, high: number) =>
    `${percent(mean)} (${percent(low)} bis ${percent(high)})`,
  difference: (mean: number, low: number, high: number) =>
    `Unterschied ${signed(mean)}, mit 95 % Sicherheit zwischen ${signed(low)} und ${signed(high)}.`,
  counts: (wins: number, losses: number, ties: number) =>
    `${wins} besser, ${losses} schlechter, ${ties} gleich.`,
  test: (test: string, p: number, level: number) =>
    `${test}, einseitig: p = ${p < 0.0001 ? '< 0,0001' : decimal(p, 4)}, nötig unter ${level.toLocaleString('de')}.`,
  found: (optimizer: string, model: string, calls: number, cost: string) =>
    `Gefunden durch ${optimizer} mit ${model}: ${plural(calls, 'Modelllauf', 'Modellläufe')}, ${cost}.`,
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
  comparing: 'Von nun an bekommt die Hälfte der neuen Gespräche diese Worte.',
  experiments: 'Vergleiche im Alltag',
  experiment: {
    running: 'läuft',
    better: 'beendet: die neuen Worte sind besser',
    harm: 'von selbst beendet: die neuen Worte schaden',
    'no-difference': 'beendet: kein Unterschied gefunden',
    'by-hand': 'angehalten',
  },
  arms: (name: string, mean: number, n: number) => `${name}: ${percent(mean)} von ${n} gingen gut`,
  inForce: 'In Kraft',
  proposed: 'Vorgeschlagen',
  early: (n: number) => `Vor ${n} Gesprächen mit jeder Fassung wird nichts entschieden.`,
  notExposed: (n: number) =>
    n === 1
      ? '1 weiteres Gespräch kam nicht damit in Berührung und zählt nicht mit.'
      : `${n} weitere Gespräche kamen nicht damit in Berührung und zählen nicht mit.`,
  atAllTimes: (low: number, high: number) =>
    `Unterschied zu jeder Zeit zwischen ${signed(low)} und ${signed(high)}.`,
};
