// Rows of the command line on skills, memories, plans, comparisons and better prompts, in German.
export const commandRows = {
  // memfun memory
  'Exported to {=0}': 'Ausgegeben nach {0}',
  'Backed up to {=0}': 'Gesichert nach {0}',
  'Restore it with: {=0}': 'Zurück holt es: {0}',
  'Brought back what was forgotten since: {#0}': 'Zurückgeholt, was seitdem vergessen wurde: {0}',
  'Whole: {#0} memories, {#1} relations': 'Unversehrt: {0} Erinnerungen, {1} Beziehungen',
  'Damaged: {0}': 'Beschädigt: {0}',
  // memfun optimize
  'In force since version {#0}: {=1}': 'In Kraft seit Fassung {0}: {1}',
  'Accepted as version {#0}; it holds from the next run on. Take it back with: {=1}':
    'Angenommen als Fassung {0}; sie gilt vom nächsten Lauf an. Zurück nimmt sie: {1}',
  'Rejected {=0}.': '{0} ist abgelehnt.',
  'Wrote {=0}.': '{0} geschrieben.',
  '{=0}: a better version is offered': '{0}: Eine bessere Fassung wird angeboten',
  '{=0}: no better version was found': '{0}: Keine bessere Fassung wurde gefunden',
  'score on {#0} held-out examples': 'Punkte auf {0} zurückgehaltenen Beispielen',
  'cost of a run': 'Kosten eines Laufs',
  'time of a run': 'Dauer eines Laufs',
  'Difference {=0} (95 % bootstrap interval of pairs): {#1} better, {#2} worse, {#3} equal. Test: {=4}, one-sided, p = {=5}, level {=6}.':
    'Unterschied {0} (95-%-Bootstrap-Intervall der Paare): {1} besser, {2} schlechter, {3} gleich. Test: {4}, einseitig, p = {5}, Niveau {6}.',
  'Found by {=0} with {=1}, seed {=2}: {#3} evaluations, {=4}, on {#5} examples to learn from and {#6} to choose by.':
    'Gefunden von {0} mit {1}, Startwert {2}: {3} Auswertungen, {4}, an {5} Beispielen zum Lernen und {6} zum Auswählen.',
  'The search ended with its budget.': 'Die Suche endete mit ihrem Budget.',
  'What would change': 'Was sich ändern würde',
  'Held-out examples that differ, the worst first':
    'Zurückgehaltene Beispiele, die sich unterscheiden, die schlechtesten zuerst',
  'what was said of the new answer': 'was zur neuen Antwort gesagt wurde',
  'Nothing changes until it is accepted: {=0}. {=1} takes an acceptance back.':
    'Nichts ändert sich, bevor es angenommen ist: {0}. {1} nimmt eine Annahme zurück.',
  // memfun ab
  '{=0}: running': '{0}: läuft',
  '{=0}: ended: the other one is better': '{0}: beendet, das andere ist besser',
  '{=0}: ended by itself: the other one does harm':
    '{0}: von selbst beendet, das andere richtet Schaden an',
  '{=0}: ended: no difference was found': '{0}: beendet, kein Unterschied wurde gefunden',
  '{=0}: stopped by hand': '{0}: von Hand angehalten',
  'in force  {=0} of {#1} conversations went well, {=2} each':
    'in Kraft     {0} von {1} Gesprächen gingen gut, je {2}',
  'compared  {=0} of {#1} conversations went well, {=2} each':
    'verglichen   {0} von {1} Gesprächen gingen gut, je {2}',
  'difference {=0}, at all times between {=1} and {=2}':
    'Unterschied  {0}, jederzeit zwischen {1} und {2}',
  'difference {=0}, at all times between {=1} and {=2} (nothing is decided before {#3} each)':
    'Unterschied  {0}, jederzeit zwischen {1} und {2} (vor je {3} wird nichts entschieden)',
  'not counted: {#0} that did not come to it': 'nicht gezählt: {0}, die nicht dazu kamen',
  // memfun skill
  'made: {=0}': 'Angelegt: {0}',
  'installed: {=0}': 'Installiert: {0}',
  'updated: {=0}': 'Erneuert: {0}',
  'not taken yet; --yes takes it: {=0}': 'Noch nicht übernommen; --yes übernimmt: {0}',
  'removed: {=0}': 'Entfernt: {0}',
  'brought back: {=0} ({=1})': 'Zurückgeholt: {0} ({1})',
  'Nothing is installed yet. Look at it, then: {=0}':
    'Noch ist nichts installiert. Sehen Sie es an, dann: {0}',
  'asks for: {=0}': 'verlangt: {0}',
  '{=0}, {#1} files, {#2} bytes': '{0}, {1} Dateien, {2} Bytes',
  '{=0}: used {#1} times, {#2} with an answer, {=3}, {=4} USD, {=5} ms each':
    '{0}: {1}-mal benutzt, {2}-mal mit Antwort, {3}, {4} USD, je {5} ms',
  '{=0} is on in this project': '{0} ist in diesem Projekt an',
  '{=0} is off in this project': '{0} ist in diesem Projekt aus',
  // A plan while it runs
  'plan: {#0} tasks': 'Plan: {0} Aufgaben',
  'plan: {#0} tasks, {#1} of them done before': 'Plan: {0} Aufgaben, {1} davon zuvor erledigt',
  'task {=0}: {=1} begins': 'Aufgabe {0}: {1} beginnt',
  'task {=0}: {=1} begins again: {2}': 'Aufgabe {0}: {1} beginnt erneut: {2}',
  'task {=0}: {=1} has nothing to object': 'Aufgabe {0}: {1} hat nichts einzuwenden',
  'task {=0}: {=1} objects: {=2}': 'Aufgabe {0}: {1} wendet ein: {2}',
  'task {=0}: here': 'Aufgabe {0}: hier',
  'task {=0}: here, taken over from {=1}': 'Aufgabe {0}: hier, übernommen von {1}',
  'task {=0}: on worker {=1}': 'Aufgabe {0}: auf dem Worker {1}',
  'task {=0}: on worker {=1}, taken over from {=2}':
    'Aufgabe {0}: auf dem Worker {1}, übernommen von {2}',
  'task {=0}: does not fit to what others wrote: {=1}':
    'Aufgabe {0}: passt nicht zu dem, was andere geschrieben haben: {1}',
  '✓ task {=0}: done, {=1}': '✓ Aufgabe {0}: fertig, {1}',
  '◐ task {=0}: partial, {=1}': '◐ Aufgabe {0}: teilweise, {1}',
  '✗ task {=0}: failed, {=1}': '✗ Aufgabe {0}: fehlgeschlagen, {1}',
  '– task {=0}: skipped, {=1}': '– Aufgabe {0}: übersprungen, {1}',
  '■ task {=0}: cancelled, {=1}': '■ Aufgabe {0}: abgebrochen, {1}',
};
