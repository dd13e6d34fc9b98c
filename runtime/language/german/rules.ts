// What the built-in engine without a model answers and says while it works, in German.
export const rules = {
  // How it speaks of itself.
  '_Put together by the built-in rule-based engine from names, comments and structure, without a language model. For reasoning about the code, set up a model with **Memfun: Set Up**._':
    '_Zusammengestellt vom eingebauten Verfahren nach Regeln, aus Namen, Kommentaren und Aufbau, ohne Sprachmodell. Damit über den Code nachgedacht wird, richten Sie mit **Memfun: Einrichten** ein Modell ein._',
  '{0} needs a real language model, and none is set up: this is the built-in rule-based engine. To get it done, set up a model with **Memfun: Set Up**.':
    '{0} braucht ein Sprachmodell, und keines ist eingerichtet: Dies ist das eingebaute Verfahren nach Regeln. Richten Sie mit **Memfun: Einrichten** ein Modell ein.',
  'Writing or changing code like this': 'Solchen Code zu schreiben oder zu ändern',
  'Finding a fault in their logic': 'Einen Fehler in ihrer Logik zu finden',
  'Mending these lines': 'Diese Zeilen zu verbessern',
  'Mending this': 'Das zu verbessern',
  'Reviewing this': 'Das zu prüfen',
  'Looking at {,0}': '{0} anzusehen',
  'It is about what is to be seen.': 'Es geht um das, was zu sehen ist.',
  Refactoring: 'Umbauen',
  'Writing tests': 'Tests zu schreiben',
  'Writing what they expect': 'Zu schreiben, was sie erwarten,',
  'Finding the cause of a fault and mending it':
    'Die Ursache eines Fehlers zu finden und ihn zu beheben',
  "This is the built-in rule-based engine. It answers Memfun's own questions by rule and is no language model. For free text, set up a model with **Memfun: Set Up**.":
    'Dies ist das eingebaute Verfahren. Es beantwortet Fragen von Memfun nach Regeln und ist kein Sprachmodell. Für freien Text richten Sie mit **Memfun: Einrichten** ein Modell ein.',
  // Talk.
  'Hello! Ask me about this project: where something is, how it works, what happens when. Right now the built-in rule-based engine answers, without a language model.':
    'Hallo! Fragen Sie nach diesem Projekt: wo etwas ist, wie es funktioniert, was wann geschieht. Zurzeit antwortet das eingebaute Verfahren nach Regeln, ohne Sprachmodell.',
  'You are welcome.': 'Gern geschehen.',
  'I remember nothing that bears on this yet. Tell me what to keep in mind, for example “I prefer port 8080 for dev servers”.':
    'Dazu ist noch nichts gemerkt. Sagen Sie mir, was ich behalten soll, zum Beispiel „Ich bevorzuge Port 8080 für Entwicklungsserver“.',
  'This is what I remember:': 'Das habe ich mir gemerkt:',
  'Noted. I keep what is worth keeping of it for later conversations; **Memfun: Open Memory** shows it.':
    'Notiert. Was davon bleiben soll, behalte ich für spätere Gespräche; **Memfun: Gedächtnis öffnen** zeigt es.',
  '_From memory: you told me in an earlier message._':
    '_Aus dem Gedächtnis: Sie haben es mir früher gesagt._',
  'Also remembered:': 'Auch gemerkt:',
  'You said: “{=0}”': 'Sie sagten: „{0}“',
  'No comment says TODO, FIXME, HACK or XXX.':
    'In keinem Kommentar steht TODO, FIXME, HACK oder XXX.',
  'One place is marked as open work:': 'An einer Stelle ist noch etwas zu tun:',
  '{#0} places are marked as open work:': 'An {0} Stellen ist noch etwas zu tun:',
  // Steps.
  'I search the code for the words that mark open work.':
    'Ich durchsuche den Code nach den Wörtern, die offene Arbeit bezeichnen.',
  'The search answers it.': 'Die Suche beantwortet es.',
  'I look for {,0} among files, folders and symbols.':
    'Ich suche {0} unter Dateien, Ordnern und Symbolen.',
  'The question is about {0}. I look for these in all their spellings and for related words, and rank the files that speak of them.':
    'Die Frage handelt von {0}. Ich suche danach in allen Schreibweisen und nach verwandten Wörtern, und ordne die Dateien, die davon sprechen.',
  'The question is about {0}.': 'Die Frage handelt von {0}.',
  'I look for these in all their spellings and for related words, and rank the files that speak of them.':
    'Ich suche danach in allen Schreibweisen und nach verwandten Wörtern, und ordne die Dateien, die davon sprechen.',
  'Most promising: {,0}. I outline the best files and read the functions that say most about the question.':
    'Am ehesten: {0}. Ich sehe mir den Aufbau der besten Dateien an und lese die Funktionen, die am meisten dazu sagen.',
  'Most promising: {,0}.': 'Am ehesten: {0}.',
  'I outline the best files and read the functions that say most about the question.':
    'Ich sehe mir den Aufbau der besten Dateien an und lese die Funktionen, die am meisten dazu sagen.',
  'Nothing in the repository answers this by its words; I say what was searched.':
    'Nichts im Repository beantwortet das mit diesen Wörtern; ich sage, was gesucht wurde.',
  "`{'0}` and what stands around it answer the question; I put it together with its places.":
    '`{0}` und was dabei steht, beantwortet die Frage; ich stelle es mit den Stellen zusammen.',
  'I read what is meant with its comments and structure, and look for who uses it.':
    'Ich lese, was gemeint ist, mit Kommentaren und Aufbau, und sehe nach, wer es verwendet.',
  'That is enough to explain it from its own lines.':
    'Das reicht, um es aus seinen eigenen Zeilen zu erklären.',
  'I check the selected lines against static rules and mend what can be mended without judgement.':
    'Ich prüfe die ausgewählten Zeilen gegen feste Regeln und verbessere, was kein Urteil verlangt.',
  'The repair is ready; nothing is changed before it is accepted.':
    'Die Verbesserung ist bereit; vor Ihrer Zustimmung ändert sich nichts.',
  'There is no repair that could be made by rule; I say so.':
    'Nach Regeln lässt sich hier nichts verbessern; das sage ich.',
  'The question is about the past; git knows it.':
    'Die Frage gilt der Vergangenheit; git kennt sie.',
  "The question is about the past of `{'0}`; git knows it.":
    'Die Frage gilt der Vergangenheit von `{0}`; git kennt sie.',
  'The log answers it.': 'Das Protokoll von git beantwortet sie.',
  'I look for what static rules find hard about this code.':
    'Ich suche, was feste Regeln an diesem Code schwierig finden.',
  'Rules cannot judge a design; I name the places that stand out.':
    'Einen Entwurf können Regeln nicht beurteilen; ich nenne die Stellen, die auffallen.',
  'I check the code against the static rules of security for its language.':
    'Ich prüfe den Code gegen die festen Sicherheitsregeln für seine Sprache.',
  'I read the file and check it against static rules for its language.':
    'Ich lese die Datei und prüfe sie gegen feste Regeln für ihre Sprache.',
  'There was nothing that could be checked; I say so.': 'Es gab nichts zu prüfen; das sage ich.',
  'The rules have run; I sum up what they found.':
    'Die Regeln sind durchlaufen; ich fasse zusammen, was sie fanden.',
  'I survey the project: its files and languages, manifest, read-me, most referenced modules and recent history.':
    'Ich sehe mir das Projekt an: Dateien und Sprachen, Manifest, Readme, meistgenannte Module und die letzten Änderungen.',
  'The survey shows what the project is and where to begin; I put it in order.':
    'Das zeigt, was das Projekt ist und wo anzufangen ist; ich ordne es.',
  'I look at what the file offers and how this project tests, then write the frame of the tests.':
    'Ich sehe nach, was die Datei anbietet und wie dieses Projekt testet, und schreibe das Gerüst der Tests.',
  'The frame is as far as rules go; I say what is there and what is missing.':
    'Weiter als bis zum Gerüst kommen Regeln nicht; ich sage, was da ist und was fehlt.',
  "I look for `{'0}` as a whole word in the code, and whether `{'1}` is taken.":
    'Ich suche `{0}` als ganzes Wort im Code, und ob `{1}` schon vergeben ist.',
  'I run the tests of the project on the renamed code.':
    'Ich führe die Tests des Projekts mit den neuen Namen aus.',
  'The work is done as far as it goes by rule; I say what was changed.':
    'Was nach Regeln geht, ist getan; ich sage, was sich geändert hat.',
  // What a message names with @.
  'The message names {,0}. I look there and nowhere else.':
    'Die Nachricht nennt {0}. Ich sehe dort nach und nirgends sonst.',
  'The message names {,0}.': 'Die Nachricht nennt {0}.',
  'I look there and nowhere else.': 'Ich sehe dort nach und nirgends sonst.',
  'I tell what is there.': 'Ich sage, was dort steht.',
  'I looked at the first {#0} things that you name; ask again for the others.':
    'Angesehen sind die ersten {0} genannten Dinge; fragen Sie nach den übrigen noch einmal.',
  '{,0} could not be looked at: {1}': '{0} war nicht anzusehen: {1}',
  '{,0} could not be looked at.': '{0} war nicht anzusehen.',
  "`{'0}` was not found.": '`{0}` wurde nicht gefunden.',
  'Files of a similar name: {,0}.': 'Dateien mit ähnlichem Namen: {0}.',
  'The same name is also defined in {,0}.': 'Derselbe Name ist auch in {0} definiert.',
  'Nothing in {,0} speaks of {,1}, also in related words and spellings.':
    'In {0} spricht nichts von {1}, auch nicht in verwandten Wörtern und anderer Schreibung.',
  "**`{'0}`** holds one file.": '**`{0}`** enthält eine Datei.',
  "**`{'0}`** holds {#1} files.": '**`{0}`** enthält {1} Dateien.',
  "`{'0}` holds no files that can be read.": '`{0}` enthält keine lesbaren Dateien.',
  "Its read-me says: “{=0}” (`{'1}`)": 'Das Readme sagt: „{0}“ (`{1}`)',
  '… and {#0} more: {=1}.': '… und {0} weitere: {1}.',
  '{=0} is empty: git sees no change there. Files that git does not know yet are not part of it.':
    '{0} ist leer: git sieht dort keine Änderung. Dateien, die git noch nicht kennt, gehören nicht dazu.',
  'One file is changed:': 'Eine Datei ist geändert:',
  '{#0} files are changed:': '{0} Dateien sind geändert:',
  '… and {#0} more.': '… und {0} weitere.',
  'No changed line in {=0} speaks of {,1}.': 'Keine geänderte Zeile in {0} spricht von {1}.',
  'There are {#0} more places of change in it.': 'Es gibt darin {0} weitere geänderte Stellen.',
  'The changes are very large; only their beginning was read.':
    'Die Änderungen sind sehr groß; nur ihr Anfang wurde gelesen.',
  'No static rule objects to the changed lines.':
    'Keine feste Regel hat etwas gegen die geänderten Zeilen.',
  'To the changed lines the static rules object:':
    'Gegen die geänderten Zeilen haben die festen Regeln:',
  '{=0} is empty: the editor reports no problem there. It knows those of files that it has looked at.':
    '{0} ist leer: Der Editor meldet dort kein Problem. Er kennt die der Dateien, die er angesehen hat.',
  'The editor reports one problem:': 'Der Editor meldet ein Problem:',
  'The editor reports {#0} problems:': 'Der Editor meldet {0} Probleme:',
  'None of them speaks of {,0}.': 'Keines davon spricht von {0}.',
  'There are {#0} more.': 'Es gibt {0} weitere.',
  'Finding the cause behind these words': 'Die Ursache hinter diesen Worten zu finden',
  'Where a static rule knows the repair, **Memfun: Fix Selection** makes it on the selected lines without a model.':
    'Wo eine feste Regel die Verbesserung kennt, macht **Memfun: Auswahl verbessern** sie an den ausgewählten Zeilen ohne Modell.',
  "The last command was `{'0}`.": 'Der letzte Befehl war `{0}`.',
  "The last command was `{'0}`; it ended with exit code {#1}.":
    'Der letzte Befehl war `{0}`; er endete mit dem Code {1}.',
  'It printed nothing.': 'Ausgegeben hat er nichts.',
  'No line of what it printed speaks of {,0}.': 'Keine Zeile der Ausgabe spricht von {0}.',
  'These lines of its output speak of it:': 'Diese Zeilen der Ausgabe sprechen davon:',
  'These lines of its output speak of a failure:':
    'Diese Zeilen der Ausgabe sprechen von einem Fehlschlag:',
  'No line of its output speaks of a failure; this is how it ends:':
    'Keine Zeile der Ausgabe spricht von einem Fehlschlag; so endet sie:',
  'The places that it names:': 'Die Stellen, die sie nennt:',
  '{=0} is empty.': '{0} ist leer.',
  'Nothing in {=0} matches {,1}.': 'In {0} passt nichts zu {1}.',
  'This is remembered ({=0}):': 'Das ist gemerkt ({0}):',
  'The page says ({=0}):': 'Die Seite sagt ({0}):',
  'The page “{=0}” says ({=1}):': 'Die Seite „{0}“ sagt ({1}):',
  'The conversation says ({=0}):': 'Das Gespräch sagt ({0}):',
  'The server’s text says ({=0}):': 'Der Text des Servers sagt ({0}):',
  'The attached file says ({=0}):': 'Die angehängte Datei sagt ({0}):',
  'You asked:': 'Sie fragten:',
  'The answer was:': 'Die Antwort war:',
  'Summing it up': 'Das zusammenzufassen',
  'This is how it begins; {#0} more passages follow. A question with words of its own finds the place in them.':
    'So beginnt es; {0} weitere Abschnitte folgen. Eine Frage mit eigenen Wörtern findet darin die Stelle.',
  // Answers to questions.
  'Nothing here speaks of {0}; this is what comes closest.':
    'Hier spricht nichts von {0}; dies kommt dem am nächsten.',
  'Here is where the change would most likely go.':
    'Hierhin würde die Änderung am ehesten gehören.',
  'Reasons are seldom written in code; here is what the comments and the code do say.':
    'Gründe stehen selten im Code; dies sagen die Kommentare und der Code.',
  'It is in {0}: {=1} Also central: {,2}.': 'Es ist in {0}: {1} Auch wichtig: {2}.',
  'It is in {0}: {=1}': 'Es ist in {0}: {1}',
  "It is in {0}. The file's own words: “{=1}” Also central: {,2}.":
    'Es ist in {0}. Die Datei sagt von sich: „{1}“ Auch wichtig: {2}.',
  "It is in {0}. The file's own words: “{=1}”": 'Es ist in {0}. Die Datei sagt von sich: „{1}“',
  'It is in {0}. Also central: {,1}.': 'Es ist in {0}. Auch wichtig: {1}.',
  'It is in **{0}** (`{=1}`).': 'Es ist in **{0}** (`{1}`).',
  'The main place is {0}: {=1} Also central: {,2}.':
    'Die wichtigste Stelle ist {0}: {1} Auch wichtig: {2}.',
  'The main place is {0}: {=1}': 'Die wichtigste Stelle ist {0}: {1}',
  "The main place is {0}. The file's own words: “{=1}” Also central: {,2}.":
    'Die wichtigste Stelle ist {0}. Die Datei sagt von sich: „{1}“ Auch wichtig: {2}.',
  "The main place is {0}. The file's own words: “{=1}”":
    'Die wichtigste Stelle ist {0}. Die Datei sagt von sich: „{1}“',
  'The main place is {0}. Also central: {,1}.': 'Die wichtigste Stelle ist {0}. Auch wichtig: {1}.',
  'The main place is {0}.': 'Die wichtigste Stelle ist {0}.',
  'What it does, in order:': 'Was geschieht, der Reihe nach:',
  'Around it:': 'Drumherum:',
  "Called by `{'0}`.": 'Aufgerufen von `{0}`.',
  "Calls `{'0}`.": 'Ruft `{0}` auf.',
  "From `{'0}`:": 'Aus `{0}`:',
  "`{'0}` is used from {,1}.": '`{0}` wird verwendet in {1}.',
  'The search did not work, so this could not be answered: {=0}':
    'Die Suche gelang nicht, deshalb blieb das unbeantwortet: {0}',
  'The question names nothing that can be searched for.':
    'Die Frage nennt nichts, wonach sich suchen ließe.',
  'I searched for {,0}, also in related words and spellings, and found no place that answers this.':
    'Ich suchte nach {0}, auch in verwandten Wörtern und anderer Schreibung, und fand keine Stelle, die das beantwortet.',
  'The files that came closest: {,0}.': 'Am nächsten kamen diese Dateien: {0}.',
  'Naming a function, a file or a word that stands in the code helps the built-in rule-based engine, which works without a language model. For questions in free words, set up a model with **Memfun: Set Up**.':
    'Eine Funktion, eine Datei oder ein Wort zu nennen, das im Code steht, hilft dem eingebauten Verfahren, das ohne Sprachmodell arbeitet. Für Fragen in freien Worten richten Sie mit **Memfun: Einrichten** ein Modell ein.',
  'The work had to end early ({0}), so this is what was found until then.':
    'Die Arbeit musste früher enden ({0}); dies wurde bis dahin gefunden.',
  '**“{=0}”** (`{=1}`)': '**„{0}“** (`{1}`)',
  '**“{=0}”** (`{=1}`):': '**„{0}“** (`{1}`):',
  '“{=0}” (`{=1}`)': '„{0}“ (`{1}`)',
  '“{=0}” and “{=1}”': '„{0}“ und „{1}“',
  '“{=0}”, “{=1}” and “{=2}”': '„{0}“, „{1}“ und „{2}“',
  '“{=0}”, “{=1}”, “{=2}” and “{=3}”': '„{0}“, „{1}“, „{2}“ und „{3}“',
  '“{=0}”, “{=1}”, “{=2}”, “{=3}” and “{=4}”': '„{0}“, „{1}“, „{2}“, „{3}“ und „{4}“',
  '“{=0}”': '„{0}“',
  "`{'0}` and `{'1}`": '`{0}` und `{1}`',
  "**{=0}** (`{'1}`) and **{=2}** (`{'3}`)": '**{0}** (`{1}`) und **{2}** (`{3}`)',
  // What lines do.
  "If `{'0}`, fails with {1} (`{'2}`)": 'Wenn `{0}`: scheitert mit {1} (`{2}`)',
  "Fails with {0} (`{'1}`)": 'Scheitert mit {0} (`{1}`)',
  "If `{'0}`, fails with an error.": 'Wenn `{0}`: scheitert mit einem Fehler.',
  "If `{'0}`, fails with an error (“{'1}”).": 'Wenn `{0}`: scheitert mit einem Fehler („{1}“).',
  "If `{'0}`, fails with `{'1}`.": 'Wenn `{0}`: scheitert mit `{1}`.',
  "If `{'0}`, fails with `{'1}` (“{'2}”).": 'Wenn `{0}`: scheitert mit `{1}` („{2}“).',
  'Fails with an error.': 'Scheitert mit einem Fehler.',
  "Fails with an error (“{'0}”).": 'Scheitert mit einem Fehler („{0}“).',
  "Fails with `{'0}`.": 'Scheitert mit `{0}`.',
  "Fails with `{'0}` (“{'1}”).": 'Scheitert mit `{0}` („{1}“).',
  'an error': 'einem Fehler',
  'an error (“{=0}”)': 'einem Fehler („{0}“)',
  "`{'0}` (“{=1}”)": '`{0}` („{1}“)',
  "Passes the error on (`{'0}`)": 'Reicht den Fehler weiter (`{0}`)',
  'Passes the error on.': 'Reicht den Fehler weiter.',
  "If `{'0}`, returns `{'1}` (`{'2}`)": 'Wenn `{0}`: liefert `{1}` (`{2}`)',
  "If `{'0}`, returns early (`{'1}`)": 'Wenn `{0}`: endet hier (`{1}`)',
  "Returns `{'0}` (`{'1}`)": 'Liefert `{0}` (`{1}`)',
  "If `{'0}`, returns `{'1}`.": 'Wenn `{0}`: liefert `{1}`.',
  "If `{'0}`, returns early.": 'Wenn `{0}`: endet hier.',
  "Returns `{'0}`.": 'Liefert `{0}`.',
  "Goes through `{'0}` (`{'1}`)": 'Geht `{0}` durch (`{1}`)',
  "Goes through `{'0}`.": 'Geht `{0}` durch.',
  "Catches what fails (`{'0}`)": 'Fängt ab, was scheitert (`{0}`)',
  'Catches what fails.': 'Fängt ab, was scheitert.',
  "Catches `{'0}` (`{'1}`)": 'Fängt `{0}` ab (`{1}`)',
  "Catches `{'0}`.": 'Fängt `{0}` ab.',
  "Calls `{'0}` (`{'1}`)": 'Ruft `{0}` auf (`{1}`)',
  // Explanations.
  "**`{'0}`** is a {.1} in `{'2}`. Its comment says: “{=3}”":
    '**`{0}`**, {1} in `{2}`. Der Kommentar sagt: „{3}“',
  "**`{'0}`** ({#1} lines). Its comment says: “{=2}”":
    '**`{0}`** ({1} Zeilen). Der Kommentar sagt: „{2}“',
  "**Lines {#0} to {#1} of `{'2}`**. Its comment says: “{=3}”":
    '**Zeilen {0} bis {1} von `{2}`**. Der Kommentar sagt: „{3}“',
  "**`{'0}`** is a {.1} in `{'2}`.": '**`{0}`**, {1} in `{2}`.',
  "**`{'0}`** ({#1} lines).": '**`{0}`** ({1} Zeilen).',
  "**Lines {#0} to {#1} of `{'2}`**.": '**Zeilen {0} bis {1} von `{2}`**.',
  'It has no comment.': 'Einen Kommentar gibt es nicht.',
  'It has no comment; its name says “{=0}”.': 'Einen Kommentar gibt es nicht; der Name sagt „{0}“.',
  'The file says of itself: “{=0}”': 'Die Datei sagt von sich: „{0}“',
  'It takes no parameters.': 'Es nimmt keine Parameter.',
  'It takes {,0}.': 'Es nimmt {0}.',
  'Size: {,0}.': 'Größe: {0}.',
  '{#0} line': '{0} Zeile',
  '{#0} lines': '{0} Zeilen',
  '{#0} branch': '{0} Verzweigung',
  '{#0} branches': '{0} Verzweigungen',
  '{#0} place where it fails on purpose': '{0} Stelle, an der es absichtlich scheitert',
  '{#0} places where it fails on purpose': '{0} Stellen, an denen es absichtlich scheitert',
  '{#0} return': '{0} Rückgabe',
  '{#0} returns': '{0} Rückgaben',
  'It calls {,0}.': 'Es ruft {0} auf.',
  'It has:': 'Es enthält:',
  "({.0}, `{'1}`)": '({0}, `{1}`)',
  "({.0}, `{'1}`): {=2}": '({0}, `{1}`): {2}',
  "I found no other place that names `{'0}`.": 'Ich fand keine andere Stelle, die `{0}` nennt.',
  'I found no other place that names it.': 'Ich fand keine andere Stelle, die es nennt.',
  'Used by:': 'Verwendet von:',
  function: 'Funktion',
  method: 'Methode',
  class: 'Klasse',
  interface: 'Schnittstelle',
  type: 'Typ',
  enum: 'Aufzählung',
  constructor: 'Konstruktor',
  variable: 'Variable',
  constant: 'Konstante',
  field: 'Feld',
  property: 'Eigenschaft',
  // The project.
  'I could not list the files of this project, so there is nothing to tell about it.':
    'Die Dateien dieses Projekts ließen sich nicht auflisten; deshalb ist nichts darüber zu sagen.',
  '**Where it starts:**': '**Wo es anfängt:**',
  '**Central files, by how much the rest refers to them:**':
    '**Wichtige Dateien, danach, wie oft der Rest sie nennt:**',
  '**Latest changes:**': '**Letzte Änderungen:**',
  '**Scripts:**': '**Skripte:**',
  "**Commands declared in `{'0}`:**": '**Befehle aus `{0}`:**',
  'The project has no read-me; this is what its files show.':
    'Das Projekt hat kein Readme; dies zeigen seine Dateien.',
  '**Size:** {=0} files; sources by language: {,1}.':
    '**Größe:** {0} Dateien; Quellen nach Sprache: {1}.',
  '**Size:** {=0} files.': '**Größe:** {0} Dateien.',
  '{=0} ({#1}) and {=2} ({#3})': '{0} ({1}) und {2} ({3})',
  '**Folders with sources:** {,0}.': '**Ordner mit Quellen:** {0}.',
  'I found no tests by their names.': 'Dem Namen nach fand ich keine Tests.',
  '**Tests:** {#0} file.': '**Tests:** {0} Datei.',
  '**Tests:** {#0} files.': '**Tests:** {0} Dateien.',
  '**Builds on:** {,0}.': '**Baut auf:** {0}.',
  '**What to read first:** {,0}.': '**Was zuerst zu lesen ist:** {0}.',
  "then `{'0}`": 'dann `{0}`',
  "Git shows no commits for `{'0}`: either this is no git repository, or nothing was committed.":
    'Git zeigt keine Commits für `{0}`: Dies ist kein Repository von git, oder es gibt noch keinen Commit.',
  'Git shows no commits for this project: either this is no git repository, or nothing was committed.':
    'Git zeigt keine Commits für dieses Projekt: Dies ist kein Repository von git, oder es gibt noch keinen Commit.',
  "The latest changes to `{'0}`, newest first:":
    'Die letzten Änderungen an `{0}`, die neueste zuerst:',
  'The latest changes to this project, newest first:':
    'Die letzten Änderungen an diesem Projekt, die neueste zuerst:',
  // Work.
  'I do not know which lines are meant. Select the lines in the editor and run Fix Selection again.':
    'Ich weiß nicht, welche Zeilen gemeint sind. Wählen Sie die Zeilen im Editor aus und führen Sie „Auswahl verbessern“ noch einmal aus.',
  'The static rules find nothing to change in its shape.':
    'Die festen Regeln finden an der Form nichts zu ändern.',
  'I look for faults that static rules know.': 'Ich suche Fehler, die feste Regeln kennen.',
  'No static rule objects to this code.': 'Keine feste Regel hat etwas gegen diesen Code.',
  'Rules cannot find a cause; I name the places that they object to.':
    'Regeln finden keine Ursache; ich nenne die Stellen, gegen die sie etwas haben.',
  'There was nothing that static rules could check.':
    'Es gab nichts, was feste Regeln prüfen könnten.',
  'I looked at {,0} and nowhere else.': 'Angesehen: {0}, und sonst nichts.',
  'The static rules read code, so they leave out {,0}.':
    'Die festen Regeln lesen Code; {0} lassen sie aus.',
  '{=0} holds no code that can be read.': '{0} enthält keinen Code, der sich lesen ließe.',
  'Only the first {#0} of its {#1} files were read.':
    'Nur die ersten {0} von {1} Dateien wurden gelesen.',
  'Where I would begin:': 'Wo ich anfangen würde:',
  'I could not read anything to review. Open a file and run the command again, or name its path.':
    'Es ließ sich nichts lesen, das zu prüfen wäre. Öffnen Sie eine Datei und führen Sie den Befehl noch einmal aus, oder nennen Sie ihren Pfad.',
  'I checked {0} and no static rule objects. Static rules see patterns, not intent: wrong logic, missing cases and unclear design need a reader or a model.':
    'Geprüft: {0}; keine feste Regel hat etwas dagegen. Feste Regeln sehen Muster, keine Absicht: Falsche Logik, fehlende Fälle und unklarer Entwurf brauchen einen Leser oder ein Modell.',
  'I checked {0} and no static rule objects.': 'Geprüft: {0}; keine feste Regel hat etwas dagegen.',
  'I checked {0}: {,1}.': 'Geprüft: {0}. Gefunden: {1}.',
  '{#0} line in one file': '{0} Zeile in einer Datei',
  '{#0} line in {#1} files': '{0} Zeile in {1} Dateien',
  '{#0} lines in one file': '{0} Zeilen in einer Datei',
  '{#0} lines in {#1} files': '{0} Zeilen in {1} Dateien',
  '{#0} error': '{0} Fehler',
  '{#0} errors': '{0} Fehler',
  '{#0} warning': '{0} Warnung',
  '{#0} warnings': '{0} Warnungen',
  '{#0} remark': '{0} Anmerkung',
  '{#0} remarks': '{0} Anmerkungen',
  "Of `{'0}` only the first part was read, because it is very large.":
    'Von `{0}` wurde nur der erste Teil gelesen, weil die Datei sehr groß ist.',
  'Static rules see patterns, not intent: wrong logic, missing cases and unclear design need a reader or a model.':
    'Feste Regeln sehen Muster, keine Absicht: Für falsche Logik, fehlende Fälle und unklaren Entwurf braucht es einen Leser oder ein Modell.',
  '… and more in the list of findings.': '… und mehr in der Liste der Funde.',
  "Remark: {0} (`{'1}`)": 'Anmerkung: {0} (`{1}`)',
  "**Error**: {0} (`{'1}`)": '**Fehler**: {0} (`{1}`)',
  "Warning: {0} (`{'1}`)": 'Warnung: {0} (`{1}`)',
  'I may not write files here: the mode only reads, or the workspace is not trusted.':
    'Ich darf hier keine Dateien schreiben: Der Modus liest nur, oder dem Arbeitsbereich wird nicht vertraut.',
  'I do not know which file is meant. Open it and run the command again.':
    'Ich weiß nicht, welche Datei gemeint ist. Öffnen Sie sie und führen Sie den Befehl noch einmal aus.',
  "I have put {#0} open tests into `{'1}`, one for each function, in the manner of {=2}. Each is marked as still to be written, so the run shows what is missing and nothing passes that checks nothing.":
    'In `{1}` stehen jetzt {0} offene Tests, einer für jede Funktion, nach Art von {2}. Jeder ist als noch zu schreiben markiert: Der Lauf zeigt, was fehlt, und nichts besteht, was nichts prüft.',
  "`{'0}` is there already and names every function, so I changed nothing.":
    '`{0}` gibt es schon, und jede Funktion ist darin genannt; ich habe nichts geändert.',
  "`{'0}` is there already; I changed nothing in it. It does not name: {=1}.":
    '`{0}` gibt es schon; ich habe nichts darin geändert. Nicht genannt sind: {1}.',
  'I could not write tests: {0}.': 'Tests ließen sich nicht schreiben: {0}.',
  'I could not write tests: no function was found there.':
    'Tests ließen sich nicht schreiben: Dort war keine Funktion zu finden.',
  'write the frame of tests for {=0} by rule': 'ein Gerüst für Tests in {0} geht nicht nach Regeln',
  'find a function to test in {=0}': 'in {0} ist keine Funktion zu finden',
  'I may not change files here: the mode only reads, or the workspace is not trusted.':
    'Ich darf hier keine Dateien ändern: Der Modus liest nur, oder dem Arbeitsbereich wird nicht vertraut.',
  "`{'0}` exists already ({,1}), so nothing was renamed. Choose another name.":
    '`{0}` gibt es schon ({1}); nichts wurde umbenannt. Wählen Sie einen anderen Namen.',
  "I found no `{'0}` in the code, so nothing was renamed.":
    'Im Code fand ich kein `{0}`; nichts wurde umbenannt.',
  'The rename did not work: {=0}': 'Das Umbenennen gelang nicht: {0}',
  "Renaming `{'0}` to `{'1}` changes {#2} {.3} in {#4} {.5}:":
    '`{0}` in `{1}` umzubenennen ändert {2} {3} in {4} {5}:',
  place: 'Stelle',
  places: 'Stellen',
  file: 'Datei',
  '_The built-in engine renames by whole words, also in comments and texts; it does not know scopes._':
    '_Das eingebaute Verfahren benennt ganze Wörter um, auch in Kommentaren und Texten; Sichtbarkeit kennt es nicht._',
  "The tests pass (`{'0}`).": 'Die Tests bestehen (`{0}`).',
  "The tests fail (`{'0}`):": 'Die Tests schlagen fehl (`{0}`):',
  'The tests did not run: {0}': 'Die Tests liefen nicht: {0}',
  "The tests did not run: `{'0}` was not allowed.":
    'Die Tests liefen nicht: `{0}` wurde nicht erlaubt.',
  '`/auto whitelist add {=0}` allows it for good.':
    '`/auto whitelist add {0}` erlaubt es auf Dauer.',
  'I may not run commands here: the mode only reads, or the workspace is not trusted.':
    'Ich darf hier keine Befehle ausführen: Der Modus liest nur, oder dem Arbeitsbereich wird nicht vertraut.',
  'I run the tests of the project.': 'Ich führe die Tests des Projekts aus.',
  'The question is about Memfun itself.': 'Die Frage handelt von Memfun selbst.',
  'I found no tests that I know how to run.': 'Ich fand keine Tests, die ich auszuführen weiß.',
  'No static rule objects to these lines, so there is nothing to mend by rule.':
    'Keine feste Regel hat etwas gegen diese Zeilen; nach Regeln ist nichts zu verbessern.',
  'The static rules found:': 'Die festen Regeln fanden:',
  "Line {#0}: {1} (`{'2}`).": 'Zeile {0}: {1} (`{2}`).',
  'Line {#0}:': 'Zeile {0}:',
  'Not mended, because it takes judgement:': 'Nicht verbessert, weil es ein Urteil verlangt:',
  'Mended by static rules, without a language model:':
    'Verbessert nach festen Regeln, ohne Sprachmodell:',
  'The context does not say. (Answered by rule, without a language model: only words were compared.)':
    'Das steht dort nicht. (Nach Regeln beantwortet, ohne Sprachmodell: Nur Wörter wurden verglichen.)',
  'Judging takes a language model.': 'Ein Urteil braucht ein Sprachmodell.',
};
