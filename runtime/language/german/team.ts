// What is said about a plan of several agents and about what they wrote, in German.
export const team = {
  'It reaches {=0}.': 'Es erreicht {0}.',
  'The agent {=0} is gone.': 'Den Agenten {0} gibt es nicht mehr.',
  'Other agents kept changing {=0}.': 'Andere Agenten änderten {0} immer wieder.',
  '"{=0}" has also changed {=1}, which was not planned.':
    '„{0}“ hat auch {1} geändert, was nicht geplant war.',
  'The reviewer still objects: {=0}': 'Der Prüfer hat noch Einwände: {0}',
  'It was stopped.': 'Es wurde angehalten.',
  '{=0} ended without an answer: {1}': '{0} endete ohne Antwort: {1}',
  '"{=0}" was not reviewed: {=1} gave no verdict. {2}':
    '„{0}“ wurde nicht geprüft: {1} gab kein Urteil. {2}',
  '"{=0}" was not reviewed: there is no agent for it.':
    '„{0}“ wurde nicht geprüft: Dafür gibt es keinen Agenten.',
  'You left it out.': 'Sie haben es ausgelassen.',
  'The user has done this.': 'Das haben Sie getan.',
  'The task has its end.': 'Die Aufgabe ist zu Ende.',
  'The plan was stopped.': 'Der Plan wurde angehalten.',
  'It needs "{=0}", which has no result{1}': 'Es braucht „{0}“, das kein Ergebnis hat{1}',
  'The plan was not run.': 'Der Plan wurde nicht ausgeführt.',
  'The built-in engine cannot plan for several agents; with a language model it can.':
    'Die eingebaute Engine kann nicht für mehrere Agenten planen; mit einem Sprachmodell geht es.',
  'The setting memfun.budget.depth allows no agents below the first.':
    'Die Einstellung memfun.budget.depth erlaubt keine Agenten unter dem ersten.',
  'No agents are defined here.': 'Hier sind keine Agenten definiert.',
  'A version of {=0} could not be kept: {1}':
    'Eine Fassung von {0} konnte nicht aufbewahrt werden: {1}',
  'The changes of {=0} are lost or no longer fit to the files: done again.':
    'Die Änderungen von {0} sind verloren oder passen nicht mehr zu den Dateien: Es geschieht noch einmal.',
  'The user wants the rest planned anew.': 'Sie möchten den Rest neu geplant haben.',
  'The rest could not be planned anew. {0}': 'Der Rest konnte nicht neu geplant werden. {0}',
  'No task has a result.': 'Keine Aufgabe hat ein Ergebnis.',
  'Nobody has decided about the version of {=0} by {=1}: it is kept for {#2} days in {=3}':
    'Über die Fassung von {0} durch {1} hat niemand entschieden: Sie bleibt {2} Tage in {3}',
  'Nobody has decided about the version of {=0}: it is kept for {#1} days in {=2}/{=3}':
    'Über die Fassung von {0} hat niemand entschieden: Sie bleibt {1} Tage in {2}/{3}',
  '"{=0}" is done here, not on a worker: {1}': '„{0}“ geschieht hier, nicht auf einem Worker: {1}',
  'A worker is left out: {0}.': 'Ein Worker bleibt weg: {0}.',
  'What "{=0}" does cannot be seen now: {1}': 'Was „{0}“ tut, ist jetzt nicht zu sehen: {1}',
  'The server of the workers does not answer. What they do is waited for, two minutes at most.':
    'Der Server der Worker antwortet nicht. Auf das, was sie tun, wird höchstens zwei Minuten gewartet.',
  'It was cancelled among the tasks of workers.':
    'Es wurde bei den Aufgaben der Worker abgebrochen.',
  '"{=0}" is done again here: {=1} is not the same on {2}.':
    '„{0}“ geschieht hier noch einmal: {1} ist nicht dasselbe auf {2}.',
  'the worker': 'dem Worker',
  'the repository is not what it was.': 'das Repository ist nicht mehr, was es war.',
  'more than {#0} files are not committed.': 'mehr als {0} Dateien sind nicht committet.',
  'more than {#0} bytes are not committed.': 'mehr als {0} Bytes sind nicht committet.',
  '{=0} is not sent to workers: {1}.': '{0} wird nicht an Worker gesendet: {1}.',
  'An event ({=0}) was too large to be sent; it is in the trace where the worker runs.':
    'Ein Ereignis ({0}) war zum Senden zu groß; es steht in der Spur, wo der Worker läuft.',
  'An earlier attempt at this task has changed files.':
    'Ein früherer Versuch dieser Aufgabe hat Dateien geändert.',
  'An earlier attempt at this task changed {=0} and was cut off before it could answer. Nothing was done again: look at the changes.':
    'Ein früherer Versuch dieser Aufgabe änderte {0} und brach ab, bevor er antworten konnte. Nichts geschah noch einmal: Sehen Sie sich die Änderungen an.',
  'Earlier attempts have used up what it was given.':
    'Frühere Versuche haben aufgebraucht, was es bekam.',
  'Nobody waits for it any more.': 'Niemand wartet mehr darauf.',
  'it ended early ({=0})': 'es endete vorzeitig ({0})',
  'The plan cannot be run: {0}': 'Der Plan ist nicht ausführbar: {0}',
  'It has no tasks.': 'Er hat keine Aufgaben.',
  'Task "{=0}" would write "{=1}", which is outside the workspace.':
    'Aufgabe „{0}“ würde „{1}“ schreiben, was außerhalb des Arbeitsbereichs liegt.',
  'These tasks wait for each other in a circle: {=0}. Take one of the dependencies away.':
    'Diese Aufgaben warten im Kreis aufeinander: {0}. Nehmen Sie eine der Abhängigkeiten weg.',
  ', because the budget pays for no more': ', denn das Budget reicht nicht für mehr',
  'It has {#0} tasks; at most {#1} are allowed{2}. Join some of them.':
    'Er hat {0} Aufgaben; höchstens {1} sind erlaubt{2}. Fassen Sie einige zusammen.',
  'The id "{=0}" is used twice; each task needs its own.':
    'Die Kennung „{0}“ kommt zweimal vor; jede Aufgabe braucht ihre eigene.',
  'Task "{=0}" names the agent "{=1}", which is not there. There are: {=2}.':
    'Aufgabe „{0}“ nennt den Agenten „{1}“, den es nicht gibt. Es gibt: {2}.',
  'Task "{=0}" has outputs, but {=1} cannot change files: choose another agent or no outputs.':
    'Aufgabe „{0}“ hat Ergebnisdateien, aber {1} kann keine Dateien ändern: Wählen Sie einen anderen Agenten oder keine Dateien.',
  'Task "{=0}" depends on itself.': 'Aufgabe „{0}“ hängt von sich selbst ab.',
  'Task "{=0}" depends on "{=1}", which is not in the plan.':
    'Aufgabe „{0}“ hängt von „{1}“ ab, das nicht im Plan ist.',
  'Task "{=0}" is the same work as "{=1}".': 'Aufgabe „{0}“ ist dieselbe Arbeit wie „{1}“.',
  '"{=0}" waits for "{=1}": both may write {=2}.':
    '„{0}“ wartet auf „{1}“: Beide dürfen {2} schreiben.',
  'both made it': 'beide haben sie angelegt',
  'one deleted what the other changed': 'einer löschte, was der andere änderte',
  'one deleted what the other {0}': 'einer löschte, was der andere {0}',
  'a file stands there already': 'dort steht schon eine Datei',
  'one deleted what the other moved': 'einer löschte, was der andere verschob',
  'it was moved to two places': 'sie wurde an zwei Orte verschoben',
  'both changed the same lines': 'beide änderten dieselben Zeilen',
  'its files could not be written': 'seine Dateien konnten nicht geschrieben werden',
  'the project has more than {#0} files': 'das Projekt hat mehr als {0} Dateien',
  'it lies outside of the workspace folder': 'es liegt außerhalb des Arbeitsbereichs',
  'links and other repositories are not taken over':
    'Links und andere Repositorys werden nicht übernommen',
  'a command made it, and it is not among the outputs of the task':
    'ein Befehl hat es erzeugt, und es gehört nicht zu den Ergebnissen der Aufgabe',
  'it was made executable, which is not taken over':
    'es wurde ausführbar gemacht, was nicht übernommen wird',
  'a file of this name was made meanwhile': 'eine Datei dieses Namens wurde inzwischen angelegt',
  'it is to be deleted but was edited': 'sie soll gelöscht werden, wurde aber bearbeitet',
  'it was deleted': 'sie wurde gelöscht',
  'it was deleted or moved': 'sie wurde gelöscht oder verschoben',
  'it was edited on the same or on neighbouring lines':
    'sie wurde in denselben oder benachbarten Zeilen bearbeitet',
  'it was changed, and it is not a text that could be merged':
    'sie wurde geändert und ist kein Text, der sich zusammenführen ließe',
  'its encoding was changed': 'ihre Kodierung wurde geändert',
  'its backup was dropped or is damaged': 'ihre Sicherung wurde entfernt oder ist beschädigt',
  'it was changed since': 'sie wurde seither geändert',
  'somebody else changed it in between': 'jemand anders hat sie dazwischen geändert',
  'it was changed a moment ago': 'sie wurde gerade eben geändert',
};
