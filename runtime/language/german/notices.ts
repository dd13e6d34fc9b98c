// What a turn says beside its answer: notices, reasons, questions before something is done; in German.
export const notices = {
  '{=0} has handed over to {=1}: {=2}': '{0} hat an {1} übergeben: {2}',
  '{=0} asks for the model {=1}, which is not set up here: that of the turn is used.':
    '{0} verlangt das Modell {1}, das hier nicht eingerichtet ist: Genutzt wird das der Runde.',
  '{=0} asks for the skill {=1}, which is not there.':
    '{0} verlangt den Skill {1}, den es nicht gibt.',
  'Still running in the background: {=0}. /background stop all ends it.':
    'Im Hintergrund läuft noch: {0}. /background stop all beendet es.',
  'The agent {=0} wants this. {1}': 'Der Agent {0} möchte das. {1}',
  'The agent {=0} on the worker {=1} wants this there. {2}':
    'Der Agent {0} auf dem Worker {1} möchte das dort. {2}',
  'The run was stopped: {0} not made.': 'Der Lauf wurde angehalten: {0} nicht gemacht.',
  'The run ended early: {0} not made ({=1}).':
    'Der Lauf endete vorzeitig: {0} nicht gemacht ({1}).',
  'one change was': 'eine Änderung wurde',
  '{#0} changes were': '{0} Änderungen wurden',
  'The agent has worked this out for your request. Nothing is changed yet.':
    'Der Agent hat das für Ihre Anfrage erarbeitet. Noch ist nichts geändert.',
  'Nothing is changed yet. {0}': 'Noch ist nichts geändert. {0}',
  '"{=0}" is {1}, so it is always asked about.': '„{0}“ ist {1}; danach wird immer gefragt.',
  '“{=0}” would take over text from {=1}, which is not yours.':
    '„{0}“ würde Text aus {1} übernehmen, der nicht von Ihnen ist.',
  "They are the project's own checks of what was changed.":
    'Es sind die eigenen Prüfungen des Projekts für das Geänderte.',
  'it stands word for word in {=0}, which was only read: nobody has asked for it':
    'er steht Wort für Wort in {0}, was nur gelesen wurde: Niemand hat danach gefragt',
  'The answer needs a look into the workspace.':
    'Die Antwort braucht einen Blick in den Arbeitsbereich.',
  'There was no direct answer.': 'Es gab keine direkte Antwort.',
  'What is attached is too large.': 'Das Angehängte ist zu groß.',
  'There was no readable answer.': 'Es gab keine lesbare Antwort.',
  'This needs a look into the workspace, and you asked for a direct answer. Ask again without that limit.':
    'Das braucht einen Blick in den Arbeitsbereich, und Sie haben eine direkte Antwort verlangt. Fragen Sie erneut ohne diese Grenze.',
  'This needs a look into the workspace, and `/btw` answers only from this conversation. Ask it as a message of its own.':
    'Das braucht einen Blick in den Arbeitsbereich, und `/btw` antwortet nur aus diesem Gespräch. Fragen Sie es als eigene Nachricht.',
  'The conversation has grown large and could not be summed up, so the oldest turns are left out. {0}':
    'Das Gespräch ist groß geworden und ließ sich nicht zusammenfassen; die ältesten Runden bleiben weg. {0}',
  '{=0} does not see images, so it answers without. /model shows others.':
    '{0} sieht keine Bilder und antwortet ohne sie. /model zeigt andere.',
  '“{=0}” cannot be shown to the model: {1}.': '„{0}“ kann dem Modell nicht gezeigt werden: {1}.',
  'Only the first {#0} of {#1} images are shown to the model.':
    'Dem Modell werden nur die ersten {0} von {1} Bildern gezeigt.',
  'it is not kept here': 'es ist hier nicht aufbewahrt',
  'it is larger than 5 MB': 'es ist größer als 5 MB',
  'it is no PNG, JPEG, GIF or WebP image': 'es ist kein Bild in PNG, JPEG, GIF oder WebP',
  'Mend what the checks found': 'Beheben, was die Prüfungen fanden',
  'The change could not be checked. {0}': 'Die Änderung konnte nicht geprüft werden. {0}',
  'Compare the change with the request': 'Die Änderung mit der Anfrage vergleichen',
  'Format: {=0}': 'Format: {0}',
  'Lint: {=0}': 'Linter: {0}',
  'Types: {=0}': 'Typen: {0}',
  'Build: {=0}': 'Build: {0}',
  'Tests: {=0}': 'Tests: {0}',
  'Format: {=0} again': 'Format: {0} noch einmal',
  'Lint: {=0} again': 'Linter: {0} noch einmal',
  'Types: {=0} again': 'Typen: {0} noch einmal',
  'Build: {=0} again': 'Build: {0} noch einmal',
  'Tests: {=0} again': 'Tests: {0} noch einmal',
  'This turn could not be saved, so it will be missing after a restart. {0}':
    'Diese Runde konnte nicht gespeichert werden und fehlt nach einem Neustart. {0}',
  'Steps 1 to {#0} are rebuilt from the record; nothing they called is called again.':
    'Die Schritte 1 bis {0} werden aus der Aufzeichnung aufgebaut; nichts davon wird noch einmal aufgerufen.',
  'From step {#0} on everything runs for real, in mode {.1}.':
    'Ab Schritt {0} läuft alles wirklich, im Modus {1}.',
  'Raise memfun.budget.dayUsd in the settings (0: no cap), or go on tomorrow.':
    'Erhöhen Sie memfun.budget.dayUsd in den Einstellungen (0: keine Obergrenze), oder machen Sie morgen weiter.',
  "The day's spending cap of {0} is reached: no model that costs money is called.":
    'Die Obergrenze der Ausgaben für heute ({0}) ist erreicht: Kein Modell, das Geld kostet, wird aufgerufen.',
  'Runs of today cost {0} on average.': 'Läufe kosteten heute im Mittel {0}.',
  "Of the day's {0}, {1} are left: if that is not enough, this run ends before it goes over, and what it found is kept.":
    'Von den {0} für heute sind noch {1} übrig: Reicht das nicht, endet dieser Lauf, bevor er darüber geht, und was er fand, bleibt.',
  'A message costs about {0}, rarely more than {1}, as your last {#2} with {=3} did.':
    'Eine Nachricht kostet etwa {0}, selten mehr als {1}, wie Ihre letzten {2} mit {3}.',
  'A fix, test or refactoring costs about {0}, rarely more than {1}, as your last {#2} with {=3} did.':
    'Eine Korrektur, ein Test oder ein Umbau kostet etwa {0}, selten mehr als {1}, wie Ihre letzten {2} mit {3}.',
  'A plan costs about {0}, rarely more than {1}, as your last {#2} with {=3} did.':
    'Ein Plan kostet etwa {0}, selten mehr als {1}, wie Ihre letzten {2} mit {3}.',
  'The skill could not be opened.': 'Der Skill konnte nicht geöffnet werden.',
  'One agent does the work.': 'Ein Agent tut die Arbeit.',
  'What you named with @ could not be looked up.':
    'Was Sie mit @ nennen, konnte nicht nachgesehen werden.',
  'The earlier turns could not be read.': 'Die früheren Runden konnten nicht gelesen werden.',
  'Memory could not be searched.': 'Das Gedächtnis konnte nicht durchsucht werden.',
  'The latest conversations could not be looked up.':
    'Die letzten Gespräche konnten nicht nachgesehen werden.',
  'The use of memories could not be noted.':
    'Die Nutzung von Erinnerungen konnte nicht vermerkt werden.',
  'The use of a skill could not be noted.':
    'Die Nutzung eines Skills konnte nicht vermerkt werden.',
  'Memories of the changed files could not be checked.':
    'Erinnerungen zu den geänderten Dateien konnten nicht geprüft werden.',
  'The field "{=0}" is missing.': 'Das Feld „{0}“ fehlt.',
  'Nothing could be learned from this turn.': 'Aus dieser Runde konnte nichts gelernt werden.',
  'Memories could not be compared with the code.':
    'Erinnerungen konnten nicht mit dem Code verglichen werden.',
  'Up to here this is a copy; the original conversation is in the history.':
    'Bis hierher ist das eine Kopie; das ursprüngliche Gespräch steht im Verlauf.',
  '{#0} earlier turns are summed up for the model ({#1} → {#2} tokens). The conversation itself is kept.':
    '{0} frühere Runden sind für das Modell zusammengefasst ({1} → {2} Tokens). Das Gespräch selbst bleibt erhalten.',
  '/compress show shows the summary, /compress undo gives the turns back.':
    '/compress show zeigt die Zusammenfassung, /compress undo gibt die Runden zurück.',
  '{#0} earlier turns are given to the model as they were.':
    '{0} frühere Runden bekommt das Modell, wie sie waren.',
  '{0} Trying again in {#1} s.': '{0} Neuer Versuch in {1} s.',
  'You asked for a direct answer.': 'Sie haben eine direkte Antwort verlangt.',
  'You asked beside it.': 'Sie haben nebenbei gefragt.',
  'You asked for an agent.': 'Sie haben einen Agenten verlangt.',
  'You asked for several agents.': 'Sie haben mehrere Agenten verlangt.',
  'The request speaks of several agents.': 'Die Anfrage spricht von mehreren Agenten.',
  'To {=0} needs a look into the code.': 'Das braucht einen Blick in den Code ({0}).',
  'What you attached may be enough to answer.': 'Das Angehängte genügt vielleicht für die Antwort.',
  'The question reaches beyond the attached text.':
    'Die Frage geht über den angehängten Text hinaus.',
  'The attached file has to be read first.': 'Die angehängte Datei muss erst gelesen werden.',
  'What is remembered may be enough to answer.': 'Das Gemerkte genügt vielleicht für die Antwort.',
  'There is nothing to look up.': 'Es gibt nichts nachzusehen.',
  'The question is about Memfun itself.': 'Die Frage gilt Memfun selbst.',
  'The question is about this conversation.': 'Die Frage handelt von diesem Gespräch.',
  'The question needs a look into the workspace.':
    'Die Frage braucht einen Blick in den Arbeitsbereich.',
  '{=0}:{#1} was left out: there is no such file.':
    '{0}:{1} blieb weg: Eine solche Datei gibt es nicht.',
  '{=0}:{#1} was left out: the file has {#2} lines.':
    '{0}:{1} blieb weg: Die Datei hat {2} Zeilen.',
  'The run was stopped.': 'Der Lauf wurde angehalten.',
  'The time for this run is used up.': 'Die Zeit für diesen Lauf ist um.',
  'The same cell was run again.': 'Dieselbe Zelle lief noch einmal.',
  'The same error came back: {=0}.': 'Derselbe Fehler kam wieder: {0}.',
  'The same call was made in {#0} steps: {=1}.': 'Derselbe Aufruf geschah in {0} Schritten: {1}.',
  'The same file was read in {#0} steps: {=1}.':
    'Dieselbe Datei wurde in {0} Schritten gelesen: {1}.',
  'Half of the budget is used and the last {#0} steps brought nothing new.':
    'Das halbe Budget ist verbraucht, und die letzten {0} Schritte brachten nichts Neues.',
  'The work went in circles. {0}': 'Die Arbeit ging im Kreis. {0}',
  'All {#0} steps of this run are used up.': 'Alle {0} Schritte dieses Laufs sind aufgebraucht.',
  'Step {#0}': 'Schritt {0}',
  '{=0} · step {#1}': '{0} · Schritt {1}',
  'The run ended while this cell ran.': 'Der Lauf endete, während diese Zelle lief.',
  'This step is run again, with a cell that the user gave.':
    'Dieser Schritt läuft noch einmal, mit einer Zelle von Ihnen.',
  'you asked what is remembered; {0}': 'Sie haben gefragt, was gemerkt ist; {0}',
  'you ask about earlier work': 'Sie fragen nach früherer Arbeit',
  'one of your latest conversations': 'eines Ihrer letzten Gespräche',
  'Change one file': 'Eine Datei ändern',
  'Change {#0} files': '{0} Dateien ändern',
  'Built-in rules (no model)': 'Eingebaute Regeln (ohne Modell)',
  'speaks of “{=0}”; {1}': 'spricht von „{0}“; {1}',
  'speaks of “{=0}” and “{=1}”; {2}': 'spricht von „{0}“ und „{1}“; {2}',
  'speaks of “{=0}”, “{=1}” and “{=2}”; {3}': 'spricht von „{0}“, „{1}“ und „{2}“; {3}',
  'speaks of {=0} and {=1}; {2}': 'spricht von {0} und {1}; {2}',
  'speaks of {=0}; {1}': 'spricht von {0}; {1}',
  '{0}; may be outdated: {=1} changed': '{0}; vielleicht veraltet: {1} geändert',
  'may be outdated: {=0} changed': 'vielleicht veraltet: {0} geändert',
  'may be outdated: the code changed': 'vielleicht veraltet: der Code geändert',
  'may be outdated: {=0} in {=1} changed': 'vielleicht veraltet: {0} in {1} geändert',
  '{.0} from today': '{0} von heute',
  '{.0} from yesterday': '{0} von gestern',
  '{.0} from {#1} days ago': '{0} von vor {1} Tagen',
  '{.0} from {#1} months ago': '{0} von vor {1} Monaten',
  '{.0} from {#1} years ago': '{0} von vor {1} Jahren',
  'pinned {.0} from today': 'angeheftet, {0} von heute',
  'pinned {.0} from yesterday': 'angeheftet, {0} von gestern',
  'pinned {.0} from {#1} days ago': 'angeheftet, {0} von vor {1} Tagen',
  'pinned {.0} from {#1} months ago': 'angeheftet, {0} von vor {1} Monaten',
  'pinned {.0} from {#1} years ago': 'angeheftet, {0} von vor {1} Jahren',
  'You said so in this turn.': 'Sie haben es in dieser Runde gesagt.',
  'This turn made it more precise.': 'Diese Runde machte es genauer.',
  'It replaces what you said before: {=0}': 'Es tritt an die Stelle von früher Gesagtem: {0}',
  'It says more about: {=0}': 'Es sagt mehr über: {0}',
  'It says otherwise than what you said before; both are kept until you choose: {=0}':
    'Es sagt etwas anderes als früher; beide bleiben, bis Sie wählen: {0}',
  'You agreed to it in this turn.': 'Sie haben dem in dieser Runde zugestimmt.',
  'The tests of this turn showed it.': 'Die Tests dieser Runde haben es gezeigt.',
  'It was imported.': 'Es wurde übernommen.',
  'A page says so.': 'Eine Seite sagt es.',
  pinned: 'angeheftet',
  superseded: 'ersetzt',
  archived: 'archiviert',
  deleted: 'vergessen',
  active: 'aktiv',
  'the code': 'der Code',
};
