// What the command line prints beside answers and errors, and a few words from the edges of the runtime, in German.
export const terminal = {
  'Write a message and press Enter; a line that ends with \\ goes on. /help lists the commands, "/now words" speaks into the running turn, /end leaves.':
    'Schreiben Sie eine Nachricht und drücken Sie die Eingabetaste; eine Zeile mit \\ am Ende geht weiter. /help zeigt die Befehle, „/now Worte“ spricht in die laufende Runde hinein, /end beendet.',
  'A new conversation begins.': 'Ein neues Gespräch beginnt.',
  'No file has a word of this text.': 'Keine Datei enthält ein Wort dieses Textes.',
  'There is no history to ask.': 'Es gibt keine Geschichte, die sich fragen ließe.',
  'Also asked: {#0} commits.': 'Auch gefragt: {0} Commits.',
  'The repository map took longer than the rest; --all waits for it.':
    'Die Karte des Repositorys brauchte länger als der Rest; --all wartet auf sie.',
  'This waits. If the last page cannot be loaded, paste its address here and press Enter.':
    'Hier wird gewartet. Lässt sich die letzte Seite nicht laden, fügen Sie ihre Adresse hier ein und drücken Sie die Eingabetaste.',
  'This is no answer.': 'Das ist keine Antwort.',
  'Everything is as new as where it came from.': 'Alles ist so neu wie dort, woher es kam.',
  'A copy is kept in {=0}; "memfun skill restore {=1}" brings it back.':
    'Eine Kopie liegt in {0}; „memfun skill restore {1}“ holt sie zurück.',
  'No skill of it fits these words.': 'Kein Skill darin passt zu diesen Wörtern.',
  'No skill has been used yet.': 'Noch wurde kein Skill benutzt.',
  '{#0} conversations were taken to {=1}; {#2} were there already.':
    '{0} Gespräche wurden nach {1} gebracht; {2} waren schon dort.',
  'Nothing was changed where they come from. Images and traces stay there.':
    'Dort, woher sie kommen, wurde nichts geändert. Bilder und Spuren bleiben dort.',
  'The tier is "in-process": nothing is shared, and workers of other processes cannot help. Choose another one with --tier or memfun.tier.':
    'Die Ebene ist „in-process“: Nichts wird geteilt, und Worker anderer Prozesse können nicht helfen. Wählen Sie mit --tier oder memfun.tier eine andere.',
  '{#0} entries of state and {#1} tasks are in {=2}; {#3} were there already.':
    '{0} Einträge des Zustands und {1} Aufgaben sind in {2}; {3} waren schon dort.',
  'Nothing was changed where they come from, nor what was in the target.':
    'Dort, woher sie kommen, wurde nichts geändert, und auch nichts von dem, was im Ziel lag.',
  '{#0} entries of state and {#1} tasks are in {=2}; {#3} were there from an earlier run.':
    '{0} Einträge des Zustands und {1} Aufgaben sind in {2}; {3} waren von einem früheren Lauf dort.',
  'What lies in files of this machine stays there: its own memories, and conversations unless memfun.tierSessions is on (--from files takes these along). Those in the tier, and memories that a team shares, are among the state.':
    'Was in Dateien dieses Rechners liegt, bleibt dort: seine eigenen Erinnerungen, und Gespräche, wenn memfun.tierSessions aus ist (--from files nimmt sie mit). Die in der Ebene, und Erinnerungen, die ein Team teilt, gehören zum Zustand.',
  'You are signed in as far as this page can tell. Close it and go back to Memfun.':
    'Soweit diese Seite das sagen kann, sind Sie angemeldet. Schließen Sie sie und gehen Sie zurück zu Memfun.',
  'This page belongs to no sign-in that is under way. Nothing has been done.':
    'Diese Seite gehört zu keiner Anmeldung, die im Gang ist. Nichts ist geschehen.',
  'Analyze this workspace.': 'Untersuche diesen Arbeitsbereich.',
  'Audit this workspace for security.': 'Prüfe diesen Arbeitsbereich auf Sicherheit.',
  'Nothing was found for "{=0}".': 'Zu „{0}“ wurde nichts gefunden.',
  'Nothing is remembered about "{=0}".': 'Zu „{0}“ ist nichts gemerkt.',
  'Nothing is remembered.': 'Nichts ist gemerkt.',
  'Comparing {=0} with what is in force, conversation by conversation.':
    '{0} wird mit dem Geltenden verglichen, Gespräch für Gespräch.',
  'Nothing was compared yet.': 'Noch wurde nichts verglichen.',
  'Nothing is changed: every prompt is the built-in one.':
    'Nichts ist geändert: Jeder Prompt ist der mitgelieferte.',
  'Took {=0} back (version {#1}).': '{0} zurückgenommen (Fassung {1}).',
  'Last 7 days: {#0} runs, {#1} of them failed, {=2}; {3}.':
    'Die letzten 7 Tage: {0} Läufe, {1} davon fehlgeschlagen, {2}; {3}.',
  'Of these: {#0} runs, {#1} of them failed.': 'Davon: {0} Läufe, {1} davon fehlgeschlagen.',
  'Of the newest: {#0} runs, {#1} of them failed.':
    'Von den neuesten: {0} Läufe, {1} davon fehlgeschlagen.',
  'No waste was found.': 'Keine Verschwendung wurde gefunden.',
  'Waste:': 'Verschwendung:',
  'Failures by cause:': 'Fehler nach Ursache:',
  'Models:': 'Modelle:',
  'Agents:': 'Agenten:',
  'Tools:': 'Werkzeuge:',
  'Kinds of call:': 'Arten von Aufrufen:',
  '{=0}: {#1} calls, {=2}': '{0}: {1} Aufrufe, {2}',
  'before: {#0} runs, {#1} tokens, {=2}': 'davor: {0} Läufe, {1} Tokens, {2}',
  '{#0} tokens': '{0} Tokens',
  '{#0} steps': '{0} Schritte',
  'why:': 'Warum:',
  'cell:': 'Zelle:',
  'printed:': 'Ausgegeben:',
  'seen by the model:': 'Vom Modell gesehen:',
  'calls:': 'Aufrufe:',
  'variables before:': 'Variablen davor:',
  'variables after:': 'Variablen danach:',
  'models:': 'Modelle:',
  '{#0} recorded examples': '{0} aufgezeichnete Beispiele',
  '{#0} recorded examples, optimised': '{0} aufgezeichnete Beispiele, optimiert',
  '{=0}; one cell a line, Ctrl+D ends': '{0}; eine Zelle je Zeile, Strg+D beendet',
  '{#0} memories from {#1} operations, {#2} damaged files':
    '{0} Erinnerungen aus {1} Vorgängen, {2} beschädigte Dateien',
  '(built-in)': '(eingebaut)',
  '(workspace)': '(Arbeitsbereich)',
  '(user)': '(von Ihnen)',
  'tools:': 'Werkzeuge:',
  'all of them': 'alle',
  'none of them': 'keine',
  'not:': 'nicht:',
  'steps:': 'Schritte:',
  'budget:': 'Budget:',
  'model:': 'Modell:',
  'agents:': 'Agenten:',
  'skills:': 'Skills:',
  'servers:': 'Server:',
  'hands over to:': 'übergibt an:',
  'tags:': 'Schlagwörter:',
  'version:': 'Fassung:',
  'No server is named in .memfun/mcp.json, .vscode/mcp.json or .mcp.json of this folder.':
    'Weder .memfun/mcp.json noch .vscode/mcp.json noch .mcp.json dieses Ordners nennt einen Server.',
  'changed since it was allowed': 'seit der Erlaubnis geändert',
  'not allowed': 'nicht erlaubt',
  '(changed)': '(geändert)',
  '{#0} tools': '{0} Werkzeuge',
  'allowed, off': 'erlaubt, aus',
  'allowed, starting': 'erlaubt, startet',
  'allowed, ready': 'erlaubt, bereit',
  'allowed, waiting': 'erlaubt, wartet',
  'allowed, signed-out': 'erlaubt, nicht angemeldet',
  'allowed, failed': 'erlaubt, fehlgeschlagen',
  'Sent {=0} to {=1}.': '{0} an {1} gesendet.',
  'Wrote {=0} to {=1}.': '{0} nach {1} geschrieben.',
  'Step {#0} was rebuilt in {=1}; its variables are what they were.':
    'Schritt {0} wurde in {1} wiederhergestellt; seine Variablen sind, was sie waren.',
  '… and one more call.': '… und ein weiterer Aufruf.',
  '… and {#0} more calls.': '… und {0} weitere Aufrufe.',
  'Steps before {#0} are rebuilt from the record; from step {#1} on everything runs for real.':
    'Schritte vor {0} werden aus der Aufzeichnung aufgebaut; ab Schritt {1} läuft alles wirklich.',
  'The run ended early: {=0}.': 'Der Lauf endete vorzeitig: {0}.',
  'model: {0}': 'Modell: {0}',
  'model: {0} (rule-based, no language model)': 'Modell: {0} (nach Regeln, kein Sprachmodell)',
  'memory: {=0}': 'Erinnerung: {0}',
  'named: {=0}': 'genannt: {0}',
  'named: {=0} ({1})': 'genannt: {0} ({1})',
  'not found: {=0}': 'nicht gefunden: {0}',
  'not found: {=0} ({1})': 'nicht gefunden: {0} ({1})',
  'heard: {=0}': 'gehört: {0}',
  'not applied': 'nicht angewendet',
  'not applied: {=0}': 'nicht angewendet: {0}',
  'proposed: {=0}': 'vorgeschlagen: {0}',
  'changed: {=0}': 'geändert: {0}',
  'check: {0}': 'Prüfung: {0}',
  'remembered: {=0}': 'gemerkt: {0}',
  'warning: {0}': 'Warnung: {0}',
  'info: {0}': 'Hinweis: {0}',
  // From the edges.
  'The tool threw a value without a text.': 'Das Werkzeug warf einen Wert ohne Text.',
  'The page asks for a login, which is not supported; give its content in the question.':
    'Die Seite verlangt eine Anmeldung, die nicht möglich ist; geben Sie ihren Inhalt in der Frage.',
  'The page is closed to programs; open it in a browser and give its content.':
    'Die Seite ist für Programme gesperrt; öffnen Sie sie in einem Browser und geben Sie ihren Inhalt.',
  'Check the spelling of the address; the page may have moved.':
    'Prüfen Sie die Schreibweise der Adresse; die Seite kann umgezogen sein.',
  'The page was removed; look for another source.':
    'Die Seite wurde entfernt; suchen Sie eine andere Quelle.',
  'The site limits how often it is asked; wait a while.':
    'Die Seite begrenzt, wie oft sie gefragt wird; warten Sie etwas.',
  'A test failed here.': 'Hier schlug ein Test fehl.',
  'The user asked the same again.': 'Dasselbe wurde noch einmal gefragt.',
  'Only reading is possible while planning; leave plan mode to run this.':
    'Beim Planen ist nur Lesen möglich; verlassen Sie den Modus „plan“, um das auszuführen.',
  'Take another way, or change the deny list of the policy.':
    'Nehmen Sie einen anderen Weg, oder ändern Sie die Liste der Verbote.',
  'Run simpler commands one by one with literal arguments, or have it approved.':
    'Führen Sie einfachere Befehle einzeln mit festen Argumenten aus, oder lassen Sie es genehmigen.',
  'Sentinels and other servers cannot be mixed.':
    'Sentinels und andere Server lassen sich nicht mischen.',
  'Close the other window or process, or use an editor or Node (22.13 or newer) that has node:sqlite.':
    'Schließen Sie das andere Fenster oder den anderen Prozess, oder nehmen Sie einen Editor oder ein Node (ab 22.13), das node:sqlite hat.',
  '… the rest is left out …': '… der Rest ist weggelassen …',
  '{=0} (OpenAI-compatible server)': '{0} (Server, kompatibel mit OpenAI)',
  '{=0} (editor)': '{0} (Editor)',
};
