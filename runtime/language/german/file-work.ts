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
  'Imports of Python are not mended by rule; it is imported here:':
    'Importe in Python werden nicht nach Regeln angepasst; importiert wird es hier:',
  'The old path also stands here, where I left it:':
    'Hier steht noch der alte Pfad; dort blieb er stehen:',
};
