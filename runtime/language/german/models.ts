// What can go wrong with language models, in German.
export const models = {
  'Give the key access to the model in the provider’s console, or choose another model in "memfun.model".':
    'Geben Sie dem Schlüssel beim Anbieter Zugriff auf das Modell, oder wählen Sie in „memfun.model“ ein anderes.',
  'Run "Memfun: Set Up" and enter a valid key for {0}.':
    'Führen Sie „Memfun: Einrichten“ aus und geben Sie einen gültigen Schlüssel für {0} ein.',
  'Run "ollama pull {0}", or choose an installed model in "memfun.model".':
    'Führen Sie „ollama pull {0}“ aus, oder wählen Sie in „memfun.model“ ein installiertes Modell.',
  'Correct the name in "memfun.model" (or in the entry of "memfun.models"), and check the base URL if you set one.':
    'Berichtigen Sie den Namen in „memfun.model“ (oder im Eintrag von „memfun.models“), und prüfen Sie die Basisadresse, falls Sie eine gesetzt haben.',
  'Wait a moment and ask again, or use another model for sub-calls ("memfun.subModel").':
    'Warten Sie einen Moment und fragen Sie erneut, oder nehmen Sie für Unteraufrufe ein anderes Modell („memfun.subModel“).',
  'Add credit in the provider’s console, or choose another model in "memfun.model".':
    'Laden Sie beim Anbieter Guthaben auf, oder wählen Sie in „memfun.model“ ein anderes Modell.',
  '{0} cannot answer at the moment (status {1}).':
    '{0} kann im Moment nicht antworten (Status {1}).',
  'This is temporary and on the provider’s side: ask again in a minute.':
    'Das liegt am Anbieter und geht vorüber: Fragen Sie in einer Minute erneut.',
  'The connection to {0} broke off in the middle of the answer.':
    'Die Verbindung zu {0} brach mitten in der Antwort ab.',
  'Ask again. If it happens often, check the network or the proxy between.':
    'Fragen Sie erneut. Geschieht es oft, prüfen Sie das Netz oder den Proxy dazwischen.',
  '{0} cannot be reached at {1}.': '{0} ist unter {1} nicht zu erreichen.',
  'Start it with "ollama serve" and install the model with "ollama pull {0}", or correct "baseUrl" of the model in "memfun.models".':
    'Starten Sie es mit „ollama serve“ und installieren Sie das Modell mit „ollama pull {0}“, oder berichtigen Sie „baseUrl“ des Modells in „memfun.models“.',
  'Check the network connection and proxy, and "baseUrl" of the model in "memfun.models" if you set one.':
    'Prüfen Sie Netzverbindung und Proxy, und „baseUrl“ des Modells in „memfun.models“, falls Sie es gesetzt haben.',
  '{0} was silent for {1} s, so the call was given up.':
    '{0} schwieg {1} s lang; der Aufruf wurde aufgegeben.',
  'Ask again. A local model may be too large for this machine: try a smaller one.':
    'Fragen Sie erneut. Ein lokales Modell kann für diesen Rechner zu groß sein: Versuchen Sie ein kleineres.',
  '{0} answered with nothing.': '{0} hat mit nichts geantwortet.',
  'Ask again, or choose another model in "memfun.model".':
    'Fragen Sie erneut, oder wählen Sie in „memfun.model“ ein anderes Modell.',
  '{0} withheld the answer because of its content rules.':
    '{0} hat die Antwort wegen seiner Inhaltsregeln zurückgehalten.',
  'Word the question differently, or leave out the text that triggers the filter.':
    'Stellen Sie die Frage anders, oder lassen Sie den Text weg, der den Filter auslöst.',
  '{0} cannot see images, and this request contains one.':
    '{0} kann keine Bilder sehen, und diese Anfrage enthält eines.',
  'Leave the image out, choose a model that sees, or set "vision" in its "memfun.models" entry.':
    'Lassen Sie das Bild weg, wählen Sie ein Modell, das sieht, oder setzen Sie „vision“ in seinem Eintrag von „memfun.models“.',
  'Run "Memfun: Doctor" to check the model, or choose another one in "memfun.model".':
    'Prüfen Sie das Modell mit „Memfun: Selbstprüfung“, oder wählen Sie in „memfun.model“ ein anderes.',
  'The prompt of about {0} tokens does not fit the {1} tokens of {2}.':
    'Der Prompt von etwa {0} Tokens passt nicht in die {1} Tokens von {2}.',
  'Split the text and ask about the parts, or use a model with a larger window.':
    'Teilen Sie den Text und fragen Sie nach den Teilen, oder nehmen Sie ein Modell mit größerem Fenster.',
  'Ask again, or choose a more capable model in "memfun.model".':
    'Fragen Sie erneut, oder wählen Sie in „memfun.model“ ein fähigeres Modell.',
  'vectors are not made by language models.': 'Vektoren machen Sprachmodelle nicht.',
  'Choose an embedding provider for the memory.':
    'Wählen Sie einen Anbieter von Embeddings für das Gedächtnis.',
  'Installed: {0}.': 'Installiert: {0}.',
  'there is no model of this name.': 'Ein Modell dieses Namens gibt es nicht.',
  'Choose {0}{1}, or run "Memfun: Set Up".':
    'Wählen Sie {0}{1}, oder führen Sie „Memfun: Einrichten“ aus.',
  'there is no key named "{0}".': 'Einen Schlüssel namens „{0}“ gibt es nicht.',
  'Run "Memfun: Set Up" and enter your {0} key, or leave "memfun.model" empty to use the offline engine.':
    'Führen Sie „Memfun: Einrichten“ aus und geben Sie Ihren Schlüssel für {0} ein, oder lassen Sie „memfun.model“ leer, um ohne Netz zu arbeiten.',
  'it has no address.': 'Es hat keine Adresse.',
  'Give it an entry with "baseUrl" in "memfun.models", for example "http://localhost:1234/v1".':
    'Geben Sie ihm einen Eintrag mit „baseUrl“ in „memfun.models“, etwa „http://localhost:1234/v1“.',
  'The built-in rule-based engine has no rule for "{0}".':
    'Die eingebaute regelbasierte Maschine hat keine Regel für „{0}“.',
  'Set up a language model with "Memfun: Set Up" for this.':
    'Richten Sie dafür mit „Memfun: Einrichten“ ein Sprachmodell ein.',
  '{0} does not let this key use {1}. {2}': '{0} lässt diesen Schlüssel {1} nicht verwenden. {2}',
  '{0} refused the key. {1}': '{0} hat den Schlüssel abgelehnt. {1}',
  '{0} is not set up: {1}': '{0} ist nicht eingerichtet: {1}',
  '{0} has no model named "{1}". {2}': '{0} hat kein Modell namens „{1}“. {2}',
  '{0} It asks to wait {1} s.': '{0} Es wird gebeten, {1} s zu warten.',
  '{0} limits how often this key may call {1}.':
    '{0} begrenzt, wie oft dieser Schlüssel {1} aufrufen darf.',
  'The account at {0} has no credit left. {1}': 'Das Konto bei {0} hat kein Guthaben mehr. {1}',
  '{0} refused the request{1}: {2}': '{0} hat die Anfrage abgelehnt{1}: {2}',
  '{0} did not answer in the required form ({1}): {2}':
    '{0} antwortete nicht in der verlangten Form ({1}): {2}',
  'no reason given': 'ohne Angabe eines Grundes',
  'It was cut off at the longest allowed answer. Be much shorter.':
    'Sie wurde bei der längsten erlaubten Antwort abgeschnitten. Fassen Sie sich viel kürzer.',
};
