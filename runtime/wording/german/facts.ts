// German questions about the project as a whole: only whole sentences, since one word more may name a part of it.
import type { FactWording } from '../wording.js';

const BEFORE =
  '^(?:(?:hi|hey|hallo|ok|okay|also|und|bitte|sag mir|sag mal|kannst du(?: mir)?|koenntest du(?: mir)?|koennen sie(?: mir)?|koennten sie(?: mir)?)[,!:]? )*';
const NOUN =
  '(?:projekte?s?|repositor(?:y|ys)|repos?|code-?basis|(?:quell)?codes?|quelltexte?s?|programme?s?|anwendung|app)';
const WHOLE = '(?:(?:ganzen?|gesamten?|komplette[nrs]?) )?';
const PROJECT = `(?:(?:dies(?:e[srmn]?)?|das|die|der|dem|den|des|unser(?:e[srmn]?)?|mein(?:e[srmn]?)?) ${WHOLE}${NOUN}|es|das|dies)`;
const IN = `(?:(?:(?:in|aus|von) ${PROJECT}|(?:im|vom) ${WHOLE}${NOUN}|des ${WHOLE}${NOUN}|dieses ${NOUN}|hier|insgesamt|genau|denn|eigentlich|ueberhaupt|alles|so|bitte|auf) ?)*`;
const HAS = `(?:gibt es|sind es|sind das|sind|(?:hat|enthaelt|umfasst|besitzt) ${PROJECT}|haben wir|habe ich|liegen|existieren|siehst du)`;

const asked = (...forms: readonly string[]): RegExp =>
  new RegExp(`${BEFORE}(?:${forms.join('|')})(?:,? ${IN})?\\W*$`, 'i');

const LINES = '(?:(?:code-?|quellcode-?)?zeilen(?: (?:an )?(?:quell)?(?:code|text))?|loc)';
const FILES = '(?:(?:quell-?|code-?)?dateien|ordner|verzeichnisse)';
const LANGUAGE = '(?:programmier)?sprachen?';
const LIBRARIES =
  '(?:(?:externen?|fremden?|direkten?) )?(?:abhaengigkeit(?:en)?|bibliothek(?:en)?|pakete?|libraries|frameworks?|dependencies)(?: (?:und|oder) (?:bibliotheken|pakete|frameworks|abhaengigkeiten))?';
const FIND = '(?:finde?n?|suche?n?|zeige?n?|nenne?n?|liste?n?|pruefe?n?)(?: sie)?';
const HOLES =
  '(?:sicherheits-?(?:luecken?|probleme?n?|risik(?:o|en)|fehlern?|maengeln?)|schwachstellen?|luecken in der sicherheit)';
const FAULTS =
  '(?:(?:moegliche[nr]? |offensichtliche[nr]? )?(?:bugs?|fehlern?|maengeln?|probleme?n?))';
const CODE = PROJECT.replace('|es|das|dies)', ')');
const DEFINED =
  '(?:code|(?:funktion|methode|klasse|export)(?:en|n|e|s)?(?: (?:und|oder) (?:funktionen|methoden|klassen))?)';
const DEAD =
  '(?:tote[nrs]?|unbenutzte[nrs]?|ungenutzte[nrs]?|unverwendete[nrs]?|ueberfluessige[nrs]?)';
const NOT_USED =
  '(?:(?:(?:wird|werden) )?(?:nie|niemals|nirgends|nicht(?: mehr)?) (?:(?:be|ge)?nutzt|verwendet|aufgerufen|gebraucht)(?: (?:wird|werden))?|(?:ist|sind) (?:tot|unbenutzt|ungenutzt))';
const ALL = '(?:(?:mir|bitte|alle|die|saemtliche|eine liste (?:aller|der)) )*';

export const facts: FactWording = {
  size: asked(
    `wie ?(?:viele?) (?:${LINES}|${FILES}|code|${LINES} und ${FILES}|${FILES} und ${LINES})(?: ${HAS})?`,
    `wie (?:gross|lang|umfangreich) ist ${PROJECT}`,
    `zaehle?n?(?: sie)? ${ALL}(?:${LINES}|${FILES})`,
    `${ALL}(?:${LINES}|${FILES}) zaehlen`,
    `(?:was ist |wie gross ist |wie lautet )?die (?:an)?zahl (?:der|aller) (?:${LINES}|${FILES})`,
    `in welche[rn] ${LANGUAGE} (?:ist|wurde|sind) ${PROJECT}(?: hier)? (?:geschrieben|programmiert|entwickelt|implementiert|umgesetzt|gemacht|verfasst)`,
    `welche ${LANGUAGE} (?:ist das|ist es|ist dies|(?:hat|benutzt|nutzt|verwendet) ${PROJECT}|(?:wird|werden) ${IN}(?:verwendet|benutzt|genutzt)|gibt es|verwenden wir|nutzen wir)`,
  ),
  files: asked(
    `(?:liste?|zeige?n?|nenne?n?|gib|gebe?n?)(?: sie)? ${ALL}${FILES}`,
    `${ALL}${FILES} (?:auflisten|anzeigen|zeigen|nennen)`,
    `welche ${FILES} ${HAS}`,
    `(?:zeige?n?|gib)(?: sie)? ${ALL}(?:ordner|datei|verzeichnis|projekt)-?(?:struktur|baum)`,
    `(?:was|wie) ist die (?:ordner|datei|verzeichnis|projekt)-?struktur`,
  ),
  dependencies: asked(
    `(?:welche|wie ?viele|was sind die)(?: (?:die|alle))* ${LIBRARIES}(?: (?:${HAS}|(?:(?:be)?nutzt|verwendet|braucht|benoetigt) ${PROJECT}|(?:(?:be)?nutzen|verwenden|brauchen) wir|(?:wird|werden) ${IN}(?:verwendet|benutzt|genutzt|gebraucht|benoetigt|eingesetzt)))?`,
    `(?:liste?|zeige?n?|nenne?n?|gib|gebe?n?)(?: sie)? ${ALL}${LIBRARIES}`,
    `${ALL}${LIBRARIES} (?:auflisten|anzeigen|zeigen|nennen)`,
    `(?:wovon haengt|worauf baut) ${PROJECT} (?:ab|auf)`,
    `(?:hat|(?:be)?nutzt|verwendet) ${PROJECT} ${LIBRARIES}`,
    `gibt es (?:hier )?${LIBRARIES}`,
  ),
  audit: asked(
    `${FIND} ${ALL}(?:nach )?${HOLES}`,
    `${ALL}(?:nach )?${HOLES} (?:finden|suchen|zeigen|nennen|auflisten)`,
    `(?:gibt es|hat ${PROJECT}|enthaelt ${PROJECT}|siehst du|findest du)(?: (?:hier|irgendwelche|eine))* ${HOLES}`,
    `ist ${CODE} (?:sicher|unsicher|angreifbar|verwundbar)`,
    `wie sicher ist ${CODE}`,
    `pruefe?n?(?: sie)?(?: bitte)? ${CODE} (?:auf|nach) (?:${HOLES}|sicherheit)`,
    `${CODE} (?:auf|nach) (?:${HOLES}|sicherheit) pruefen`,
    '(?:mach(?:e|en)? (?:eine? )?)?sicherheits-?(?:pruefung|audit|review)',
  ),
  review: asked(
    `${FIND} ${ALL}(?:nach )?${FAULTS}`,
    `${ALL}(?:nach )?${FAULTS} (?:finden|suchen|zeigen|nennen|auflisten)`,
    `(?:gibt es|hat ${PROJECT}|enthaelt ${PROJECT}|siehst du|findest du|wo sind)(?: (?:hier|irgendwelche|einen?|die))* ${FAULTS}`,
    `(?:pruefe?n?|ueberpruefe?n?|review(?:e|en)?|begutachte?n?|kontrolliere?n?)(?: sie)?(?: bitte)? ${CODE}(?: (?:auf|nach) ${FAULTS})?`,
    `${CODE}(?: (?:auf|nach) ${FAULTS})? (?:pruefen|ueberpruefen|reviewen|begutachten|kontrollieren)`,
    '(?:mach(?:e|en)? (?:eine?n? )?)?code-?review',
    `(?:was stimmt|stimmt etwas|ist etwas falsch|was ist falsch) (?:an|mit|in) ${CODE}(?: nicht)?`,
  ),
  unused: asked(
    `welche[rs]? ${DEFINED} ${NOT_USED}`,
    `(?:gibt es|hat ${PROJECT}|enthaelt ${PROJECT}|haben wir|wo ist)(?: (?:hier|noch|irgendwelchen?))* ${DEAD} ${DEFINED}`,
    `${FIND} ${ALL}(?:nach )?${DEAD} ${DEFINED}`,
    `${ALL}(?:nach )?${DEAD} ${DEFINED} (?:finden|suchen|zeigen|nennen|auflisten)`,
    `${FIND} ${ALL}${DEFINED},? (?:die|der|das) ${NOT_USED}`,
  ),
};
