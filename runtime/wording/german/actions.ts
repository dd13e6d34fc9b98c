// German verbs of those who speak of code, without umlauts, each row with what is done in English.

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
angeben angegeben angibt : give, specify
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
ausgeben ausgegeben ausgibt : print, output, spend
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
bremsen gebremst bremst verlangsamen verlangsamt : slow
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
lohnen lohnt : worth
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
passen passt gepasst : match, fit
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
vergleichen verglichen : compare
vereinfachen vereinfacht : simplify
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
zusammenhaengen zusammenhaengt : depend, connect
zusammenfassen zusammengefasst : summarize
zusammenfuegen zusammengefuegt verbinden : join, merge
zuweisen zugewiesen : assign
zwischenspeichern zwischengespeichert : cache
wart warte : wait
`;
