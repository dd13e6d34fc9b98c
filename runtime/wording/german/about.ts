// German questions about Memfun itself: only whole sentences, since code has models, memories and costs as well.
import type { AboutWording } from '../wording.js';

const BEFORE = '^(?:(?:hi|hey|hallo|ok|okay|also|und|aber|bitte|sag mal|memfun)[,!:]? )*';
const AFTER =
  '(?:,? (?:bitte|jetzt|hier|heute|bisher|genau|gerade|im moment|eigentlich|denn|in memfun|mit memfun))*\\W*$';
const CAN =
  '(?:(?:wie|wo) (?:kann|soll|muss|darf) (?:ich|man)|kann (?:ich|man)|ich (?:moechte|will|wuerde gerne?|muss))';
const HOW = '(?:wie|wo) (?:kann|soll|muss) (?:ich|man)';

const asked = (...forms: readonly string[]): RegExp =>
  new RegExp(`${BEFORE}(?:${forms.join('|')})${AFTER}`, 'i');

const MODEL =
  '(?:(?:anderes?|richtiges?|besseres?|lokales?|eigenes?|echtes?) )*(?:sprach-?|ki-?)?modelle?';
const A_MODEL = `(?:ein|das|mein|dein|ihr) ${MODEL}`;
const NAMED =
  '(?:claude|chatgpt|gpt(?:-?[\\w.]+)?|openai|anthropic|gemini|ollama|copilot|openrouter)';
const KEY = '(?:(?:anthropic|openai|claude|gemini)[ -])?(?:api[ -]?)?(?:schluessel|key)';
const SET_UP =
  '(?:einrichten|konfigurieren|auswaehlen|waehlen|verbinden|anschliessen|benutzen|verwenden|nutzen)';
const ENTER = '(?:eingeben|eintragen|hinterlegen|hinzufuegen|aendern|speichern|einrichten)';
const CODE = '(?:codes?|quellcodes?|daten|dateien|projekte?|repository|fragen)';
const YOUR = '(?:deinem?|deinen?|deine?[rs]?|ihrem?|ihren?|ihre?[rs]?)';
const MY = '(?:meine?[rnms]?|unsere?[rnms]?)';
const REMEMBERED =
  '(?:(?:eine |meine |alle |deine |ihre )?erinnerung(?:en)?|(?:das|dein|ihr) gedaechtnis|was du (?:dir gemerkt hast|(?:ueber mich )?weisst)|was sie (?:sich gemerkt haben|(?:ueber mich )?wissen))';

export const about: AboutWording = {
  abilities: asked(
    '(?:was|wozu) (?:kannst du|koennen sie)(?: alles)?(?: fuer mich)?(?: tun| machen)?',
    'was (?:machst du|machen sie|tust du|tun sie)',
    '(?:wer|was) (?:bist du|sind sie)',
    'hilfe',
    'hilf mir',
    'wie (?:benutze|verwende|nutze|bediene) ich (?:dich|sie|memfun)',
    'wie (?:funktionierst du|funktionieren sie|funktioniert memfun|arbeitest du|arbeiten sie)',
    'was ist memfun',
  ),
  commands: asked(
    'welche befehle (?:kennst du|kennen sie|hast du|haben sie|verstehst du|kann ich (?:hier )?(?:eingeben|tippen))',
    '(?:welche (?:slash|schraegstrich)-?befehle gibt es|zeige?n?(?: sie)?(?: mir)?(?: alle)? (?:slash|schraegstrich)-?befehle)',
  ),
  engine: asked(
    `(?:welches|was fuer ein) ${MODEL} (?:bist du|sind sie|benutzt du|benutzen sie|nutzt du|nutzen sie|verwendest du|verwenden sie|antwortet(?: mir)?|ist das)`,
    `(?:bist du|sind sie) (?:eine? )?(?:${NAMED}|ki|sprachmodell|bot|roboter|mensch)`,
    `(?:benutzt du|benutzen sie|nutzt du|nutzen sie|verwendest du|verwenden sie) (?:eine? )?(?:${NAMED}|ki|${MODEL})`,
    'mit welchem (?:sprach)?modell (?:arbeitest du|arbeiten sie|rede ich|spreche ich)',
  ),
  setUp: asked(
    `${CAN} ${A_MODEL} ${SET_UP}`,
    `(?:wie|wo) (?:richte|schliesse) ich ${A_MODEL} (?:ein|an)`,
    `(?:wie|wo) (?:waehle|verbinde|konfiguriere|benutze|verwende|nutze) ich ${A_MODEL}(?: aus)?`,
    `(?:wie|wo) (?:wechsle|wechsele|aendere) ich (?:das (?:sprach|ki-?)modell|dein modell|ihr modell)`,
    `${CAN} (?:das (?:sprach|ki-?)modell|dein modell|ihr modell) (?:wechseln|aendern)`,
    `${CAN} (?:${NAMED}|ein lokales modell) (?:mit dir |mit ihnen |mit memfun )?${SET_UP}`,
    `${HOW} (?:meinen|deinen|ihren) ${KEY} ${ENTER}`,
    `ich (?:moechte|will|wuerde gerne?|muss) (?:den|meinen|einen|deinen|ihren) api[ -]?(?:schluessel|key) ${ENTER}`,
    `wo (?:trage|gebe|hinterlege) ich (?:den|meinen|einen) ${KEY}(?: ein)?`,
    `(?:brauche ich|brauchst du|brauchen sie|braucht man) (?:einen?|ein) (?:${KEY}|${MODEL}|konto|abo|abonnement)`,
  ),
  rights: asked(
    '(?:fragst du|fragen sie)(?: mich)?(?: (?:immer|vorher|zuerst|um erlaubnis|erst))*(?:,? bevor .*)?',
    'wie (?:bringe ich (?:dich|sie) dazu|stelle ich ein|mache ich),? (?:dass (?:du|sie) )?.*\\b(?:vorher |zuerst |mich )?(?:zu fragen|fragst|fragen|fragt)',
    'was (?:darfst du|duerfen sie)(?: alles)?(?: (?:tun|machen|ohne zu fragen|ohne nachfrage))*',
    'welche modi (?:gibt es bei dir|hast du|haben sie|kennst du)',
    `(?:wie|wo) (?:erlaube|bestaetige|pruefe|sehe) ich ${YOUR} (?:aenderungen|befehle)(?: (?:vorher|zuerst))?`,
  ),
  editing: asked(
    `(?:kannst du|koennen sie|kann memfun)(?: auch)?(?: (?:${MY}|den|die))? (?:dateien|code|fehler|tests) (?:aendern|bearbeiten|schreiben|anlegen|loeschen|beheben|veraendern)`,
    '(?:kannst du|koennen sie)(?: auch)? (?:programmieren|etwas aendern|aenderungen machen|code schreiben)',
    `(?:aenderst du|aendern sie|veraenderst du|veraendern sie) (?:${MY} )?(?:dateien|code)(?: (?:selbst|von selbst|ohne zu fragen))*`,
  ),
  running: asked(
    '(?:kannst du|koennen sie|kann memfun)(?: auch)? (?:befehle|programme|skripte|code|shell-?befehle) (?:ausfuehren|starten|laufen lassen)',
    '(?:fuehrst du|fuehren sie)(?: auch)? (?:befehle|programme|skripte|code) aus',
  ),
  undo: asked(
    `${CAN} ${YOUR} (?:letzten? )?(?:aenderung(?:en)?|arbeit) (?:rueckgaengig machen|zuruecknehmen|widerrufen|zuruecksetzen)`,
    `(?:wie )?(?:mache|nehme) ich ${YOUR} (?:letzten? )?(?:aenderung(?:en)?|arbeit) (?:rueckgaengig|zurueck)`,
    `(?:mach|mache|nimm|nehmen sie|machen sie) ${YOUR} (?:letzten? )?(?:aenderung(?:en)?|arbeit) (?:rueckgaengig|zurueck)`,
    `${CAN} (?:rueckgaengig machen|zuruecknehmen),? was (?:du (?:getan|geaendert) hast|sie (?:getan|geaendert) haben)`,
    '(?:wie )?(?:mache|nehme) ich (?:rueckgaengig|zurueck),? was (?:du (?:getan|geaendert) hast|sie (?:getan|geaendert) haben)',
  ),
  memory: asked(
    '(?:wo|wie) (?:speicherst du|speichern sie|bewahrst du|bewahren sie|behaeltst du|behalten sie|merkst du dir|merken sie sich),? (?:was (?:ich (?:dir |ihnen )?sage|du (?:weisst|dir merkst)|sie (?:wissen|sich merken))|(?:deine |ihre |meine |die )?erinnerungen)(?: auf)?',
    '(?:wo (?:liegt|ist|liegen|sind)|wie funktioniert|wie arbeitet) (?:dein|ihr|deine|ihre) (?:gedaechtnis|erinnerungen)(?: gespeichert)?',
    '(?:merkst du dir|merken sie sich|weisst du spaeter noch|behaeltst du|behalten sie),? (?:etwas|sachen|was ich (?:dir |ihnen )?sage|unsere gespraeche)',
    '(?:hast du|haben sie) ein gedaechtnis',
    '(?:erinnerst du dich|erinnern sie sich) (?:an (?:mich|unsere gespraeche|fruehere gespraeche)|beim naechsten mal)',
    '(?:wie|wo) sehe ich,? was (?:du (?:dir gemerkt hast|weisst)|sie (?:sich gemerkt haben|wissen))',
  ),
  forgetting: asked(
    `${CAN} ${REMEMBERED},? (?:loeschen|entfernen|aendern|bearbeiten|korrigieren|leeren|vergessen)`,
    `(?:wie|wo) (?:loesche|entferne|aendere|bearbeite|korrigiere|leere) ich,? ${REMEMBERED}`,
    '(?:wie|wo) (?:schalte|stelle) ich (?:das|dein|ihr) gedaechtnis (?:ab|aus)',
    '(?:vergiss|vergessen sie) alles(?:,? was (?:ich (?:dir |ihnen )?gesagt habe|du weisst|sie wissen)| ueber mich)?',
    'wie bringe ich (?:dich|sie) dazu,? etwas zu vergessen',
  ),
  privacy: asked(
    '(?:schickst du|schicken sie|sendest du|senden sie|uebertraegst du|uebertragen sie|laedst du|laden sie|teilst du|teilen sie|sammelst du|sammeln sie|verschickt memfun|sendet memfun)\\b.*',
    `(?:speicherst du|speichern sie|verwendest du|verwenden sie) ${MY} ${CODE}(?: .*)?`,
    `(?:verlaesst|verlassen|bleibt|bleiben) ${MY} ${CODE}\\b.*`,
    `(?:geht|gehen|wird|werden) ${MY} ${CODE}\\b.*(?:geschickt|gesendet|uebertragen|hochgeladen|ins internet|in die cloud|weitergegeben)`,
    `(?:wohin|wo) (?:geht|gehen|wird|werden|liegt|liegen) ${MY} ${CODE}(?: (?:hin|geschickt|gesendet|gespeichert))?`,
    `(?:ist|sind) ${MY} ${CODE} (?:(?:bei dir|bei ihnen) )?(?:sicher|privat|geheim)`,
    '(?:arbeitest du|arbeiten sie|funktionierst du|funktioniert memfun|laeufst du|laeuft memfun)(?: auch)? (?:offline|lokal|ohne internet)',
    '(?:bist du|sind sie) (?:offline|online|lokal|privat|sicher)',
    '(?:brauchst du|brauchen sie|braucht memfun) (?:das )?internet',
    '(?:gibt es|hat memfun|hast du|haben sie) (?:eine )?telemetrie',
    'welche daten (?:schickst du|schicken sie|sendest du|senden sie|sammelst du|sammeln sie)\\b.*',
    `wer (?:sieht|liest|kann) ${MY} (?:${CODE}|gespraeche)(?: (?:sehen|lesen))?`,
  ),
  spending: asked(
    '(?:was|wie ?viel) (?:kostest du|kosten sie|kostet (?:das|es|memfun|eine frage|eine antwort))(?: mich)?',
    '(?:was|wie ?viel)(?: geld)? habe ich (?:ausgegeben|verbraucht)',
    'wie ?viele tokens? (?:habe ich|hast du|haben wir|haben sie) (?:verbraucht|benutzt)',
    '(?:bist du|sind sie|ist memfun) (?:kostenlos|gratis|umsonst)',
    'muss ich (?:dafuer |fuer (?:dich|sie|memfun) )?(?:be)?zahlen',
    `${HOW} (?:die|meine) (?:kosten|ausgaben) (?:begrenzen|deckeln|einschraenken)`,
    '(?:wie|wo) begrenze ich (?:die|meine) (?:kosten|ausgaben)',
  ),
  memories: asked(
    'was (?:weisst du|wissen sie) (?:alles )?(?:ueber (?:mich|uns)|von mir)',
    'was (?:hast du dir|haben sie sich)? ?(?:alles )?(?:ueber (?:mich|uns) )?(?:gemerkt|gelernt)',
    'was merkst du dir',
  ),
};
