// What can go wrong with the memory and with what is stored on this machine, in German.
export const memory = {
  '“{0}” fits several memories; nothing was forgotten.\n\n{1}':
    '„{0}“ passt zu mehreren Erinnerungen; nichts wurde vergessen.\n\n{1}',
  'Forget one by its id.': 'Vergessen Sie eine über ihre Id.',
  'Nothing is remembered about “{0}”; nothing was forgotten.':
    'Über „{0}“ ist nichts gemerkt; nichts wurde vergessen.',
  'List what is remembered, and forget a memory by its id.':
    'Lassen Sie sich zeigen, was gemerkt ist, und vergessen Sie eine Erinnerung über ihre Id.',
  'it has not the form of a memory': 'das ist nicht die Form einer Erinnerung',
  'there is no text': 'es gibt keinen Text',
  'it is longer than {0} characters': 'länger als {0} Zeichen',
  'This was not remembered because it holds a secret ({0}).':
    'Das wurde nicht gemerkt, weil es ein Geheimnis enthält ({0}).',
  'Say it without the secret. Keys belong into Memfun: Set Up, never into memory.':
    'Sagen Sie es ohne das Geheimnis. Schlüssel gehören in Memfun: Einrichten, nie ins Gedächtnis.',
  'What comes from a {0} says nothing about the user.':
    'Diese Quelle sagt nichts über den Benutzer ({0}).',
  'Remember it for the project, or say it yourself.':
    'Lassen Sie es für das Projekt merken, oder sagen Sie es selbst.',
  'There is no memory "{0}".': 'Eine Erinnerung „{0}“ gibt es nicht.',
  'List what is remembered with /memory, or "memfun memory list", and use an id from there.':
    'Mit /memory oder „memfun memory list“ sehen Sie, was gemerkt ist; verwenden Sie eine Id von dort.',
  'This cannot be remembered: {0}.': 'Das kann nicht gemerkt werden: {0}.',
  'Remember one thing at a time, in a sentence or two.':
    'Lassen Sie eines nach dem anderen merken, in ein, zwei Sätzen.',
  'Memory cannot be opened: {0} could not be loaded. What is stored is untouched.':
    'Das Gedächtnis kann nicht geöffnet werden: {0} ließ sich nicht laden. Was gespeichert ist, ist unversehrt.',
  'Install Memfun again; the file is part of it.':
    'Installieren Sie Memfun neu; die Datei gehört dazu.',
  // Embeddings.
  'Embeddings of {0} are not to be had: {1}. Memory is searched by words.':
    'Embeddings von {0} sind nicht zu haben: {1}. Im Gedächtnis wird nach Wörtern gesucht.',
  'the answer is not in the expected form': 'die Antwort hat nicht die erwartete Form',
  'Check the address of the embedding server in the settings.':
    'Prüfen Sie die Adresse des Embedding-Servers in den Einstellungen.',
  'no answer after {0} attempts ({1})': 'keine Antwort nach {0} Versuchen ({1})',
  'Start the embedding server, or choose the built-in embeddings in the settings.':
    'Starten Sie den Embedding-Server, oder wählen Sie in den Einstellungen die eingebauten Embeddings.',
  'Check the key of the embedding server in Memfun: Set Up.':
    'Prüfen Sie den Schlüssel des Embedding-Servers in Memfun: Einrichten.',
  'Check the address and the model of the embedding server in the settings; an Ollama model must be pulled first.':
    'Prüfen Sie Adresse und Modell des Embedding-Servers in den Einstellungen; ein Modell von Ollama muss vorher geladen sein („ollama pull“).',
  'Check the address and the model of the embedding server in the settings.':
    'Prüfen Sie Adresse und Modell des Embedding-Servers in den Einstellungen.',
  'the model gave no vectors': 'das Modell gab keine Vektoren',
  'Choose the folder of a model for feature extraction.':
    'Wählen Sie den Ordner eines Modells für „feature extraction“.',
  'there is no model in {0}': 'in {0} ist kein Modell',
  'Put a model (config.json, tokenizer.json, onnx/) into that folder, or choose another one.':
    'Legen Sie ein Modell (config.json, tokenizer.json, onnx/) in diesen Ordner, oder wählen Sie einen anderen.',
  'the package {0} is not installed': 'das Paket {0} ist nicht installiert',
  'Install {0} beside Memfun, or choose the built-in embeddings in the settings.':
    'Installieren Sie {0} neben Memfun, oder wählen Sie in den Einstellungen die eingebauten Embeddings.',
  'the model in {0} could not be loaded': 'das Modell in {0} ließ sich nicht laden',
  'Choose the folder of a model for feature extraction in the ONNX format.':
    'Wählen Sie den Ordner eines Modells für „feature extraction“ im Format ONNX.',
  'it answered with fewer vectors than texts': 'die Antwort hatte weniger Vektoren als Texte',
  'Choose another model for embeddings in the settings.':
    'Wählen Sie in den Einstellungen ein anderes Modell für Embeddings.',
  '{0} vectors for {1} texts': '{0} Vektoren für {1} Texte',
  // Files of memories.
  '"{0}" cannot be imported: {1}.': '„{0}“ kann nicht importiert werden: {1}.',
  'Give an export (.jsonl), a Markdown list, CLAUDE.md, AGENTS.md, .cursorrules or copilot-instructions.md.':
    'Nennen Sie einen Export (.jsonl), eine Liste in Markdown, CLAUDE.md, AGENTS.md, .cursorrules oder copilot-instructions.md.',
  'it is too long to be a list of facts': 'zu lang für eine Liste von Tatsachen',
  'it is no text': 'das ist kein Text',
  '"{0}" is no whole backup: {1}. Nothing was restored.':
    '„{0}“ ist keine vollständige Sicherung: {1}. Nichts wurde wiederhergestellt.',
  'Use another backup, or take what can be read with "memfun memory import".':
    'Verwenden Sie eine andere Sicherung, oder holen Sie mit „memfun memory import“, was sich lesen lässt.',
  '.memfun/MEMORY.md is left as it is: {0}.': '.memfun/MEMORY.md bleibt, wie sie ist: {0}.',
  'Mend the file or take it from version control; or delete it, and it is written again from memory.':
    'Reparieren Sie die Datei, oder holen Sie sie aus der Versionsverwaltung; oder löschen Sie sie, dann wird sie aus dem Gedächtnis neu geschrieben.',
  'one of its two marks is missing or stands there twice':
    'eine der beiden Marken fehlt oder steht zweimal da',
  'it ends before its last mark': 'sie endet vor ihrer letzten Marke',
  'it holds a conflict of a merge': 'sie enthält einen Mergekonflikt',
  'its last mark was changed': 'ihre letzte Marke wurde geändert',
  'it is no text in UTF-8': 'das ist kein Text in UTF-8',
  'it holds bytes that are no text': 'sie enthält Bytes, die kein Text sind',
  'it is empty': 'sie ist leer',
  'it would lie outside of the workspace': 'sie läge außerhalb des Arbeitsbereichs',
  'it was changed again and again while it was read': 'sie wurde beim Lesen immer wieder geändert',
  'This memory names no file of the workspace, so there is nothing to compare it with.':
    'Diese Erinnerung nennt keine Datei des Arbeitsbereichs; es gibt nichts zu vergleichen.',
  '{0} is not there any more, so this memory cannot be renewed.':
    '{0} gibt es nicht mehr; diese Erinnerung kann nicht erneuert werden.',
  'Forget the memory, or say what holds now.':
    'Vergessen Sie die Erinnerung, oder sagen Sie, was jetzt gilt.',
  // Storage.
  'Nothing could be written to {0}: {1}. The change was not saved.':
    'In {0} ließ sich nichts schreiben: {1}. Die Änderung ist nicht gespeichert.',
  'the disk is full': 'der Datenträger ist voll',
  'Free some space on the disk of {0}, then repeat the change.':
    'Schaffen Sie Platz auf dem Datenträger von {0}, und wiederholen Sie die Änderung.',
  'writing is not permitted there': 'Schreiben ist dort nicht erlaubt',
  'Make {0} writable for you, then repeat the change.':
    'Machen Sie {0} für sich beschreibbar, und wiederholen Sie die Änderung.',
  'Check that {0} exists and can be written to, then repeat the change.':
    'Prüfen Sie, ob es {0} gibt und ob es beschreibbar ist, und wiederholen Sie die Änderung.',
  'The folder {0} cannot be read: {1}.': 'Der Ordner {0} kann nicht gelesen werden: {1}.',
  'Make {0} readable for you, then try again.':
    'Machen Sie {0} für sich lesbar, und versuchen Sie es erneut.',
  'The storage in {0} is closed already. The change was not saved.':
    'Der Speicher in {0} ist schon geschlossen. Die Änderung ist nicht gespeichert.',
  'Reload the window and repeat the change.':
    'Laden Sie das Fenster neu, und wiederholen Sie die Änderung.',
  'The conversation "{0}" has a form that this version of Memfun does not know.':
    'Das Gespräch „{0}“ hat eine Form, die diese Version von Memfun nicht kennt.',
  'Update Memfun on this machine: another one with a newer version wrote it.':
    'Aktualisieren Sie Memfun auf diesem Rechner: Ein anderer mit einer neueren Version hat es geschrieben.',
};
