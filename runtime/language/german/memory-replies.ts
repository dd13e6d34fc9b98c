// What the commands of memory answer, in German.
export const memoryReplies = {
  'shows everything of a memory': 'zeigt alles zu einer Erinnerung',
  'gives a memory new words; the old ones stay in its history':
    'gibt einer Erinnerung neue Worte; die alten bleiben in ihrem Verlauf',
  'Changed, version {#0}:': 'Geändert, Fassung {0}:',
  'forgets a memory': 'vergisst eine Erinnerung',
  'Forgotten: {=0}': 'Vergessen: {0}',
  '`/memory restore {=0}` brings it back.': '`/memory restore {0}` holt sie zurück.',
  'brings back a memory that was forgotten or replaced':
    'holt eine vergessene oder ersetzte Erinnerung zurück',
  'Restored:': 'Zurückgeholt:',
  'keeps a memory from fading': 'bewahrt eine Erinnerung vor dem Verblassen',
  'Pinned:': 'Angeheftet:',
  'lets it fade again': 'lässt sie wieder verblassen',
  'No longer pinned:': 'Nicht mehr angeheftet:',
  'shows its versions, its relations and where it came from':
    'zeigt ihre Fassungen, ihre Beziehungen und ihre Herkunft',
  'says that a memory still fits the code, as the code is now':
    'sagt, dass eine Erinnerung zum jetzigen Code noch passt',
  'settles a contradiction: the first holds in the place of the second':
    'klärt einen Widerspruch: Die erste gilt an Stelle der zweiten',
  'Settled.': 'Geklärt.',
  'shows what a file would add (an export, a Markdown list, CLAUDE.md, …); with yes, adds it':
    'zeigt, was eine Datei hinzufügen würde (ein Export, eine Markdown-Liste, CLAUDE.md, …); mit yes wird es hinzugefügt',
  'writes all memories into a new file of the workspace':
    'schreibt alle Erinnerungen in eine neue Datei des Arbeitsbereichs',
  'shows memories that contradict each other': 'zeigt Erinnerungen, die einander widersprechen',
  'shows how much is remembered': 'zeigt, wie viel gemerkt ist',
  'shows this list': 'zeigt diese Liste',
  'lists what is remembered, or searches it': 'listet, was gemerkt ist, oder durchsucht es',
  'The code of this workspace cannot be read here.':
    'Der Code dieses Arbeitsbereichs ist hier nicht lesbar.',
  'From now on this stands for the code as it is: {=0}':
    'Das gilt ab jetzt für den Code, wie er ist: {0}',
  '`/memory import {=0} yes` does it.': '`/memory import {0} yes` tut es.',
  'All memories are in `{=0}`.': 'Alle Erinnerungen stehen in `{0}`.',
  'Nothing is remembered yet. Say “I prefer …”, or use `/remember`.':
    'Noch ist nichts gemerkt. Sagen Sie „Ich bevorzuge …“, oder verwenden Sie `/remember`.',
  'Nothing is remembered yet.': 'Noch ist nichts gemerkt.',
  'Nothing is remembered about “{=0}”.': 'Zu „{0}“ ist nichts gemerkt.',
  'Nothing is remembered of that time.': 'Aus dieser Zeit ist nichts gemerkt.',
  '“{=0}” fits several memories; nothing was forgotten.':
    '„{0}“ passt auf mehrere Erinnerungen; nichts wurde vergessen.',
  'I already know: {=0}': 'Das weiß ich schon: {0}',
  'Made more precise: {=0}': 'Genauer gemerkt: {0}',
  'Remembered: {=0}': 'Gemerkt: {0}',
  'Remembered: {=0} (instead of: {=1})': 'Gemerkt: {0} (an Stelle von: {1})',
  'Remembered: {=0} (more about: {=1})': 'Gemerkt: {0} (mehr über: {1})',
  'Remembered: {=0} (which says otherwise; both are kept: {=1})':
    'Gemerkt: {0} (das sagt etwas anderes, beide bleiben: {1})',
  'Remembered: {=0} (see: {=1})': 'Gemerkt: {0} (siehe: {1})',
  '- {=0} ({.1}, {.2}, `{.3}`)': '- {0} ({1}, {2}, `{3}`)',
  '- {=0} ({.1}, {.2}, {,3}, `{.4}`)': '- {0} ({1}, {2}, {3}, `{4}`)',
  '- {=0} {=1} (until {=2}) `{=3}`': '- {0} {1} (bis {2}) `{3}`',
  'Tags: {=0}': 'Schlagwörter: {0}',
  'About: {=0}': 'Worüber: {0}',
  'Importance: {#0}, confidence {#1}': 'Gewicht: {0}, Sicherheit {1}',
  'From: {,0}': 'Herkunft: {0}',
  'Fields: {=0}': 'Felder: {0}',
  'Said: {=0}': 'Gesagt: {0}',
  'Changed: {=0}, version {#1}, used {#2} times': 'Geändert: {0}, Fassung {1}, {2}-mal genutzt',
  'Until: {=0}': 'Bis: {0}',
  'Expires: {=0}': 'Läuft ab: {0}',
  'Replaced by: {=0}': 'Ersetzt durch: {0}',
  Versions: 'Fassungen',
  Relations: 'Beziehungen',
  'No memories contradict each other.': 'Keine Erinnerungen widersprechen einander.',
  '  contradicts': '  widerspricht',
  '`{=0}` {.1} `{=2}`': '`{0}` {1} `{2}`',
  'memories: {#0} active, {#1} superseded, {#2} archived, {#3} deleted':
    'Erinnerungen: {0} aktiv, {1} ersetzt, {2} archiviert, {3} vergessen',
  'memories: {,0}': 'Erinnerungen: {0}',
  'by layer: {,0}': 'nach Schicht: {0}',
  'by kind: {,0}': 'nach Art: {0}',
  '{#0} pinned, {#1} stale, {#2} in conflict, {#3} relations':
    '{0} angeheftet, {1} veraltet, {2} im Widerspruch, {3} Beziehungen',
  '{#0} operations in the log, {#1} damaged files':
    '{0} Vorgänge im Protokoll, {1} beschädigte Dateien',
  'Imported {#0}, made {#1} more precise or newer; {#2} were known.':
    'Übernommen: {0}; genauer oder neuer: {1}; schon bekannt: {2}.',
  'Would import {#0}, made {#1} more precise or newer; {#2} were known.':
    'Würde übernehmen: {0}; genauer oder neuer: {1}; schon bekannt: {2}.',
  'and {#0} more': 'und {0} weitere',
  'Left out: {#0}': 'Ausgelassen: {0}',
  'line {#0}: {1}': 'Zeile {0}: {1}',
  'it is no record of an export': 'kein Eintrag eines Exports',
  'not a sentence: settings, code or a comment': 'kein Satz: Einstellung, Code oder Kommentar',
  'not an item of a list': 'kein Eintrag einer Liste',
};
