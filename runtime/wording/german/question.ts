// German questions: their kinds, what they are about, and what is asked of things that are named.
import type { QuestionWording } from '../wording.js';

const PLEASE =
  '^(?:(?:bitte|kannst du|koenntest du|koennen sie|koennten sie)(?: mir)?(?: bitte)? )?';
const VERBS =
  'schreib(?:e|en)?|implementier(?:e|en)?|fueg(?:e|en)?|erstell(?:e|en)?|erzeug(?:e|en)?|generier(?:e|en)?|refaktorier(?:e|en)?|ueberarbeit(?:e|en)|bau(?:e|en)?|ergaenz(?:e|en)?|benenn(?:e|en)?|portier(?:e|en)?|migrier(?:e|en)?|konvertier(?:e|en)?|aender(?:e|n)|mach(?:e|en)?';
const WHOLE_PROJECT =
  '(?:projekts?|repositor(?:y|ys)|repos?|codebasis|programms?|codes?|anwendung|app)';
const KIND =
  '(?:funktion|methode|klasse|variablen?|konstanten?|typ|schnittstelle|interface|symbol|namen?)';
const NAME = '[`"\']?([A-Za-z_$][\\w$]*)(?:\\(\\))?[`"\']?';

const USED_NAME =
  '(?:(?:die|der|das|den) )?(?:(?:funktion|methode|klasse|variable|konstante|typ|schnittstelle|symbol|modul) )?[`"\']?([A-Za-z_$][\\w$]*(?:\\.[A-Za-z_$][\\w$]*)*)(?:\\(\\))?[`"\']?';
const FILLER = '(?:(?:denn|eigentlich|alles|ueberhaupt|hier|noch) )*';
const USED = '(?:aufgerufen|benutzt|genutzt|verwendet|importiert|referenziert|gebraucht|erwaehnt)';

/** “Prüfe …”, “Kannst du … prüfen”. */
function order(verbs: string, more = ''): RegExp {
  return new RegExp(`${PLEASE}(?:${verbs})e?n?\\b|\\b(?:${verbs})en\\W*$${more}`, 'i');
}

export const question: QuestionWording = {
  kinds: [
    {
      kind: 'overview',
      said: new RegExp(
        [
          `\\bwas (?:ist|macht|tut|sind) (?:dies(?:e[srn]?)?|das|die|der)(?: hier)?(?: fuer ein)? ${WHOLE_PROJECT}\\b`,
          `\\bwas ist das (?:hier )?fuer (?:ein|eine) ${WHOLE_PROJECT}\\b`,
          `\\b(?:wo?rum|um was) geht es (?:hier|in (?:diesem|dem|der|dieser) ${WHOLE_PROJECT})`,
          `\\b(?:ueberblick|uebersicht|rundgang|architektur)\\b.{0,20}\\b(?:dies|das|des|der|die)\\w*`,
          `^(?:gib|gebe?n?|zeige?)(?: sie)?(?: mir)?(?: bitte)? (?:eine?n? )?(?:kurze[nr]? )?(?:ueberblick|uebersicht|zusammenfassung)\\b`,
          `^(?:(?:eine?n?|kurze[nr]?) )*(?:ueberblick|uebersicht|zusammenfassung)\\b`,
          `\\bfass\\w*(?: mir)? (?:dies\\w*|das|die) ${WHOLE_PROJECT} zusammen\\b`,
          `\\b(?:dies\\w*|das|die) ${WHOLE_PROJECT} zusammenfassen\\b`,
          `\\bwo (?:fange ich|soll ich|sollte ich|beginne ich)\\b.{0,12}(?:an(?:fangen)?|beginnen|am besten|zuerst)?\\W*$`,
          `\\bwie (?:fange ich an|ist (?:dies\\w*|das|die) ${WHOLE_PROJECT} aufgebaut)\\b`,
          `^(?:welche|was fuer) (?:dateien|ordner|verzeichnisse|module) (?:gibt es|hat|enthaelt|liegen|sind)\\b(?!.*\\b(?:fuer|mit|zu|ueber)\\b)`,
        ].join('|'),
      ),
    },
    {
      kind: 'history',
      said: /\b(?:(?:letzten?|neuesten?|juengsten?|neuen?) (?:aenderung(?:en)?|commits?)|commit-?(?:verlauf|historie)|git[ -](?:log|verlauf|historie|history)|(?:aenderungs)?(?:verlauf|historie) (?:von|des|der)|was (?:hat sich|wurde|ist)\b.{0,40}\bgeaendert|was ist neu|(?:zuletzt|kuerzlich|neulich) (?:geaendert|passiert|gemacht|committet)|wer hat\b.{0,60}\b(?:geschrieben|geaendert|committet|zuletzt|verfasst|angelegt)|von wem (?:ist|stammt|wurde))\b/,
    },
    {
      kind: 'marks',
      said: /^(?:bitte )?(?:finde?|such(?:e|t)?|liste?|zeige?|nenne?|wo (?:sind|stehen|gibt es|habe ich)|welche|gibt es)\b(?: (?:mir|bitte|alle|die|noch|offene[nr]?))* (?:todos?|fixmes?|hacks|todo[- ](?:kommentare?|stellen|eintraege|vermerke))\b(?: (?:auf|hier|noch|offen|gibt es|gibt es noch|sind offen|im (?:code|projekt)|in (?:diesem|dem) (?:projekt|code|repository)))*\W*$/,
    },
    { kind: 'create', said: new RegExp(`${PLEASE}(?:${VERBS})\\b(?! das\\?)`) },
    {
      kind: 'create',
      said: /^(?:bitte |kannst du |koenntest du |koennen sie |koennten sie ).*\b(?:schreiben|implementieren|hinzufuegen|einbauen|erstellen|erzeugen|ergaenzen|generieren|umbauen|umschreiben|umbenennen|aendern|migrieren)\W*$/,
    },
    {
      kind: 'where',
      said: /^(?:wo|(?:in )?welche[rsmn]? (?:datei|funktion|klasse|modul|methode|stelle|ordner))\b|\bwo\b|\bworin\b/,
    },
    {
      kind: 'who',
      said: /^(?:wer|welche[rsn]?|was)\b.*\b(?:ruft|rufen|nutzt|nutzen|benutzt|benutzen|verwendet|verwenden|importiert|importieren|haengt|haengen|aufgerufen)\b|\b(?:von wem|woher) (?:wird|werden)\b/,
    },
    { kind: 'why', said: /^(?:warum|wieso|weshalb|wozu)\b/ },
    {
      kind: 'how',
      said: /^(?:auf welche weise|wie|wodurch|womit)\b|\bwie (?:wird|werden|ist|sind|funktioniert|laeuft)\b|\bwas (?:passiert|geschieht)\b/,
    },
  ],
  tests: /\b(?:tests?|testet|getestet|testfaell\w*|testabdeckung|spec)\b/i,
  docs: /\b(?:doku|dokumentation|dokumentiert|docs?|readme|liesmich|changelog|versionshinweise)\b/i,
  circumstances: /\b(?:wenn|falls|sobald|waehrend|nachdem|bevor|nach|vor|ohne|bei)\b/i,
  action: (prose) => {
    const words = prose.trim().replace(/[?.!\s]+$/, '');
    const [, clause] =
      /^wie (?:wird|werden|wurden?|ist|sind|kann|koennen|soll|sollen|muss|muessen|darf|hat|haben|werde) ([^,;]+)/i.exec(
        words,
      ) ?? [];
    if (clause !== undefined)
      return (
        clause
          .replace(/\s+(?:werden|worden|wird)$/i, '')
          .split(/\s+/)
          .at(-1)
          ?.toLowerCase() ?? ''
      );
    const [, verb = ''] =
      /^wie (?!funktionier|geht|gehen|lange|oft|viele?\b|laeuft|gross|hoch|heisst|kommt|schnell)(\w+)/i.exec(
        words,
      ) ?? [];
    return verb.toLowerCase();
  },
  explains: {
    attached: /\b(?:dies|diese[rsmn]?|das|es|hier|auswahl|markierte[rsn]?|ausgewaehlte[rsn]?)\b/i,
    asked: [
      new RegExp(
        `${PLEASE}(?:erklaer(?:e|en)?|erlaeuter(?:e|n)|beschreib(?:e|en)?|fuehr(?:e|en)? mich durch)\\b`,
        'i',
      ),
      /^(?:bitte |kannst du |koenntest du |koennen sie |koennten sie ).*\b(?:erklaeren|erlaeutern|beschreiben)\W*$/i,
      /^was (?:macht|tut|ist|bewirkt|bedeutet)(?: (?:die|der|das))?(?: (?:funktion|methode|klasse|datei|typ))? `?[\w.]+(?:\(\))?`?(?: eigentlich| genau)?\s*\??$/i,
      /^wo(?:zu|fuer) (?:ist|dient|gibt es)(?: (?:die|der|das))?(?: (?:funktion|methode|klasse|datei|typ))? `?[\w.]+(?:\(\))?`?(?: da| gut)?\s*\??$/i,
    ],
  },
  pictures:
    /\b(?:bild(?:er|ern|es|schirmfotos?)?|fotos?|screenshots?|abbildung(?:en)?|diagramme?|zeichnung(?:en)?|skizzen?|entwurf)\b/i,
  rename: [
    new RegExp(
      `${PLEASE}benenn(?:e|en)? (?:sie )?(?:bitte )?(?:(?:die|den|das) )?(?:${KIND} )?${NAME} (?:in|nach|zu) ${NAME} um\\b`,
      'i',
    ),
    new RegExp(
      `${PLEASE}(?:(?:die|den|das) )?(?:${KIND} )?${NAME} (?:in|nach|zu) ${NAME} umbenennen\\b`,
      'i',
    ),
    new RegExp(
      `${PLEASE}nenn(?:e|en)? (?:sie )?(?:(?:die|den|das) )?(?:${KIND} )?${NAME} in ${NAME} um\\b`,
      'i',
    ),
  ],
  usesOf: [
    new RegExp(
      `^(?:wer|was|welche[rs]? (?:dateien?|funktion(?:en)?|methoden?|module?|klassen?|stellen?|code)) (?:ruft|rufen|nutzt|nutzen|benutzt|benutzen|verwendet|verwenden|importiert|importieren|referenziert|referenzieren|braucht|brauchen) ${FILLER}${USED_NAME}(?: auf)?\\W*$`,
      'i',
    ),
    new RegExp(
      `^(?:von )?wo(?:her)? (?:wird|werden|ist|sind) ${FILLER}${USED_NAME} (?:ueberall |aus )?${USED}\\W*$`,
      'i',
    ),
    new RegExp(
      `^(?:bitte )?(?:finde?|zeige?|liste|nenne?)(?: mir)?(?: alle)? (?:die )?(?:verwendungen|aufrufe|aufrufer|nutzungen|referenzen)(?: von| auf| fuer)? ${USED_NAME}(?: auf)?\\W*$`,
      'i',
    ),
    new RegExp(
      `^(?:wird|werden|ist) ${FILLER}${USED_NAME} (?:noch |irgendwo |ueberhaupt )*${USED}\\W*$`,
      'i',
    ),
  ],
  andTests: /\b(?:fuehr\w*|lass\w*|starte\w*|pruef\w*|und|mit)\b.{0,20}\btests?\b|\bteste\w*\b/i,
  reviews:
    /\b(?:pruef\w*|ueberpruef\w*|review\w*|audit\w*|kontrollier\w*|begutacht\w*|falsch\w*|fehler\w*|maengel|probleme?n?|bugs?|risik\w*|riskant\w*|bedenk\w*)\b/i,
  mends:
    /\b(?:beheb\w*|reparier\w*|korrigier\w*|berichtig\w*|loes(?:e|t|en)?|fix(?:e|en)?|beseitig\w*|verbesser\w*|bring\w*.{0,20}in ordnung)\b/i,
  works: {
    review: order(
      'pruef|ueberpruef|review|audit|kontrollier|begutacht',
      String.raw`|\b(?:bugs?|fehlern?|maengel) in\b`,
    ),
    refactor: order('refaktorier|refactor'),
    mend: order('beheb|reparier|fix|korrigier'),
    test: new RegExp(
      `${PLEASE}(?:schreib|erstell|erzeug|generier|ergaenz)e?n?(?: (?:sie|mir|bitte|ein|einen|neue|mehr|die|fehlende))* (?:unit-?)?tests? (?:fuer|zu)\\b|\\b(?:unit-?)?tests? (?:fuer|zu) \\S+ (?:schreiben|erstellen|erzeugen|generieren|ergaenzen)\\W*$`,
      'i',
    ),
  },
  testOrder: new Set(
    'schreib schreibe schreiben erstell erstelle erstellen erzeug erzeuge erzeugen generier generiere generieren ergaenz ergaenze ergaenzen test tests unit unittest unittests mehr neue fehlende'.split(
      ' ',
    ),
  ),
  asksInside:
    /^(?:bitte )?(?:was (?:ist|steht|liegt|befindet sich)(?: alles)? (?:in|im|unter)|welche dateien (?:sind|liegen|stehen|gibt es)(?: alle)? (?:in|im|unter)|(?:zeige?|liste?)(?: mir)?(?: (?:alle|die|den))* (?:dateien|inhalt) (?:in|im|von|aus|unter))\b/i,
  wentWrong:
    /\b(?:fehl\w*|falsch\w*|kaputt\w*|gescheitert|scheiter\w*|schief\w*|abgestuerzt|absturz\w*|stuerz\w*|abgebrochen|passier\w*|geschieht|geschehen|los|warum|wieso|weshalb|erklaer\w*|erlaeuter\w*|beendet|klappt\w*|geht nicht)\b/i,
  sumsUp: /\bzusammenfass\w*|\bfass\w*\b.*\bzusammen\b|\bkurz\b|\bueberblick\b|\buebersicht\b/i,
  whole: new Set(
    `erklaer erklaere erklaeren erlaeutere erlaeutern beschreib beschreibe beschreiben erzaehl erzaehle sag sage sagt sagen
    gesagt fasse fass fassen fasst zusammen zusammenfassen zusammenfassung ueberblick uebersicht umriss zweck sinn inhalt inhalte
    enthaelt beinhaltet bietet bieten exportiert definiert details detail kurz kurze kuerze schnell ausfuehrlich
    datei dateien ordner verzeichnis verzeichnisse modul module symbol funktion funktionen klasse klassen typ typen
    quelle text punkt punkte wichtigste wichtigsten verstehen verstehe frage fragen schau schaue sieh ansehen lies lesen
    seite artikel link dokument erinnerung erinnerungen notiz notizen gemerkt merken gespraech gespraeche unterhaltung
    diskussion besprochen beredet geredet gesprochen diff aenderung aenderungen aendern aendert geaendert neu neue neues commit commits zeile zeilen
    bearbeitet bearbeitung unterschied unterschiede unterscheiden problem probleme fehler fehlern fehlermeldung
    fehlermeldungen warnung warnungen meldung meldungen terminal ausgabe ausgegeben befehl fehlgeschlagen fehlschlag
    scheitert gescheitert schief schiefgegangen schieflief gegangen los ging falsch kaputt pruef pruefe pruefen ueberpruefe beheb
    behebe beheben loese loesen reparier repariere reparieren korrigiere korrigieren hilf hilfe helfen bug bugs betrifft betreffen
    beruehrt erwaehnt nennt spricht umschreiben verbessere verbessern vergleich vergleiche vergleichen miteinander heute bisher
    liste namen name ressource server antwort geantwortet gefragt refaktorier refaktoriere refaktorieren auswahl bedeutet bedeutung`.split(
      /\s+/,
    ),
  ),
};
