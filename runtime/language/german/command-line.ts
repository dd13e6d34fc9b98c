// What can go wrong on the command line and in settings, in German.
export const commandLine = {
  // Any command.
  'Use: {0}': 'Aufruf: {0}',
  'See: {0}': 'Siehe: {0}',
  'There is no command "{0}".': 'Einen Befehl „{0}“ gibt es nicht.',
  'Run "memfun help" to see the commands and their options.':
    '„memfun help“ zeigt die Befehle und ihre Optionen.',
  'This command does not use a workspace.': 'Dieser Befehl verwendet keinen Arbeitsbereich.',
  'There is no folder "{0}".': 'Einen Ordner „{0}“ gibt es nicht.',
  'Give an existing one with --dir.': 'Nennen Sie mit --dir einen vorhandenen.',
  'There is no {0}.': 'Das gibt es nicht: {0}.',
  'There is no --{0}.': 'Ein --{0} gibt es nicht.',
  '"{0}" cannot be read': '„{0}“ kann nicht gelesen werden',
  '"{0}" cannot be read.': '„{0}“ kann nicht gelesen werden.',
  '"{0}" cannot be written': '„{0}“ kann nicht geschrieben werden',
  '"{0}" cannot be written.': '„{0}“ kann nicht geschrieben werden.',
  'There is a file "{0}" already': 'Eine Datei „{0}“ gibt es schon',
  'Check the name of the file.': 'Prüfen Sie den Namen der Datei.',
  'Give another name; nothing is overwritten.':
    'Geben Sie einen anderen Namen an; nichts wird überschrieben.',
  'Give a file in an existing folder.': 'Nennen Sie eine Datei in einem vorhandenen Ordner.',
  'There is no file.': 'Es ist keine Datei genannt.',
  '"{0}" is no number.': '„{0}“ ist keine Zahl.',
  'Give a number that is not negative.': 'Geben Sie eine Zahl an, die nicht negativ ist.',
  '"{0}" is no number for --{1}.': '„{0}“ ist keine Zahl für --{1}.',
  'Give one from {0} to {1}.': 'Geben Sie eine von {0} bis {1} an.',
  '"{0}" is no value for --{1}.': '„{0}“ ist kein Wert für --{1}.',
  'Give a number from 0 to 1.': 'Geben Sie eine Zahl von 0 bis 1 an.',
  'Give a whole number from 1.': 'Geben Sie eine ganze Zahl ab 1 an.',
  'Give a whole number from 1 to {0}.': 'Geben Sie eine ganze Zahl von 1 bis {0} an.',
  'Give a whole number: --limit 20': 'Geben Sie eine ganze Zahl an: --limit 20',
  'It is not clear what to do.': 'Es ist nicht klar, was geschehen soll.',
  'Say what to do.': 'Sagen Sie, was geschehen soll.',
  'The command line does not store the key "{0}".':
    'Die Befehlszeile speichert den Schlüssel „{0}“ nicht.',
  'Set it as an environment variable, e.g. {0}_API_KEY.':
    'Setzen Sie ihn als Umgebungsvariable, etwa {0}_API_KEY.',
  // Asking.
  'There are no words after /now.': 'Nach /now stehen keine Worte.',
  'Write them there, for example: /now look at the tests first':
    'Schreiben Sie sie dort, zum Beispiel: /now sieh zuerst nach den Tests',
  'There is no question.': 'Es gibt keine Frage.',
  'Write it after the command: memfun ask "how does … work?"':
    'Schreiben Sie sie hinter den Befehl: memfun ask "wie geht …?"',
  'There is no file to {0}.': 'Es ist keine Datei genannt ({0}).',
  'Name one: memfun {0} src/file.ts:10-40': 'Nennen Sie eine: memfun {0} src/datei.ts:10-40',
  'There is no file "{0}" in {1}.': 'Eine Datei „{0}“ gibt es in {1} nicht.',
  '"{0}" names lines that are not there; the file has {1}.':
    '„{0}“ nennt Zeilen, die es nicht gibt; die Datei hat {1}.',
  'Give a range inside the file, e.g. :1-20.': 'Geben Sie einen Bereich der Datei an, etwa :1-20.',
  '"{0}" is no effort.': '„{0}“ ist kein Aufwand.',
  'There is no text.': 'Es gibt keinen Text.',
  'Use: memfun locate "the retry gives up too early"':
    'Aufruf: memfun locate "die Wiederholung gibt zu früh auf"',
  '"{0}" is no number of files.': '„{0}“ ist keine Anzahl von Dateien.',
  'Use --limit with 1 to 1000.': 'Verwenden Sie --limit mit 1 bis 1000.',
  '"{0}" is no record of a session: {1}': '„{0}“ ist keine Aufzeichnung einer Sitzung: {1}',
  'Write one with: memfun repl --record FILE': 'Eine schreiben Sie mit: memfun repl --record DATEI',
  // Agents and skills.
  'It is not clear what to do with agents.': 'Es ist nicht klar, was mit Agenten geschehen soll.',
  '"{0}" is no dialect of agent files.': '„{0}“ ist keine Form von Dateien mit Agenten.',
  '{0} exists already; it is unchanged.': '{0} gibt es schon; nichts wurde geändert.',
  'It is not clear what to do with skills.': 'Es ist nicht klar, was mit Skills geschehen soll.',
  'There is no SKILL.md in {0}.': 'In {0} ist keine SKILL.md.',
  'It is not said {0}.': 'Es fehlt: {0}.',
  'a name and what the skill is for': 'ein Name und wofür der Skill ist',
  'where it comes from': 'woher er kommt',
  'which skill': 'welcher Skill',
  'which skill, and the folder or archive to write':
    'welcher Skill, und der Ordner oder das Archiv zum Schreiben',
  'which registry: --registry FILE or ADDRESS':
    'welches Verzeichnis: --registry DATEI oder ADRESSE',
  'one of the skills that there are': 'einer der vorhandenen Skills',
  // Memory.
  '"{0}" is no format.': '„{0}“ ist kein Format.',
  'Use one of: jsonl, markdown.': 'Möglich sind: jsonl, markdown.',
  'Say what to do with memory.': 'Sagen Sie, was mit dem Gedächtnis geschehen soll.',
  'There is no "memory {0}".': '„memory {0}“ gibt es nicht.',
  '"memory {0}" takes no text.': '„memory {0}“ nimmt keinen Text.',
  '"{0}" is no layer.': '„{0}“ ist keine Schicht.',
  '"{0}" is no category.': '„{0}“ ist keine Kategorie.',
  '"{0}" is no status.': '„{0}“ ist kein Status.',
  '"{0}" is no number of memories.': '„{0}“ ist keine Anzahl von Erinnerungen.',
  '"{0}" is no time for --{1}.': '„{0}“ ist keine Zeit für --{1}.',
  'Give one in ISO 8601, e.g. 2026-03-01 or 2026-03-01T10:00:00Z.':
    'Geben Sie eine nach ISO 8601 an, etwa 2026-03-01 oder 2026-03-01T10:00:00Z.',
  '"{0}" is no field.': '„{0}“ ist kein Feld.',
  'Give --field NAME=VALUE.': 'Geben Sie --field NAME=WERT an.',
  'Nothing to change was given.': 'Es ist nichts zum Ändern angegeben.',
  'A relation needs two ids and a kind.': 'Eine Beziehung braucht zwei Ids und eine Art.',
  'A conflict is settled by two ids.': 'Einen Konflikt entscheiden zwei Ids.',
  // Servers, the web and rules.
  'Servers are not started in a folder that is not trusted.':
    'In einem Ordner, dem nicht vertraut wird, werden keine Server gestartet.',
  'Say which server.': 'Sagen Sie, welcher Server.',
  'The arguments are no JSON object.': 'Die Argumente sind kein JSON-Objekt.',
  'E.g. \'{"path":"README.md"}\'. {0}': 'Etwa \'{"path":"README.md"}\'. {0}',
  '"{0}" is no port.': '„{0}“ ist kein Port.',
  'Give a number up to 65535; 0 takes any free one.':
    'Geben Sie eine Zahl bis 65535 an; 0 nimmt irgendeinen freien.',
  'Give a number from 0 (any free one) to 65535.':
    'Geben Sie eine Zahl von 0 (irgendein freier) bis 65535 an.',
  'The port {0} is taken.': 'Der Port {0} ist belegt.',
  'Give another one, or 0 for any free one.':
    'Geben Sie einen anderen an, oder 0 für irgendeinen freien.',
  'The web is off in a folder that is not trusted.':
    'In einem Ordner, dem nicht vertraut wird, ist das Web abgeschaltet.',
  'Say what to do on the web.': 'Sagen Sie, was im Web geschehen soll.',
  'There is no "web {0}".': '„web {0}“ gibt es nicht.',
  'Give one address to fetch.': 'Nennen Sie eine Adresse.',
  'There is no text to search for.': 'Es gibt keinen Text, nach dem gesucht werden könnte.',
  '"{0}" is no number of results.': '„{0}“ ist keine Anzahl von Ergebnissen.',
  'There is no "policy {0}".': '„policy {0}“ gibt es nicht.',
  'There is no command to check.': 'Es gibt keinen Befehl zum Prüfen.',
  // Optimising.
  'There is no proposal.': 'Es ist kein Vorschlag genannt.',
  'There is no proposal yet.': 'Es gibt noch keinen Vorschlag.',
  '"{0}" is no share.': '„{0}“ ist kein Anteil.',
  'Give a number between 0 and 1.': 'Geben Sie eine Zahl zwischen 0 und 1 an.',
  '"{0}" is no number of tasks.': '„{0}“ ist keine Anzahl von Aufgaben.',
  'There is no "ab {0}".': '„ab {0}“ gibt es nicht.',
  'Say what to optimise.': 'Sagen Sie, was verbessert werden soll.',
  'There is no "optimize {0}".': '„optimize {0}“ gibt es nicht.',
  'There is no objective "{0}".': 'Ein Ziel „{0}“ gibt es nicht.',
  'Objectives: {0}.': 'Ziele: {0}.',
  'There is no optimizer "{0}".': 'Einen Optimierer „{0}“ gibt es nicht.',
  'Optimizers: {0}.': 'Optimierer: {0}.',
  'Say which proposal, by its id or "last".': 'Sagen Sie, welcher Vorschlag: seine Id oder „last“.',
  'It is not clear what to make a skill or an agent from.':
    'Es ist nicht klar, woraus ein Skill oder Agent werden soll.',
  'There are not yet enough successful runs of one kind.':
    'Es gibt noch nicht genug gelungene Läufe einer Art.',
  '"{0}" cannot be made from runs.': '„{0}“ lässt sich nicht aus Läufen machen.',
  // Tiers, workers and their tasks.
  'It is not clear what to do with tasks.': 'Es ist nicht klar, was mit Aufgaben geschehen soll.',
  'Which task? memfun task {0} ID': 'Welche Aufgabe? memfun task {0} ID',
  'memfun task list shows the ids.': '„memfun task list“ zeigt die Ids.',
  'Tasks for workers need a tier that other processes reach.':
    'Aufgaben für Worker brauchen eine Ebene, die andere Prozesse erreichen.',
  'Say which: --tier sqlite, or --tier redis or nats with --servers ADDRESS.':
    'Sagen Sie, welche: --tier sqlite, oder --tier redis oder nats mit --servers ADRESSE.',
  'There is no task.': 'Es ist keine Aufgabe genannt.',
  '"{0}" is no variable.': '„{0}“ ist keine Variable.',
  'Write --var NAME=FILE.': 'Schreiben Sie --var NAME=DATEI.',
  'The file of "{0}" cannot be read.': 'Die Datei von „{0}“ kann nicht gelesen werden.',
  'It is not clear what to do with tiers.': 'Es ist nicht klar, was mit Ebenen geschehen soll.',
  'Both tiers are the same.': 'Beide Ebenen sind dieselbe.',
  'There are: {0}, and files for conversations.': 'Es gibt: {0}, und files für Gespräche.',
  'Both sides are files.': 'Beide Seiten sind Dateien.',
  'There are no conversations in "{0}".': 'In „{0}“ liegen keine Gespräche.',
  'Name the folder that has "sessions" in it, or leave it out for those of the command line.':
    'Nennen Sie den Ordner, in dem „sessions“ liegt, oder lassen Sie ihn weg für die der Befehlszeile.',
  '"{0}" is no tier that lasts.': '„{0}“ ist keine Ebene, die etwas aufhebt.',
  '"{0}" is no repository.': '„{0}“ ist kein Repository.',
  'Write its address, and after "#" a branch, tag or commit.':
    'Schreiben Sie seine Adresse und hinter „#“ einen Branch, ein Tag oder einen Commit.',
  '"{0}" is no commit.': '„{0}“ ist kein Commit.',
  'The commit {0} is not in {1}.': 'Der Commit {0} ist nicht in {1}.',
  'Push it, then put the task back.': 'Pushen Sie ihn, und stellen Sie die Aufgabe dann zurück.',
  '{0} cannot be checked out: {1}': '{0} lässt sich nicht auschecken: {1}',
  'Check the address and the reference, and whether "git ls-remote" with it works.':
    'Prüfen Sie Adresse und Referenz, und ob „git ls-remote“ damit geht.',
  'A worker needs a tier that other processes reach.':
    'Ein Worker braucht eine Ebene, die andere Prozesse erreichen.',
  'There is no agent "{0}" here.': 'Einen Agenten „{0}“ gibt es hier nicht.',
  'The worker has a repository, and the plan names no commit of it.':
    'Der Worker hat ein Repository, und der Plan nennt keinen Commit davon.',
  // Traces.
  '"{0}" is no form of export.': '„{0}“ ist keine Form des Exports.',
  'Use --format {0}.': 'Verwenden Sie --format {0}.',
  'A database needs a file.': 'Eine Datenbank braucht eine Datei.',
  'There is no run.': 'Es ist kein Lauf genannt.',
  'Say what to do with traces.': 'Sagen Sie, was mit Spuren geschehen soll.',
  'There is no "trace {0}".': '„trace {0}“ gibt es nicht.',
  'The run took no steps, so there is nothing to go through again.':
    'Der Lauf machte keine Schritte; es gibt nichts zu wiederholen.',
  'The cell "{0}" cannot be read.': 'Die Zelle „{0}“ kann nicht gelesen werden.',
  'No run is found.': 'Es wurde kein Lauf gefunden.',
  '"{0}" is no number of runs.': '„{0}“ ist keine Anzahl von Läufen.',
  'No run has left a trace yet.': 'Noch hat kein Lauf eine Spur hinterlassen.',
  'Ask something first: memfun ask "…"': 'Fragen Sie zuerst etwas: memfun ask "…"',
  // Settings.
  'The setting "{0}" cannot be used ({1}): {2}':
    'Die Einstellung „{0}“ kann nicht verwendet werden ({1}): {2}',
  'The settings cannot be used ({0}): {1}':
    'Die Einstellungen können nicht verwendet werden ({0}): {1}',
  'line {0}, column {1}: {2}': 'Zeile {0}, Spalte {1}: {2}',
  'dates are not used in any setting.': 'In keiner Einstellung steht ein Datum.',
  'it cannot be read: {0}': 'nicht lesbar: {0}',
  'Correct this line. Settings look like: model = "anthropic/claude-sonnet-4-5".':
    'Berichtigen Sie diese Zeile. Einstellungen sehen so aus: model = "anthropic/claude-sonnet-4-5".',
  'a project may not decide this.': 'Das darf ein Projekt nicht entscheiden.',
  'Remove the line; set it in the settings of the editor instead.':
    'Entfernen Sie die Zeile; setzen Sie es stattdessen in den Einstellungen des Editors.',
  'there is no such setting.': 'Diese Einstellung gibt es nicht.',
  'Did you mean {0}?': 'Meinten Sie {0}?',
  'Known settings: {0}.': 'Bekannte Einstellungen: {0}.',
  'the value does not fit.': 'Der Wert passt nicht.',
  'the value looks like a secret.': 'Der Wert sieht nach einem Geheimnis aus.',
  'keys and headers do not belong in a checked-in file.':
    'Schlüssel und Header gehören nicht in eine eingecheckte Datei.',
  'Remove it from the file (and replace the key, if it was checked in). Store keys with "Memfun: Set Up"; headers belong in your own settings.':
    'Entfernen Sie es aus der Datei (und ersetzen Sie den Schlüssel, wenn er eingecheckt war). Schlüssel speichert „Memfun: Einrichten“; Header gehören in Ihre eigenen Einstellungen.',
};
