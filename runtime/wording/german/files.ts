// German orders to files and to git: only whole sentences, since one word more may ask for work on what is in a file.
import type { FileWording } from '../wording.js';

const PLEASE =
  '(?:(?:bitte|jetzt|nun|ok|okay|kannst du|koenntest du|koennen sie|koennten sie)[,!]? )*';
const BEFORE = `^${PLEASE}`;
const AFTER = '(?:,? (?:bitte|jetzt|nun|mal))*[\\s.!?]*$';
const ARTICLE =
  '(?:bitte|mal|sie|mir|den|die|das|dem|der|eine?n?|meine?n?|unsere?n?|neue?[ns]?|leere?[ns]?)';
const FOLDER = '(?:ordner|verzeichnis|verzeichnisse)';
const FILE = '(?:datei|dateien)';
/** Behind a verb, and at the beginning. */
const THE = `(?: ${ARTICLE})*(?: (?:${FILE}|(?<folder>${FOLDER})))?(?: namens)?`;
const THE_FIRST = `(?:${ARTICLE} )*(?:(?:${FILE}|(?<folder>${FOLDER})) )?(?:namens )?`;
const THINGS = '(?<things><\\d+>(?:(?:,? und |, )<\\d+>)*)';
const TARGET = `(?:nach|in|zu)(?: ${ARTICLE})*(?: (?:${FILE}|(?<toFolder>${FOLDER})))? (?:<(?<to>\\d+)>|(?<word>[\\w-]+))`;
const CONTENT =
  '(?:(?:,? (?:mit|und schreibe?))?(?: (?:dem|den|der|folgendem|diesem|inhalt|text|code|zeile))*:? ?<(?<content>\\d+)>(?: (?:hinein|rein|darin))?)?';
const CHANGE_WORDS =
  '(?:bitte|mal|sie|alle?s?|die|das|meine|unsere|diese|offenen|bisherigen|aenderungen|aenderung|dateien|arbeit)';
const MESSAGE =
  '(?:(?:,? (?:mit|unter)(?: (?:der|dem|folgender|einer))? (?:commit-?)?(?:nachricht|message|meldung|text)|,? als|:)[: ]*<(?<message>\\d+)>)';

const asked = (form: string): RegExp => new RegExp(`${BEFORE}${form}${AFTER}`, 'i');

export const files: FileWording = {
  remove: [
    asked(`(?:loesche?n?|entferne?n?)${THE} ${THINGS}`),
    asked(`${THE_FIRST}${THINGS} (?:bitte )?(?:loeschen|entfernen)`),
    asked(
      `(?:loesche?n?|entferne?n?)(?: ${ARTICLE})* (?:datei|(?<folder>${FOLDER})) (?<word>[\\w-]+)`,
    ),
  ],
  move: [
    asked(
      `(?:(?<renames>(?:be)?nenne?n?)|verschiebe?n?|bewege?n?)${THE} <(?<from>\\d+)> ${TARGET}(?: um)?`,
    ),
    asked(
      `${THE_FIRST}<(?<from>\\d+)> ${TARGET} (?:bitte )?(?:(?<renames>umbenennen)|verschieben|bewegen)`,
    ),
  ],
  create: [
    asked(
      `(?:erstelle?n?|erzeuge?n?|lege?n?|mache?n?)${THE} <(?<thing>\\d+)>(?: an)?${CONTENT}(?: an)?`,
    ),
    asked(`${THE_FIRST}<(?<thing>\\d+)>${CONTENT} (?:bitte )?(?:erstellen|erzeugen|anlegen)`),
  ],
  createBySense: new RegExp(
    `${BEFORE}(?:erstelle?n?|erzeuge?n?|generiere?n?|schreibe?n?|lege?n?)(?: ${ARTICLE})* (?:(?:[\\w-]+-)?(?:datei|skript)(?: namens)?(?: <\\d+>)?|<\\d+>)(?: an)?,? (?:die|das|der|welche|mit|fuer|um|zum|zur|in der)\\b`,
    'i',
  ),
  commit: [
    asked(`(?:committe?n?|commite?n?)(?: ${CHANGE_WORDS})*${MESSAGE}?`),
    asked(`(?:${CHANGE_WORDS} )*${MESSAGE}? ?(?:committen|commiten)`),
  ],
};
