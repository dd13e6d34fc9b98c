// German requests: which way they go, and what is answered at once.
import type { RequestWording } from '../wording.js';

export const request: RequestWording = {
  team: /\b(?:mit|von|durch|nutze|verwende|lass)\b.{0,12}\b(?:mehreren?|parallelen?|ein(?:em)? team (?:von|aus)) (?:sub-?)?agenten\b/i,
  beyond:
    /\b(aufrufer\w*|aufgerufen|wer (ruft|nutzt|benutzt|verwendet)|wo (ist|sind|wird|werden|sonst|noch)|verwendung\w*|benutzt von|verwendet (von|in)|ganze\w* (repo|projekt|codebasis)|repository|codebasis|andere\w* dateien?|anderswo|importiert|tests? fuer)\b/i,
  speaker: /\b(?:ich|mich|mir|meine?[rsmn]?|wir|uns|unser(?:e[rsmn]?)?)\b/i,
  code: /\b(?:code|datei(?:en)?|funktion(?:en)?|klassen?|bugs?|fehler|tests?|repo(?:sitory)?s?)\b/i,
  told: [
    /^(?:ich|wir) (?:[a-z]+ )?(?:bevorzuge|mag|moegen|liebe|hasse|nutze|benutze|verwende|arbeite|wohne|heisse|bin|habe?n? (?:uns |mich )?(?:entschieden|beschlossen)|will|moechte|immer|nie|niemals|nutzen|benutzen|verwenden|sind|schreiben)\b/i,
    /^(?:ich|wir) habe?n? .*\b(?:entschieden|beschlossen|vereinbart|geeinigt)\b/i,
    /^(?:bitte )?(?:merk|notier|behalt)e?n?\b|^(?:bitte )?(?:vergiss|denk) (?:bitte )?(?:nicht|daran)\b/i,
    /^(?:mein|unser)e? [\w\s-]+ (?:ist|sind|heisst)\b/i,
    /^(?:nenn|nenne) mich\b/i,
    /^(?:hallo|hi|hey|moin|servus|gruess \w+|guten (?:morgen|tag|abend)|danke|dankeschoen|vielen dank|besten dank|ok|okay)\b[\s\w,!.]{0,40}$/i,
  ],
  conversation:
    /\b(?:(?:hast du|haben sie) (?:gerade |eben )?(?:gesagt|geschrieben|erwaehnt|gemeint)|(?:deine|ihre) (?:letzte|vorige|vorherige) antwort|fass\w* (?:dieses|unser|das) gespraech|gespraech zusammenfassen|vorhin in diesem)\b/i,
  everything:
    /\b(?:was|alles)\b.*\b(?:(?:weisst|merkst) du\b.*\b(?:ueber (?:mich|uns)|von mir)|(?:wissen|merken) sie\b.*\b(?:ueber (?:mich|uns)|von mir)|(?:hast du|haben sie)\b.*\b(?:gemerkt|behalten|gelernt)|du dir (?:gemerkt|merkst)|(?:in|aus) (?:deinem|ihrem) gedaechtnis|gemerkt)\b|\bwas weisst du ueber (?:mich|uns)\b|\bwas wissen sie ueber (?:mich|uns)\b|\bwas (?:ist|hast du) (?:alles )?gemerkt\b/i,
  ofMemory:
    /^(?:wissen|merk\w*|gemerkt|lern\w*|gelernt|behalten|behaeltst|erinner\w*|gedaechtnis\w*|gesagt)$/,
  greeting:
    /^(?:hallo|hi|hey|moin|servus|gruess (?:gott|dich|sie)|guten (?:morgen|tag|abend)|tag)\b[^?]{0,20}$/i,
  thanks:
    /^(?:danke?|dankeschoen|vielen dank|besten dank|super|prima|perfekt|toll|klasse|gut|in ordnung|ok(?:ay)?)\b[^?]{0,30}$/i,
  remembered:
    /\bwas (?:weisst du|wissen sie)\b.*\b(?:ueber|von) (?:mich|uns|mir)\b|\bwas (?:hast du|haben sie)\b.*\b(?:gemerkt|gelernt|behalten)\b|\b(?:woran erinnerst du dich|woran erinnern sie sich|was merkst du dir)\b|\bwas ist (?:alles )?gemerkt\b/i,
  personal: /\b(?:ich|mich|mir|mein\w*|wir|uns|unser\w*|lieblings\w+)\b/i,
  preference: /^(?:bevorzug|lieber|lieb|lieblings$|mag$|moegen|gern|soll|merk|gemerkt)\w*$/,
};
