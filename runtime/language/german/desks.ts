// What the commands about servers, tools, safety and projects answer, and the reports, in German.
export const desks = {
  '[MCP servers](memfun:servers) is where you look at them and decide.':
    'Unter [MCP-Server](memfun:servers) sehen Sie sie an und entscheiden.',
  'No server is started here: the workspace is not trusted, or is not on this machine.':
    'Hier wird kein Server gestartet: Dem Arbeitsbereich wird nicht vertraut, oder er liegt nicht auf diesem Rechner.',
  'Calls of {=0} are not asked about any more, as long as the server describes it as it does now. {=1} takes that back.':
    'Nach Aufrufen von {0} wird nicht mehr gefragt, solange der Server es so beschreibt wie jetzt. {1} nimmt das zurück.',
  '{=0} has been ended and is not started again. {=1} allows it.':
    '{0} ist beendet und wird nicht mehr gestartet. {1} erlaubt ihn.',
  'You are signed out of {=0}: nothing of the sign-in is kept here. {=1} signs in again.':
    'Sie sind bei {0} abgemeldet: Von der Anmeldung bleibt hier nichts. {1} meldet wieder an.',
  'It has printed nothing.': 'Er hat nichts ausgegeben.',
  'This workspace configures servers that are not started, because you have not looked at them: {=0}. /mcp show {=1} shows what would run.':
    'Dieser Arbeitsbereich konfiguriert Server, die nicht gestartet werden, weil Sie sie noch nicht angesehen haben: {0}. /mcp show {1} zeigt, was laufen würde.',
  'The server {=0} is not started: it is configured otherwise than when you allowed it. /mcp show {=1} shows what would run.':
    'Der Server {0} wird nicht gestartet: Er ist anders konfiguriert als bei Ihrer Erlaubnis. /mcp show {1} zeigt, was laufen würde.',
  'The server {=0} describes tools otherwise than when you allowed it, so they are not used: {=1}. /mcp show {=2} shows them.':
    'Der Server {0} beschreibt Werkzeuge anders als bei Ihrer Erlaubnis, darum werden sie nicht genutzt: {1}. /mcp show {2} zeigt sie.',
  'The server {=0} cannot be used: {1}. /mcp logs {=2}':
    'Der Server {0} ist nicht nutzbar: {1}. /mcp logs {2}',
  'The server {=0} wants you to sign in: /mcp login {=1}':
    'Der Server {0} verlangt eine Anmeldung: /mcp login {1}',
  'No connected server has prompts.': 'Kein verbundener Server hat Prompts.',
  'No connected server has resources.': 'Kein verbundener Server hat Ressourcen.',
  'This workspace configures no servers (`.memfun/mcp.json`, `.vscode/mcp.json`, `.mcp.json`). {0}':
    'Dieser Arbeitsbereich konfiguriert keine Server (`.memfun/mcp.json`, `.vscode/mcp.json`, `.mcp.json`). {0}',
  '- {=0} not allowed: {=1}': '- {0} nicht erlaubt: {1}',
  '- `{=0}` ready, {#1} tools': '- `{0}` bereit, {1} Werkzeuge',
  '- `{=0}` ready, {#1} tools, {2}': '- `{0}` bereit, {1} Werkzeuge, {2}',
  '- `{=0}` off': '- `{0}` aus',
  '- `{=0}` off, {1}': '- `{0}` aus, {1}',
  '- `{=0}` starting': '- `{0}` startet',
  '- `{=0}` starting, {1}': '- `{0}` startet, {1}',
  '- `{=0}` waiting': '- `{0}` wartet',
  '- `{=0}` waiting, {1}': '- `{0}` wartet, {1}',
  '- `{=0}` signed-out': '- `{0}` abgemeldet',
  '- `{=0}` signed-out, {1}': '- `{0}` abgemeldet, {1}',
  '- `{=0}` failed': '- `{0}` fehlgeschlagen',
  '- `{=0}` failed, {1}': '- `{0}` fehlgeschlagen, {1}',
  '{=0}, {#1} new or changed: {=2}': '{0}, {1} neu oder geändert: {2}',
  '{#0} new or changed: {=1}': '{0} neu oder geändert: {1}',
  '{#0} tools': '{0} Werkzeuge',
  '{=0} of {=1} {2}. It is this, with your rights on this machine:':
    '{0} aus {1} {2}. Das läuft dann, mit Ihren Rechten auf diesem Rechner:',
  'is allowed': 'ist erlaubt',
  'is not allowed': 'ist nicht erlaubt',
  'mcp.{=0}: {=1} (new or changed, not used)': 'mcp.{0}: {1} (neu oder geändert, nicht genutzt)',
  'What it says about its tools:': 'Was er über seine Werkzeuge sagt:',
  '{=0} accepts its tools as they are described now, {=1} ends it.':
    '{0} nimmt seine Werkzeuge an, wie sie jetzt beschrieben sind, {1} beendet ihn.',
  '{=0} starts it, now and in later turns, until another word of this changes.':
    '{0} startet ihn, jetzt und in späteren Runden, bis sich daran ein Wort ändert.',
  '`{=0}` is a tool of the agent from now on, as long as its file stays as it is. `/tools distrust {=1}` takes that back.':
    '`{0}` ist ab jetzt ein Werkzeug des Agenten, solange seine Datei bleibt, wie sie ist. `/tools distrust {1}` nimmt das zurück.',
  '`{=0}` is no tool of the agent any more.': '`{0}` ist kein Werkzeug des Agenten mehr.',
  '`/tools trust {=0}` makes it a tool of the agent: it then runs on this machine with your rights.':
    '`/tools trust {0}` macht es zu einem Werkzeug des Agenten: Es läuft dann auf diesem Rechner mit Ihren Rechten.',
  'This workspace brings tools of its own that are not used, because you have not looked at them: {=0}. /tools show {=1} shows one.':
    'Dieser Arbeitsbereich bringt eigene Werkzeuge mit, die nicht genutzt werden, weil Sie sie noch nicht angesehen haben: {0}. /tools show {1} zeigt eines.',
  'Looks: {=0}': 'Sieht nach: {0}',
  'Changes files: {=0}': 'Ändert Dateien: {0}',
  'Runs programs: {=0}': 'Führt Programme aus: {0}',
  'Uses the network: {=0}': 'Nutzt das Netz: {0}',
  'Asks models: {=0}': 'Fragt Modelle: {0}',
  'Uses memory: {=0}': 'Nutzt das Gedächtnis: {0}',
  'Steers the run: {=0}': 'Lenkt den Lauf: {0}',
  'This workspace has no tools of its own (`.memfun/tools`).':
    'Dieser Arbeitsbereich hat keine eigenen Werkzeuge (`.memfun/tools`).',
  '- `{=0}` (`{=1}`): trusted': '- `{0}` (`{1}`): vertraut',
  '- `{=0}` (`{=1}`): not trusted: `/tools show {=2}`':
    '- `{0}` (`{1}`): nicht vertraut: `/tools show {2}`',
  '- `{=0}` (`{=1}`): cannot be used. {2}': '- `{0}` (`{1}`): nicht nutzbar. {2}',
  'every change and every command that is not known to be harmless is shown and asked about':
    'jede Änderung und jeder nicht als harmlos bekannte Befehl wird vorher gezeigt',
  'changes inside the workspace are made at once; commands run when the rules allow them, others are refused':
    'Änderungen im Arbeitsbereich geschehen sofort; Befehle laufen, wenn die Regeln sie erlauben, andere werden abgelehnt',
  'nothing is changed and nothing runs: those functions are not even there':
    'nichts wird geändert, und nichts läuft: Diese Funktionen sind gar nicht da',
  'nothing is asked, except before what cannot be undone or understood; ends with this window':
    'nichts wird gefragt, außer vor Unwiderruflichem oder Unverständlichem; es endet mit diesem Fenster',
  'From now on in this window: **{.0}**: {1}.': 'In diesem Fenster gilt ab jetzt: **{0}**: {1}.',
  '- **{.0}** (now): {1}': '- **{0}** (jetzt): {1}',
  '- ask: {0}': '- ask: {0}',
  '- auto: {0}': '- auto: {0}',
  '- plan: {0}': '- plan: {0}',
  '- bypass: {0}': '- bypass: {0}',
  'There are no rules about hosts in this workspace yet.':
    'In diesem Arbeitsbereich gibt es noch keine Regeln über Rechner.',
  rule: 'Regel',
  host: 'Rechner',
  command: 'Befehl',
  by: 'durch',
  allowed: 'erlaubt',
  denied: 'verboten',
  user: 'Sie',
  gate: 'Prüfung',
  dropped: 'nicht beantwortet',
  ran: 'ausgeführt',
  'did not run': 'nicht ausgeführt',
  visited: 'besucht',
  'did not visit': 'nicht besucht',
  called: 'aufgerufen',
  'did not call': 'nicht aufgerufen',
  searched: 'gesucht',
  'did not search': 'nicht gesucht',
  'end of the run': 'Ende des Laufs',
  'changed files': 'Dateien geändert',
  'took back': 'zurückgenommen',
  'brought again': 'wiederholt',
  'mode {.0}': 'Modus {0}',
  'Change one file: {=0}': 'Eine Datei ändern: {0}',
  'Change {#0} files: {=1}': '{0} Dateien ändern: {1}',
  '`Change one file: {=0}`': '`Eine Datei ändern: {0}`',
  '`Change {#0} files: {=1}`': '`{0} Dateien ändern: {1}`',
  '{0} ({#1} rules)': '{0} ({1} Regeln)',
  '({.0}) {1}': '({0}) {1}',
  'built-in': 'eingebaut',
  'Ready-made rules about commands, to add to the allowed ones:':
    'Fertige Regeln über Befehle, zum Hinzufügen zu den erlaubten:',
  'All rules of `{=0}` are there already.': 'Alle Regeln von `{0}` sind schon da.',
  'Allowed from now on in this workspace: {=0}. `/auto whitelist remove …` takes one back.':
    'Ab jetzt in diesem Arbeitsbereich erlaubt: {0}. `/auto whitelist remove …` nimmt eine zurück.',
  'There are no rules about commands in this workspace yet. A denial always wins over an allowance.':
    'In diesem Arbeitsbereich gibt es noch keine Regeln über Befehle. Ein Verbot geht immer vor.',
  project: 'Projekt',
  folder: 'Ordner',
  'last used': 'zuletzt genutzt',
  '{=0} **(open)**': '{0} **(offen)**',
  'When `{=0}` is opened the next time, it has the memory and the conversations of this project.':
    'Wenn `{0}` das nächste Mal geöffnet wird, hat es das Gedächtnis und die Gespräche dieses Projekts.',
  'This project is called {=0} now.': 'Dieses Projekt heißt jetzt {0}.',
  'All that is remembered about {=0}, and its conversations, would be deleted for good; its folder `{=1}` stays. `/project delete {=2} yes` does it.':
    'Alles, was zu {0} gemerkt ist, und seine Gespräche würden endgültig gelöscht; sein Ordner `{1}` bleibt. `/project delete {2} yes` tut es.',
  'The project {=0}, its memory and its conversations are deleted. The folder `{=1}` is as it was.':
    'Das Projekt {0}, sein Gedächtnis und seine Gespräche sind gelöscht. Der Ordner `{1}` ist, wie er war.',
  'Window of {0}: {#1} tokens': 'Fenster von {0}: {1} Tokens',
  'Last call of the model: {#0} tokens ({#1} %)': 'Letzter Aufruf des Modells: {0} Tokens ({1} %)',
  'Turns given as they were: {#0} (about {#1} tokens)':
    'Runden, wie sie waren: {0} (etwa {1} Tokens)',
  'Turns summed up: {#0} (about {#1} tokens)': 'Zusammengefasste Runden: {0} (etwa {1} Tokens)',
  'Pinned turns: {#0}': 'Angeheftete Runden: {0}',
  'Files, results and what you name with @ stand in variables of the sandbox: the model sees their names and sizes, not their text. `/compress` sums up older turns.':
    'Dateien, Ergebnisse und was Sie mit @ nennen, stehen in Variablen der Sandbox: Das Modell sieht Namen und Größen, nicht den Text. `/compress` fasst ältere Runden zusammen.',
  'model calls': 'Modellaufrufe',
  'tokens in': 'Tokens hinein',
  'of them cached': 'davon im Cache',
  'tokens out': 'Tokens heraus',
  cost: 'Kosten',
  'last turn': 'letzte Runde',
  'this conversation': 'dieses Gespräch',
  'today, all windows': 'heute, alle Fenster',
  "The day's cap is {0}; {1} are left.": 'Die Obergrenze des Tages ist {0}; {1} sind übrig.',
  'There is no cap for a day; memfun.budget.dayUsd sets one.':
    'Für den Tag gibt es keine Obergrenze; memfun.budget.dayUsd setzt eine.',
  'There is no forecast yet: it needs {#0} runs that cost something, with this model, in the last {#1} days.':
    'Noch gibt es keine Vorhersage: Dafür braucht es {0} Läufe mit diesem Modell in den letzten {1} Tagen, die etwas kosteten.',
  'Sub-agents are counted. Models without a known price count as free; list prices are those of {=0}, unless memfun.models names others.':
    'Unteragenten zählen mit. Modelle ohne bekannten Preis zählen als kostenlos; Listenpreise sind die vom {0}, soweit memfun.models keine anderen nennt.',
  'This conversation is in `{=0}`.': 'Dieses Gespräch steht in `{0}`.',
  'asks before each change': 'fragt vor jeder Änderung',
  'makes changes and lists them': 'macht Änderungen und listet sie',
  'only reads': 'liest nur',
  'asks before nothing but what cannot be undone': 'fragt nur vor Unwiderruflichem',
  'Model: {0} (`{=1}`), rules without a language model':
    'Modell: {0} (`{1}`), Regeln ohne Sprachmodell',
  'Model: {0} (`{=1}`)': 'Modell: {0} (`{1}`)',
  'Mode: {.0}, {1}': 'Modus: {0}, {1}',
  'Folder: {=0}': 'Ordner: {0}',
  'Conversation: {=0} (`{=1}`), 1 turn': 'Gespräch: {0} (`{1}`), 1 Runde',
  'Conversation: {=0} (`{=1}`), {#2} turns': 'Gespräch: {0} (`{1}`), {2} Runden',
  'Spent: {0} here, {1} today': 'Ausgaben: {0} hier, {1} heute',
  'Spent: {0} here, {1} of {2} today': 'Ausgaben: {0} hier, {1} von {2} heute',
  'Memories: {#0}': 'Erinnerungen: {0}',
  'No turn of this conversation has worked in steps yet.':
    'Noch keine Runde dieses Gesprächs hat in Schritten gearbeitet.',
  '  - failed: {=0}': '  - fehlgeschlagen: {0}',
  'failed: `{0}` {#1} ms': 'fehlgeschlagen: `{0}` {1} ms',
  '`{0}` {#1} ms': '`{0}` {1} ms',
  '**{=0}** ({1})': '**{0}** ({1})',
  '**{=0}** (Built-in rules (no model))': '**{0}** (Eingebaute Regeln (ohne Modell))',
  '  - error: {0}': '  - Fehler: {0}',
  '{.0} after {#1} ms, {#2} model calls': '{0} nach {1} ms, {2} Modellaufrufe',
  answered: 'beantwortet',
  stopped: 'angehalten',
  iterations: 'Schritte aufgebraucht',
  interrupted: 'unterbrochen',
  stuck: 'nicht weitergekommen',
  'This workspace is not trusted: instructions that it has for agents are not used.':
    'Diesem Arbeitsbereich wird nicht vertraut: Seine Anweisungen für Agenten werden nicht genutzt.',
  'No instructions are in force. An `AGENTS.md` in the workspace, or in a folder of it, tells agents how to work there.':
    'Keine Anweisungen gelten. Eine `AGENTS.md` im Arbeitsbereich oder in einem seiner Ordner sagt Agenten, wie dort zu arbeiten ist.',
  'In force, the nearest last:': 'Es gelten, das Nächste zuletzt:',
  '- [{=0}]({=1}): {,2}': '- [{0}]({1}): {2}',
  '{#0} bytes': '{0} Bytes',
  'the whole workspace': 'der ganze Arbeitsbereich',
  cut: 'gekürzt',
  'with {=0}': 'mit {0}',
};
