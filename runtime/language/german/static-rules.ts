// What the static rules of a review find, and why it matters, in German.
export const staticRules = {
  'An error is thrown away': 'Ein Fehler wird weggeworfen',
  'The error result is assigned to `_`, so the code goes on with a value that may mean nothing. Check it, or say in a comment why it cannot fail.':
    'Der Fehler wird `_` zugewiesen, und der Code macht mit einem Wert weiter, der nichts bedeuten muss. Prüfen Sie ihn, oder sagen Sie in einem Kommentar, warum er nicht eintreten kann.',
  'err is assigned and not looked at': 'err wird zugewiesen und nicht angesehen',
  'The next statement uses the result as if the call had worked. Check `err` first.':
    'Die nächste Anweisung benutzt das Ergebnis, als wäre der Aufruf gelungen. Prüfen Sie zuerst `err`.',
  'defer inside a loop runs only at the end of the function':
    'defer in einer Schleife läuft erst am Ende der Funktion',
  'Files and locks pile up until then. Move the body of the loop into a function of its own.':
    'Bis dahin häufen sich Dateien und Sperren. Machen Sie den Rumpf der Schleife zu einer eigenen Funktion.',
  'A shell command is put together from strings':
    'Ein Shell-Befehl wird aus Zeichenketten zusammengesetzt',
  'Anything in the value that the shell understands is executed. Run the program itself with separate arguments.':
    'Alles im Wert, was die Shell versteht, wird ausgeführt. Starten Sie das Programm selbst, mit getrennten Argumenten.',
  'SQL is put together from strings': 'SQL wird aus Zeichenketten zusammengesetzt',
  'Values in the text of a statement can change its meaning (SQL injection). Use placeholders and pass the values separately.':
    'Werte im Text einer Anweisung können ihren Sinn ändern (SQL-Injection). Nehmen Sie Platzhalter und übergeben Sie die Werte getrennt.',
  'A request without a timeout can hang forever': 'Eine Anfrage ohne Frist kann für immer hängen',
  'The default HTTP client never gives up. Use an `http.Client` with `Timeout`, or a request with a context.':
    'Der übliche HTTP-Client gibt nie auf. Nehmen Sie einen `http.Client` mit `Timeout`, oder eine Anfrage mit Kontext.',
  'unwrap ends the program when the value is missing':
    'unwrap beendet das Programm, wenn der Wert fehlt',
  'Return the error with `?`, or handle the case; where it cannot happen, `expect` with the reason.':
    'Geben Sie den Fehler mit `?` zurück, oder behandeln Sie den Fall; wo er nicht eintreten kann, `expect` mit dem Grund.',
  'A secret stands in the source': 'Ein Geheimnis steht im Quelltext',
  'Everyone with the source has it, also from old commits. Take it from the environment or a secret store, and replace the exposed one.':
    'Wer den Quelltext hat, hat auch das Geheimnis, selbst aus alten Commits. Nehmen Sie es aus der Umgebung oder einem Geheimnisspeicher, und ersetzen Sie das bekannt gewordene.',
  'Unfinished work is marked here': 'Hier ist Unfertiges markiert',
  'Do it, or turn it into an issue with its reason, so that it is not forgotten.':
    'Erledigen Sie es, oder machen Sie mit dem Grund ein Issue daraus, damit es nicht vergessen wird.',
  'A very long function': 'Eine sehr lange Funktion',
  'A very long function: {=0}, {#1} lines': 'Eine sehr lange Funktion: {0}, {1} Zeilen',
  'It does more than can be read at once. Look for parts with a name of their own.':
    'Sie tut mehr, als sich auf einmal lesen lässt. Suchen Sie Teile, die einen eigenen Namen haben.',
  'Deeply nested code': 'Tief verschachtelter Code',
  'Deeply nested code: {#0} levels in {=1}': 'Tief verschachtelter Code: {0} Ebenen in {1}',
  'Returning early from the odd cases, or a function for the inner part, makes it readable.':
    'Ein frühes Ende in Sonderfällen, oder eine Funktion für das Innere, macht ihn lesbar.',
  'A bare except catches everything': 'Ein bloßes except fängt alles ab',
  '`except:` also catches KeyboardInterrupt and SystemExit, so the program cannot be stopped here and real faults are hidden. Name the exceptions that you expect.':
    '`except:` fängt auch KeyboardInterrupt und SystemExit ab; das Programm lässt sich hier nicht anhalten, und echte Fehler bleiben verborgen. Nennen Sie die Ausnahmen, die Sie erwarten.',
  'An exception is caught and dropped': 'Eine Ausnahme wird abgefangen und fallen gelassen',
  'The handler does nothing, so a failure here leaves no trace. Handle the case, log it, or narrow the exception and use `contextlib.suppress` to say that it is meant.':
    'Der Handler tut nichts; ein Fehler hinterlässt hier keine Spur. Behandeln Sie den Fall, protokollieren Sie ihn, oder grenzen Sie die Ausnahme ein und sagen Sie mit `contextlib.suppress`, dass es so gemeint ist.',
  'A mutable default is shared by all calls':
    'Ein veränderlicher Vorgabewert ist allen Aufrufen gemeinsam',
  'The default is made once, when the function is defined; what one call adds, the next one sees. Use `None` and make the value inside.':
    'Der Vorgabewert entsteht einmal, mit der Definition der Funktion; was ein Aufruf hinzufügt, sieht der nächste. Nehmen Sie `None` und bilden Sie den Wert innen.',
  'None is compared with ==': 'None wird mit == verglichen',
  'A class may define `==` in its own way. There is one `None`: compare with `is`.':
    'Eine Klasse kann `==` auf ihre Art festlegen. Es gibt nur ein `None`: Vergleichen Sie mit `is`.',
  'Code is made from text and run': 'Code wird aus Text gemacht und ausgeführt',
  '`eval` and `exec` run whatever text reaches them, with all rights of this program. Use `ast.literal_eval`, JSON, or a table of functions.':
    '`eval` und `exec` führen jeden Text aus, der sie erreicht, mit allen Rechten dieses Programms. Nehmen Sie `ast.literal_eval`, JSON oder eine Tabelle von Funktionen.',
  'A shell command runs with shell=True': 'Ein Shell-Befehl läuft mit shell=True',
  'With a shell, anything in the text that the shell understands is executed. Pass a list of arguments and leave `shell` off.':
    'Mit einer Shell wird alles im Text ausgeführt, was sie versteht. Übergeben Sie eine Liste von Argumenten und lassen Sie `shell` weg.',
  'Values in the text of a statement can change its meaning (SQL injection). Use the placeholders of your driver and pass the values separately.':
    'Werte im Text einer Anweisung können ihren Sinn ändern (SQL-Injection). Nehmen Sie die Platzhalter Ihres Treibers und übergeben Sie die Werte getrennt.',
  'Untrusted data can run code while it is loaded': 'Fremde Daten können beim Laden Code ausführen',
  '`yaml.load` without a safe loader and `pickle.loads` make arbitrary objects. Use `yaml.safe_load` or JSON.':
    '`yaml.load` ohne sicheren Loader und `pickle.loads` bilden beliebige Objekte. Nehmen Sie `yaml.safe_load` oder JSON.',
  '`requests` waits without limit unless `timeout=` is given.':
    '`requests` wartet unbegrenzt, wenn `timeout=` fehlt.',
  'A literal is compared with is': 'Ein Literal wird mit is verglichen',
  '`is` compares identity; whether two equal strings or numbers are one object is an accident. Use `==`.':
    '`is` vergleicht, ob es dasselbe Objekt ist; ob zwei gleiche Zeichenketten oder Zahlen eines sind, ist Zufall. Nehmen Sie `==`.',
  'A file is opened without with': 'Eine Datei wird ohne with geöffnet',
  'When something fails before `close()`, the file stays open. Use `with open(…) as f:`.':
    'Scheitert etwas vor `close()`, bleibt die Datei offen. Nehmen Sie `with open(…) as f:`.',
  'An error is caught and dropped': 'Ein Fehler wird abgefangen und fallen gelassen',
  'The catch block is empty, so a failure here leaves no trace and the program goes on in an unknown state. Handle the cases you expect, and rethrow or log the rest.':
    'Der catch-Block ist leer; ein Fehler hinterlässt hier keine Spur, und das Programm läuft in unbekanntem Zustand weiter. Behandeln Sie die Fälle, die Sie erwarten, und werfen oder protokollieren Sie den Rest.',
  'Loose equality compares after conversion': 'Lose Gleichheit vergleicht nach Umwandlung',
  '`==` converts its operands, so `0 == ""` and `null == undefined` are true. Use `===` and `!==` (comparing with `null` to catch `undefined` too is left alone).':
    '`==` wandelt um, was es vergleicht; `0 == ""` und `null == undefined` sind wahr. Nehmen Sie `===` und `!==` (ein Vergleich mit `null`, der auch `undefined` meint, bleibt).',
  '`eval` and `new Function` run whatever text reaches them, with all rights of this program. Use a parser, a table of functions or JSON instead.':
    '`eval` und `new Function` führen jeden Text aus, der sie erreicht, mit allen Rechten dieses Programms. Nehmen Sie einen Parser, eine Tabelle von Funktionen oder JSON.',
  'A promise is started and not awaited': 'Ein Promise wird begonnen und nicht abgewartet',
  'A promise is started and not awaited: {=0}':
    'Ein Promise wird begonnen und nicht abgewartet: {0}',
  'The function is async, but its result is dropped: errors become unhandled rejections, and what follows runs before it is done. Await it, return it, or handle its failure.':
    'Die Funktion ist async, aber ihr Ergebnis fällt weg: Fehler werden zu unbehandelten Rejections, und was folgt, läuft vor ihrem Ende. Warten Sie mit await, geben Sie es zurück, oder behandeln Sie den Fehler.',
  'forEach does not wait for async functions': 'forEach wartet nicht auf async-Funktionen',
  'Every call runs at once, nobody waits, and failures are lost. Use `for … of` with `await`, or `await Promise.all(list.map(…))`.':
    'Alle Aufrufe laufen zugleich, niemand wartet, und Fehler gehen verloren. Nehmen Sie `for … of` mit `await`, oder `await Promise.all(list.map(…))`.',
  'An async function is given to new Promise': 'new Promise bekommt eine async-Funktion',
  'What it throws is not turned into a rejection, so the promise never settles. Make the outer function async and await inside it.':
    'Was sie wirft, wird nicht zur Rejection, und das Promise endet nie. Machen Sie die äußere Funktion async und warten Sie darin.',
  'Anything in the value that the shell understands is executed. Use `execFile` or `spawn` with an array of arguments.':
    'Alles im Wert, was die Shell versteht, wird ausgeführt. Nehmen Sie `execFile` oder `spawn` mit einem Array von Argumenten.',
  'HTML is set from a value': 'HTML wird aus einem Wert gesetzt',
  'Markup in the value runs as part of the page (cross-site scripting). Set `textContent`, build elements, or sanitise first.':
    'Markup im Wert läuft als Teil der Seite (Cross-Site-Scripting). Setzen Sie `textContent`, bilden Sie Elemente, oder bereinigen Sie zuerst.',
  'A debugger statement was left in': 'Eine debugger-Anweisung ist stehen geblieben',
  'It stops the program whenever developer tools are open. Remove it.':
    'Sie hält das Programm an, sobald Entwicklerwerkzeuge offen sind. Entfernen Sie sie.',
  'The type is switched off with any': 'Der Typ ist mit any ausgeschaltet',
  '`any` turns off checking for everything that touches the value. `unknown` with a check keeps it.':
    '`any` schaltet die Prüfung für alles ab, was den Wert berührt. `unknown` mit einer Prüfung behält sie.',
  'MD5 and SHA-1 can be forged': 'MD5 und SHA-1 lassen sich fälschen',
  'Two different inputs with the same hash can be made on purpose. Use SHA-256; for passwords a slow hash (argon2, scrypt, bcrypt).':
    'Zwei verschiedene Eingaben mit gleichem Hash lassen sich absichtlich bilden. Nehmen Sie SHA-256; für Passwörter einen langsamen Hash (argon2, scrypt, bcrypt).',
  'Certificates are not checked': 'Zertifikate werden nicht geprüft',
  'Anybody between the two ends can read and change what is sent. Keep the check on; trust a private authority by its own certificate instead.':
    'Wer dazwischen sitzt, kann lesen und ändern, was gesendet wird. Lassen Sie die Prüfung an; einer eigenen Stelle vertrauen Sie über deren Zertifikat.',
  'A secret is made from predictable random numbers':
    'Ein Geheimnis entsteht aus vorhersagbaren Zufallszahlen',
  'Whoever sees a few of these values can compute the next ones. Use crypto.randomUUID or randomBytes, secrets.token_urlsafe, crypto/rand.':
    'Wer einige dieser Werte sieht, kann die nächsten berechnen. Nehmen Sie crypto.randomUUID oder randomBytes, secrets.token_urlsafe, crypto/rand.',
  'A path from a request leads to a file': 'Ein Pfad aus einer Anfrage führt zu einer Datei',
  'With "../" in it the request reaches any file of the machine. Resolve the path and check that it stays inside its folder.':
    'Mit „../“ darin erreicht die Anfrage jede Datei des Rechners. Lösen Sie den Pfad auf und prüfen Sie, ob er in seinem Ordner bleibt.',
  'Every website may read the answers': 'Jede Website darf die Antworten lesen',
  'With "*" as allowed origin any page that a user visits can call this. Name the origins that should.':
    'Mit „*“ als erlaubtem Ursprung kann jede besuchte Seite dies aufrufen. Nennen Sie die Ursprünge, die es dürfen.',
};
