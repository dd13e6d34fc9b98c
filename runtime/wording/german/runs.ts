// German orders to run something: only whole sentences, since one word more may ask for other work.
import type { RunWording } from '../wording.js';

const BEFORE = '^(?:(?:bitte|jetzt|nun|kannst du|koenntest du|koennen sie|koennten sie)[,!]? )*';
const AFTER = '(?: (?:bitte|nochmal|erneut|jetzt|mal))*\\W*$';
const CODE =
  '(?:(?:bitte |mal )?(?:(?:das|den|die|dieses|diesen|diese|unser|unseren|unsere|mein|meinen|meine) (?:(?:ganze|ganzen|gesamte|gesamten) )?(?:projekt|code|quellcode|repository|repo|anwendung|app|paket)|alle dateien|die dateien))';
const RUN =
  '(?:fuehr|lass|start|fuehren|lassen|starten)e?(?: (?:sie|mal|bitte|nun|jetzt|den|die|einen|eine))*';
const OUT = '(?: (?:bitte|nochmal|erneut|jetzt|mal))*(?: (?:aus|laufen|durchlaufen))?';
const TO_RUN =
  '(?: (?:bitte|nochmal|erneut|jetzt|mal))* (?:ausfuehren|(?:durch)?laufen lassen|starten)';
const TESTS = '(?:unit-?)?(?:tests?|testsuite)';

const asked = (...forms: readonly string[]): RegExp =>
  new RegExp(`${BEFORE}(?:${forms.join('|')})${AFTER}`, 'i');

/** “Führe den Linter aus”, “den Linter laufen lassen”. */
const run = (what: string): string => `${RUN} ${what}${OUT}|(?:den |die )?${what}${TO_RUN}`;

export const runs: RunWording = {
  jobs: {
    test: asked(
      `${RUN}(?: (?:du|alle|die|unsere|meine|nochmal|erneut))* ${TESTS}${OUT}`,
      `(?:(?:alle|die|unsere|meine) )*${TESTS}${TO_RUN}`,
      '(?:laufen|bestehen|sind)(?: (?:alle|die|unsere|meine))* tests(?: noch)?(?: (?:durch|gruen|in ordnung|ok))?',
    ),
    build: asked(
      run('build'),
      `(?:bau|baue|bauen sie|kompiliere?n?(?: sie)?) ${CODE}`,
      `${CODE} (?:bauen|kompilieren)`,
      `(?:baut|kompiliert) ${CODE}(?: noch)?`,
    ),
    lint: asked(run('(?:linter|lint|eslint)'), `linte?(?: sie)? ${CODE}`, `${CODE} linten`),
    format: asked(
      run('(?:formatter|formatierer|prettier)'),
      `formatiere?n?(?: sie)? ${CODE}`,
      `${CODE} formatieren`,
    ),
    types: asked(
      run('typ-?pruefung'),
      '(?:pruefe?n?|ueberpruefe?n?)(?: sie)?(?: bitte)? (?:die |alle )?typen',
      '(?:die |alle )?typen (?:pruefen|ueberpruefen)',
    ),
  },
  command:
    /^(?:(?:bitte|jetzt|nun|kannst du|koenntest du|koennen sie|koennten sie)[,!]? )*(?:(?:fuehre?n?|lasse?n?|starten?)(?: (?:sie|mal|bitte|den befehl))* )?(?:`([^`]+)`|([\w./][^\s`]*(?: [^`]+?)?)) (?:(?:bitte|nochmal|erneut) )*(?:aus|laufen|ausfuehren|laufen lassen)[.!?]*$/i,
};
