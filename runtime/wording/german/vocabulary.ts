// German words of those who speak of code, without umlauts, each row with what they are called in English.
// A row without English names nothing that could be searched for.

export const THINGS = `
abbruch : cancel, abort
abfrage anfrage : request, query
abhaengigkeit abhaengig : dependency
ablauf laufzeit : expire, flow, runtime
absturz : crash, panic
adresse anschrift : address, url
aenderung : change, update
aktion : action
algorithmus : algorithm
alter : age
anbieter : provider
anhang anlage : attachment
anmeldung anmelden angemeldet : login, sign in, authentication
abmeldung abmelden abgemeldet : logout, sign out
anschluss : port, connection
anwendung : app, application
anwender benutzer nutzer : user
anzahl : count, number
arbeiter : worker
arbeitsbereich : workspace
arbeitsspeicher : memory
argument : argument
attribut : attribute
aufgabe : task, job
aufruf : call
auftrag : job, order, task
ausdruck : expression
ausfuehrung : execution, run
ausgabe ausgaben : output, print
ausloeser : trigger
ausnahme : exception, error
ausschnitt : slice, excerpt
auswahl : selection
ausweis : id, identity
authentifizierung authentisierung authentifizieren authentifiziert : authentication
autorisierung autorisieren autorisiert : authorization
baum : tree
bedingung : condition
befehl kommando : command
befehlszeile kommandozeile : command line, cli
beginn anfang : start, begin
benachrichtigung : notification
benchmark : benchmark
berechtigung recht rechte zugriffsrecht : permission
bereich : range, scope
bericht : report
betrag : amount
bibliothek : library
bild bilder : image, picture
brief briefe : letter
budget : budget
cache zwischenspeicher puffer : cache, buffer
datei dateien : file
daten : data
datenbank datenbanken : database
datensatz : record, row
datentyp typ typen : type
datum : date
dauer : duration
dienst : service
drosselung : throttle, rate limit
druck : print, pressure
ebene : level, layer
eigenschaft : property
eimer : bucket
einfuegung : insert
eingabe eingaben : input
einheit : unit
einstellung einstellungen konfiguration : config, settings
eintrag eintraege : entry, item
einstieg einstiegspunkt : entry point, main
element : element, item
empfaenger : receiver, recipient
ende : end
endpunkt : endpoint
entwicklung : development, dev
ereignis ereignisse : event
ergebnis ergebnisse : result
erinnerung gedaechtnis : memory
erlaubnis : permission, allow
erweiterung : extension
fabrik : factory
faden : thread
fall faelle : case
faktor : factor
farbe : color
feld felder : field, array
fenster : window
fehler fehlern : error, failure
fehlversuch fehlschlag fehlschlaege : failure, attempt
filter : filter
folge reihenfolge : order, sequence
formular : form
fortschritt : progress
frist : deadline, timeout
funktion funktionen : function
gebuehr : fee
geheimnis geheimnisse : secret
geheimtext : cipher
geld : money
geraet geraete : device
gespraech unterhaltung : conversation, chat
gewicht : weight
graph : graph
grenze obergrenze begrenzung grenzwert : limit
groesse : size
gruppe : group
haltepunkt : breakpoint
herunterladen : download
hintergrund : background
hinweis : notice, hint
hoehe : height
index : index
inhalt : content
intervall : interval
kanal : channel
karte : card, map
kapazitaet : capacity
kennung : id, identifier
kette : chain
klasse klassen : class
klick klicks : click
knopf schaltflaeche : button
knoten : node
kodierung : encoding
konflikt konflikte : conflict
konto konten : account
kopf kopfzeile : header
kopie : copy
kosten : cost
kreis zyklus zyklen : cycle
kreislauf : circuit, cycle
kunde kunden : customer, client
kuerzel : slug, short
laenge : length
last : load
lauf laeufe : run
kontrolle : control, check
leitung : pipe, line
leser : reader
leistung : performance
liste listen : list
logik :
loeschung : delete
mail : mail, email
marke : token, mark
menge : set, amount
meldung : message
methode methoden : method
modell : model
modul module : module
modus : mode
muster : pattern
nachricht nachrichten botschaft : message
name namen : name
nebenlaeufigkeit nebenlaeufig gleichzeitig gleichzeitige gleichzeitigen : concurrent
netz netzwerk : network
nutzung verwendung : usage
oberflaeche benutzeroberflaeche : ui, interface
objekt : object
ordner verzeichnis : folder, directory
paket : package
paar : pair
parameter : parameter
passwort passwoerter kennwort kennwoerter : password
pause : pause, delay
pfad : path
pfand : deposit
platz : space
preis preise : price
problem probleme : problem, issue
profil : profile
protokoll protokolle protokollierung protokollieren protokolliert : log, protocol
prozess prozesse : process
pruefsumme streuwert : checksum, hash
pruefung : check, validation
quelle : source
rahmen : frame, framework
rand : edge, border
rechnung : invoice, bill
regel regeln : rule
register registrierung : registry, register
rolle : role
rueckgabe rueckgabewert : return, result
rueckruf : callback
satz : set, sentence
schema schemas : schema
schicht : layer
schleife : loop
schliessung : close
schlange warteschlange : queue
schloss sperre sperren gesperrt : lock
schluessel : key
schnittstelle : interface, api
schritt schritte : step
schutz : protection, guard
schutzschalter sicherung : breaker, circuit breaker
seite seiten : page, side
sicherheit : security
sicherheitskopie datensicherung : backup
sitzung sitzungen : session
skript : script
sortierung : sort, order
spalte : column
speicher speicherung : storage, store, memory
speicherueberlauf speichermangel : out of memory
sprache : language
stapel : stack, batch
stapelverarbeitung : batch
statistik : statistics
stand zustand zustaende status : state, status
statuscode statuscodes : status
streuung jitter : jitter
strom : stream
stufe : level, stage
suche durchsuchung : search
tabelle : table
takt taktung : tick, clock
tastatur : keyboard
taste : key
teil teile : part
thema : topic, theme
umgebung : environment, env
umgebungsvariable umgebungsvariablen : environment variable
umleitung weiterleitung : redirect
ueberlauf : overflow
uebersetzung : translation
uhr uhrzeit : clock, time
umlauf : cycle
unterbrechung : interrupt, break
unterschied : diff, difference
ursache : cause
variable variablen : variable
verbindung verbindungen : connection
verdraengung : evict
vererbung : inheritance
vergleich : compare
verlauf historie : history
verschluesselung : encryption, encrypt
version fassung : version
versuch versuche : attempt
verteilung : distribution
verwaltung : management, manager
verweis : reference, link
verzoegerung : delay
verzweigung zweig : branch
vorgabe vorgabewert standardwert : default
vorlage : template
vorrang prioritaet : priority
wache waechter : guard
warnung warnungen : warning
wartezeit : delay, wait
weg : path, route
werkzeug werkzeuge : tool
wert werte werten : value
wettlauf : race
wiederholung wiederholungsversuch neuversuch : retry
woerterbuch : dictionary, map
wort worte woerter : word
wurzel : root
zahl zahlen : number
zahlung : payment
zaehler : counter
zeichen : character, sign
zeichenkette : string
zeile zeilen : line
zeiger : pointer, cursor
zeit zeiten : time
zeitgrenze zeitueberschreitung zeitlimit zeitablauf : timeout
zeitgeber zeitschaltuhr : timer
zeitplan zeitplanung : schedule
zeitpunkt zeitstempel : timestamp, time
zeitzone : timezone
ziel ziele : target, destination
zugang : access
zugangsdaten anmeldedaten : credentials
zugriff zugriffe : access
zufall zufaellig zufaellige zufaelliger : random
zusammenfassung : summary
zweck :
speziell spezielle :
api : api
backend : backend
benutzername : username
bot : bot
build : build
client : client
commit commits : commit
cursor : cursor
editor : editor
event events : event
fehlercode exitcode exitcodes : exit code, error
flag : flag
handler : handler
hash : hash
job jobs : job
link : link
log logs : log
login : login
logger : logger
parser : parser
plugin : plugin
port ports : port
proxy : proxy
puffern : buffer
query : query
queue : queue
request requests : request
response : response
retry retries : retry
route routen : route
router : router
sandbox sandkasten : sandbox
server : server
session : session
socket : socket
sql : sql
task tasks : task
test tests : test
timeout timeouts : timeout
token tokens : token
tool : tool
thread : thread
url urls : url
web : web
worker : worker
`;

export const ACTIONS = `
abbrechen abbricht bricht abgebrochen abzubrechen : cancel, abort
abfangen abfaengt faengt abgefangen fangen gefangen : catch, handle
abfragen abgefragt : query
abholen holen geholt holt : fetch, get
abhaengen abhaengt : depend
ablaufen ablaeuft abgelaufen verfallen verfaellt : expire
ablegen abgelegt ablegt : store, save
ablehnen abgelehnt ablehnt verweigern verweigert : reject, deny
abonnieren abonniert : subscribe
absenden abgeschickt abschicken abgesendet : send, submit
abstuerzen abgestuerzt abstuerzt : crash
aktualisieren aktualisiert aktualisierung : update, refresh
akzeptieren akzeptiert : accept
aendern geaendert aendert : change, update, modify
anbieten angeboten : offer, provide
anfangen angefangen : start, begin
anhalten angehalten : stop, pause
anhaengen angehaengt : append, attach
anlegen angelegt anlegt : create
annehmen angenommen annimmt : accept
anpassen angepasst : adjust
antworten geantwortet beantwortet beantworten antwort antworten : response, reply, answer
anzeigen angezeigt anzeigt darstellen dargestellt darstellung anzeige : display, show, render
archivieren archiviert : archive
aufbauen aufgebaut aufbau : build, connect, structure
aufheben aufgehoben : release, revoke
aufloesen aufgeloest : resolve
aufnehmen aufgenommen : record, add
aufraeumen aufgeraeumt aufraeumt : cleanup, clear, dispose
aufrufen aufgerufen aufruft : call
aufteilen aufgeteilt teilen geteilt : split, share
aufwecken aufgeweckt : wake
aufzeichnen aufgezeichnet : record
ausfuehren ausgefuehrt ausfuehrt : run, execute
ausgeben ausgegeben ausgibt : print, output
auslesen ausgelesen lesen liest gelesen einlesen eingelesen : read
ausliefern ausgeliefert zustellen zugestellt : deliver
ausloesen ausgeloest ausloest : trigger, emit
auslagern verdraengen verdraengt rauswerfen rausgeworfen : evict
wegraeumen wegraeumt raeumen raeumt geraeumt weggeraeumt : evict, remove, clear
auswaehlen ausgewaehlt waehlen gewaehlt waehlt : select, choose
auswerten ausgewertet : evaluate
auspacken ausgepackt entpacken entpackt : extract, unpack
beenden beendet beendigung herunterfahren heruntergefahren : shutdown, stop, end
begrenzen begrenzt beschraenken beschraenkt : limit
beginnen begonnen beginnt : start, begin
beheben behoben beseitigt : fix, resolve
bekommen erhalten erhaelt : get, receive
benachrichtigen benachrichtigt : notify
benennen benannt umbenennen umbenannt : rename, name
berechnen berechnet berechnung rechnen gerechnet ausgerechnet : calculate, compute
bereinigen bereinigt : clean, sanitize
bereitstellen bereitgestellt deployment : deploy, provide
bestaetigen bestaetigt : confirm, acknowledge
bewegen bewegt verschieben verschoben verschiebt : move
bewerten bewertet bewertung : score, rank
binden gebunden bindet : bind
blockieren blockiert : block
bauen gebaut baut : build
codieren kodieren kodiert codiert : encode
decodieren dekodieren dekodiert : decode
definieren definiert : define
drosseln gedrosselt drosselt : throttle
drucken gedruckt : print
einfuegen eingefuegt : insert
einhalten eingehalten durchsetzen durchgesetzt erzwingen erzwungen : enforce
einloggen eingeloggt : login
einreihen eingereiht : enqueue
einrichten eingerichtet einrichtung : setup, configure
empfangen empfaengt : receive
entdecken entdeckt erkennen erkannt erkennt bemerken bemerkt merken gemerkt : detect, notice
entfernen entfernt entfernung : remove, delete
entschluesseln entschluesselt : decrypt
erfassen erfasst : record, capture
ergaenzen ergaenzt : add, complete
erholen erholt : recover
erhoehen erhoeht : increase, increment
erlauben erlaubt zulassen zugelassen : allow, permit
ermitteln ermittelt : determine, detect
erneuern erneuert : renew, refresh
erneut nochmal nochmals : again, retry
erreichen erreicht : reach
ersetzen ersetzt : replace
erstellen erstellt erzeugen erzeugt anlegen : create, generate, make
erwarten erwartet : expect
exportieren exportiert : export
fehlschlagen fehlgeschlagen fehlschlaegt scheitern scheitert gescheitert : fail, error
festlegen festgelegt : set, define
filtern gefiltert : filter
formatieren formatiert formatierung : format
fortsetzen fortgesetzt : resume, continue
freigeben freigegeben freigabe : release, free
fuellen gefuellt : fill
generieren generiert : generate
gewinnen gewinnt : win
gruppieren gruppiert : group
hashen gehasht : hash
haengen haengt gehaengt : hang, depend
hinzufuegen hinzufuege hinzufuegt hinzugefuegt fuegen fuege : add
hochladen hochgeladen : upload
implementieren implementiert : implement
importieren importiert : import
indizieren indexieren indexiert : index
initialisieren initialisiert : initialize, init
installieren installiert : install
kompilieren kompiliert uebersetzen uebersetzt : compile, translate
komprimieren komprimiert : compress
konfigurieren konfiguriert : configure, config
konvertieren konvertiert umwandeln umgewandelt : convert
kopieren kopiert : copy
laden geladen laedt : load
leeren geleert leer : clear, empty
loggen geloggt : log
loeschen geloescht loescht : delete, remove
loesen geloest : solve, resolve
markieren markiert : mark
mehrere mehreren : several, multiple
melden gemeldet meldet : report
messen gemessen misst : measure
migrieren migriert migration : migrate
mischen gemischt zusammenfuehren zusammengefuehrt : merge
neustarten neugestartet neustart : restart
normalisieren normalisiert : normalize
oeffnen geoeffnet oeffnet : open
ordnen geordnet sortieren sortiert : sort, order
parsen geparst parst zerlegen zerlegt : parse
planen geplant plant : schedule, plan
pruefen geprueft prueft ueberpruefen ueberprueft kontrollieren kontrolliert : check, validate, verify
puffern gepuffert : buffer
registrieren registriert : register
reservieren reserviert : reserve
retten gerettet : rescue, save
rueckgaengig : undo, revert
rufen gerufen ruft : call
schalten geschaltet : switch
schlafen schlaeft geschlafen : sleep
schliessen geschlossen schliesst : close
schneiden geschnitten : cut, slice
schreiben geschrieben schreibt : write
schuetzen geschuetzt : protect, guard
senden gesendet sendet schicken geschickt schickt verschicken verschickt versenden : send
serialisieren serialisiert : serialize
setzen gesetzt setzt : set
sichern gesichert : backup, save
signieren signiert : sign
speichern gespeichert speichert abspeichern abgespeichert : save, store, persist
starten gestartet startet start : start
steuern gesteuert steuerung : control
stoppen gestoppt : stop
streuen gestreut : spread, jitter
suchen gesucht durchsuchen durchsucht : search, find
synchronisieren synchronisiert : sync
tauschen getauscht : swap, exchange
testen getestet : test
trennen getrennt : separate, disconnect
ueberleben ueberlebt ueberdauert : survive
ueberschreiten ueberschritten : exceed
ueberschreiben ueberschrieben : overwrite
uebergeben uebergibt : pass
uebernehmen uebernommen : apply
ueberspringen uebersprungen : skip
uebertragen uebertraegt : transfer, send
ueberwachen ueberwacht : monitor, watch
umleiten umgeleitet weiterleiten weitergeleitet : redirect, forward
unterbrechen unterbrochen : interrupt
unterscheiden : distinguish, diff
unterstuetzen unterstuetzt : support
validieren validiert : validate
verarbeiten verarbeitet : process
verbessern verbessert : improve
verbinden verbunden verbindet : connect
verbrauchen verbraucht : consume, spend
ausgeben : spend, output
vergleichen verglichen : compare
verhindern verhindert vermeiden vermieden : prevent, avoid
verknuepfen verknuepft : link
verlangen verlangt : require
verlieren verloren verlust : lose
veroeffentlichen veroeffentlicht : publish, release
verringern verringert : decrease
verschachtelt : nested
verschluesseln verschluesselt : encrypt
verstecken versteckt : hide
verteilen verteilt : distribute
verwalten verwaltet : manage
verwerfen verworfen wegwerfen weggeworfen : discard, drop
verzoegern verzoegert : delay
warten wartet gewartet abwarten : wait
wechseln gewechselt wechselt : switch, change
wecken : wake
werfen wirft geworfen : throw, raise
wiederaufnehmen wiederaufgenommen : resume
wiederherstellen wiederhergestellt wiederherstellung : restore, recover
wiederholen wiederholt wiederhole : retry, repeat
zaehlen gezaehlt zaehlt mitgezaehlt : count
zeichnen gezeichnet : draw
zurueckgeben zurueckgegeben zurueckgibt gibt : return
zurueckkehren zurueckkehrt : return
zurueckrollen zurueckgerollt zuruecknehmen zurueckgenommen : rollback, undo, revert
zuruecksetzen zurueckgesetzt : reset
zusammenfassen zusammengefasst : summarize
zusammenfuegen zusammengefuegt verbinden : join, merge
zuweisen zugewiesen : assign
zwischenspeichern zwischengespeichert : cache
wart warte : wait
`;
