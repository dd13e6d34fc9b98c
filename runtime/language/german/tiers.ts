// What can go wrong with tiers, their servers and workers, in German.
export const tiers = {
  'The {0} is closed.': 'Geschlossen: {0}.',
  'agent registry': 'Verzeichnis der Agenten',
  'event bus': 'Ereignisbus',
  'state store': 'Zustandsspeicher',
  'task queue': 'Warteschlange',
  'This happens while Memfun shuts down. Start it again.':
    'Das geschieht, während Memfun endet. Starten Sie es neu.',
  'The history from {0} on is no longer kept; the oldest kept entry is {1}.':
    'Der Verlauf ab {0} ist nicht mehr aufgehoben; der älteste aufgehobene Eintrag ist {1}.',
  'Read the present state and follow the changes from now on.':
    'Lesen Sie den jetzigen Stand, und verfolgen Sie die Änderungen von nun an.',
  'There is no task {0}.': 'Eine Aufgabe {0} gibt es nicht.',
  'Check the id; ended tasks are forgotten in time.':
    'Prüfen Sie die Id; beendete Aufgaben werden mit der Zeit vergessen.',
  'The registration of agent {0} is no longer valid.':
    'Die Anmeldung des Agenten {0} gilt nicht mehr.',
  'Register the agent again.': 'Melden Sie den Agenten neu an.',
  'There is already a tool named "{0}".': 'Ein Werkzeug namens „{0}“ gibt es schon.',
  'Give the tool another name.': 'Geben Sie dem Werkzeug einen anderen Namen.',
  '{0} is in use by {1}, {2}': '{0} wird verwendet von {1}, {2}',
  '{0} cannot be used: {1}': '{0} kann nicht verwendet werden: {1}',
  'Update Memfun; if it is damaged, move the file away and start again.':
    'Aktualisieren Sie Memfun; ist die Datei beschädigt, verschieben Sie sie und fangen Sie neu an.',
  '{0} has {1} bytes; this tier takes at most {2}.':
    '{0} hat {1} Bytes; diese Ebene nimmt höchstens {2}.',
  'Store it in a file and pass its path, or raise the limit of the server.':
    'Legen Sie es in eine Datei und geben Sie deren Pfad weiter, oder erhöhen Sie die Grenze des Servers.',
  'Another program has held {0} for more than {1} seconds.':
    'Ein anderes Programm hält {0} seit mehr als {1} Sekunden.',
  'End that program, or let it go on when it was suspended, and try again.':
    'Beenden Sie dieses Programm, oder lassen Sie es weiterlaufen, wenn es angehalten ist, und versuchen Sie es erneut.',
  '{0} is full: nothing more can be stored, and what was stored before is kept.':
    '{0} ist voll: Nichts mehr lässt sich speichern; was gespeichert ist, bleibt.',
  'The lease of task {0} was lost.': 'Der Lease der Aufgabe {0} ging verloren.',
  'Stop working on this task: another worker has it.':
    'Arbeiten Sie nicht weiter daran: Ein anderer Worker hat sie.',
  'The queue "{0}" already holds {1} waiting tasks.':
    'In der Warteschlange „{0}“ warten schon {1} Aufgaben.',
  'Wait until some are done, or start more workers.':
    'Warten Sie, bis einige erledigt sind, oder starten Sie mehr Worker.',
  'This tier cannot write several keys as one.':
    'Diese Ebene kann nicht mehrere Schlüssel auf einmal schreiben.',
  'Choose "sqlite" or "redis" as the tier, or write one key under a condition.':
    'Wählen Sie „sqlite“ oder „redis“ als Ebene, oder schreiben Sie einen Schlüssel unter einer Bedingung.',
  // From one tier to another.
  'The target is not empty: it has {0} that this migration did not bring.':
    'Das Ziel ist nicht leer: Es enthält {0}, die nicht aus dieser Migration stammen.',
  'Bring it into what is there (memfun tier migrate with --merge), or choose another space (--space).':
    'Bringen Sie es zu dem, was dort liegt (memfun tier migrate mit --merge), oder wählen Sie einen anderen Bereich (--space).',
  '{0} tasks are being worked on: taken along now, they would be done twice.':
    'An {0} Aufgaben wird gearbeitet: Jetzt mitgenommen, würden sie zweimal erledigt.',
  'Stop the workers (they finish what they have), then run the migration again.':
    'Halten Sie die Worker an (sie beenden, was sie haben), und starten Sie die Migration dann erneut.',
  'After the migration the two sides differ in {0}.':
    'Nach der Migration unterscheiden sich beide Seiten in {0}.',
  'Somebody changed the source or the target meanwhile. Run the migration again.':
    'Quelle oder Ziel wurden inzwischen geändert. Starten Sie die Migration erneut.',
  'The conversation {0} is not the same at the target as at the source.':
    'Das Gespräch {0} ist am Ziel nicht dasselbe wie an der Quelle.',
  'A conversation cannot have the name "{0}" in files.':
    'In Dateien kann ein Gespräch nicht „{0}“ heißen.',
  'It was not made by Memfun: look at who can write to the tier, or delete it there.':
    'Memfun hat sie nicht angelegt: Prüfen Sie, wer in die Stufe schreiben kann, oder löschen Sie sie dort.',
  'Somebody went on with it meanwhile. Run the command again.':
    'Jemand hat sie inzwischen fortgesetzt. Führen Sie den Befehl erneut aus.',
  'a migration from {0}': 'eine Migration aus {0}',
  '{0} tasks': '{0} Aufgaben',
  '{0} entries of state': '{0} Einträge des Zustands',
  'The tier "in-process" keeps nothing that could be moved.':
    'Die Ebene „in-process“ bewahrt nichts auf, was umziehen könnte.',
  // Servers and files.
  'another one': 'ein anderer',
  'a process that just opens it': 'einem Prozess, der sie gerade öffnet',
  'the newest message is {0}': 'die neueste Nachricht ist {0}',
  '{0} answers, but its JetStream does not': '{0} antwortet, aber JetStream dort nicht',
  'When the disk of its storage is full it is silent too: make room and start it again.':
    'Auch bei vollem Datenträger schweigt er: Schaffen Sie Platz, und starten Sie ihn neu.',
  'Start the server with JetStream and a storage folder (-js -sd <folder>). {0}':
    'Starten Sie den Server mit JetStream und einem Ordner zum Speichern (-js -sd <Ordner>). {0}',
  'The store of {0}': 'Der Speicher von {0}',
  'Raise "max_file_store" of the server, make room on its disk, or remove streams that are not needed.':
    'Erhöhen Sie „max_file_store“ des Servers, schaffen Sie Platz auf seinem Datenträger, oder entfernen Sie Streams, die nicht gebraucht werden.',
  '{0} refused the credentials': '{0} lehnte die Anmeldedaten ab',
  '{0} cannot be used': '{0} kann nicht verwendet werden',
  'Check the user name and the stored password or token of the tier.':
    'Prüfen Sie den Benutzernamen und das gespeicherte Kennwort oder Token der Ebene.',
  'Start the server or correct its address in the settings; "in-process" works without a server. {0}':
    'Starten Sie den Server, oder berichtigen Sie seine Adresse in den Einstellungen; „in-process“ arbeitet ohne Server. {0}',
  'Name the file of the authority that signed the certificate of the server in NODE_EXTRA_CA_CERTS before Memfun or the editor is started, and the server as the certificate does.':
    'Nennen Sie in NODE_EXTRA_CA_CERTS die Datei der Stelle, die das Zertifikat des Servers unterschrieben hat, bevor Memfun oder der Editor startet, und den Server so, wie das Zertifikat ihn nennt.',
  'this workspace has no folder on a local disk.':
    'Dieser Arbeitsbereich hat keinen Ordner auf einem lokalen Datenträger.',
  'The tier "{0}" cannot be opened: {1}': 'Die Ebene „{0}“ lässt sich nicht öffnen: {1}',
  'Name every Sentinel like "redis+sentinel://127.0.0.1:26379/mymaster".':
    'Nennen Sie jeden Sentinel wie „redis+sentinel://127.0.0.1:26379/mymaster“.',
  'Set "memfun.tierServers", for example to ["{0}"].':
    'Setzen Sie „memfun.tierServers“, etwa auf ["{0}"].',
  'Choose "in-process", or a server.': 'Wählen Sie „in-process“ oder einen Server.',
  'no server is named.': 'Kein Server ist genannt.',
  '"{0}" is no address of such a server.': '„{0}“ ist keine Adresse eines solchen Servers.',
  'Raise "maxmemory" of the server or remove what is not needed; accepted tasks can be ended meanwhile, and go on by themselves.':
    'Erhöhen Sie „maxmemory“ des Servers, oder entfernen Sie, was nicht gebraucht wird; angenommene Aufgaben lassen sich inzwischen beenden und gehen von selbst weiter.',
  'The disk of {0}': 'Der Datenträger von {0}',
  'Make room on the disk of the server and do not stop it before: it writes what it holds as soon as it can.':
    'Schaffen Sie Platz auf dem Datenträger des Servers, und halten Sie ihn vorher nicht an: Er schreibt, was er hat, sobald er kann.',
  'Redis at {0}': 'Redis unter {0}',
  '{0} cannot be reached': '{0} ist nicht zu erreichen',
  'Check the user name and the stored password of the tier.':
    'Prüfen Sie den Benutzernamen und das gespeicherte Kennwort der Ebene.',
  'Start the server or correct its address in the settings; "in-process" works without a server.':
    'Starten Sie den Server, oder berichtigen Sie seine Adresse in den Einstellungen; „in-process“ arbeitet ohne Server.',
  '{0}: no second server has what was written, so a failover could lose it':
    '{0}: kein zweiter Server hat das Geschriebene; ein Failover könnte es verlieren',
  'Start a replica of the primary and let the Sentinels find it; two replicas survive the loss of any one server.':
    'Starten Sie ein Replikat des Primärservers, das die Sentinels finden; zwei Replikate überstehen den Verlust jedes einzelnen Servers.',
  'Make room on that disk and try again; accepted tasks go on by themselves.':
    'Schaffen Sie Platz auf diesem Datenträger, und versuchen Sie es erneut; angenommene Aufgaben gehen von selbst weiter.',
  'process {0} on {1}': 'Prozess {0} auf {1}',
  'another process': 'einem anderen Prozess',
  'the machine {0}': 'dem Rechner {0}',
  'and a file of SQLite serves the processes of one machine only.':
    'und eine Datei von SQLite dient nur den Prozessen eines Rechners.',
  'Close Memfun there and wait half a minute, keep the folder on a local disk, or choose "redis" or "nats" as "memfun.tier".':
    'Schließen Sie Memfun dort und warten Sie eine halbe Minute, legen Sie den Ordner auf einen lokalen Datenträger, oder wählen Sie „redis“ oder „nats“ als „memfun.tier“.',
  'this host has no node:sqlite.': 'Dieser Host hat kein node:sqlite.',
  'it was made by a newer version of Memfun.': 'Sie stammt von einer neueren Version von Memfun.',
  'a process that shares it': 'einem Prozess, der sie teilt',
  // Workers.
  'Nothing: the task is tried again by itself.':
    'Nichts: Die Aufgabe wird von selbst noch einmal versucht.',
  'The task speaks version {0} of the protocol of workers; this worker speaks {1}.':
    'Die Aufgabe spricht Version {0} des Protokolls der Worker; dieser Worker spricht {1}.',
  'Use the same version of Memfun for workers and for those who give them work.':
    'Verwenden Sie für Worker und für die, die ihnen Arbeit geben, dieselbe Version von Memfun.',
  'An earlier attempt at task {0} began "{1}" and was cut off: it may be done, or not.':
    'Ein früherer Versuch der Aufgabe {0} begann „{1}“ und brach ab: Vielleicht ist es getan, vielleicht nicht.',
  'Look whether it was done before putting the task back.':
    'Sehen Sie nach, ob es getan ist, bevor Sie die Aufgabe zurückstellen.',
  'The worker {0} was stopped before the task was done.':
    'Der Worker {0} wurde angehalten, bevor die Aufgabe erledigt war.',
  'Nothing: another worker takes the task.': 'Nichts: Ein anderer Worker übernimmt die Aufgabe.',
  'it was cancelled.': 'Sie wurde abgebrochen.',
  'Task {0} ended without a result: {1}': 'Die Aufgabe {0} endete ohne Ergebnis: {1}',
  'See the dead letters; put the task back when its cause is mended.':
    'Sehen Sie unter den endgültig fehlgeschlagenen nach; stellen Sie die Aufgabe zurück, wenn die Ursache behoben ist.',
  'There is no task {0} here.': 'Eine Aufgabe {0} gibt es hier nicht.',
  'Look at the list of tasks; records are kept for a week.':
    'Sehen Sie in der Liste der Aufgaben nach; Aufzeichnungen bleiben eine Woche.',
  'A name': 'Ein Name',
  'A value': 'Ein Wert',
  '{0}: its {1} is not right: {2}': '{0}: Das stimmt nicht ({1}): {2}',
  'This worker does no tasks of the kind "{0}".':
    'Dieser Worker erledigt keine Aufgaben der Art „{0}“.',
  'What stands in the task cannot be read.': 'Was in der Aufgabe steht, lässt sich nicht lesen.',
  'Mend the task, then submit it again.':
    'Berichtigen Sie die Aufgabe, und geben Sie sie dann noch einmal.',
  'Another process has taken the answer to this question.':
    'Ein anderer Prozess hat die Antwort auf diese Frage genommen.',
  'the connection to the server is lost': 'die Verbindung zum Server ist abgebrochen',
};
