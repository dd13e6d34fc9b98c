// What /help says of each command, and what the commands of the conversation answer, in German.
export const commands = {
  'Each `memfun ask` is a conversation of its own; `memfun chat` holds one open.':
    'Jedes `memfun ask` ist ein eigenes Gespräch; `memfun chat` hält eines offen.',
  'shows this list, or one command': 'zeigt diese Liste, oder einen Befehl',
  'shows model, mode, conversation and spending': 'zeigt Modell, Modus, Gespräch und Ausgaben',
  "shows how full the model's window is, and with what":
    'zeigt, wie voll das Fenster des Modells ist, und womit',
  'shows tokens and money of the last turn, the conversation and the day':
    'zeigt Tokens und Geld der letzten Runde, des Gesprächs und des Tages',
  'shows the steps of the last turn that worked in steps':
    'zeigt die Schritte der letzten Runde, die in Schritten arbeitete',
  'writes this conversation into a file of the workspace':
    'schreibt dieses Gespräch in eine Datei des Arbeitsbereichs',
  'lists the projects, each with its own memory, and changes name and folder of this one':
    'listet die Projekte, jedes mit eigenem Gedächtnis, und ändert Namen und Ordner von diesem',
  'begins a new conversation; this one stays in the history':
    'beginnt ein neues Gespräch; dieses bleibt im Verlauf',
  'ends this conversation: it stays in the history and is summed up for memory':
    'beendet dieses Gespräch: Es bleibt im Verlauf und wird für das Gedächtnis zusammengefasst',
  'stores something for later conversations: about you (core) or this project':
    'merkt etwas für spätere Gespräche: über Sie (core) oder dieses Projekt (project)',
  'forgets a memory; it can be brought back':
    'vergisst eine Erinnerung; sie lässt sich zurückholen',
  'lists what is remembered, searches it, shows and changes it; /memory help tells how':
    'listet, was gemerkt ist, durchsucht, zeigt und ändert es; /memory help sagt, wie',
  'shows what was said when, also what no longer holds':
    'zeigt, was wann gesagt wurde, auch was nicht mehr gilt',
  'shows the models that are set up, or lets another one answer in this window':
    'zeigt die eingerichteten Modelle, oder lässt in diesem Fenster ein anderes antworten',
  'shows what the agent may do and the rules about commands, or sets it for this window':
    'zeigt, was der Agent darf, und die Regeln über Befehle, oder legt es für dieses Fenster fest',
  'makes changes without asking, or shows and changes which commands always run':
    'macht Änderungen ohne zu fragen, oder zeigt und ändert, welche Befehle immer laufen',
  'adds ready-made rules for a kind of project to the allowed commands':
    'fügt den erlaubten Befehlen fertige Regeln für eine Art von Projekt hinzu',
  'lists what the agent can call; a tool of the workspace is used only when you trust it':
    'listet, was der Agent aufrufen kann; ein Werkzeug des Arbeitsbereichs nur, wenn Sie ihm vertrauen',
  'lists the servers that the workspace configures; one is started only when you allow it':
    'listet die Server, die der Arbeitsbereich konfiguriert; gestartet wird einer nur, wenn Sie ihn erlauben',
  'lists what the workspace tells agents, as it holds for all of it or for a file':
    'listet, was der Arbeitsbereich Agenten sagt, im Ganzen oder für eine Datei',
  'lists the skills, each of which can be started by its name':
    'listet die Skills, jeder beginnt mit seinem Namen',
  '[Agents and skills](memfun:skills) shows how they did, and is where more are made and installed.':
    '[Agenten und Skills](memfun:skills) zeigt, wie gut sie waren; dort werden weitere angelegt und installiert.',
  'lists the agents, each with what it is for': 'listet die Agenten, und wofür jeder ist',
  'lets one agent do a task, with its own instructions and tools':
    'lässt einen Agenten eine Aufgabe tun, mit eigenen Anweisungen und Werkzeugen',
  'plans a task for several agents that work side by side, or goes on with the last plan':
    'plant eine Aufgabe für mehrere Agenten nebeneinander, oder setzt den letzten Plan fort',
  'shows what runs in the background, what it printed, or ends it':
    'zeigt, was im Hintergrund läuft und was es ausgab, oder beendet es',
  'sums up older turns for the model, shows the summary, or gives the turns back':
    'fasst ältere Runden für das Modell zusammen, zeigt die Zusammenfassung, oder gibt die Runden zurück',
  'keeps a turn as it is when older ones are summed up, counted from the last':
    'lässt eine Runde unverändert, wenn ältere zusammengefasst werden; gezählt von der letzten an',
  'answers beside a running turn, and is not told to later ones':
    'antwortet neben einer laufenden Runde; spätere erfahren davon nichts',
  'takes back what the last turn did to files, and the turn itself':
    'nimmt zurück, was die letzte Runde an Dateien änderte, und die Runde selbst',
  'takes back what the last turns of this conversation did to files':
    'nimmt zurück, was die letzten Runden dieses Gesprächs an Dateien änderten',
  'takes back the last change of one file': 'nimmt die letzte Änderung einer Datei zurück',
  'shows what was done lately and who allowed it':
    'zeigt, was zuletzt getan wurde, und wer es erlaubte',
  'brings again what was taken back last': 'wiederholt das zuletzt Zurückgenommene',
  'From now on `{=0}` answers in this window.': 'In diesem Fenster antwortet ab jetzt `{0}`.',
  '{0} **(answers now)**': '{0} **(antwortet jetzt)**',
  ' **(answers now)**': ' **(antwortet jetzt)**',
  '`/model <id>` chooses another.': '`/model <id>` wählt ein anderes.',
  'There is no command /{=0}. Type /help for the list of commands.':
    'Einen Befehl /{0} gibt es nicht. /help zeigt alle Befehle.',
  'There is no command /{=0}. Did you mean `/{=1}`? Type /help for the list of commands.':
    'Einen Befehl /{0} gibt es nicht. Meinten Sie `/{1}`? /help zeigt alle Befehle.',
  '`{=0}` comes with Memfun. {1}.': '`{0}` gehört zu Memfun. {1}.',
  '`{=0}` comes with Memfun: only tools of the workspace are trusted or not.':
    '`{0}` gehört zu Memfun: Vertrauen ist nur bei Werkzeugen des Arbeitsbereichs nötig.',
  Looks: 'Sieht nach',
  'Changes files': 'Ändert Dateien',
  'Runs programs': 'Führt Programme aus',
  'Uses the network': 'Nutzt das Netz',
  'Asks models': 'Fragt Modelle',
  'Uses memory': 'Nutzt das Gedächtnis',
  'Steers the run': 'Lenkt den Lauf',
  'Nothing was changed or run here yet.': 'Hier wurde noch nichts geändert oder ausgeführt.',
  'when (UTC)': 'wann (UTC)',
  what: 'was',
  detail: 'Einzelheiten',
  'allowed by': 'erlaubt durch',
  '`/agent NAME task` lets one of them do a task. [Agents and skills](memfun:skills) shows more of them.':
    '`/agent NAME Aufgabe` lässt einen von ihnen eine Aufgabe tun. [Agenten und Skills](memfun:skills) zeigt mehr von ihnen.',
  'No command can run in this workspace.': 'In diesem Arbeitsbereich kann kein Befehl laufen.',
  'Nothing was running.': 'Es lief nichts.',
  'Ended: `{=0}` {=1}': 'Beendet: `{0}` {1}',
  'It has printed nothing yet.': 'Es hat noch nichts ausgegeben.',
  'Nothing runs in the background.': 'Im Hintergrund läuft nichts.',
  '`{=0}`: running': '`{0}`: läuft',
  '`{=0}`: ended ({1})': '`{0}`: beendet ({1})',
  'by a signal': 'durch ein Signal',
  '`/background bg1` shows what it printed, `/background stop bg1` ends it.':
    '`/background bg1` zeigt, was es ausgab, `/background stop bg1` beendet es.',
  'Nothing is summed up: models are given every turn.':
    'Nichts ist zusammengefasst: Modelle bekommen jede Runde.',
  'This stands for {#0} turns ({#1} → {#2} tokens). `/compress undo` gives them back.':
    'Das steht für {0} Runden ({1} → {2} Tokens). `/compress undo` gibt sie zurück.',
  'Nothing is summed up.': 'Nichts ist zusammengefasst.',
  'Models are given the {#0} turns as they were. They are summed up again only when you ask for it.':
    'Modelle bekommen die {0} Runden, wie sie waren. Zusammengefasst werden sie erst wieder, wenn Sie es verlangen.',
  '{#0} turns are summed up ({#1} → {#2} tokens). `/compress show` shows how, `/compress undo` takes it back.':
    '{0} Runden sind zusammengefasst ({1} → {2} Tokens). `/compress show` zeigt, wie; `/compress undo` nimmt es zurück.',
  'There is nothing older{0} to sum up.':
    'Es gibt nichts Älteres{0}, das sich zusammenfassen ließe.',
  ' that is not pinned': ', das nicht angeheftet ist',
  'No turn is pinned.': 'Keine Runde ist angeheftet.',
  'Pinned, so it is never summed up: {=0}': 'Angeheftet, wird also nie zusammengefasst: {0}',
  'No longer pinned: {=0}': 'Nicht mehr angeheftet: {0}',
  'Done and found:': 'Getan und gefunden:',
  'Topics:': 'Themen:',
  'Decisions:': 'Entscheidungen:',
  'Open:': 'Offen:',
  'Taken back:': 'Zurückgenommen:',
  'Taken back, except for what was changed since:':
    'Zurückgenommen, außer dem, was seither geändert wurde:',
  'Brought again:': 'Wiederholt:',
  'Brought again, except for what was changed since:':
    'Wiederholt, außer dem, was seither geändert wurde:',
  '`/redo` brings it again.': '`/redo` wiederholt es.',
  '`/undo` takes it back.': '`/undo` nimmt es zurück.',
  'was so already': 'war schon so',
  'was left alone: {0}': 'blieb unberührt: {0}',
  'No file was changed.': 'Keine Datei wurde geändert.',
  'is there again': 'ist wieder da',
  'is as it was before': 'ist wie vorher',
  'is changed again': 'ist wieder geändert',
  'is gone again': 'ist wieder weg',
  'is back at its place': 'ist wieder an seinem Platz',
  'Commands cannot run here: the mode only reads, or the workspace is not trusted.':
    'Befehle können hier nicht laufen: Der Modus liest nur, oder dem Arbeitsbereich wird nicht vertraut.',
  'It ran out of time and was ended.': 'Die Zeit war um, und er wurde beendet.',
  'Exit code {0}.': 'Exitcode {0}.',
  'none: it was ended by a signal': 'keiner: Er wurde durch ein Signal beendet',
  'It waited for an answer to “{=0}” and was ended: give it a flag instead.':
    'Er wartete auf eine Antwort auf „{0}“ und wurde beendet: Geben Sie ihm stattdessen eine Option.',
  'This is the end of what it printed; its step has the whole output.':
    'Das ist das Ende seiner Ausgabe; sein Schritt hat alles.',
};
