// What can go wrong with recorded runs, and with what is made better or new from them, in German.
export const runs = {
  // Traces.
  'There is no trace of the run "{0}"; it may have been removed to make room.':
    'Vom Lauf „{0}“ gibt es keine Spur; vielleicht wurde sie entfernt, um Platz zu machen.',
  'Choose one from the list: memfun trace list, or the traces view.':
    'Wählen Sie einen aus der Liste: „memfun trace list“ oder die Ansicht der Spuren.',
  'The database of traces was made by a newer version of Memfun: {0}.':
    'Die Datenbank der Spuren stammt von einer neueren Version von Memfun: {0}.',
  'Update Memfun, or remove that file: it is made again from the traces. Until then they are read one by one.':
    'Aktualisieren Sie Memfun, oder entfernen Sie diese Datei: Sie wird aus den Spuren neu gemacht. Bis dahin werden sie einzeln gelesen.',
  'The database of traces is damaged: {0}.': 'Die Datenbank der Spuren ist beschädigt: {0}.',
  'It is made again from the traces; nothing needs to be done.':
    'Sie wird aus den Spuren neu gemacht; es ist nichts zu tun.',
  'Line {0} is not part of an export of traces: {1}':
    'Zeile {0} gehört zu keinem Export von Spuren: {1}',
  'Use a file that "memfun trace export" or the traces view has written.':
    'Verwenden Sie eine Datei von „memfun trace export“ oder aus der Ansicht der Spuren.',
  '{0} did not take the traces: {1}': '{0} nahm die Spuren nicht an: {1}',
  'Check that an OTLP/HTTP collector listens there, e.g. http://localhost:4318.':
    'Prüfen Sie, ob dort ein Sammler für OTLP über HTTP lauscht, etwa http://localhost:4318.',
  'The run cannot be gone through again from there: {0}':
    'Von dort aus lässt sich der Lauf nicht wiederholen: {0}',
  'Choose an earlier step, or ask the question again.':
    'Wählen Sie einen früheren Schritt, oder stellen Sie die Frage noch einmal.',
  'it has none of the known forms.': 'Sie hat keine der bekannten Formen.',
  'it has the format {0}, of a newer Memfun.': 'Sie hat das Format {0} eines neueren Memfun.',
  'it stands before the head of a run.': 'Sie steht vor dem Kopf eines Laufs.',
  'the file holds no run.': 'Die Datei enthält keinen Lauf.',
  'what the cell of step {0} worked with was too large to keep.':
    'Womit die Zelle von Schritt {0} arbeitete, war zu groß zum Aufheben.',
  'no cell of it was recorded.': 'davon ist keine Zelle aufgezeichnet.',
  'no traces are kept here.': 'Hier werden keine Spuren aufbewahrt.',
  'it is a step of a child, which its parent would have to start.':
    'es ist ein Schritt eines Kindes, das sein Elternlauf starten müsste.',
  'it is no address.': 'Das ist keine Adresse.',
  'only http and https addresses can be sent to.':
    'Gesendet werden kann nur an Adressen mit http und https.',
  // Optimising and comparing.
  'See it with: memfun ab status': 'Zu sehen mit: memfun ab status',
  '"{0}" is being compared already.': '„{0}“ wird schon verglichen.',
  'Nothing is being compared.': 'Nichts wird gerade verglichen.',
  'There is no experiment "{0}".': 'Einen Versuch „{0}“ gibt es nicht.',
  "The optimisation's budget of {0} is used up.":
    'Das Budget der Verbesserung von {0} ist aufgebraucht.',
  'Raise it with --calls or --usd, or use fewer examples.':
    'Erhöhen Sie es mit --calls oder --usd, oder nehmen Sie weniger Beispiele.',
  '"{0}" was written by an optimisation of something else, or with other examples.':
    '„{0}“ stammt von der Verbesserung von etwas anderem oder mit anderen Beispielen.',
  'Start afresh without resuming, or restore the examples and options of that run.':
    'Fangen Sie neu an, oder stellen Sie Beispiele und Optionen jenes Laufs wieder her.',
  'There are {0} examples; at least {1} are needed.':
    'Es gibt {0} Beispiele; nötig sind mindestens {1}.',
  'Use Memfun for a while so that more runs are recorded, or give examples of your own with --examples FILE.':
    'Arbeiten Sie eine Weile mit Memfun, damit mehr Läufe aufgezeichnet sind, oder geben Sie mit --examples DATEI eigene Beispiele an.',
  '{0} evaluations (at least {1} are needed)': '{0} Auswertungen (nötig sind mindestens {1})',
  'See what there is with: memfun optimize status': 'Was es gibt, zeigt: memfun optimize status',
  'There is no proposal "{0}".': 'Einen Vorschlag „{0}“ gibt es nicht.',
  'it is open': 'er ist offen',
  'it is in force already': 'er gilt schon',
  'it was rejected': 'er wurde abgelehnt',
  'it was taken back': 'er wurde zurückgenommen',
  'it did not prove better on held-out examples':
    'an zurückgehaltenen Beispielen erwies er sich nicht als besser',
  '"{0}" cannot be accepted: {1}.': '„{0}“ kann nicht angenommen werden: {1}.',
  '"{0}" was measured against another text of {1} than the one in force now; optimise again.':
    '„{0}“ wurde gegen einen anderen Text von {1} gemessen als den, der jetzt gilt; verbessern Sie noch einmal.',
  '"{0}" cannot be rejected: {1}.': '„{0}“ kann nicht abgelehnt werden: {1}.',
  'Nothing is accepted that could be taken back.':
    'Nichts ist angenommen, was zurückgenommen werden könnte.',
  'Line {0} of the examples: {1}': 'Zeile {0} der Beispiele: {1}',
  'Each line is {"input": {…}, "expected": {…}} or {"input": {…}, "check": {"contains": ["…"]}} with the fields of the signature.':
    'Jede Zeile ist {"input": {…}, "expected": {…}} oder {"input": {…}, "check": {"contains": ["…"]}} mit den Feldern der Signatur.',
  '"input" is not one of {0}: {1}': '„input“ ist keine von {0}: {1}',
  'it has neither "expected" nor "check".': 'Weder „expected“ noch „check“ ist da.',
  '"expected" is not one of {0}: {1}': '„expected“ ist keine von {0}: {1}',
  'it is no JSON.': 'Das ist kein JSON.',
  '"{0}" is no regular expression.': '„{0}“ ist kein regulärer Ausdruck.',
  '"{0}" cannot be optimised.': '„{0}“ lässt sich nicht verbessern.',
  'What can be: {0}, agent:NAME, skill:NAME, tools, router.':
    'Verbessern lassen sich: {0}, agent:NAME, skill:NAME, tools, router.',
  'The built-in rules cannot write better prompts.':
    'Die eingebauten Regeln können keine besseren Prompts schreiben.',
  'Set up a language model first: memfun doctor says how.':
    'Richten Sie zuerst ein Sprachmodell ein: „memfun doctor“ sagt, wie.',
  'Compare a proposal by its id, model:ID, or agent:NAME and skill:NAME with the file of another version.':
    'Vergleichen Sie einen Vorschlag über seine Id, model:ID, oder agent:NAME und skill:NAME mit der Datei einer anderen Fassung.',
  'Say with which other version "{0}" is compared.':
    'Sagen Sie, mit welcher anderen Fassung „{0}“ verglichen wird.',
  'There is no skill "{0}".': 'Einen Skill „{0}“ gibt es nicht.',
  // Skills and agents made from runs.
  'No valid {0} was written: {1}': 'Es entstand kein gültiger Entwurf ({0}): {1}',
  'Try again, with a stronger model, or write the {0} by hand.':
    'Versuchen Sie es erneut mit einem stärkeren Modell, oder schreiben Sie ihn von Hand ({0}).',
  'A workspace that is not trusted gets no skills and agents.':
    'Ein Arbeitsbereich, dem nicht vertraut wird, bekommt keine Skills und Agenten.',
  'Trust the workspace first.': 'Vertrauen Sie zuerst dem Arbeitsbereich.',
  'There is a file "{0}" already.': 'Eine Datei „{0}“ gibt es schon.',
  'Move it away, or reject the proposal.': 'Verschieben Sie sie, oder lehnen Sie den Vorschlag ab.',
  'There is no group of runs of one kind that "{0}" belongs to.':
    'Eine Gruppe gleichartiger Läufe, zu der „{0}“ gehört, gibt es nicht.',
  'See which there are with: memfun synthesize list. A group has at least {0} successful runs.':
    'Welche es gibt, zeigt: memfun synthesize list. Eine Gruppe hat mindestens {0} gelungene Läufe.',
  // Opening, and tasks of workers.
  'The variable "{0}" is no longer kept.': 'Die Variable „{0}“ ist nicht mehr aufgehoben.',
  'An earlier attempt at this task has changed files.':
    'Ein früherer Versuch dieser Aufgabe hat Dateien geändert.',
  'It answered something wrong: {0}.': 'Die Antwort war falsch: {0}.',
  'Reinstall Memfun; if it stays, report it with the output of Doctor.':
    'Installieren Sie Memfun neu; bleibt es dabei, melden Sie es mit der Ausgabe der Selbstprüfung.',
  'The setting "{0}" is empty, and the chosen embeddings need it.':
    'Die Einstellung „{0}“ ist leer, und die gewählten Embeddings brauchen sie.',
  'Fill in "{0}", or set "memfun.memory.embeddings" to "words".':
    'Füllen Sie „{0}“ aus, oder setzen Sie „memfun.memory.embeddings“ auf „words“.',
  'The call was refused: {0}.': 'Der Aufruf wurde verweigert: {0}.',
  'The user can allow it with /mcp allow SERVER TOOL.':
    'Der Benutzer kann ihn mit /mcp allow SERVER WERKZEUG erlauben.',
};
