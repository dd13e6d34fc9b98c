// What can go wrong with files, changes, commands, tools and the sandbox, in German.
export const files = {
  // Changes, and taking them back.
  'this turn changed no files, or was taken back already':
    'diese Runde änderte keine Dateien oder ist schon zurückgenommen',
  'no turn has changed files': 'keine Runde hat Dateien geändert',
  'no turn has changed "{0}"': 'keine Runde hat „{0}“ geändert',
  'the last thing that happened to the files was not an undo':
    'zuletzt wurde an den Dateien nichts zurückgenommen',
  '"{0}" is a binary file; it cannot be edited as text.':
    '„{0}“ ist eine Binärdatei und kann nicht als Text bearbeitet werden.',
  '"{0}" is neither UTF-8 nor UTF-16 with a byte order mark; editing it could damage it.':
    '„{0}“ ist weder UTF-8 noch UTF-16 mit Bytereihenfolgemarke; Bearbeiten könnte die Datei beschädigen.',
  'Change the source that this file is made from.':
    'Ändern Sie die Quelle, aus der diese Datei entsteht.',
  'Convert the file to UTF-8 first, then edit it.':
    'Wandeln Sie die Datei zuerst in UTF-8 um, und bearbeiten Sie sie dann.',
  'Nothing in the file looks like it.': 'Nichts in der Datei sieht ihm ähnlich.',
  'oldText does not occur in "{0}"; the file is unchanged. {1}':
    'oldText kommt in „{0}“ nicht vor; die Datei ist unverändert. {1}',
  'Nearest: {0}': 'Am nächsten: {0}',
  'Read the lines you mean again with readFile and copy oldText from there.':
    'Lesen Sie die gemeinten Zeilen noch einmal mit readFile, und kopieren Sie oldText von dort.',
  'oldText occurs': 'oldText steht',
  'oldText occurs, apart from whitespace,': 'oldText steht, vom Leerraum abgesehen,',
  'oldText is about equally like the text': 'oldText ähnelt dem Text etwa gleich gut',
  '{0} {1} times in "{2}", at lines {3}; the file is unchanged.':
    '{0} {1}-mal in „{2}“, in den Zeilen {3}; die Datei ist unverändert.',
  'Add neighbouring lines to oldText until it is unique, or pass replaceAll: true.':
    'Nehmen Sie Nachbarzeilen in oldText auf, bis es eindeutig ist, oder geben Sie replaceAll: true an.',
  'Copy oldText from the file exactly, with neighbouring lines that make it unique.':
    'Kopieren Sie oldText genau aus der Datei, mit Nachbarzeilen, die es eindeutig machen.',
  'The edit of "{0}" {1}; the file is unchanged.':
    'Die Änderung von „{0}“ {1}; die Datei ist unverändert.',
  '"{0}" exists already; it is unchanged.': '„{0}“ gibt es schon; die Datei ist unverändert.',
  'Change it with editFile, or choose another path.':
    'Ändern Sie sie mit editFile, oder wählen Sie einen anderen Pfad.',
  '"{0}" is {1}, not a file of its own; nothing was changed.':
    '„{0}“ ist {1}, keine eigene Datei; nichts wurde geändert.',
  'Name the file itself.': 'Nennen Sie die Datei selbst.',
  'There is nothing to take back: {0}.': 'Es gibt nichts zurückzunehmen: {0}.',
  'Only changes that Memfun made and still has a backup of can be taken back.':
    'Nur Änderungen, die Memfun machte und von denen es noch eine Sicherung hat, lassen sich zurücknehmen.',
  '"{0}" belongs to Memfun itself; tools do not change it.':
    '„{0}“ gehört Memfun selbst; Werkzeuge ändern es nicht.',
  'Describe the change in the answer, so that the user can make it.':
    'Beschreiben Sie die Änderung in der Antwort, damit der Benutzer sie machen kann.',
  'Edit {0} of {1} failed, so none was made: {2}':
    'Änderung {0} von {1} schlug fehl, deshalb wurde keine gemacht: {2}',
  'Writing "{0}" would lose {1} of its {2} lines ({3} %); the file is unchanged.':
    '„{0}“ so zu schreiben würde {1} von {2} Zeilen verlieren ({3} %); die Datei ist unverändert.',
  'Change only the lines you mean, with editFile or multiEdit. If the whole file is to be replaced, use deleteFile and then createFile.':
    'Ändern Sie mit editFile oder multiEdit nur die gemeinten Zeilen. Soll die ganze Datei ersetzt werden, verwenden Sie deleteFile und dann createFile.',
  'has an empty oldText': 'hat ein leeres oldText',
  'Give the text to be replaced; createFile makes new files, writeFile fills empty ones.':
    'Geben Sie den Text an, der ersetzt werden soll; createFile legt neue Dateien an, writeFile füllt leere.',
  'would change nothing: oldText and newText are the same':
    'würde nichts ändern: oldText und newText sind gleich',
  'Leave this edit out, or give the text as it should become.':
    'Lassen Sie diese Änderung weg, oder geben Sie den Text an, wie er werden soll.',
  'below "{0}", which is a file': 'unterhalb von „{0}“, das eine Datei ist',
  'a folder': 'ein Ordner',
  'a device': 'ein Gerät',
  'a link or a device': 'ein Link oder ein Gerät',
  'a symbolic link': 'ein symbolischer Link',
  'a folder or a device': 'ein Ordner oder ein Gerät',
  'The changes no longer fit the files ({0}). Nothing was written.':
    'Die Änderungen passen nicht mehr zu den Dateien ({0}). Nichts wurde geschrieben.',
  'Look at these files as they are now, then make the change again on top of them.':
    'Sehen Sie sich diese Dateien an, wie sie jetzt sind, und machen Sie die Änderung dann noch einmal darauf.',
  // Writers that work side by side.
  'The writer has no checkout of its own: {0}.':
    'Der Schreiber hat keine eigene Arbeitskopie: {0}.',
  'Let the tasks run one after the other, or look at "git status" of the project.':
    'Lassen Sie die Aufgaben nacheinander laufen, oder sehen Sie sich „git status“ des Projekts an.',
  'The work of the task "{0}" is over already.': 'Die Arbeit der Aufgabe „{0}“ ist schon beendet.',
  'Open a new ground for more work.': 'Öffnen Sie für weitere Arbeit eine neue Arbeitskopie.',
  '"{0}" was changed again meanwhile; your text was not put in its place.':
    '„{0}“ wurde inzwischen wieder geändert; Ihr Text wurde nicht eingesetzt.',
  'Look at the conflict again and write the text on top of what is there now.':
    'Sehen Sie sich den Konflikt noch einmal an, und schreiben Sie den Text auf dem jetzigen Stand.',
  '"{0}" cannot be put together from texts.': '„{0}“ lässt sich nicht aus Texten zusammenfügen.',
  'Take one of the two versions.': 'Nehmen Sie eine der beiden Fassungen.',
  'No agent can be asked here.': 'Hier kann kein Agent gefragt werden.',
  'This conflict is settled already, or its run is over.':
    'Dieser Konflikt ist schon entschieden, oder sein Lauf ist zu Ende.',
  'Look at the changes of the turn; the files can still be edited.':
    'Sehen Sie sich die Änderungen der Runde an; die Dateien lassen sich weiter bearbeiten.',
  'git could not be run': 'git konnte nicht ausgeführt werden',
  'git {0} ended with {1}': 'git {0} endete mit {1}',
  'its files could not be written': 'seine Dateien konnten nicht geschrieben werden',
  'the project has more than {0} files': 'das Projekt hat mehr als {0} Dateien',
  // Files and state.
  '"{0}" lies outside of {1}.': '„{0}“ liegt außerhalb von {1}.',
  'Use a path inside the workspace folder, relative to it.':
    'Verwenden Sie einen Pfad im Ordner des Arbeitsbereichs, relativ zu diesem.',
  'There is no file "{0}".': 'Eine Datei „{0}“ gibt es nicht.',
  'Check the path; listFiles("**/name*") finds files by name.':
    'Prüfen Sie den Pfad; listFiles("**/name*") findet Dateien nach Namen.',
  'There is no conversation "{0}"; it may have been deleted.':
    'Ein Gespräch „{0}“ gibt es nicht; vielleicht wurde es gelöscht.',
  'Choose one from the history, or start a new conversation.':
    'Wählen Sie eines aus dem Verlauf, oder beginnen Sie ein neues Gespräch.',
  '"{0}" was changed by somebody else (expected revision {1}, found {2}).':
    '„{0}“ wurde von anderer Seite geändert (erwartet war Revision {1}, gefunden {2}).',
  'Read the key again and repeat the change.':
    'Lesen Sie den Schlüssel noch einmal, und wiederholen Sie die Änderung.',
  // Reading and searching.
  'Git history is not available: the workspace is not on this disk.':
    'Der Verlauf von Git ist nicht verfügbar: Der Arbeitsbereich liegt nicht auf diesem Datenträger.',
  'Open the repository from a local folder.': 'Öffnen Sie das Repository aus einem lokalen Ordner.',
  '"{0}" is no revision.': '„{0}“ ist keine Revision.',
  'Give a branch, a tag or a commit.': 'Nennen Sie einen Branch, ein Tag oder einen Commit.',
  'The configuration of this repository names programs that cannot be switched off{0}; git is not run.':
    'Die Konfiguration dieses Repositorys nennt Programme, die sich nicht abschalten lassen{0}; git wird nicht ausgeführt.',
  'Look at .git/config; without those entries the history can be read.':
    'Sehen Sie sich .git/config an; ohne diese Einträge kann der Verlauf gelesen werden.',
  'Git is not installed, or not on PATH.': 'Git ist nicht installiert oder nicht im PATH.',
  'Install git; until then, answer from the files.':
    'Installieren Sie git; bis dahin wird aus den Dateien geantwortet.',
  'The workspace is no git repository.': 'Der Arbeitsbereich ist kein Git-Repository.',
  'Answer from the files; there is no history to ask.':
    'Antworten Sie aus den Dateien; es gibt keinen Verlauf.',
  'The repository has no commits yet.': 'Das Repository hat noch keine Commits.',
  'Answer from the files.': 'Antworten Sie aus den Dateien.',
  'Git refused: {0}': 'Git weigerte sich: {0}',
  'Check the path and the revision.': 'Prüfen Sie Pfad und Revision.',
  '"{0}" does not stand in line {1} of {2}.': '„{0}“ steht nicht in Zeile {1} von {2}.',
  'Give the line of its definition, as outline() or search() names it.':
    'Geben Sie die Zeile der Definition an, wie outline() oder search() sie nennt.',
  '"{0}" is a binary file, so it has no lines to read.':
    '„{0}“ ist eine Binärdatei und hat keine Zeilen zum Lesen.',
  'Read a text file, or ask for the source this file is made from.':
    'Lesen Sie eine Textdatei, oder fragen Sie nach der Quelle, aus der diese Datei entsteht.',
  '"{0}" has {1} bytes; files above {2} bytes are not read whole.':
    '„{0}“ hat {1} Bytes; Dateien über {2} Bytes werden nicht ganz gelesen.',
  'Find the lines you need with search(pattern, { glob: path }).':
    'Finden Sie die nötigen Zeilen mit search(pattern, { glob: path }).',
  'Lines count from 1; ask for a range with startLine <= endLine.':
    'Zeilen zählen ab 1; geben Sie einen Bereich mit startLine <= endLine an.',
  'The range {0}-{1} of "{2}" ends before it starts.':
    'Der Bereich {0}-{1} von „{2}“ endet, bevor er beginnt.',
  '"{0}" has {1} lines; line {2} is past its end.':
    '„{0}“ hat {1} Zeilen; Zeile {2} liegt hinter dem Ende.',
  'The pattern {0} is no valid regular expression: {1}':
    'Das Muster {0} ist kein gültiger regulärer Ausdruck: {1}',
  'Correct it (no lookaround, no back references), or search with regex: false.':
    'Berichtigen Sie es (ohne Lookaround, ohne Rückverweise), oder suchen Sie mit regex: false.',
  'The pattern {0} took too long on "{1}"; the search was ended.':
    'Das Muster {0} brauchte bei „{1}“ zu lange; die Suche wurde beendet.',
  'Use a pattern without nested repetition, such as (a+)+, or search for plain text.':
    'Verwenden Sie ein Muster ohne verschachtelte Wiederholung wie (a+)+, oder suchen Sie nach einfachem Text.',
  'The search program failed: {0}': 'Das Suchprogramm schlug fehl: {0}',
  'it ended with code {0}': 'es endete mit Code {0}',
  'Try again; if it stays, check that ripgrep (rg) runs on this machine.':
    'Versuchen Sie es erneut; bleibt es dabei, prüfen Sie, ob ripgrep (rg) auf diesem Rechner läuft.',
  'The parser crashed on this file.': 'Der Parser ist an dieser Datei abgestürzt.',
  'Parsing this file took longer than {0} ms.': 'Diese Datei zu parsen dauerte länger als {0} ms.',
  'The parser answered something else than asked.':
    'Der Parser antwortete etwas anderes als gefragt.',
  'The query does not fit the {0} grammar: {1}.':
    'Die Abfrage passt nicht zur Grammatik von {0}: {1}.',
  'Use node types of that grammar; parseAst(path) without a query shows them.':
    'Verwenden Sie Knotentypen dieser Grammatik; parseAst(path) ohne Abfrage zeigt sie.',
  // Tools and commands.
  'Give the new tool another name, or dispose of the old one first.':
    'Geben Sie dem neuen Werkzeug einen anderen Namen, oder entfernen Sie zuerst das alte.',
  'it takes {0} arguments and an options object, not {1}':
    'erwartet werden {0} Argumente und ein Objekt mit Optionen, nicht {1}',
  'argument {0} must be an options object': 'Argument {0} muss ein Objekt mit Optionen sein',
  'Commands cannot run here: the workspace is not on this disk.':
    'Befehle können hier nicht laufen: Der Arbeitsbereich liegt nicht auf diesem Datenträger.',
  'Say in the answer which command the user should run.':
    'Sagen Sie in der Antwort, welchen Befehl der Benutzer ausführen soll.',
  'The command could not be started: {0}.': 'Der Befehl konnte nicht gestartet werden: {0}.',
  'Check that {0} and the folder exist on this machine.':
    'Prüfen Sie, ob es {0} und den Ordner auf diesem Rechner gibt.',
  '{0} commands run in the background already.': 'Im Hintergrund laufen schon {0} Befehle.',
  'Stop one of them with background.stop(id) first; background.list() names them.':
    'Halten Sie zuerst einen mit background.stop(id) an; background.list() nennt sie.',
  'No command "{0}" runs in the background.': 'Im Hintergrund läuft kein Befehl „{0}“.',
  'None was started in this window.': 'In diesem Fenster wurde keiner gestartet.',
  'The output "{0}" is not kept, or no longer.':
    'Die Ausgabe „{0}“ ist nicht oder nicht mehr aufgehoben.',
  'Run the command again; only the newest outputs are kept.':
    'Führen Sie den Befehl noch einmal aus; nur die neuesten Ausgaben werden aufgehoben.',
  '{0} was ended: it printed more than {1} MB.':
    '{0} wurde beendet: Die Ausgabe war größer als {1} MB.',
  'Ask it for less.': 'Fordern Sie weniger an.',
  '"{0}" is not right: {1}.': '„{0}“ stimmt nicht: {1}.',
  'Export { description, effect, input, run } as the README shows.':
    'Exportieren Sie { description, effect, input, run }, wie die README es zeigt.',
  'its input is no JSON Schema of an object that is understood.':
    'Die Eingabe ist kein verständliches JSON-Schema eines Objekts.',
  'The custom tool {0} failed: {1}': 'Das eigene Werkzeug {0} schlug fehl: {1}',
  'Look into .memfun/tools/{0}; the tools that come with Memfun work as before.':
    'Sehen Sie in .memfun/tools/{0} nach; die mitgelieferten Werkzeuge arbeiten weiter.',
  'There is no custom tool "{0}".': 'Ein eigenes Werkzeug „{0}“ gibt es nicht.',
  'Put a file such as weather.js into the folder .memfun/tools of the workspace.':
    'Legen Sie eine Datei wie weather.js in den Ordner .memfun/tools des Arbeitsbereichs.',
  'it is written in TypeScript, which Node {0} cannot read.':
    'Es ist in TypeScript geschrieben, das Node {0} nicht lesen kann.',
  'Write it as a .js file, or use Node 22.6 or newer.':
    'Schreiben Sie es als .js-Datei, oder verwenden Sie Node 22.6 oder neuer.',
  'it took longer than {0} seconds.': 'Es brauchte länger als {0} Sekunden.',
  'it ended without an answer. {0}': 'Es endete ohne Antwort. {0}',
  'its answer is no plain data.': 'Die Antwort besteht nicht aus einfachen Daten.',
  // The gate.
  'There is no function "{0}".': 'Eine Funktion „{0}“ gibt es nicht.',
  '{0} was called with wrong arguments: {1}.': '{0} wurde mit falschen Argumenten aufgerufen: {1}.',
  'Expected: {0}': 'Erwartet: {0}',
  '{0} was refused: {1}': '{0} wurde verweigert: {1}',
  '{0} returned something other than it promises: {1}.':
    '{0} gab etwas anderes zurück als zugesagt: {1}.',
  'This is a fault in the tool, not in the call; use another function if you can.':
    'Das ist ein Fehler im Werkzeug, nicht im Aufruf; verwenden Sie wenn möglich eine andere Funktion.',
  '{0} would keep a text that stands word for word in {1}: that is not what the user said.':
    '{0} würde einen Text behalten, der wörtlich in {1} steht: Das hat der Benutzer nicht gesagt.',
  'Keep only what the user told you, or what you have verified, in your own words.':
    'Behalten Sie nur, was der Benutzer sagte oder was geprüft ist, in eigenen Worten.',
  'read files': 'Dateien lesen',
  'change files': 'Dateien ändern',
  'run programs': 'Programme ausführen',
  'use the network': 'das Netz nutzen',
  'call models': 'Modelle aufrufen',
  'use memory': 'das Gedächtnis nutzen',
  'steer the run': 'den Lauf steuern',
  'this workspace is not trusted, so functions that {0} are off.':
    'Diesem Arbeitsbereich wird nicht vertraut; Funktionen, die {0}, sind deshalb aus.',
  'Trust the workspace to turn them on; until then files can be read and asked about.':
    'Vertrauen Sie dem Arbeitsbereich, um sie einzuschalten; bis dahin lassen sich Dateien lesen und befragen.',
  'functions that {0} are not available yet.': 'Funktionen, die {0}, sind noch nicht verfügbar.',
  'Describe the change or the command in the answer, so that the user can do it.':
    'Beschreiben Sie die Änderung oder den Befehl in der Antwort, damit der Benutzer es tun kann.',
  'The address was not visited: {0}.': 'Die Adresse wurde nicht besucht: {0}.',
  'Use another source, or say in the answer what is missing.':
    'Verwenden Sie eine andere Quelle, oder sagen Sie in der Antwort, was fehlt.',
  'The rule cannot be added: {0}.': 'Die Regel kann nicht hinzugefügt werden: {0}.',
  'Give the words of a command, e.g. "npm test", or "git commit *" for any arguments.':
    'Geben Sie die Worte eines Befehls an, etwa „npm test“, oder „git commit *“ für beliebige Argumente.',
  // The sandbox.
  'The sandbox engine "{0}" cannot run here: {1}':
    'Die Engine „{0}“ der Sandbox kann hier nicht laufen: {1}',
  'The sandbox engine "{0}" did not start: {1}': 'Die Engine „{0}“ der Sandbox startete nicht: {1}',
  '{0} is missing in {1}.': '{0} fehlt in {1}.',
  'a folder with a comma in its name cannot be mounted: {0}.':
    'Ein Ordner mit einem Komma im Namen lässt sich nicht einbinden: {0}.',
  'Install Memfun again.': 'Installieren Sie Memfun neu.',
  'Install Memfun in another folder.': 'Installieren Sie Memfun in einem anderen Ordner.',
  '{0} has no image {1}.': '{0} hat kein Image {1}.',
  'Run "{0} pull {1}".': 'Führen Sie „{0} pull {1}“ aus.',
  'no container engine answers ({0}).': 'Weder Docker noch Podman antwortet ({0}).',
  'Install and start Docker or Podman, let this user use it, or choose another engine under "memfun.sandbox.engine".':
    'Installieren und starten Sie Docker oder Podman, geben Sie diesem Benutzer das Recht dazu, oder wählen Sie unter „memfun.sandbox.engine“ eine andere Engine.',
  'there is no prebuilt addon for {0}-{1} in this build.':
    'In diesem Build gibt es kein fertiges Addon für {0}-{1}.',
  'Use the engine "quickjs", which runs everywhere.':
    'Verwenden Sie die Engine „quickjs“, die überall läuft.',
  'it needs a Node 24, and this is {0}.': 'Nötig ist Node 24, und dies ist {0}.',
  'Install Node 24 and name it in the environment variable MEMFUN_NODE, or use the engine "quickjs".':
    'Installieren Sie Node 24 und nennen Sie es in der Umgebungsvariable MEMFUN_NODE, oder verwenden Sie die Engine „quickjs“.',
  'there is no token of Modal.': 'Es gibt kein Token von Modal.',
  'Run "modal setup", or set MODAL_TOKEN_ID and MODAL_TOKEN_SECRET. What cells read is then sent to that service.':
    'Führen Sie „modal setup“ aus, oder setzen Sie MODAL_TOKEN_ID und MODAL_TOKEN_SECRET. Was Zellen lesen, geht dann an diesen Dienst.',
  '{0} with the package "modal" is not to be had.':
    '{0} mit dem Paket „modal“ ist nicht zu finden.',
  'Run "pip install modal", or choose another engine under "memfun.sandbox.engine".':
    'Führen Sie „pip install modal“ aus, oder wählen Sie unter „memfun.sandbox.engine“ eine andere Engine.',
  'no answer within {0} s': 'keine Antwort binnen {0} s',
  'Run Memfun: Doctor, or choose the other engine under "memfun.sandbox.engine".':
    'Führen Sie Memfun: Selbstprüfung aus, oder wählen Sie unter „memfun.sandbox.engine“ die andere Engine.',
  'This sandbox session has ended.': 'Diese Sitzung der Sandbox ist zu Ende.',
  'Open a new one.': 'Öffnen Sie eine neue.',
  'any engine': 'jede Engine',
  'The sandbox ({0}) cannot run here, so no cell can run. {1}':
    'Die Sandbox ({0}) kann hier nicht laufen, also kann keine Zelle laufen. {1}',
  'Choose "auto" in "memfun.sandbox.engine".': 'Wählen Sie „auto“ in „memfun.sandbox.engine“.',
  'Read the file as text instead: readFile(path) and search(pattern) do not parse.':
    'Lesen Sie die Datei stattdessen als Text: readFile(path) und search(pattern) parsen nicht.',
};
