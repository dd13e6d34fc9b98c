// What can go wrong in a turn, in its commands, with agents and their plans, in German.
export const agents = {
  // Agents that are asked by name.
  'There is no agent "{0}" any more.': 'Einen Agenten „{0}“ gibt es nicht mehr.',
  'There is no agent "{0}".': 'Einen Agenten „{0}“ gibt es nicht.',
  'No agent is defined here.': 'Hier ist kein Agent definiert.',
  'There is only {0}.': 'Es gibt nur {0}.',
  'There are: {0}.': 'Es gibt: {0}.',
  'What should {0} do?': 'Was soll {0} tun?',
  'Type /agent {0} and then the task.': 'Geben Sie /agent {0} ein und danach die Aufgabe.',
  '{0} ended without an answer: {1}': '{0} endete ohne Antwort: {1}',
  'Give it a smaller task, or do it yourself.':
    'Geben Sie ihm eine kleinere Aufgabe, oder erledigen Sie sie selbst.',
  // Commands and addresses that the agent wanted.
  'it stands word for word in {0}, which was only read: nobody has asked for it':
    'er steht wörtlich in {0}, das nur gelesen wurde: niemand hat darum gebeten',
  'The command was refused: {0}.': 'Der Befehl wurde verweigert: {0}.',
  'Use a command that only reads, or leave it to the user.':
    'Nehmen Sie einen Befehl, der nur liest, oder überlassen Sie es dem Benutzer.',
  'The user does not want this command to run{0}.':
    'Der Benutzer will diesen Befehl nicht ausführen lassen{0}.',
  'Do not try it in another form. Go on without it, or say what is missing.':
    'Versuchen Sie es nicht in anderer Form. Machen Sie ohne ihn weiter, oder sagen Sie, was fehlt.',
  'The changes made so far were not applied, so the command did not run.':
    'Die bisherigen Änderungen wurden nicht angewendet; deshalb lief der Befehl nicht.',
  'Ask in the answer what should be different.': 'Fragen Sie in der Antwort, was anders sein soll.',
  'The user does not want {0} to be visited{1}.': 'Der Benutzer will {0} nicht besuchen lassen{1}.',
  'Do not try it by another way. Go on without it, or say what is missing.':
    'Versuchen Sie es auf keinem anderen Weg. Machen Sie ohne es weiter, oder sagen Sie, was fehlt.',
  // Slash commands.
  'The command needs {0}.': 'Dem Befehl fehlt {0}.',
  'Write {0}, for example: {1}': 'Schreiben Sie {0}, zum Beispiel: {1}',
  '{0} does not know “{1}”.': '{0} kennt „{1}“ nicht.',
  'Use one of: {0}. For example: {1}': 'Möglich sind: {0}. Zum Beispiel: {1}',
  'Did you mean {0}? Use one of: {1}. For example: {2}':
    'Meinten Sie {0}? Möglich sind: {1}. Zum Beispiel: {2}',
  'The workspace configures no server “{0}”.':
    'Der Arbeitsbereich konfiguriert keinen Server „{0}“.',
  'It configures none: write one into .memfun/mcp.json.':
    'Er konfiguriert keinen: Schreiben Sie einen in .memfun/mcp.json.',
  'The servers are: {0}.': 'Die Server sind: {0}.',
  'Did you mean {0}? The servers are: {1}.': 'Meinten Sie {0}? Die Server sind: {1}.',
  'Projects are not kept here.': 'Hier werden keine Projekte geführt.',
  'Open a folder.': 'Öffnen Sie einen Ordner.',
  'Memfun changes no files in this workspace.':
    'In diesem Arbeitsbereich ändert Memfun keine Dateien.',
  'Trust the workspace first, if you trust it.':
    'Vertrauen Sie zuerst dem Arbeitsbereich, wenn Sie das wollen.',
  'Nothing has changed since the last commit, so there is nothing to describe.':
    'Seit dem letzten Commit hat sich nichts geändert; es gibt nichts zu beschreiben.',
  'Change or stage something first.': 'Ändern Sie zuerst etwas, oder stellen Sie etwas bereit.',
  'There is no earlier turn to pin.': 'Es gibt keine frühere Runde zum Anheften.',
  '“{0}” is no turn of this conversation.': '„{0}“ ist keine Runde dieses Gesprächs.',
  'Count from the end: /pin 1 is the last turn, /pin 2 the one before.':
    'Zählen Sie vom Ende her: /pin 1 ist die letzte Runde, /pin 2 die davor.',
  '“{0}” is no whole number from 1 on.': '„{0}“ ist keine ganze Zahl ab 1.',
  'Say for example {0} {1}': 'Geben Sie zum Beispiel {0} {1} ein',
  'There is no command after the “!”.': 'Nach dem „!“ steht kein Befehl.',
  'Write one there, for example: !npm test': 'Schreiben Sie dort einen, zum Beispiel: !npm test',
  'Ask something first; commands are no turns.':
    'Fragen Sie zuerst etwas; Befehle sind keine Runden.',
  'There is no command /{0}.': 'Einen Befehl /{0} gibt es nicht.',
  'Type /help for the list of commands.': '/help zeigt alle Befehle.',
  'Did you mean /{0}? Type /help for the list of commands.':
    'Meinten Sie /{0}? /help zeigt alle Befehle.',
  'There is no rule “{0}” to remove.': 'Eine Regel „{0}“, die sich entfernen ließe, gibt es nicht.',
  'There are no rules yet: /auto {0} add … adds one.':
    'Noch gibt es keine Regeln: /auto {0} add … fügt eine hinzu.',
  'The rules are: {0}.': 'Die Regeln sind: {0}.',
  'Did you mean {0}? The rules are: {1}.': 'Meinten Sie {0}? Die Regeln sind: {1}.',
  'There is no tool “{0}”.': 'Ein Werkzeug „{0}“ gibt es nicht.',
  'Type /tools for the list of tools.': '/tools zeigt alle Werkzeuge.',
  'Did you mean {0}? Type /tools for the list of tools.':
    'Meinten Sie {0}? /tools zeigt alle Werkzeuge.',
  'There is no file “{0}” to import.': 'Eine Datei „{0}“ zum Einlesen gibt es nicht.',
  'Give its path from the root of the workspace on, for example: /memory import docs/notes.md':
    'Geben Sie den Pfad vom Wurzelordner des Arbeitsbereichs an, zum Beispiel: /memory import docs/notes.md',
  'It is not said what this skill should work on.':
    'Es ist nicht gesagt, woran dieser Skill arbeiten soll.',
  'Write {0}': 'Schreiben Sie {0}',
  '"{0}" cannot be used.': '„{0}“ kann nicht verwendet werden.',
  'Give a file inside the workspace; for an export, one that does not exist yet, in a workspace that is trusted.':
    'Nennen Sie eine Datei im Arbeitsbereich; für einen Export eine, die es noch nicht gibt, in einem vertrauten Arbeitsbereich.',
  '“{0}” is no whole path of a folder.': '„{0}“ ist kein vollständiger Pfad eines Ordners.',
  'Give it from the root on: /project workdir /home/me/code/parcels':
    'Geben Sie ihn von der Wurzel an: /project workdir /home/me/code/parcels',
  'The project {0} works in {1} already.': 'Das Projekt {0} arbeitet schon in {1}.',
  'Delete it first (/project delete {0} yes), or name another folder.':
    'Löschen Sie es zuerst (/project delete {0} yes), oder nennen Sie einen anderen Ordner.',
  'Several projects are called {0}.': 'Mehrere Projekte heißen {0}.',
  'There is no project {0}.': 'Ein Projekt {0} gibt es nicht.',
  'Name one of: {0}.': 'Nennen Sie eines von: {0}.',
  'The open project cannot be deleted.': 'Das offene Projekt kann nicht gelöscht werden.',
  'Open another folder first.': 'Öffnen Sie zuerst einen anderen Ordner.',
  '“{0}” is there already, or lies outside.': '„{0}“ gibt es schon, oder liegt außerhalb.',
  'Name another file inside the workspace: /export chats/queue.md':
    'Nennen Sie eine andere Datei im Arbeitsbereich: /export chats/queue.md',
  'No file may be written here.': 'Hier darf keine Datei geschrieben werden.',
  'Choose another mode with /safety, or trust the workspace.':
    'Wählen Sie mit /safety eine andere Betriebsart, oder vertrauen Sie dem Arbeitsbereich.',
  // Modes and rules.
  '"{0}" is no mode.': '„{0}“ ist keine Betriebsart.',
  'Use one of: {0}.': 'Möglich sind: {0}.',
  'In the mode bypass nothing is asked before it is done, except what cannot be undone.':
    'In der Betriebsart bypass wird vorher nichts gefragt, außer bei Unwiderruflichem.',
  'If you want that for this window, type: /safety bypass yes':
    'Wenn Sie das für dieses Fenster wollen, geben Sie ein: /safety bypass yes',
  'No page can be visited in this workspace.':
    'In diesem Arbeitsbereich kann keine Seite besucht werden.',
  'Trust the workspace.': 'Vertrauen Sie dem Arbeitsbereich.',
  'There is no template "{0}".': 'Eine Vorlage „{0}“ gibt es nicht.',
  'No command can run in this workspace, so there are no rules.':
    'In diesem Arbeitsbereich kann kein Befehl laufen; es gibt deshalb keine Regeln.',
  // Images and what is named with @.
  '“{0}” cannot be shown to the model: {1}.': '„{0}“ kann dem Modell nicht gezeigt werden: {1}.',
  'Use a PNG, JPEG, GIF or WebP image of at most 5 MB.':
    'Verwenden Sie ein Bild in PNG, JPEG, GIF oder WebP von höchstens 5 MB.',
  'The pasted image': 'Das eingefügte Bild',
  'it is not kept here': 'es ist hier nicht aufbewahrt',
  'it is larger than 5 MB': 'es ist größer als 5 MB',
  'it is no PNG, JPEG, GIF or WebP image': 'es ist kein Bild in PNG, JPEG, GIF oder WebP',
  'Problems are known only inside the editor.': 'Probleme sind nur im Editor bekannt.',
  'Name a file, or let the checks of the project run.':
    'Nennen Sie eine Datei, oder lassen Sie die Prüfungen des Projekts laufen.',
  'No command has been seen in a terminal yet.':
    'In einem Terminal wurde noch kein Befehl gesehen.',
  'What terminals show is known only inside the editor.':
    'Was Terminals zeigen, ist nur im Editor bekannt.',
  'Run it in a terminal with shell integration (terminal.integrated.shellIntegration.enabled).':
    'Führen Sie ihn in einem Terminal mit Shell-Integration aus (terminal.integrated.shellIntegration.enabled).',
  'Paste what it printed, or name a file that holds it.':
    'Fügen Sie ein, was ausgegeben wurde, oder nennen Sie eine Datei, in der es steht.',
  // Several agents and their plan.
  'Retry the task, or skip it.': 'Versuchen Sie die Aufgabe noch einmal, oder lassen Sie sie aus.',
  'The agent gave {0} texts for {1} places.': 'Der Agent gab {0} Texte für {1} Stellen.',
  'Take one of the two versions, or edit.':
    'Nehmen Sie eine der beiden Fassungen, oder bearbeiten Sie den Text.',
  'The plan cannot be run: {0}': 'Der Plan ist nicht ausführbar: {0}',
  'It has no tasks.': 'Er hat keine Aufgaben.',
  'Change what is named, or ask for the plan again.':
    'Ändern Sie das Genannte, oder bitten Sie noch einmal um einen Plan.',
  'A file that belongs to the task is no longer kept.':
    'Eine Datei, die zur Aufgabe gehört, ist nicht mehr aufgehoben.',
  'Run the task again.': 'Führen Sie die Aufgabe noch einmal aus.',
  'It was cancelled among the tasks of workers.':
    'Es wurde bei den Aufgaben der Worker abgebrochen.',
  'Commands cannot see your changes on this worker: there is no repository to check out.':
    'Auf diesem Worker sehen Befehle Ihre Änderungen nicht: Es gibt kein Repository zum Auschecken.',
  'Change files only, and say in your answer which command has to be run.':
    'Ändern Sie nur Dateien, und sagen Sie in der Antwort, welcher Befehl laufen muss.',
  'Another agent has changed {0} meanwhile; your changes do not fit.':
    'Ein anderer Agent hat {0} inzwischen geändert; Ihre Änderungen passen nicht mehr.',
  'End with final() and say what you have done: you will be asked to do it again.':
    'Enden Sie mit final(), und sagen Sie, was Sie getan haben: Sie werden gebeten, es noch einmal zu tun.',
  'The agent {0} is gone.': 'Den Agenten {0} gibt es nicht mehr.',
  'Other agents kept changing {0}.': 'Andere Agenten änderten {0} immer wieder.',
  'It was stopped.': 'Es wurde angehalten.',
  'This conversation has no plan that could go on.':
    'Dieses Gespräch hat keinen Plan, der weitergehen könnte.',
  'Type /team and a task to begin one.':
    'Geben Sie /team und eine Aufgabe ein, um einen zu beginnen.',
  // The loop.
  'final() takes {0}. {1}': 'final() nimmt {0}. {1}',
  'Call final() again with a value of that type.':
    'Rufen Sie final() noch einmal mit einem Wert dieses Typs auf.',
  'The answer is empty.': 'Die Antwort ist leer.',
  'The prompt and its context have about {0} tokens; {1} takes {2}.':
    'Prompt und Kontext haben etwa {0} Tokens; {1} nimmt {2}.',
  'Split the context into parts of at most {0} characters and use llmBatch().':
    'Teilen Sie den Kontext in Teile von höchstens {0} Zeichen, und verwenden Sie llmBatch().',
  'The child was stopped.': 'Der Teillauf wurde angehalten.',
  'The child ended without an answer: {0}': 'Der Teillauf endete ohne Antwort: {0}',
  'Give it a smaller task, or do it in steps of your own.':
    'Geben Sie ihm eine kleinere Aufgabe, oder erledigen Sie sie in eigenen Schritten.',
};
