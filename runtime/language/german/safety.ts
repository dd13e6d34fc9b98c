// Why a command or an address is asked about or refused, and what the ready-made rules are for, in German.
export const safety = {
  'tests, linters and type checks of a JavaScript or TypeScript project':
    'Tests, Linter und Typprüfung eines Projekts in JavaScript oder TypeScript',
  'tests, linters and type checks of a Python project':
    'Tests, Linter und Typprüfung eines Projekts in Python',
  'tests and checks of a Go module': 'Tests und Prüfungen eines Go-Moduls',
  'tests and checks of a Cargo project': 'Tests und Prüfungen eines Cargo-Projekts',
  'tests of a Gradle or Maven project': 'Tests eines Projekts mit Gradle oder Maven',
  "Memfun's own folder": 'der eigene Ordner von Memfun',
  "Memfun's own settings": 'die eigenen Einstellungen von Memfun',
  'the repository itself': 'das Repository selbst',
  'environment values': 'Werte der Umgebung',
  'a key': 'ein Schlüssel',
  'a registry token': 'ein Token eines Paketverzeichnisses',
  'instructions for agents': 'Anweisungen für Agenten',
  'git settings': 'Einstellungen von Git',
  'CI configuration': 'Konfiguration der CI',
  'editor configuration': 'Konfiguration des Editors',
  'a development container': 'ein Entwicklungscontainer',
  'git hooks': 'Hooks von Git',
  'a shell profile': 'ein Profil der Shell',
  '{=0} is on the list of denied hosts': '{0} steht auf der Liste der verbotenen Rechner',
  'It is the first visit to {=0} in this run.': 'Es ist der erste Besuch bei {0} in diesem Lauf.',
  'You did not name {=0}, and this address is no search result. An address can carry data out.':
    'Sie haben {0} nicht genannt, und diese Adresse ist kein Suchergebnis. Eine Adresse kann Daten hinaustragen.',
  'The address was not visited: {0}.': 'Die Adresse wurde nicht besucht: {0}.',
  '"{=0}": {1}': '„{0}“: {1}',
  'there is nothing to run': 'es gibt nichts auszuführen',
  '"{=0}" is denied': '„{0}“ ist verboten',
  'whether it is denied is known only when it runs':
    'ob es verboten ist, zeigt sich erst beim Ausführen',
  'it is on the allow list': 'es steht auf der Liste des Erlaubten',
  'which program "{=0}" is, is known only when it runs':
    'welches Programm „{0}“ ist, zeigt sich erst beim Ausführen',
  '"{=0}" would be run as a program, not assigned':
    '„{0}“ würde als Programm ausgeführt, nicht zugewiesen',
  'in bypass mode nothing is asked': 'in diesem Modus wird nichts gefragt',
  'it only reads, inside the workspace': 'es liest nur, im Arbeitsbereich',
  'it changes files': 'es ändert Dateien',
  'it names no file': 'es nennt keine Datei',
  'it changes files of the workspace': 'es ändert Dateien des Arbeitsbereichs',
  'setting {=0} may change what runs': '{0} zu setzen kann ändern, was läuft',
  'it writes to "{=0}"': 'es schreibt in „{0}“',
  'it deletes a whole tree: the workspace, the home folder, or one outside or not known':
    'es löscht einen ganzen Baum: den Arbeitsbereich, den Benutzerordner oder einen außerhalb oder unbekannten',
  'it erases disks or files beyond recovery':
    'es löscht Datenträger oder Dateien unwiederbringlich',
  'it writes to a device': 'es schreibt auf ein Gerät',
  'it stops the machine': 'es hält den Rechner an',
  'it changes the rights of a whole tree': 'es ändert die Rechte eines ganzen Baums',
  'it ends every program': 'es beendet jedes Programm',
  'it deletes or overwrites what it finds': 'es löscht oder überschreibt, was es findet',
  'it changes what runs later by itself': 'es ändert, was später von selbst läuft',
  'it throws away work that git cannot bring back, here or in the remote repository':
    'es verwirft Arbeit, die Git nicht zurückholen kann, hier oder im entfernten Repository',
  'it uses the network': 'es nutzt das Netz',
  'it runs a program of the project, or one that is loaded first':
    'es führt ein Programm des Projekts aus, oder eines, das erst geladen wird',
  'it cannot be undone': 'es lässt sich nicht zurücknehmen',
  'it runs with the rights of another user': 'es läuft mit den Rechten eines anderen Benutzers',
  '"{=0}" is not a command that is known to be harmless':
    '„{0}“ ist kein als harmlos bekannter Befehl',
  '"{=0} {=1}" is not a command that is known to be harmless':
    '„{0} {1}“ ist kein als harmlos bekannter Befehl',
  'git runs in another folder, whose own settings may name programs':
    'Git läuft in einem anderen Ordner, dessen Einstellungen Programme nennen können',
  'the option {=0} is not known to be harmless': 'die Option {0} ist nicht als harmlos bekannt',
  'the value of {=0} is known only when it runs': 'der Wert von {0} zeigt sich erst beim Ausführen',
  'with arguments it is not known to be harmless':
    'mit Argumenten ist es nicht als harmlos bekannt',
  'what it looks for is known only when it runs': 'wonach es sucht, zeigt sich erst beim Ausführen',
  'it leaves the workspace folder': 'es verlässt den Arbeitsbereich',
  'it reads every file, protected ones too; name folders, or use rg':
    'es liest jede Datei, auch geschützte; nennen Sie Ordner, oder verwenden Sie rg',
  'what "{=0}" is, is known only when it runs': 'was „{0}“ ist, zeigt sich erst beim Ausführen',
  'it could not be parsed': 'es ließ sich nicht zerlegen',
  'it is not correct bash, or uses rare syntax':
    'es ist kein richtiges Bash, oder von seltener Form',
  'process substitution': 'Prozessersetzung',
  'a part that does not parse': 'ein Teil, der sich nicht zerlegen lässt',
  '{=0} is not judged': '{0} wird nicht beurteilt',
  '"{=0}" stands where a command should': '„{0}“ steht, wo ein Befehl stehen müsste',
  'where the command ends is not certain': 'wo der Befehl endet, ist nicht sicher',
  'a word goes over the end of its line': 'ein Wort geht über das Ende seiner Zeile',
  'an assignment to an element is not judged': 'eine Zuweisung an ein Element wird nicht beurteilt',
  'this redirection is not judged': 'diese Umleitung wird nicht beurteilt',
  'arguments stand after a redirection': 'hinter einer Umleitung stehen Argumente',
  'this kind of heredoc is not judged': 'diese Art von Heredoc wird nicht beurteilt',
  'the heredoc may end earlier than it seems':
    'der Heredoc endet vielleicht früher, als es scheint',
  'commands in backquotes inside of a heredoc are not judged':
    'Befehle in Backticks in einem Heredoc werden nicht beurteilt',
  '"{=0}" lies outside of the workspace': '„{0}“ liegt außerhalb des Arbeitsbereichs',
  '"{=0}" is protected ({1})': '„{0}“ ist geschützt ({1})',
  'which file "{=0}" is, is known only when it runs':
    'welche Datei „{0}“ ist, zeigt sich erst beim Ausführen',
  '"{=0}" holds protected files': '„{0}“ enthält geschützte Dateien',
  '"{=0}" may match a file that is named like an option':
    '„{0}“ kann eine Datei treffen, die wie eine Option heißt',
  '"{=0}" may match protected files': '„{0}“ kann geschützte Dateien treffen',
  'it contains a carriage return, which hides what comes after it':
    'es enthält einen Wagenrücklauf, der verbirgt, was danach kommt',
  'it contains control characters': 'es enthält Steuerzeichen',
  'it contains a line break that is not a new line':
    'es enthält einen Umbruch, der keine neue Zeile ist',
  'it contains invisible or direction characters':
    'es enthält unsichtbare Zeichen oder solche der Schreibrichtung',
  'it contains spaces that are not the space character':
    'es enthält Leerzeichen, die nicht das gewöhnliche sind',
  'it contains full-width look-alikes of shell characters':
    'es enthält breite Doppelgänger von Zeichen der Shell',
  'a line is continued in the middle of a word': 'eine Zeile wird mitten im Wort fortgesetzt',
  'it is empty': 'es ist leer',
  'it is longer than {#0} characters': 'es ist länger als {0} Zeichen',
  'commands of {0} are not judged': 'Befehle von {0} werden nicht beurteilt',
  'this shell': 'dieser Shell',
  'it is nested too deeply, or has too many parts':
    'es ist zu tief verschachtelt, oder hat zu viele Teile',
  'its option {=0} is not known': 'seine Option {0} ist nicht bekannt',
  'it names no command': 'es nennt keinen Befehl',
  'it runs a script that is not read here': 'es führt ein Skript aus, das hier nicht gelesen wird',
  'the script it runs is known only when it runs':
    'welches Skript es ausführt, zeigt sich erst beim Ausführen',
  'what it evaluates is known only when it runs':
    'was es auswertet, zeigt sich erst beim Ausführen',
  'it opens a shell on another machine': 'es öffnet eine Shell auf einem anderen Rechner',
  'what runs on the other machine is known only when it runs':
    'was auf dem anderen Rechner läuft, zeigt sich erst beim Ausführen',
  'it runs a program that is not judged here':
    'es führt ein Programm aus, das hier nicht beurteilt wird',
  'it runs the commands of a file': 'es führt die Befehle einer Datei aus',
  'what it repeats is known only when it runs': 'was es wiederholt, zeigt sich erst beim Ausführen',
  'the time for checks is used up': 'die Zeit für Prüfungen ist um',
  'it took too long and was ended': 'es dauerte zu lang und wurde beendet',
  'the tool, or something that it needs, is not installed':
    'das Werkzeug, oder etwas, das es braucht, ist nicht installiert',
};
