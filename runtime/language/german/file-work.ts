// What the built-in engine says of whole files that it makes, moves and deletes, and of commits, in German.
export const fileWork = {
  'I look for {,0}, and for what still uses it.': 'Ich suche {0}, und was es noch verwendet.',
  'Where you are asked and refuse, nothing changes; `/undo` takes it back afterwards.':
    'Werden Sie gefragt und lehnen ab, ändert sich nichts; `/undo` nimmt es danach zurück.',
  "Several are named `{'0}`.": 'Mehrere heißen `{0}`.',
  'Which one do you mean?': 'Was davon meinen Sie?',
  "I found no file `{'0}` here, so nothing was changed.":
    'Ich fand hier keine Datei `{0}`; nichts wurde geändert.',
  "I found no folder `{'0}` here, so nothing was changed.":
    'Ich fand hier keinen Ordner `{0}`; nichts wurde geändert.',
  'Name it with its path, or choose it after `@`.':
    'Nennen Sie den Pfad, oder wählen Sie nach `@` aus.',
  'Similar names:': 'Ähnliche Namen:',
  "`{'0}` is a folder with {#1} files.": '`{0}` ist ein Ordner mit {1} Dateien.',
  'I take no more than {#0} at once, so nothing was changed.':
    'Mehr als {0} nehme ich nicht auf einmal; nichts wurde geändert.',
  "`{'0}` is a folder with one file, so nothing was changed.":
    '`{0}` ist ein Ordner mit einer Datei; nichts wurde geändert.',
  "`{'0}` is a folder with {#1} files, so nothing was changed.":
    '`{0}` ist ein Ordner mit {1} Dateien; nichts wurde geändert.',
  'Say “the folder {=0}”, and all of it is taken.':
    'Sagen Sie „den Ordner {0}“, dann ist er ganz gemeint.',
  'It did not work: {0}': 'Es gelang nicht: {0}',
  'Nothing was deleted.': 'Nichts wurde gelöscht.',
  "This deletes `{'0}`.": 'Das löscht `{0}`.',
  'This deletes {#0} files:': 'Das löscht {0} Dateien:',
  'Still imported here:': 'Hier noch importiert:',
  'Its path also stands here:': 'Hier steht sein Pfad noch:',
  'I found nothing that imports it.': 'Ich fand nichts, was es importiert.',
  'I searched for its path only, not for other ways to use it.':
    'Gesucht habe ich nur nach dem Pfad, nicht nach anderen Verwendungen.',
  'Hidden and git-ignored files of the folder stay.':
    'Versteckte und von git ignorierte Dateien des Ordners bleiben.',
  // Moving.
  "I look for `{'0}`, whether its new place is free, and who imports it.":
    'Ich suche `{0}`, ob sein neuer Platz frei ist, und wer es importiert.',
  "`{'0}` exists already, so nothing was moved.": '`{0}` gibt es schon; nichts wurde verschoben.',
  'Choose another name.': 'Wählen Sie einen anderen Namen.',
  'Nothing was moved.': 'Nichts wurde verschoben.',
  "This moves `{'0}` to `{'1}`.": 'Das verschiebt `{0}` nach `{1}`.',
  "This moves {#0} files, the first of them `{'1}` to `{'2}`.":
    'Das verschiebt {0} Dateien, als erste `{1}` nach `{2}`.',
  'Relative imports are mended here:': 'Hier sind relative Importe angepasst:',
  'No relative import had to be mended.': 'Kein relativer Import war anzupassen.',
  "The imports in `{'0}` could not be mended.": 'Die Importe in `{0}` ließen sich nicht anpassen.',
  'Imports of Python are not mended by rule; look at these:':
    'Importe in Python werden nicht nach Regeln angepasst; sehen Sie nach diesen:',
  'The old path also stands here, where I left it:':
    'Hier steht noch der alte Pfad; dort blieb er stehen:',
  // Making.
  'Writing a file from what it is for': 'Eine Datei nach ihrem Zweck zu schreiben',
  'By rule I make a file only with the text that you give: “create notes.md with "buy milk"”, or with a fenced block behind it.':
    'Nach Regeln lege ich eine Datei nur mit dem Text an, den Sie angeben: „Erstelle notizen.md mit "Milch kaufen"“, oder mit einem Codeblock dahinter.',
  'What is in it cannot be worked out by rule; I say so.':
    'Was darin steht, ist nach Regeln nicht zu finden; das sage ich.',
  "I make `{'0}`, if nothing stands there.": 'Ich lege `{0}` an, falls dort nichts steht.',
  "`{'0}` exists already, so nothing was changed.": '`{0}` gibt es schon; nichts wurde geändert.',
  'Choose another name, or delete it first.':
    'Wählen Sie einen anderen Namen, oder löschen Sie sie zuerst.',
  'Nothing was created.': 'Nichts wurde angelegt.',
  "This creates `{'0}` as an empty file.": 'Das legt `{0}` als leere Datei an.',
  "This creates `{'0}` with this text:": 'Das legt `{0}` mit diesem Text an:',
  // Committing.
  'I look at what git sees as changed.': 'Ich sehe nach, was für git geändert ist.',
  'These would be committed: {,0}. I commit them as “{=1}”.':
    'Das käme in den Commit: {0}. Ich mache daraus den Commit „{1}“.',
  '{#0} more': '{0} weitere',
  'This folder is no git repository, so there is nothing to commit to. `!git init` makes it one.':
    'Dieser Ordner ist kein Git-Repository; einen Commit kann es hier nicht geben. `!git init` macht ihn zu einem.',
  'Nothing was committed: these files hold conflicts that have to be settled first:':
    'Es gibt keinen Commit: In diesen Dateien sind Konflikte, die erst zu lösen sind:',
  'Nothing was committed.': 'Es gibt keinen Commit.',
  'There is nothing to commit: git sees no change here.':
    'Für einen Commit gibt es nichts: git sieht hier keine Änderung.',
  'Committed as “{=0}”:': 'Als „{0}“ im Commit:',
  "Committed as `{'0}`, “{=1}”:": 'Als `{0}` im Commit, „{1}“:',
  "`{'0}`: {.1}": '`{0}`: {1}',
  added: 'neu',
  modified: 'geändert',
  deleted: 'gelöscht',
  renamed: 'umbenannt',
  'Nothing was committed: the command was not allowed.':
    'Es gibt keinen Commit: Der Befehl wurde nicht erlaubt.',
  'In *Ask first* you are asked about it; `/auto whitelist add git add -A .` and `/auto whitelist add git commit *` allow it for good.':
    'Mit *Fragen* werden Sie danach gefragt; `/auto whitelist add git add -A .` und `/auto whitelist add git commit *` erlauben es auf Dauer.',
  'It would have taken these files:': 'Diese Dateien wären darin:',
  'Nothing was committed: git refused. What changed may be staged now.':
    'Es gibt keinen Commit: git lehnte ab. Was geändert ist, kann jetzt vorgemerkt sein.',
};
