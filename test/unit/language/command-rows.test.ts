// Rows that commands print are German too, whatever is filled in, and marks, indents and figures stay in their place.
import { expect, test } from 'vitest';
import { wordsIn } from '../../../runtime/language/index.js';

test.each([
  ['Exported to /a/b.jsonl', 'Ausgegeben nach /a/b.jsonl'],
  [
    'Accepted as version 3; it holds from the next run on. Take it back with: memfun optimize rollback',
    'Angenommen als Fassung 3; sie gilt vom nächsten Lauf an. Zurück nimmt sie: memfun optimize rollback',
  ],
  [
    '# direct.answer: no better version was found',
    '# direct.answer: Keine bessere Fassung wurde gefunden',
  ],
  [
    '| score on 12 held-out examples | 0.5 | 0.6 |',
    '| Punkte auf 12 zurückgehaltenen Beispielen | 0.5 | 0.6 |',
  ],
  [
    'chg_1: ended by itself: the other one does harm\n  not counted: 3 that did not come to it',
    'chg_1: von selbst beendet, das andere richtet Schaden an\n  nicht gezählt: 3, die nicht dazu kamen',
  ],
  [
    '  difference -1,0 %, at all times between -3 % and 2 % (nothing is decided before 20 each)',
    '  Unterschied  -1,0 %, jederzeit zwischen -3 % und 2 % (vor je 20 wird nichts entschieden)',
  ],
  ['plan: 6 tasks, 2 of them done before', 'Plan: 6 Aufgaben, 2 davon zuvor erledigt'],
  ['task a: coder objects: Running', 'Aufgabe a: coder wendet ein: Running'],
  ['✓ task design: done, 41,0 s, 5 Tokens', '✓ Aufgabe design: fertig, 41,0 s, 5 Tokens'],
  ['installed: greet', 'Installiert: greet'],
])('%s', async (row, said) => {
  expect((await wordsIn('de')).text(row)).toBe(said);
});
