// The texts of a plan of several agents, and of conflicts between them, in German.
import { plural } from './plural.js';

export const team = {
  label: 'Plan mehrerer Agenten',
  proposed: (n: number) => `Plan: ${plural(n, 'Aufgabe', 'Aufgaben')}, noch läuft nichts`,
  progress: (done: number, all: number) =>
    `Plan: ${done} von ${plural(all, 'Aufgabe', 'Aufgaben')} erledigt`,
  graph: 'Was worauf wartet',
  graphLabel: (lines: readonly string[]) => `Abhängigkeiten der Aufgaben. ${lines.join(' ')}`,
  graphNode: (n: number, title: string, state: string, after: string) =>
    `${n}, ${title}, ${state}${after}.`,
  after: (numbers: readonly number[]) =>
    numbers.length === 0 ? '' : `, nach ${numbers.join(' und ')}`,
  states: {
    waiting: 'wartet',
    running: 'läuft',
    done: 'fertig',
    partial: 'früh beendet',
    failed: 'fehlgeschlagen',
    skipped: 'ausgelassen',
    cancelled: 'angehalten',
  },
  tokens: 'Tokens',
  onWorker: (name: string) => `auf ${name}`,
  takenOver: (from: string, by: string | undefined) =>
    by === undefined
      ? `Der Worker ${from} ging verloren: hier übernommen.`
      : `Der Worker ${from} ging verloren: übernommen von ${by}.`,
  attempts: (n: number) => `Versuch ${n}`,
  pause: 'Pause: nichts mehr beginnen',
  paused: 'Pause. Was läuft, läuft zu Ende.',
  goOn: 'Weiter',
  replan: 'Den Rest neu planen',
  replanHint: 'Was soll anders werden? Was läuft, kommt vorher zu seinem Ende.',
  resume: 'Mit diesem Plan weitermachen',
  skip: (title: string) => `Auslassen: ${title}`,
  retry: (title: string) => `Noch einmal: ${title}`,
  takeOver: (title: string) => `Übernehmen: ${title}`,
  takeOverHint: 'Was ist daraus geworden? Spätere Aufgaben bekommen es als Ergebnis.',
  taken: 'Es ist erledigt',
  details: 'Aufgabe und Ergebnis',
  result: 'Ergebnis',
  changed: (files: readonly string[]) => `Geändert: ${files.join(', ')}`,
  leftOut: 'Nicht in die Änderungen übernommen:',
  outputs: (files: readonly string[]) => `Schreibt ${files.join(', ')}`,
  files: (n: number) => `${plural(n, 'Datei', 'Dateien')} geändert`,
  reviewed: (name: string, passed: boolean) =>
    passed ? `${name} hat nichts einzuwenden.` : `${name} wendet ein:`,
  conflict: 'Passte nicht zu dem, was andere schrieben, und wurde neu gemacht:',
  handOver: {
    group: 'Was als Nächstes kommt',
    to: (agent: string, label: string | undefined) =>
      label === undefined ? `An ${agent} übergeben` : `An ${agent} übergeben: ${label}`,
    goOn: 'Mach von der letzten Antwort dieses Gesprächs aus weiter.',
  },
  edit: {
    run: 'Plan ausführen',
    dismiss: 'Nicht ausführen',
    agent: (title: string) => `Agent von ${title}`,
    instructions: (title: string) => `Anweisung von ${title}`,
    review: 'Ein anderer Agent prüft es',
    up: (title: string) => `Früher: ${title}`,
    down: (title: string) => `Später: ${title}`,
    remove: (title: string) => `Entfernen: ${title}`,
    change: 'Agent und Anweisung',
    ended: (state: string) => `Das ist ${state} und bleibt, wie es ist.`,
    after: (titles: readonly string[]) => `Nach ${titles.join(', ')}`,
    problems: 'So kann der Plan nicht laufen:',
  },
};

const DID = {
  created: 'hat sie angelegt',
  changed: 'hat sie geändert',
  deleted: 'hat sie gelöscht',
  moved: 'hat sie verschoben',
};

export const conflict = {
  label: (path: string) => `Konflikt in ${path}`,
  title: 'Zwei Agenten wollen Verschiedenes in',
  side: (letter: string, agent: string) => `${letter} · ${agent}`,
  did: (agent: string, did: keyof typeof DID, path: string | undefined) =>
    `${agent} ${DID[did]}${path === undefined ? '' : ` (${path})`}`,
  inForce: 'A gilt, bis Sie entscheiden.',
  place: (line: number) => (line === 0 ? 'Die Datei' : `Ab Zeile ${line}`),
  before: 'Wie es vorher war',
  nothing: 'Nichts: auf dieser Seite gibt es sie nicht.',
  noText: 'Es gibt keinen Text zu vergleichen. Eine Fassung kann als Ganzes genommen werden.',
  shortened: 'Hier ist nicht alles zu sehen, darum kann es hier nicht bearbeitet werden.',
  take: (letter: string, agent: string) => `${letter} nehmen (${agent})`,
  edit: 'Bearbeiten',
  agent: 'Einen Agenten fragen',
  asking: 'Ein Agent fügt beides zusammen…',
  save: 'Diesen Text nehmen',
  editLabel: (place: string) => `Text für beide: ${place}`,
  decide: 'Wege zu entscheiden',
  keys: (edit: boolean, agent: boolean) =>
    `Tasten auf diesen Knöpfen: A, B${edit ? ', E (bearbeiten)' : ''}${agent ? ', G (Agent)' : ''}.`,
  decided: {
    a: 'A wurde behalten',
    b: 'B wurde genommen',
    text: 'von Ihnen bearbeitet',
    agent: 'von einem Agenten zusammengefügt',
    dropped: 'nicht entschieden: A wurde behalten',
  },
};
