// What the built-in engine says of the project as a whole, in German.
export const facts = {
  // Size and files.
  'I count the files and lines of each language.':
    'Ich zähle die Dateien und Zeilen jeder Sprache.',
  'The counting answers it.': 'Die Zählung beantwortet es.',
  'The project is written in {=0}.': 'Das Projekt ist in {0} geschrieben.',
  'Most of the project is written in {=0}.': 'Das meiste ist in {0} geschrieben.',
  'Code in all: {0}': 'Code insgesamt: {0}',
  'Tests among it: {0}': 'Tests darunter: {0}',
  'Files of every kind: {#0}': 'Dateien jeder Art: {0}',
  'There is one file in all.': 'Insgesamt gibt es eine Datei.',
  'There are {#0} files in all.': 'Insgesamt gibt es {0} Dateien.',
  'None of it is code.': 'Code ist nicht darunter.',
  'There are no files here yet.': 'Hier gibt es noch keine Dateien.',
  '**{=0}**: {1}': '**{0}**: {1}',
  'Every line counts, blank ones and comments too; hidden, vendored and git-ignored files do not.':
    'Jede Zeile zählt, auch leere und Kommentare; versteckte, fremde und von git ignorierte Dateien zählen nicht.',
  'Only the first {#0} of {#1} files with code were counted.':
    'Nur die ersten {0} von {1} Dateien mit Code wurden gezählt.',
  'Files that could not be read: {#0}': 'Dateien, die nicht zu lesen waren: {0}',
  'I list the files of the project by folder.': 'Ich liste die Dateien des Projekts nach Ordnern.',
  'The listing answers it.': 'Die Liste beantwortet es.',
  'There is one file:': 'Es gibt eine Datei:',
  'There are {#0} files:': 'Es gibt {0} Dateien:',
  'After a folder stands how many files it holds.':
    'Hinter einem Ordner steht, wie viele Dateien er enthält.',
  'Name a folder with `@` to see what is in it.':
    'Nennen Sie einen Ordner mit `@`, um zu sehen, was darin ist.',
  'Hidden, vendored and git-ignored files are left out.':
    'Versteckte, fremde und von git ignorierte Dateien sind weggelassen.',
  // What it depends on.
  'I read the manifests of the project: they name what it depends on.':
    'Ich lese die Manifeste des Projekts: Sie nennen, wovon es abhängt.',
  'The manifests answer it.': 'Die Manifeste beantworten es.',
  'I found no manifest that names dependencies, such as package.json, pyproject.toml, requirements.txt, go.mod, Cargo.toml, pom.xml, build.gradle, Gemfile or composer.json.':
    'Ich fand kein Manifest, das Abhängigkeiten nennt, wie package.json, pyproject.toml, requirements.txt, go.mod, Cargo.toml, pom.xml, build.gradle, Gemfile oder composer.json.',
  "**`{'0}`**, optional:": '**`{0}`**, wahlweise:',
  "**`{'0}`**, for development only:": '**`{0}`**, nur zur Entwicklung:',
  "**`{'0}`**, needed by these:": '**`{0}`**, von diesen gebraucht:',
  "`{'0}` names no dependencies.": '`{0}` nennt keine Abhängigkeiten.',
  "`{'0}` could not be read.": '`{0}` war nicht zu lesen.',
  'Manifests that I did not read, because there are many: {#0}.':
    'Manifeste, die ich nicht gelesen habe, weil es viele sind: {0}.',
  // What static rules object to.
  'I check the code of the project against static rules for its language.':
    'Ich prüfe den Code des Projekts gegen feste Regeln für seine Sprache.',
  'Only the first {#0} of the {#1} files were read.':
    'Nur die ersten {0} von {1} Dateien wurden gelesen.',
  '{#0} {.1} and {#2} {.3}': '{0} {1} und {2} {3}',
  error: 'Fehler',
  errors: 'Fehler',
  warning: 'Warnung',
  warnings: 'Warnungen',
  remark: 'Anmerkung',
  remarks: 'Anmerkungen',
  // What nothing uses.
  'I take the functions and classes of each file and search for every place that names them.':
    'Ich nehme die Funktionen und Klassen jeder Datei und suche alle Stellen, die sie nennen.',
  'I found no functions or classes that I can read.':
    'Ich fand keine Funktionen oder Klassen, die ich lesen kann.',
  'I search for every place that names `{=0}`.': 'Ich suche jede Stelle, die `{0}` nennt.',
  '`{=0}` is defined in {,1}.': '`{0}` ist definiert in {1}.',
  'No other place names `{=0}`.': 'Keine andere Stelle nennt `{0}`.',
  'Outside of tests no other place names `{=0}`.':
    'Außerhalb von Tests nennt keine andere Stelle `{0}`.',
  '**Used in one place:**': '**An einer Stelle benutzt:**',
  '**Used in {#0} places, in files: {#1}**': '**An {0} Stellen benutzt, in Dateien: {1}**',
  '**In tests: {#0} places, in files: {#1}**': '**In Tests: {0} Stellen, in Dateien: {1}**',
  'Places that name `{=0}` otherwise, so that it may be another one: {#1}.':
    'Stellen, die `{0}` anders nennen, sodass es etwas anderes sein kann: {1}.',
  'Only words were compared: another thing of the same name is among them, and what is called by a name put together at run time is not.':
    'Verglichen wurden nur Wörter: Anderes mit demselben Namen ist darunter, und was über einen zur Laufzeit gebildeten Namen aufgerufen wird, fehlt.',
  '**Named nowhere else:**': '**Sonst nirgends genannt:**',
  '**Named only in tests:**': '**Nur in Tests genannt:**',
  "{.0} `{'1}`: `{'2}`": '{0} `{1}`: `{2}`',
  'Every function and every class that I looked at is named somewhere else.':
    'Jede Funktion und jede Klasse, die ich ansah, wird noch anderswo genannt.',
  'I looked at {#0} functions and classes in {#1} files.':
    'Angesehen: {0} Funktionen und Klassen in {1} Dateien.',
  'Names that I did not search for, because there are many: {#0}.':
    'Namen, nach denen ich nicht suchte, weil es viele sind: {0}.',
  'Only words were compared: what is called by a name put together at run time, by a framework or by users of the package looks unused here, and what shares its name with something else looks used.':
    'Nur Wörter wurden verglichen: Was unter einem erst beim Lauf gebildeten Namen, von einem Framework oder von Nutzern des Pakets aufgerufen wird, sieht hier unbenutzt aus; was seinen Namen mit etwas anderem teilt, sieht benutzt aus.',
  // What is run.
  'I look for the command that the project has for this, and run it.':
    'Ich suche den Befehl, den das Projekt dafür hat, und führe ihn aus.',
  "I run `{'0}`.": 'Ich führe `{0}` aus.',
  'It has ended; I say how.': 'Es ist zu Ende; ich sage, wie.',
  "`{'0}` has run without an error.": '`{0}` lief ohne Fehler.',
  "`{'0}` has run without an error:": '`{0}` lief ohne Fehler:',
  "`{'0}` failed.": '`{0}` schlug fehl.',
  "`{'0}` failed:": '`{0}` schlug fehl:',
  "The tests fail (`{'0}`).": 'Die Tests schlagen fehl (`{0}`).',
  "`{'0}` did not run: it was not allowed.": '`{0}` lief nicht: Es wurde nicht erlaubt.',
  'It did not run: {0}': 'Es lief nicht: {0}',
  'It did not run.': 'Es lief nicht.',
  'I found no command of this project that builds it.':
    'Ich fand keinen Befehl dieses Projekts, der es baut.',
  'I found no linter of this project that I know how to run.':
    'Ich fand keinen Linter dieses Projekts, den ich auszuführen weiß.',
  'I found no formatter of this project that I know how to run.':
    'Ich fand keinen Formatierer dieses Projekts, den ich auszuführen weiß.',
  'I found no command of this project that checks its types.':
    'Ich fand keinen Befehl dieses Projekts, der seine Typen prüft.',
  'A line that begins with `!` runs a command of yours, for example `!npm run build`.':
    'Eine Zeile, die mit `!` beginnt, führt einen Befehl von Ihnen aus, zum Beispiel `!npm run build`.',
};
