// What Doctor says of each part, in German.
export const doctor = {
  '{#0} in order, {#1} to look at, {#2} failed.':
    '{0} in Ordnung, {1} anzusehen, {2} fehlgeschlagen.',
  '_Run **Memfun: Doctor** again after a change, or **Memfun: Set Up** to choose another model._':
    '_Führen Sie nach einer Änderung **Memfun: Selbstprüfung** noch einmal aus, oder **Memfun: Einrichten**, um ein anderes Modell zu wählen._',
  '**What to do:** {0}': '**Was zu tun ist:** {0}',
  Configuration: 'Konfiguration',
  Memory: 'Gedächtnis',
  Search: 'Suche',
  'Settings and {=0} of {=1} are in order.': 'Einstellungen und {0} von {1} sind in Ordnung.',
  'Storage of this project': 'Speicher dieses Projekts',
  'Storage of the user': 'Speicher des Benutzers',
  'No answer within {#0} seconds.': 'Keine Antwort in {0} Sekunden.',
  'The model that answers': 'Das Modell, das antwortet',
  'The model for sub-calls': 'Das Modell für Unteraufrufe',
  '{0}: works without key or network.': '{0}: arbeitet ohne Schlüssel und Netz.',
  'It answers by rules. Run "Memfun: Set Up" to use a language model.':
    'Es antwortet nach Regeln. „Memfun: Einrichten“ richtet ein Sprachmodell ein.',
  '{=0} answered after {#1} ms.': '{0} antwortete nach {1} ms.',
  'The sandbox engine {=0}': 'Die Sandbox-Engine {0}',
  'Not chosen.': 'Nicht gewählt.',
  'A cell ran in {#0} ms. {1}': 'Eine Zelle lief in {0} ms. {1}',
  'V8 isolates in a child process of {=0}': 'V8-Isolate in einem Kindprozess von {0}',
  'QuickJS in WebAssembly, in a worker thread': 'QuickJS in WebAssembly, in einem Worker-Thread',
  'QuickJS in a container of {=0}, image {=1} ({=2})':
    'QuickJS in einem Container von {0}, Image {1} ({2})',
  'QuickJS in a container at Modal, by its client {=0}: what cells read leaves this machine':
    'QuickJS in einem Container bei Modal, über dessen Client {0}: Was Zellen lesen, verlässt diesen Rechner',
  'there is no prebuilt addon for {=0} in this build.':
    'in diesem Build gibt es kein fertiges Modul für {0}.',
  'Use the engine "quickjs", which runs everywhere.':
    'Nehmen Sie die Engine „quickjs“, die überall läuft.',
  'it needs a Node 24, and this is {=0}.': 'sie braucht ein Node 24, und das ist {0}.',
  'Install Node 24 and name it in the environment variable MEMFUN_NODE, or use the engine "quickjs".':
    'Installieren Sie Node 24 und nennen Sie es in der Umgebungsvariablen MEMFUN_NODE, oder nehmen Sie die Engine „quickjs“.',
  '{=0} is missing in {=1}.': '{0} fehlt in {1}.',
  'Install Memfun again.': 'Installieren Sie Memfun neu.',
  'Install Memfun in another folder.': 'Installieren Sie Memfun in einem anderen Ordner.',
  '{=0} has no image {=1}.': '{0} hat kein Image {1}.',
  'Run "{=0}".': 'Führen Sie „{0}“ aus.',
  'no container engine answers ({=0}).': 'keine Container-Engine antwortet ({0}).',
  'Install and start Docker or Podman, let this user use it, or choose another engine under "memfun.sandbox.engine".':
    'Installieren und starten Sie Docker oder Podman, erlauben Sie es diesem Benutzer, oder wählen Sie unter „memfun.sandbox.engine“ eine andere Engine.',
  'there is no token of Modal.': 'es gibt kein Token von Modal.',
  'Run "modal setup", or set MODAL_TOKEN_ID and MODAL_TOKEN_SECRET. What cells read is then sent to that service.':
    'Führen Sie „modal setup“ aus, oder setzen Sie MODAL_TOKEN_ID und MODAL_TOKEN_SECRET. Was Zellen lesen, geht dann an diesen Dienst.',
  '{=0} with the package "modal" is not to be had.':
    '{0} mit dem Paket „modal“ ist nicht zu haben.',
  'Run "pip install modal", or choose another engine under "memfun.sandbox.engine".':
    'Führen Sie „pip install modal“ aus, oder wählen Sie unter „memfun.sandbox.engine“ eine andere Engine.',
  '{#0} memories from {#1} operations, {#2} contradictions.':
    '{0} Erinnerungen aus {1} Vorgängen, {2} Widersprüche.',
  'Damaged files were set aside: {=0}.': 'Beschädigte Dateien wurden beiseitegelegt: {0}.',
  '{=0} can be written.': '{0} ist beschreibbar.',
  'It answered something wrong: {=0}.': 'Es antwortete etwas Falsches: {0}.',
  'Reinstall Memfun; if it stays, report it with the output of Doctor.':
    'Installieren Sie Memfun neu; bleibt es so, melden Sie es mit der Ausgabe der Selbstprüfung.',
  'What carries events, tasks and state': 'Was Ereignisse, Aufgaben und Zustand trägt',
  '{=0}, {#1} ms. {2}': '{0}, {1} ms. {2}',
  'Redis {=0} at {=1}': 'Redis {0} unter {1}',
  'Redis {=0} at {=1}, {#2} ms. {3}': 'Redis {0} unter {1}, {2} ms. {3}',
  'NATS {=0} at {=1}': 'NATS {0} unter {1}',
  'NATS {=0} at {=1}, {#2} ms. {3}': 'NATS {0} unter {1}, {2} ms. {3}',
  'Append-only file, synced {0}.': 'Anhängende Datei, gesichert {0}.',
  'at every write: nothing acknowledged is lost':
    'bei jedem Schreiben: Nichts Bestätigtes geht verloren',
  '"{=0}": a killed server loses nothing unless its disk was slow; a loss of power up to a second':
    '„{0}“: Ein beendeter Server verliert nichts, außer sein Datenträger war langsam, ein Stromausfall bis zu einer Sekunde',
  '"{=0}": a killed server loses nothing; a loss of power half a minute, or more':
    '„{0}“: Ein beendeter Server verliert nichts, ein Stromausfall eine halbe Minute oder mehr',
  'The last write of the append-only file failed. Make room on the disk of the server, and look into its log.':
    'Das letzte Schreiben der anhängenden Datei ist misslungen. Schaffen Sie Platz auf dem Datenträger des Servers, und sehen Sie in sein Protokoll.',
  'What is stored was made with fewer copies ({#0}) than {#1}. Raise them with: nats stream edit --replicas {#2}.':
    'Das Gespeicherte entstand mit weniger Kopien ({0}) als {1}. Mehr werden es mit: nats stream edit --replicas {2}.',
  'Snapshots at most.': 'Höchstens Schnappschüsse.',
  'Append-only persistence is off: everything since the last snapshot is lost when the server is killed. Start it with --appendonly yes.':
    'Das anhängende Sichern ist aus: Alles seit dem letzten Schnappschuss ist verloren, wenn der Server beendet wird. Starten Sie ihn mit --appendonly yes.',
  'The server may throw keys away (maxmemory-policy {=0}). Set it to noeviction.':
    'Der Server darf Schlüssel verwerfen (maxmemory-policy {0}). Setzen Sie sie auf noeviction.',
  'The primary has no replica: writes are refused, because a failover would lose them.':
    'Der Primäre hat kein Replikat: Schreiben wird abgelehnt, weil ein Wechsel es verlöre.',
  'Write-ahead log: a killed process loses nothing; a loss of power may cost the last commits.':
    'Write-Ahead-Log: Ein beendeter Prozess verliert nichts; ein Stromausfall kann die letzten Schritte kosten.',
  'State and tasks stay there: the new tier keeps nothing.':
    'Zustand und Aufgaben bleiben dort: Die neue Ebene bewahrt nichts auf.',
  'State and tasks stay there. {0}': 'Zustand und Aufgaben bleiben dort. {0}',
  'The conversation {=0}: {1}': 'Das Gespräch {0}: {1}',
  'nothing of it can be read.': 'nichts davon ist lesbar.',
  'it was deleted at the target.': 'es wurde am Ziel gelöscht.',
  'it has gone on at the target.': 'es ging am Ziel weiter.',
  'another conversation has its name at the target.':
    'am Ziel hat ein anderes Gespräch seinen Namen.',
  'A file of an earlier version is left in {=0}: another one has its place already. "memfun tier migrate --from sqlite={=1} --to sqlite --merge" brings what lies in it.':
    'Eine Datei einer früheren Version liegt noch in {0}: Ihren Platz hat schon eine andere. „memfun tier migrate --from sqlite={1} --to sqlite --merge“ holt, was darin liegt.',
  'The file is written as a whole after changes.':
    'Die Datei wird nach Änderungen als Ganzes geschrieben.',
  'This host has no SQLite of its own, so only one window or process can use the file. Use an editor or Node (22.13 or newer) that has node:sqlite.':
    'Hier gibt es kein eigenes SQLite, darum kann nur ein Fenster oder Prozess die Datei nutzen. Nehmen Sie einen Editor oder ein Node (ab 22.13) mit node:sqlite.',
  'Nothing is kept after this window closes.': 'Nach dem Schließen dieses Fensters bleibt nichts.',
  'The server writes to disk every two minutes unless its sync_interval says otherwise: a loss of power may cost what was acknowledged since. Set sync_interval: always, or keep three replicas.':
    'Der Server schreibt alle zwei Minuten auf den Datenträger, wenn sync_interval nichts anderes sagt: Ein Stromausfall kann kosten, was seither bestätigt wurde. Setzen Sie sync_interval: always, oder halten Sie drei Replikate.',
  'Version {=0} may lose streams when it crashes. Use 2.10.23 or newer.':
    'Version {0} kann bei einem Absturz Streams verlieren. Nehmen Sie 2.10.23 oder neuer.',
  'JetStream in files, {=0}: a killed server loses nothing.':
    'JetStream in Dateien, {0}: Ein beendeter Server verliert nichts.',
  'The built-in search is used.': 'Die eingebaute Suche wird genutzt.',
  'Install ripgrep (rg) to search large repositories much faster.':
    'Installieren Sie ripgrep (rg), um große Repositorys viel schneller zu durchsuchen.',
  'Git history': 'Verlauf in Git',
  'The workspace is a git repository at {=0}.':
    'Der Arbeitsbereich ist ein Git-Repository bei {0}.',
  'To ask about history, install git, run "git init" and commit.':
    'Für Fragen nach dem Verlauf installieren Sie Git, führen „git init“ aus und committen.',
  'Traces of runs': 'Spuren der Läufe',
  'They are read from their logs: this storage is no folder of a local disk.':
    'Sie werden aus ihren Protokollen gelesen: Dieser Speicher ist kein Ordner eines lokalen Datenträgers.',
  '{#0} runs in tables of version {#1} ({=2}), {=3}':
    '{0} Läufe in Tabellen der Version {1} ({2}), {3}',
  'They are read from their logs, which takes longer: {0}':
    'Sie werden aus ihren Protokollen gelesen, was länger dauert: {0}',
  'Look into the log of Memfun.': 'Sehen Sie in das Protokoll von Memfun.',
  'It was written anew.': 'Sie wurde neu geschrieben.',
  'It says what is remembered.': 'Sie sagt, was gemerkt ist.',
  'There is nothing to write yet.': 'Noch gibt es nichts zu schreiben.',
  'It is neither read nor written: the workspace is not trusted.':
    'Sie wird weder gelesen noch geschrieben: Dem Arbeitsbereich wird nicht vertraut.',
  'It could not be brought together with memory, and is left as it is.':
    'Sie ließ sich nicht mit dem Gedächtnis zusammenbringen und bleibt, wie sie ist.',
  'Embeddings of memories': 'Embeddings von Erinnerungen',
  '{=0} gives {#1}-dimensional vectors; {#2} of {#3} memories have one.':
    '{0} gibt {1}-dimensionale Vektoren; {2} von {3} Erinnerungen haben einen.',
  '{=0} gives no vectors; {#1} of {#2} memories have one.':
    '{0} gibt keine Vektoren; {1} von {2} Erinnerungen haben einen.',
  'Cells run in {=0}. {1}': 'Zellen laufen in {0}. {1}',
  '{.0} cannot run here: {1}': '{0} kann hier nicht laufen: {1}',
  '{=0} was removed from MEMORY.md, but had been changed meanwhile: it is kept.':
    '{0} wurde aus MEMORY.md entfernt, war aber inzwischen geändert: Es bleibt.',
  'A line of MEMORY.md stays there, below the marks: {=0}':
    'Eine Zeile von MEMORY.md bleibt dort, unter den Marken: {0}',
  '{=0} was changed in MEMORY.md and in memory: both are kept; settle it with /memory conflicts.':
    '{0} wurde in MEMORY.md und im Gedächtnis geändert: Beides bleibt; klären Sie es mit /memory conflicts.',
};
