// What the analysis of traces found, and why a proposal of the optimizer is offered or not, in German.
export const traces = {
  'The same was read {#0} times: {=1}': 'Dasselbe wurde {0}-mal gelesen: {1}',
  'The same cell was run in {#0} steps in a row.':
    'Dieselbe Zelle lief in {0} Schritten hintereinander.',
  'Prompts grew from {#0} to {#1} tokens: more was carried along than a step needs.':
    'Prompts wuchsen von {0} auf {1} Tokens: Es wurde mehr mitgeführt, als ein Schritt braucht.',
  'Failed {#0} times: {1}': '{0}-mal fehlgeschlagen: {1}',
  '{#0} characters were shown to {#1} more {2}, and nothing of them was used.':
    '{0} Zeichen wurden {1} weiteren {2} gezeigt, und nichts davon wurde genutzt.',
  step: 'Schritt',
  steps: 'Schritten',
  'The model gave no answer.': 'Das Modell gab keine Antwort.',
  'it is a step of a child, which its parent would have to start.':
    'es ist ein Schritt eines Kindes, das sein Elternlauf starten müsste.',
  'Its parent would have to start it.': 'Sein Elternlauf müsste ihn starten.',
  'no cell of it was recorded.': 'davon ist keine Zelle aufgezeichnet.',
  'what the cell of step {#0} worked with was too large to keep.':
    'womit die Zelle von Schritt {0} arbeitete, war zu groß zum Aufbewahren.',
  'It costs less, but its answers on held-out examples are worse.':
    'Es kostet weniger, aber die Antworten auf zurückgehaltene Beispiele sind schlechter.',
  'It is better on held-out examples, beyond chance (p = {#0} < {#1}).':
    'Auf zurückgehaltenen Beispielen ist es besser, mehr als zufällig (p = {0} < {1}).',
  'It looks better on held-out examples, but this may be chance (p = {#0}, needed below {#1}).':
    'Auf zurückgehaltenen Beispielen sieht es besser aus, aber das kann Zufall sein (p = {0}, nötig unter {1}).',
  'It is not better on held-out examples.': 'Auf zurückgehaltenen Beispielen ist es nicht besser.',
  'exact McNemar': 'McNemar, exakt',
  'Wilcoxon signed-rank': 'Wilcoxon-Vorzeichen-Rang',
  '{#0} evaluations': '{0} Auswertungen',
  'Reading examples': 'Liest Beispiele',
  'as it was': 'wie es war',
  'not better': 'nicht besser',
  'programs {=0} merged': 'Programme {0} vereint',
  '{=0} of program {#1}: {2} on {#3} examples': '{0} von Programm {1}: {2} auf {3} Beispielen',
  '{=0} of program {#1} rewritten': '{0} von Programm {1} neu geschrieben',
  'trial {#0} of {#1}': 'Versuch {0} von {1}',
  'Nothing was evaluated in full.': 'Nichts wurde vollständig ausgewertet.',
  'The user took its changes back.': 'Sie haben die Änderungen zurückgenommen.',
  'The user liked the answer.': 'Die Antwort gefiel Ihnen.',
  'The user did not like the answer.': 'Die Antwort gefiel Ihnen nicht.',
  'It ended early: {=0}.': 'Es endete vorzeitig: {0}.',
  '{=0} passed.': '{0} bestanden.',
  '{=0} failed: {1}': '{0} fehlgeschlagen: {1}',
  'The user allowed it.': 'Sie haben es erlaubt.',
  'The user denied it{=0}': 'Sie haben es nicht erlaubt{0}',
  'The user asked again, in other words.': 'Sie haben mit anderen Worten noch einmal gefragt.',
  'The user had to correct it on the way: {=0}': 'Sie mussten unterwegs berichtigen: {0}',
  'It was answered, and nothing was said against it.':
    'Es wurde beantwortet, und nichts wurde dagegen gesagt.',
  'Nothing is wrong with it.': 'Daran ist nichts falsch.',
  'Nothing says what would be right.': 'Nichts sagt, was richtig wäre.',
  '{=0} should be {=1}, not {=2}.': '{0} sollte {1} sein, nicht {2}.',
  '{=0} does not mention: {=1}.': '{0} nennt nicht: {1}.',
  '{=0} mentions what is not expected: {=1}.': '{0} nennt Unerwartetes: {1}.',
  '{=0} lacks {=1}.': '{0} fehlt {1}.',
  '{=0} has {#1} too many, e.g. {=2}.': '{0} hat {1} zu viel, z. B. {2}.',
  'It must mention "{=0}".': 'Es muss „{0}“ nennen.',
  'It must not mention "{=0}".': 'Es darf „{0}“ nicht nennen.',
  'It must match {=0}.': 'Es muss zu {0} passen.',
  'It must have at most {#0} characters.': 'Es darf höchstens {0} Zeichen haben.',
  'instructions of the model call "{=0}"': 'Anweisungen des Modellaufrufs „{0}“',
  'examples shown in the model call "{=0}"': 'gezeigte Beispiele im Modellaufruf „{0}“',
  'instructions of the agent "{=0}"': 'Anweisungen des Agenten „{0}“',
  'the body of the skill "{=0}", in Markdown': 'der Text des Skills „{0}“, in Markdown',
  'what a model is told about the function {=0}': 'was ein Modell über die Funktion {0} erfährt',
  'characters of attached text up to which a question is answered directly':
    'Zeichen angehängten Textes, bis zu denen direkt geantwortet wird',
  'score from which on a memory may be enough to answer a question about the user':
    'Wert, ab dem eine Erinnerung für eine Frage nach Ihnen genügen kann',
};
