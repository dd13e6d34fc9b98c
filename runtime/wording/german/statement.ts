// German statements that are worth remembering, and what only sounds like one.
import type { StatementWording } from '../wording.js';

const PLEASE = '^(?:bitte )?';

export const statement: StatementWording = {
  forms: [
    { said: /^(?:bitte )?nenn(?:e|en)? (?:sie )?mich \w+/i, form: 'name' },
    { said: /^(?:ich heisse|mein name (?:ist|lautet)) \w+/i, form: 'name' },
    {
      said: /^ich bin (?:eine? )?[\w -]*(?:entwickler|ingenieur|designer|student|wissenschaftler|administrator|manager|anfaenger|autor|betreuer)(?:in)?\b/i,
      form: 'name',
    },
    { said: /^ich (?:arbeite|wohne|lebe) (?:bei|in|im|fuer|aus|an|am|auf) /i, form: 'name' },
    {
      said: /^(?:ich habe|wir haben) (?:uns |mich )?.*\b(?:entschieden|beschlossen|vereinbart|geeinigt|gewechselt|umgestellt)\b/i,
      form: 'decision',
    },
    {
      said: /^wir (?:sind|wechseln|steigen)\b.*\b(?:umgestiegen|gewechselt|umgezogen)\b/i,
      form: 'decision',
    },
    { said: /^(?:die |unsere )?entscheidung(?: ist|:| lautet)/i, form: 'decision' },
    {
      said: /^ich (?:\w+ )?(?:bevorzuge|mag|liebe|hasse|immer|nie|niemals|meistens|gewoehnlich|moechte,? dass du|will,? dass du|moechte (?:nicht|keine?n?)|will (?:nicht|keine?n?))\b/i,
      form: 'preference',
    },
    {
      said: /^ich (?:\w+ ){1,4}(?:lieber|am liebsten|immer|nie|niemals|meistens)\b/i,
      form: 'preference',
    },
    {
      said: /^(?:mein lieblings|meine lieblings|mein bevorzugte|meine bevorzugte)\w*\b.* (?:ist|sind)\b/i,
      form: 'preference',
    },
    { said: /^ich (?:nutze|benutze|verwende) \w+/i, form: 'preference' },
    {
      said: /^wir (?:\w+ )?(?:nutzen|benutzen|verwenden|bevorzugen|schreiben|nennen|halten|legen|folgen|vermeiden|immer|nie|niemals|veroeffentlichen|verlangen|wollen|formatieren|testen|setzen)\b/i,
      form: 'convention',
    },
    {
      said: /^(?:bitte )?(?:immer|nie|niemals|ab jetzt,?|von jetzt an,?|kuenftig,?|in diesem (?:projekt|repo(?:sitory)?),?) \w+/i,
      form: 'convention',
    },
    {
      said: /^(?:bitte )?(?:verwende|benutze|nutze|antworte|schreibe?|formatiere|committe)(?: (?:mir|sie))? (?:\w+ )?(?:immer|nie|niemals|stets|grundsaetzlich)\b/i,
      form: 'convention',
    },
    {
      said: /^(?:dieses (?:projekt|repo(?:sitory)?)|diese (?:codebasis|app|anwendung)|das projekt) (?:nutzt|benutzt|verwendet|verlangt|folgt|braucht|laeuft)\b/i,
      form: 'convention',
    },
    {
      said: /^unsere? [\w -]{2,40} (?:ist|sind|laeuft|laufen|liegt|liegen|lauscht|nutzt|verwendet|muss|muessen)\b/i,
      form: 'fact',
    },
    {
      said: /^(?:der|die|das) (?:[\w-]+ ){0,3}[\w-]*(?:server|datenbank|api|dienst|service|endpunkt|port|host|url|adresse|branch|zweig|umgebung|cluster|bucket|registry|version|basis)(?: [\w-]+)? (?:ist|sind|laeuft|laufen|liegt|liegen|lauscht|lautet)\b(?! (?:kaputt|down|falsch|langsam|nicht|weg|tot))/i,
      form: 'fact',
    },
  ],
  categories: [
    {
      category: 'decision',
      when: /\b(?:wir haben|ich habe) (?:\w+ )*(?:entschieden|beschlossen|vereinbart|geeinigt|gewechselt|umgestellt)\b|\bentscheidung\b/i,
    },
    {
      category: 'task',
      when: /\b(?:todo|zu tun|zu erledigen|frist|naechster schritt|erinnere mich|bis (?:mon|diens|donners|frei)tag|bis mittwoch)\b/i,
    },
    {
      category: 'preference',
      when: /\b(?:ich|wir) (?:\w+ )?(?:bevorzugen?|mag|moegen|lieben?|hassen?|wollen|will|moechten?)\b|\b(?:mein|unser)e? lieblings|\bnenn(?:e|en)? (?:sie )?mich\b/i,
    },
    {
      category: 'convention',
      when: /\b(?:immer|nie|niemals|muss|muessen|soll|sollen|sollte|vermeiden|vermeide)\b|^(?:bitte )?(?:nutze|benutze|verwende|behalte|setze|nenne|schreibe?|keine?n?)\b|\bwir (?:nutzen|benutzen|verwenden|schreiben|nennen|setzen|halten)\b/i,
    },
  ],
  remember: new RegExp(
    `${PLEASE}(?:merk(?:e|en)?(?: sie)? (?:dir|euch|sich)(?: bitte)?|notier(?:e|en)?(?: dir| sie)?|behalt(?:e|en)? (?:sie )?im (?:kopf|gedaechtnis)|vergiss (?:bitte )?nicht|vergessen sie (?:bitte )?nicht|denk(?:e|en)? (?:sie )?(?:bitte )?daran)(?:,? dass|:|,)?\\s+`,
    'i',
  ),
  mainClause: (before, clause) => {
    if (!/dass\s+$/i.test(before)) return clause;
    const [, subject, rest, verb, stop = ''] =
      /^((?:ich|wir|man|es|er|sie|(?:unsere?|meine?|der|die|das|diese[rs]?) (?:[a-zäöüß][\wäöüß-]* )*[A-ZÄÖÜ][\wäöüß-]*)) (.*) ([a-zäöüß]+)([.!]?)$/s.exec(
        clause,
      ) ?? [];
    return subject === undefined ? clause : `${subject} ${verb} ${rest}${stop}`;
  },
  question:
    /\?\s*$|^(?:wie|was|wo|welche[rsmn]?|wer|wem|wen|warum|wieso|weshalb|wann|kannst|koennen|koenntest|wuerdest|sollte|sollen|soll|macht|hat|ist|sind|wird|werden|darf|gibt)\b/i,
  hypothetical:
    /\b(?:falls|wenn|angenommen|stell dir vor|vielleicht|eventuell|womoeglich|moeglicherweise|koennten?|wuerden?|waere|sagen wir|hypothetisch|zum beispiel|z\.\s?b\.|ich (?:glaube|denke|vermute|frage mich)|nicht sicher|nur (?:ein )?spass)(?![\w-])/i,
  onlyNow:
    /\b(?:fuer jetzt|dieses mal|diesmal|nur einmal|nur dieses|gerade|heute|heute abend|im moment|momentan|voruebergehend|vorerst|in dieser (?:nachricht|frage|datei|funktion|zeile)|in diesem fall)\b/i,
  request:
    /^(?:ich|wir) (?:will|wollen|moechten?|brauchen?|wuerden? gerne?) (?:\w+ )*(?:wissen|sehen|finden|verstehen|beheben|aendern|hinzufuegen|schreiben|erklaeren|pruefen|fragen)\b|^ich (?:bekomme|sehe|vergesse) (?:immer|nie|meistens)\b|^ich (?:moechte|will|mag) (?:das|dies|es)(?: nicht)?\b|^ich (?:mag|liebe|hasse) (?:das|dies|es|deine?|die (?:antwort|idee))\b|^wir (?:wissen|verstehen|haben) (?:\w+ )?(?:nicht|keine)\b|^(?:macht|schon) (?:nichts|gut)\b/i,
  secret:
    /\b\w*(?:passwoert|passwort|kennwort|kennwoert|passphrase|geheimnis|geheimschluessel|zugangsdaten|anmeldedaten)\w*\b|\b(?:api|zugriffs|zugangs|geheimer|privater)[ _-]?(?:schluessel|token)\b/i,
  agreement:
    /^\s*(?:ja|jep|jo|jawohl|ok(?:ay)?|klar|einverstanden|genau|richtig|stimmt|perfekt|passt|in ordnung|klingt gut|sieht gut aus|gern(?:e)?|mach(?:en sie)? (?:das|es|so)|bitte (?:mach|tu) (?:das|es)|so machen wir(?: es| das)?|das ist richtig)\b/i,
  reservation:
    /\b(?:aber|nicht|stattdessen|ausser|obwohl|lieber|jedoch|doch|kein(?:e[rsnm]?)?|nein)\b/i,
  supposed:
    /\b(?:angenommen|gesetzt den fall|stell dir vor|vielleicht|eventuell|womoeglich|moeglicherweise|wahrscheinlich|vermutlich|was waere|sagen wir(?: mal)?|ich (?:glaube|denke|vermute|schaetze|frage mich)|nicht sicher|koennten?|waere|waeren|haetten?|wuerden?|als ob|in der theorie)\b|^\W*zum beispiel\b|\bfalls\b/i,
  explicit: /^\s*(?:bitte )?(?:merk|notier|behalt|vergiss|denk)e?n?\b/i,
  ours: /\b(?:wir|uns|unser(?:e[rsnm]?)?|dieses (?:projekt|repo(?:sitory)?)|diese (?:codebasis|anwendung)|dieser arbeitsbereich)\b/i,
  mine: /\b(?:ich|mich|mir|mein(?:e[rsnm]?)?)\b/i,
  filler:
    /^(?:uebrigens|nebenbei|ausserdem|auch|ok(?:ay)?|also|und|na ja|naja|hi|hallo|hey|zur info|danke)[,:!]?\s+/i,
  please: /^bitte\s+/i,
  subjects: [
    { subject: 'user.name', about: /\bnenne? mich\b|\bmein name\b|\bich heisse\b/i },
    {
      subject: 'dev-server.port',
      about:
        /\bport\b.*\b(?:dev|entwicklungs?)[ -]?servern?\b|\b(?:dev|entwicklungs?)[ -]?servern?\b.*\bport\b/i,
    },
    {
      subject: 'indentation',
      about:
        /\beinrueck\w*|\b(?:nutze|verwende|bevorzuge|nutzen|verwenden) (?:tabs|leerzeichen)\b|\btabs?\b.*\bleerzeichen\b/i,
    },
    { subject: 'quotes', about: /\b(?:einfache|doppelte)\w* anfuehrungszeichen\b/i },
    { subject: 'semicolons', about: /\b(?:semikolons?|strichpunkte?n?)\b/i },
    { subject: 'test-runner', about: /\btest-?(?:runner|framework|rahmen)\b/i },
    { subject: 'package-manager', about: /\bpaket(?:manager|verwaltung)\b/i },
    { subject: 'database', about: /\bdatenbank\b/i },
    {
      subject: 'api.base-url',
      about: /\bapi\b.*\b(?:basis|adresse|liegt)\b|\bbasis-?(?:url|adresse)\b/i,
    },
    {
      subject: 'editor.theme',
      about: /\b(?:dunkle|helle)\w* (?:modus|design|thema|farbschema)\b/i,
    },
    {
      subject: 'language.answers',
      about:
        /\b(?:antworte|sprich|schreibe?|antworten sie)\b.*\b(?:auf |in )?(?:englisch|deutsch|franzoesisch|spanisch|italienisch|niederlaendisch|portugiesisch|japanisch|chinesisch)\b/i,
    },
    {
      subject: 'answers.length',
      about: /\b(?:kurz|knapp|ausfuehrlich|lang)\w*\b.*\b(?:antwort|erklaerung)\w*\b/i,
    },
    { subject: 'commit.style', about: /\bcommit-?(?:nachricht|meldung|stil)\w*\b/i },
    { subject: 'branch.main', about: /\b(?:haupt|standard)-?(?:zweig|branch)\b/i },
    { subject: 'timezone', about: /\bzeitzone\b/i },
  ],
  slot: /^(?:unsere?|meine?|der|die|das) ([\w -]{2,40}?) (?:ist|sind|laeuft|laufen|liegt|liegen|lauscht|lautet)\b/i,
  slotLeft: new Set([
    'bevorzugter',
    'bevorzugte',
    'bevorzugtes',
    'ueblicher',
    'uebliche',
    'uebliches',
  ]),
  port: /\bport \d+ fuer (?:den |die |das |unsere?n? |meine?n? )?([\w -]{2,30}?)[.!]?$/i,
  untold: /^(?:bevorzug|immer|niemals|mag|bitte|merk|entschieden|beschlossen)/,
};
