// German words that name nothing, and words that tell German. All without umlauts.

export const STOP_WORDS: ReadonlySet<string> = new Set(
  `ab aber alle allem allen aller alles als also am an andere anderem anderen anderer anderes auch auf aus bei beim
  bereits bevor bin bis bist bitte da dabei dadurch dafuer dahinter damit danach dann daran darauf daraus darf das dass
  dasselbe davon davor dazu dein deine deinem deinen deiner dem den denn der deren derselbe des dessen dich die dies
  diese diesem diesen dieser dieses dir doch dort du durch duerfen ein eigentlich eine einem einen einer eines einige
  einigen einmal er erst es etwa etwas euch euer eure falls fuer gab gar geben gegen geht genau gerade geschieht gibt
  gilt habe haben habt hast hat hatte hatten heisst hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins
  irgendwo ist ja je jede jedem jeden jeder jedes jemand jetzt kann kannst kein keine keinem keinen keiner koennen
  koennte koennten koenntest lange lassen laesst lautet liegt machen macht man manche mal mehr mein meine meinem meinen
  meiner meist mich mir mit moechte muss muessen na nach nachdem naemlich neben nein nicht nichts noch nun nur ob
  oben oder oft ohne passieren passiert projekt projekts repository schon sehr sei sein seine seinem seinen seiner seit
  sich sie sind so sobald solche sollen soll sollte sollten sonst sowie steckt steht stattfindet tun tut tue ueber
  ueberall ueberhaupt um und uns unser unsere unserem unseren unserer unter viel viele vielen vom von vor waehrend wann
  war waren warum was weil weitere welche welchem welchen welcher welches weiss weisst wisst wissen wem wen wenn wer werde werden
  weshalb wie wieder wieso wieviel will wird wir wo wobei wodurch wofuer woher wohin womit worauf woran worden worin
  worum wovon wozu wurde wurden wuerde wuerden zu zum zur zwar zwischen zeig zeige zeigen mir gib finde finden such suche
  suchen befindet befinden funktioniert funktionieren laeuft genutzt benutzt benutzen verwendet verwenden
  nutzt nutzen behandelt behandeln behandlung ding dinge sache sachen stelle stellen ort art code codebasis
  eben einfach bestimmt entscheidet entschieden lande landet kommt kommen jeweils moment brauche brauchst braucht
  brauchen vorhanden vorhandene mitten hinweg stehen stecken liegen hinzu weg los fest hoch zurueck weiter
  fuehrt fuehren schlaegt bedeutet bedeuten heissen nenne nennen zusammen genauer naeher besser worueber dran drin erklaer erklaere erklaeren erlaeutere erlaeutern gehandhabt existiert existieren enthalten`.split(
    /\s+/,
  ),
);

export const MARKS: ReadonlySet<string> = new Set(
  `abend einverstanden gern gerne jawohl klingt passt richtig stimmt aendere aenderungen antworte aufgerufen bau baue bedeutet beheb behebe benenn benenne beschreib beschreibe
  bevorzuge danke datei dateien dank entwickler erstell erstelle erzaehl erzaehle
  fasse fehler fuege fuehre geaendert generier generiere gemerkt gelernt geschrieben guten hallo hilf hilfe historie implementier
  implementiere ging kaputt klasse korrigier korrigiere lieber loes loese loesch loesche mag merk merke moin morgen nenn nenne nie niemals
  notier notiere ordner pruef pruefe refaktoriere reparier repariere ruft schief schreib schreibe servus tag testen
  ueberarbeite ueberblick uebersicht umbenennen untersuch untersuche vereinfache vergiss verlauf verschieb verschiebe
  verstehe wechsle zuletzt zusammen zusammenfassung`.split(/\s+/),
);
