// What is said otherwise at the terminal than in the editor, in German.
export const atTerminal = {
  '`memfun skill stats` shows how they did, `memfun skill create` and `memfun skill install` get more.':
    '`memfun skill stats` zeigt, wie gut sie waren; mit `memfun skill create` und `memfun skill install` kommen weitere dazu.',
  '`/agent NAME task` lets one of them do a task. `memfun agent info NAME` shows more of one, `memfun agent create NAME` makes one.':
    '`/agent NAME Aufgabe` lässt einen von ihnen eine Aufgabe tun. `memfun agent info NAME` zeigt mehr von einem, `memfun agent create NAME` legt einen an.',
  '`/mcp show NAME` shows what one would run, `/mcp allow NAME` starts it; outside of a chat `memfun mcp servers` lists them.':
    '`/mcp show NAME` zeigt, was einer ausführen würde, `/mcp allow NAME` startet ihn; außerhalb eines Gesprächs listet sie `memfun mcp servers`.',
  '_Put together by the built-in rule-based engine from names, comments and structure, without a language model. For reasoning about the code, set up a model: put its key into `ANTHROPIC_API_KEY` (`OPENAI_API_KEY`, …) and name it with `--model anthropic/claude-sonnet-4-5`._':
    '_Zusammengestellt vom eingebauten Verfahren nach Regeln, aus Namen, Kommentaren und Aufbau, ohne Sprachmodell. Damit über den Code nachgedacht wird, richten Sie ein Modell ein: Setzen Sie dessen Schlüssel in `ANTHROPIC_API_KEY` (`OPENAI_API_KEY`, …) und nennen Sie es mit `--model anthropic/claude-sonnet-4-5`._',
  '{0} needs a real language model, and none is set up: this is the built-in rule-based engine. To get it done, set up a model: put its key into `ANTHROPIC_API_KEY` (`OPENAI_API_KEY`, …) and name it with `--model anthropic/claude-sonnet-4-5`.':
    '{0} braucht ein Sprachmodell, und keines ist eingerichtet: Dies ist das eingebaute Verfahren nach Regeln. Richten Sie ein Modell ein: Setzen Sie dessen Schlüssel in `ANTHROPIC_API_KEY` (`OPENAI_API_KEY`, …) und nennen Sie es mit `--model anthropic/claude-sonnet-4-5`.',
  "This is the built-in rule-based engine. It answers Memfun's own questions by rule and is no language model. For free text, set up a model: put its key into `ANTHROPIC_API_KEY` (`OPENAI_API_KEY`, …) and name it with `--model anthropic/claude-sonnet-4-5`.":
    'Dies ist das eingebaute Verfahren. Es beantwortet Fragen von Memfun nach Regeln und ist kein Sprachmodell. Für freien Text richten Sie ein Modell ein: Setzen Sie dessen Schlüssel in `ANTHROPIC_API_KEY` (`OPENAI_API_KEY`, …) und nennen Sie es mit `--model anthropic/claude-sonnet-4-5`.',
  'For reasoning, writing code and free conversation, set up a model: put its key into `ANTHROPIC_API_KEY` (`OPENAI_API_KEY`, …) and name it with `--model anthropic/claude-sonnet-4-5`.':
    'Zum Nachdenken, zum Schreiben von Code und für freie Gespräche richten Sie ein Modell ein: Setzen Sie dessen Schlüssel in `ANTHROPIC_API_KEY` (`OPENAI_API_KEY`, …) und nennen Sie es mit `--model anthropic/claude-sonnet-4-5`.',
  'Naming a function, a file or a word that stands in the code helps the built-in rule-based engine, which works without a language model. For questions in free words, set up a model: put its key into `ANTHROPIC_API_KEY` (`OPENAI_API_KEY`, …) and name it with `--model anthropic/claude-sonnet-4-5`.':
    'Eine Funktion, eine Datei oder ein Wort zu nennen, das im Code steht, hilft dem eingebauten Verfahren, das ohne Sprachmodell arbeitet. Für Fragen in freien Worten richten Sie ein Modell ein: Setzen Sie dessen Schlüssel in `ANTHROPIC_API_KEY` (`OPENAI_API_KEY`, …) und nennen Sie es mit `--model anthropic/claude-sonnet-4-5`.',
  'For more, set up a model: put its key into `ANTHROPIC_API_KEY` (`OPENAI_API_KEY`, …) and name it with `--model anthropic/claude-sonnet-4-5`.':
    'Für mehr richten Sie ein Modell ein: Setzen Sie dessen Schlüssel in `ANTHROPIC_API_KEY` (`OPENAI_API_KEY`, …) und nennen Sie es mit `--model anthropic/claude-sonnet-4-5`.',
  'To set up a model, put its key into an environment variable (`ANTHROPIC_API_KEY`, `OPENAI_API_KEY`; Ollama needs none), and name it with `--model`, in `MEMFUN_MODEL` or as `model` in `memfun.toml`, for example `anthropic/claude-sonnet-4-5` or `ollama/qwen3-coder`. `memfun doctor` then checks that it answers.':
    'So richten Sie ein Modell ein: Setzen Sie dessen Schlüssel in eine Umgebungsvariable (`ANTHROPIC_API_KEY`, `OPENAI_API_KEY`; Ollama braucht keinen), und nennen Sie es mit `--model`, in `MEMFUN_MODEL` oder als `model` in `memfun.toml`, etwa `anthropic/claude-sonnet-4-5` oder `ollama/qwen3-coder`. `memfun doctor` prüft dann, ob es antwortet.',
  '`memfun explain`, `memfun review`, `memfun fix` and `memfun analyze`, by structure, comments and static rules':
    '`memfun explain`, `memfun review`, `memfun fix` und `memfun analyze`, nach Aufbau, Kommentaren und festen Regeln',
  'Where a static rule knows the repair, `memfun fix FILE:10-20` gives the repaired lines without a model.':
    'Wo eine feste Regel die Verbesserung kennt, gibt `memfun fix DATEI:10-20` die verbesserten Zeilen ohne Modell.',
  'Noted. I keep what is worth keeping of it for later conversations; `/memory` shows it.':
    'Notiert. Was davon bleiben soll, behalte ich für spätere Gespräche; `/memory` zeigt es.',
  'It answers by rules. To use a language model, put its key into ANTHROPIC_API_KEY (OPENAI_API_KEY, …) and name it with --model anthropic/claude-sonnet-4-5.':
    'Es antwortet nach Regeln. Für ein Sprachmodell setzen Sie dessen Schlüssel in ANTHROPIC_API_KEY (OPENAI_API_KEY, …) und nennen Sie es mit --model anthropic/claude-sonnet-4-5.',
  'Put a valid key for {0} into its environment variable, such as ANTHROPIC_API_KEY; "memfun doctor" checks it.':
    'Setzen Sie einen gültigen Schlüssel für {0} in dessen Umgebungsvariable, etwa ANTHROPIC_API_KEY; „memfun doctor“ prüft ihn.',
  'Name another one with --model: {0}.': 'Nennen Sie mit --model ein anderes: {0}.',
  'Put your {0} key into its environment variable, such as ANTHROPIC_API_KEY, or leave out --model to use the offline engine.':
    'Setzen Sie Ihren Schlüssel für {0} in dessen Umgebungsvariable, etwa ANTHROPIC_API_KEY, oder lassen Sie --model weg, um ohne Netz zu arbeiten.',
  'Name a language model for this with --model, and put its key into ANTHROPIC_API_KEY (OPENAI_API_KEY, …).':
    'Nennen Sie dafür mit --model ein Sprachmodell, und setzen Sie dessen Schlüssel in ANTHROPIC_API_KEY (OPENAI_API_KEY, …).',
  'Run "memfun doctor" to check the model, or choose another one with --model.':
    'Prüfen Sie das Modell mit „memfun doctor“, oder wählen Sie mit --model ein anderes.',
  'This is a fault in Memfun. Please report it with the output of "memfun doctor".':
    'Das ist ein Fehler in Memfun. Bitte melden Sie ihn mit der Ausgabe von „memfun doctor“.',
  'Run "memfun doctor", or choose the other engine with --engine.':
    'Führen Sie „memfun doctor“ aus, oder wählen Sie mit --engine die andere Engine.',
  'Say it without the secret. Keys belong into environment variables such as ANTHROPIC_API_KEY, never into memory.':
    'Sagen Sie es ohne das Geheimnis. Schlüssel gehören in Umgebungsvariablen wie ANTHROPIC_API_KEY, nie ins Gedächtnis.',
  'Check the key of the embedding server in its environment variable.':
    'Prüfen Sie den Schlüssel des Servers für Embeddings in dessen Umgebungsvariable.',
  'Set {0}_API_KEY. DuckDuckGo needs none.': 'Setzen Sie {0}_API_KEY. DuckDuckGo braucht keinen.',
};
