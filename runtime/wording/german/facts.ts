// German questions about the project as a whole: only whole sentences, since one word more may name a part of it.
import type { FactWording } from '../wording.js';

const BEFORE =
  '^(?:(?:hi|hey|hallo|ok|okay|also|und|bitte|sag mir|sag mal|kannst du(?: mir)?|koenntest du(?: mir)?|koennen sie(?: mir)?|koennten sie(?: mir)?)[,!:]? )*';
const NOUN =
  '(?:projekte?s?|repositor(?:y|ys)|repos?|code-?basis|(?:quell)?codes?|quelltexte?s?|programme?s?|anwendung|app)';
const WHOLE = '(?:(?:ganzen?|gesamten?|komplette[nrs]?) )?';
const PROJECT = `(?:(?:dies(?:e[srmn]?)?|das|die|der|dem|des|unser(?:e[srmn]?)?|mein(?:e[srmn]?)?) ${WHOLE}${NOUN}|es|das|dies)`;
const IN = `(?:(?:(?:in|aus|von) ${PROJECT}|(?:im|vom) ${WHOLE}${NOUN}|des ${WHOLE}${NOUN}|dieses ${NOUN}|hier|insgesamt|genau|denn|eigentlich|ueberhaupt|alles|so|bitte|auf) ?)*`;
const HAS = `(?:gibt es|sind es|sind das|sind|(?:hat|enthaelt|umfasst|besitzt) ${PROJECT}|haben wir|habe ich|liegen|existieren|siehst du)`;

const asked = (...forms: readonly string[]): RegExp =>
  new RegExp(`${BEFORE}(?:${forms.join('|')})(?:,? ${IN})?\\W*$`, 'i');

const LINES = '(?:(?:code-?|quellcode-?)?zeilen(?: (?:an )?(?:quell)?(?:code|text))?|loc)';
const FILES = '(?:(?:quell-?|code-?)?dateien|ordner|verzeichnisse)';
const LANGUAGE = '(?:programmier)?sprachen?';
const LIBRARIES =
  '(?:(?:externen?|fremden?|direkten?) )?(?:abhaengigkeit(?:en)?|bibliothek(?:en)?|pakete?|libraries|frameworks?|dependencies)(?: (?:und|oder) (?:bibliotheken|pakete|frameworks|abhaengigkeiten))?';
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
};
