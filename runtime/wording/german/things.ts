// German nouns of those who speak of code, without umlauts, each row with what they are called in English.
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
dauer dauert dauern : duration, time, timeout
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
zelle zellen : cell
programm programme : program
dokumentation doku : documentation, docs
gross grosse grossen groesser : size, large
klein kleine kleinen : small
lang lange langer : long
frei freie freien freier freies : free
kurzname : slug, short
zwei beide beiden : two, both
neu neue neuen neuer neues : new
erste ersten erster erstes : first
zweite zweiten zweiter zweites : second
letzte letzten letzter letztes : last
neueste neuesten neuester : latest, newest
alt alte alten alter : old
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
