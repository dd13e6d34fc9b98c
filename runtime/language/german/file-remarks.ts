// What is wrong with a file of an agent, a skill or a server, and what @ found, in German.
export const fileRemarks = {
  'it has no effect: {0}': 'es wirkt nicht: {0}',
  'Leave it for other tools.': 'Lassen Sie es für andere Werkzeuge stehen.',
  'rights come from the mode of the window, never from a file':
    'Rechte kommen vom Modus des Fensters, nie aus einer Datei',
  'programs that a file names are not run':
    'Programme, die eine Datei nennt, werden nicht ausgeführt',
  'where an agent writes is decided by the run': 'wo ein Agent schreibt, entscheidet der Lauf',
  'what is remembered is decided by the settings':
    'was gemerkt wird, entscheiden die Einstellungen',
  'whether an agent runs in the background is decided by the run':
    'ob ein Agent im Hintergrund läuft, entscheidet der Lauf',
  'how much work a question needs is decided by the message':
    'wie viel Arbeit eine Frage braucht, entscheidet die Nachricht',
  'agents have no colours here': 'Agenten haben hier keine Farben',
  'the task is the first prompt': 'die Aufgabe ist der erste Prompt',
  'no hint is shown': 'es wird kein Hinweis gezeigt',
  'every agent can be called by name': 'jeder Agent ist mit seinem Namen aufrufbar',
  'it was given up by its own tool; use disable-model-invocation':
    'sein eigenes Werkzeug hat es aufgegeben; nehmen Sie disable-model-invocation',
  'the file is read here whatever its target':
    'die Datei wird hier gelesen, gleich für welches Ziel',
  'only the fields of agents count': 'nur die Felder von Agenten zählen',
  'An agent file begins with "---", a description and the other fields, and "---" again; its instructions follow.':
    'Eine Agentendatei beginnt mit „---“, einer Beschreibung und den anderen Feldern, und noch einmal „---“; dann folgen die Anweisungen.',
  'no agent has such a field': 'kein Agent hat ein solches Feld',
  'Take it out.': 'Nehmen Sie es heraus.',
  'Write "{=0}", if that is meant.': 'Schreiben Sie „{0}“, wenn das gemeint ist.',
  'it says the same as "{=0}"': 'es sagt dasselbe wie „{0}“',
  'Keep one of the two.': 'Behalten Sie eines von beiden.',
  'it is called "{=0}" here': 'es heißt hier „{0}“',
  'Nothing has to be done.': 'Es ist nichts zu tun.',
  'only small letters, digits and single hyphens are allowed':
    'nur kleine Buchstaben, Ziffern und einzelne Bindestriche sind erlaubt',
  'Write "{=0}".': 'Schreiben Sie „{0}“.',
  'it has more than {#0} characters': 'es hat mehr als {0} Zeichen',
  'Shorten it.': 'Kürzen Sie es.',
  'Say what it does and when to use it; the rest belongs into the instructions.':
    'Sagen Sie, was es tut und wann es zu nutzen ist; der Rest gehört in die Anweisungen.',
  'it has none: its first line stands for it': 'es hat keine: Seine erste Zeile steht dafür',
  'Add one.': 'Fügen Sie eine hinzu.',
  'there is no description': 'es gibt keine Beschreibung',
  'there is no name': 'es gibt keinen Namen',
  'there is no {.0}': 'es gibt kein Feld {0}',
  'Add "description:" with what it does and when to use it.':
    'Fügen Sie „description:“ hinzu: was es tut und wann es zu nutzen ist.',
  'it has no instructions below the front matter': 'unter den Feldern stehen keine Anweisungen',
  'Write them below the second "---".': 'Schreiben Sie sie unter das zweite „---“.',
  'they have more than {#0} characters': 'sie haben mehr als {0} Zeichen',
  'Move details into a skill.': 'Verschieben Sie Einzelheiten in einen Skill.',
  '"{=0}" is no version': '„{0}“ ist keine Version',
  'Write it as 1.2.3.': 'Schreiben Sie sie als 1.2.3.',
  'Write tokens, costUsd and modelCalls below it, each a number above 0.':
    'Schreiben Sie tokens, costUsd und modelCalls darunter, jedes eine Zahl über 0.',
  'it is a map of limits': 'es ist eine Liste von Grenzen',
  'it has no limit "{=0}"': 'es hat keine Grenze „{0}“',
  'tokens is {=0}': 'tokens ist {0}',
  'costUsd is {=0}': 'costUsd ist {0}',
  'modelCalls is {=0}': 'modelCalls ist {0}',
  'only the names count: servers are configured, and allowed, in the workspace':
    'nur die Namen zählen: Server werden im Arbeitsbereich konfiguriert und erlaubt',
  'Configure them in .vscode/mcp.json or .mcp.json.':
    'Konfigurieren Sie sie in .vscode/mcp.json oder .mcp.json.',
  'Each handoff has an agent, and may have a label and a prompt.':
    'Jede Übergabe hat einen Agenten und darf Namen und Prompt haben.',
  'it is a list': 'es ist eine Liste',
  'one of them names no agent': 'eine davon nennt keinen Agenten',
  'it is a text': 'es ist ein Text',
  'Write it in one line, in quotes if it has a colon in it.':
    'Schreiben Sie es in eine Zeile, in Anführungszeichen, wenn es einen Doppelpunkt hat.',
  'it is a list of at most {#0} names': 'es ist eine Liste von höchstens {0} Namen',
  'Write one name in each line.': 'Schreiben Sie einen Namen je Zeile.',
  'it is a number from {#0} to {#1}': 'es ist eine Zahl von {0} bis {1}',
  'Write {=0}: {=1}.': 'Schreiben Sie {0}: {1}.',
  'it is true or false': 'es ist true oder false',
  'Write true or false.': 'Schreiben Sie true oder false.',
  'the standard knows no field "{=0}"; put it under metadata':
    'der Standard kennt kein Feld „{0}“; stellen Sie es unter metadata',
  'it is one text, with blanks between the tools':
    'es ist ein Text, mit Leerzeichen zwischen den Werkzeugen',
  'it is a list of names with one text each': 'es ist eine Liste von Namen mit je einem Text',
  'every value is one text': 'jeder Wert ist ein Text',
  'its instructions have more than {#0} lines; move parts into references/':
    'seine Anweisungen haben mehr als {0} Zeilen; verschieben Sie Teile nach references/',
  'only small letters, digits and single hyphens between them are allowed':
    'nur kleine Buchstaben, Ziffern und einzelne Bindestriche dazwischen sind erlaubt',
  'it must be the name of its folder, "{=0}"': 'es muss der Name seines Ordners sein, „{0}“',
  'The {0} skill {=1} ({=2}) is hidden by the one in {=3}.':
    'Der Skill {1} ({0}, {2}) wird von dem in {3} verdeckt.',
  'there is no description, so the skill is left out':
    'es gibt keine Beschreibung, darum bleibt der Skill weg',
  'the file should be called {=0}': 'die Datei sollte {0} heißen',
  'it is larger than {#0} kB, so the skill is left out':
    'sie ist größer als {0} kB, darum bleibt der Skill weg',
  'its front matter has no end: a second "---" is missing':
    'seine Felder haben kein Ende: Ein zweites „---“ fehlt',
  'it does not begin with front matter': 'es beginnt nicht mit Feldern',
  'it begins with a byte order mark; save it without':
    'es beginnt mit einer Byte-Order-Mark; speichern Sie es ohne',
  'it is no YAML': 'es ist kein YAML',
  'the front matter is no list of fields': 'am Anfang steht keine Liste von Feldern',
  'write lists and maps line by line, not in brackets':
    'schreiben Sie Listen und Zuordnungen zeilenweise, nicht in Klammern',
  'a reference of YAML is not allowed': 'ein Verweis in YAML ist nicht erlaubt',
  'a tag of YAML is not allowed': 'ein Tag in YAML ist nicht erlaubt',
  'a text with a colon in it must stand in quotes':
    'ein Text mit Doppelpunkt muss in Anführungszeichen stehen',
  'has characters that a name cannot have': 'hat Zeichen, die ein Name nicht haben kann',
  'is no name of a variable': 'ist kein Name einer Variablen',
  'is missing': 'fehlt',
  'must begin with http:// or https://': 'muss mit http:// oder https:// beginnen',
  'is not used, because {=0} has a server of that name':
    'wird nicht genutzt, weil {0} einen Server dieses Namens hat',
  'is one server more than {#0}': 'ist ein Server mehr als {0}',
  'cannot be read': 'ist nicht lesbar',
  'is larger than {#0} bytes': 'ist größer als {0} Bytes',
  'is no JSON: {=0}': 'ist kein JSON: {0}',
  'is not right': 'stimmt nicht',
  'it has ended': 'er ist zu Ende',
  '{0}, {#1} times in a row': '{0}, {1}-mal hintereinander',
  '{0} and is tried again soon': '{0} und wird bald wieder versucht',
  'The server is not running.': 'Der Server läuft nicht.',
  'It sent a message of more than {#0} MB.': 'Er schickte eine Nachricht von mehr als {0} MB.',
  'It sent too many messages at once.': 'Er schickte zu viele Nachrichten auf einmal.',
  'It said nothing for {#0} seconds.': 'Er schwieg {0} Sekunden lang.',
  'The server sent more than is taken at once.':
    'Der Server schickte mehr, als auf einmal genommen wird.',
  '{=0}:{#1}: {.2}: {3}': '{0}:{1}: {2}: {3}',
  '{=0}:{#1}: {2}': '{0}:{1}: {2}',
  '{.0}: {1}': '{0}: {1}',
  'nothing of that name was found': 'unter diesem Namen wurde nichts gefunden',
  'a specialist who is to take part': 'ein Fachmann, der mitwirken soll',
  'an earlier conversation': 'ein früheres Gespräch',
  'working tree against the last commit': 'Arbeitsstand gegen den letzten Commit',
  'Staged changes': 'Bereitgestellte Änderungen',
  'what the next commit would hold': 'was der nächste Commit enthielte',
  'changes that are not committed, or against a revision':
    'Änderungen ohne Commit, oder gegen eine Revision',
  'Since {=0}': 'Seit {0}',
  'a file of the workspace': 'eine Datei des Arbeitsbereichs',
  'a folder of the workspace': 'ein Ordner des Arbeitsbereichs',
  'something that is remembered': 'etwas Gemerktes',
  'what the editor reports: all, or of one file':
    'was der Editor meldet: alles, oder zu einer Datei',
  'All problems': 'Alle Probleme',
  'Problems of {=0}': 'Probleme von {0}',
  'Problems are known only inside the editor.': 'Probleme sind nur im Editor bekannt.',
  'what a connected server holds': 'was ein verbundener Server hat',
  'a method to follow': 'eine Vorgehensweise',
  'a definition by its name': 'eine Definition mit ihrem Namen',
  'the last command of the terminal and its output':
    'der letzte Befehl des Terminals und seine Ausgabe',
  'No command has been seen in a terminal yet.':
    'In keinem Terminal wurde bisher ein Befehl gesehen.',
  'What terminals show is known only inside the editor.':
    'Was Terminals zeigen, ist nur im Editor bekannt.',
  'a page of the web by its address': 'eine Seite im Web mit ihrer Adresse',
  '{#0} definitions': '{0} Definitionen',
  '1 file': '1 Datei',
  '{#0} files': '{0} Dateien',
  '1 turn': '1 Runde',
  '{#0} turns': '{0} Runden',
  '1 problem': '1 Problem',
  '{#0} problems': '{0} Probleme',
  '1 changed file': '1 geänderte Datei',
  '{#0} changed files': '{0} geänderte Dateien',
};
