// What the built-in engine says of Memfun and of itself, in German: sentence by sentence.
export const aboutMemfun = {
  "To set up a model with **Memfun: Set Up**: open the command palette, run that command, choose Anthropic, OpenAI, an OpenAI-compatible server, Ollama or the editor's own models, and enter the key if one is needed. Keys are kept in the editor's secret storage. **Memfun: Doctor** then checks that the model answers.":
    'So richten Sie ein Modell ein: Öffnen Sie die Befehlspalette, führen Sie **Memfun: Einrichten** aus, wählen Sie Anthropic, OpenAI, einen damit kompatiblen Server, Ollama oder die Modelle des Editors, und geben Sie den Schlüssel ein, falls einer nötig ist. Schlüssel liegen im Geheimnisspeicher des Editors. **Memfun: Selbstprüfung** prüft dann, ob das Modell antwortet.',
  'I am Memfun, an agent that works on your project by writing small programs that search and read it. Without a model, the built-in rule-based engine answers:':
    'Ich bin Memfun, ein Agent, der an Ihrem Projekt arbeitet, indem er kleine Programme schreibt, die es durchsuchen und lesen. Ohne Modell antwortet das eingebaute Verfahren nach Regeln:',
  'questions about the code (“where are tokens checked?”, “how does the cache evict?”), with links to the lines':
    'Fragen zum Code („Wo werden Tokens geprüft?“, „Wie verdrängt der Cache Einträge?“), mit Links zu den Zeilen',
  '**Explain**, **Review File**, **Fix Selection** and **Analyze Workspace**, by structure, comments and static rules':
    '**Erklären**, **Datei prüfen**, **Auswahl verbessern** und **Arbeitsbereich untersuchen**, nach Aufbau, Kommentaren und festen Regeln',
  'facts of the project (“how many lines of code are there?”, “which libraries are used?”, “find bugs”), and its own commands (“run the tests”), which you are asked about':
    'Tatsachen des Projekts („Wie viele Zeilen Code gibt es?“, „Welche Bibliotheken werden benutzt?“, „Finde Fehler“), und seine eigenen Befehle („Führe die Tests aus“), nach denen Sie gefragt werden',
  'files as a whole (“delete cache.ts”, “move a.ts to lib/a.ts”, “create notes.md with "buy milk"”) and “commit my changes”':
    'Dateien im Ganzen („Lösche cache.ts“, „Verschiebe a.ts nach lib/a.ts“, „Erstelle notizen.md mit "Milch kaufen"“) und „Committe meine Änderungen“',
  'what you tell me to remember (“I prefer port 8080 for dev servers”), which I use in later conversations':
    'was ich mir merken soll („Ich bevorzuge Port 8080 für Entwicklungsserver“); das nutze ich in späteren Gesprächen',
  'For reasoning, writing code and free conversation, set up a model with **Memfun: Set Up**.':
    'Zum Nachdenken, zum Schreiben von Code und für freie Gespräche richten Sie mit **Memfun: Einrichten** ein Modell ein.',
  'For more, set up a model with **Memfun: Set Up**.':
    'Für mehr richten Sie mit **Memfun: Einrichten** ein Modell ein.',
  '`/help` lists all commands, `/help undo` tells more of one.':
    '`/help` zählt alle Befehle auf, `/help undo` sagt mehr zu einem.',
  'Names after `@` hand me files, folders, symbols, problems, changes and more; a line that begins with `!` runs a command of yours.':
    'Namen nach `@` geben mir Dateien, Ordner, Symbole, Probleme, Änderungen und mehr; eine Zeile, die mit `!` beginnt, führt einen Befehl von Ihnen aus.',
  'Right now the built-in rule-based engine answers: it is no language model, works on this machine and sends nothing.':
    'Zurzeit antwortet das eingebaute Verfahren nach Regeln: Es ist kein Sprachmodell, arbeitet auf diesem Rechner und sendet nichts.',
  '`/status` shows what answers, and `/model` chooses another.':
    '`/status` zeigt, was antwortet, und `/model` wählt etwas anderes.',
  'What I may do is chosen under the message box: *Ask first* shows every change, and every command that is not known to be harmless, before it happens; *Apply* makes changes inside the workspace at once and lists them; *Read only* changes and runs nothing.':
    'Was ich darf, wird unter dem Nachrichtenfeld gewählt: *Fragen* zeigt jede Änderung und jeden Befehl, der nicht als harmlos bekannt ist, bevor etwas geschieht; *Anwenden* macht Änderungen im Arbeitsbereich sofort und zählt sie auf; *Nur lesen* ändert nichts und führt nichts aus.',
  'What I may do is chosen with `--mode`: `ask` shows every change, and every command that is not known to be harmless, before it happens; `auto` makes changes inside the workspace at once and lists them; `plan` changes and runs nothing.':
    'Was ich darf, wird mit `--mode` gewählt: `ask` zeigt jede Änderung und jeden Befehl, der nicht als harmlos bekannt ist, bevor etwas geschieht; `auto` macht Änderungen im Arbeitsbereich sofort und zählt sie auf; `plan` ändert nichts und führt nichts aus.',
  '`/safety` shows the rules, and `/auto whitelist add npm test` says in advance what may always run.':
    '`/safety` zeigt die Regeln, und `/auto whitelist add npm test` sagt im Voraus, was immer laufen darf.',
  'By rule I rename a symbol everywhere (“rename function backoff to delayFor everywhere”), and **Fix Selection** and **Refactor** mend what static rules know.':
    'Nach Regeln benenne ich ein Symbol überall um („Benenne die Funktion backoff überall in delayFor um“), und **Auswahl verbessern** und **Umbauen** verbessern, was feste Regeln kennen.',
  'By rule I rename a symbol everywhere (“rename function backoff to delayFor everywhere”), and `memfun fix` and `memfun refactor` mend what static rules know.':
    'Nach Regeln benenne ich ein Symbol überall um („Benenne die Funktion backoff überall in delayFor um“), und `memfun fix` und `memfun refactor` verbessern, was feste Regeln kennen.',
  'I delete, move and create files by their names (“move a.ts to lib/a.ts”), and mend the relative imports of what moves.':
    'Ich lösche, verschiebe und erstelle Dateien, die Sie nennen („Verschiebe a.ts nach lib/a.ts“), und passe die relativen Importe an.',
  'You see every change as a diff before it is made, and `/undo` takes it back.':
    'Sie sehen jede Änderung als Vergleich, bevor sie gemacht wird, und `/undo` nimmt sie zurück.',
  '“Run the tests” runs those of the project, and a line that begins with `!` runs a command of yours, for example `!npm run build`.':
    '„Führe die Tests aus“ führt die des Projekts aus, und eine Zeile, die mit `!` beginnt, einen Befehl von Ihnen, zum Beispiel `!npm run build`.',
  'Each is judged by code first: known reading runs, everything else is shown and asked about.':
    'Jeder wird zuerst von Code beurteilt: Was bekanntlich nur liest, läuft; alles andere wird gezeigt und erfragt.',
  '`/undo` takes back the changes of the last turn to the byte, and the turn with them; `/rewind 3` those of three turns, `/rollback FILE` one file, and `/redo` brings them again.':
    '`/undo` nimmt die Änderungen des letzten Zugs aufs Byte zurück, und den Zug mit ihnen; `/rewind 3` die von drei Zügen, `/rollback DATEI` eine Datei, und `/redo` bringt sie wieder.',
  '`/history` lists what was done and who allowed it.':
    '`/history` zählt auf, was getan wurde und wer es erlaubt hat.',
  'I remember what you tell me (“I prefer port 8080 for dev servers”), what you agreed to and what a test showed, and use it in later conversations; never a guess, and never a secret.':
    'Ich merke mir, was Sie mir sagen („Ich bevorzuge Port 8080 für Entwicklungsserver“), dem Sie zugestimmt haben und was ein Test gezeigt hat, und nutze es in späteren Gesprächen; nie eine Vermutung und nie ein Geheimnis.',
  'It stays on this machine: `/memory` lists it, **Memfun: Open Memory** shows where each came from and what it said before, and what is known about the project also stands in `.memfun/MEMORY.md`, which you may edit.':
    'Es bleibt auf diesem Rechner: `/memory` zählt es auf, **Memfun: Gedächtnis öffnen** zeigt, woher jedes kam und was es vorher sagte, und was über das Projekt bekannt ist, steht auch in `.memfun/MEMORY.md`, die Sie bearbeiten dürfen.',
  'It stays on this machine: `/memory` lists it, `memfun memory get ID` shows where each came from and `memfun memory history ID` what it said before, and what is known about the project also stands in `.memfun/MEMORY.md`, which you may edit.':
    'Es bleibt auf diesem Rechner: `/memory` zählt es auf, `memfun memory get ID` zeigt, woher jedes kam, und `memfun memory history ID`, was es vorher sagte, und was über das Projekt bekannt ist, steht auch in `.memfun/MEMORY.md`, die Sie bearbeiten dürfen.',
  '`/forget` and a few of its words removes a memory, and **Memfun: Open Memory** is where each can be edited, removed and brought back.':
    '`/forget` und einige seiner Wörter entfernt etwas Gemerktes, und unter **Memfun: Gedächtnis öffnen** kann jedes geändert, entfernt und zurückgeholt werden.',
  '`/forget` and a few of its words removes a memory; `memfun memory update ID TEXT` changes one and `memfun memory restore ID` brings it back.':
    '`/forget` und einige seiner Wörter entfernt etwas Gemerktes; `memfun memory update ID TEXT` ändert eines, und `memfun memory restore ID` holt es zurück.',
  'When something has changed, just tell me: the new replaces the old.':
    'Wenn sich etwas geändert hat, sagen Sie es einfach: Das Neue ersetzt das Alte.',
  '`memfun.memory.enabled` turns memory off as a whole.':
    '`memfun.memory.enabled` schaltet das Gedächtnis ganz ab.',
  'While the built-in engine answers, nothing leaves this machine but for servers that you set up yourself, and there is no telemetry.':
    'Solange das eingebaute Verfahren antwortet, verlässt nichts diesen Rechner, es sei denn zu Servern, die Sie selbst eingerichtet haben; Telemetrie gibt es nicht.',
  'With a model of a provider, what you ask and what is read for it go to that provider and to nobody else; with Ollama they stay here.':
    'Mit dem Modell eines Anbieters gehen Ihre Fragen und was dafür gelesen wird an diesen Anbieter und an niemanden sonst; mit Ollama bleiben sie hier.',
  'Pages are visited and the web is searched only where you named or allowed it.':
    'Seiten werden nur besucht und das Web nur durchsucht, wo Sie es genannt oder erlaubt haben.',
  'The built-in engine costs nothing.': 'Das eingebaute Verfahren kostet nichts.',
  'With a model of a provider, tokens and money stand under the message box and `/cost` tells more; `memfun.budget.costUsd` and `memfun.budget.dayUsd` end a run before it goes over them.':
    'Mit dem Modell eines Anbieters stehen Tokens und Geld unter dem Nachrichtenfeld, und `/cost` sagt mehr; `memfun.budget.costUsd` und `memfun.budget.dayUsd` beenden einen Lauf, bevor er darüber geht.',
  'With a model of a provider, `/cost` tells tokens and money; `memfun.budget.costUsd` and `memfun.budget.dayUsd` end a run before it goes over them.':
    'Mit dem Modell eines Anbieters sagt `/cost` Tokens und Geld; `memfun.budget.costUsd` und `memfun.budget.dayUsd` beenden einen Lauf, bevor er darüber geht.',
};
