// What can go wrong on the web, in German.
export const web = {
  'it was refused': 'abgelehnt',
  'its packing is broken': 'die Kompression ist beschädigt',
  'its packing is "{0}"': 'die Kompression ist „{0}“',
  '"{0}" cannot be fetched: {1}.': '„{0}“ kann nicht geholt werden: {1}.',
  'Give a full http or https address without user name and password.':
    'Geben Sie eine vollständige Adresse mit http oder https an, ohne Benutzername und Kennwort.',
  'inside a provider’s network': 'im Netz eines Anbieters',
  'a metadata service of a cloud': 'der Metadatendienst einer Cloud',
  'this machine itself': 'dieser Rechner selbst',
  'a multicast address': 'eine Multicast-Adresse',
  'no usable address': 'keine brauchbare Adresse',
  reserved: 'reserviert',
  'outside the public range': 'außerhalb des öffentlichen Bereichs',
  'inside a private network': 'in einem privaten Netz',
  'the entrance of a tunnel': 'der Eingang eines Tunnels',
  '{0} was not reached: its address {1} is {2}, and only the public internet is fetched from.':
    '{0} wurde nicht besucht: Die Adresse {1} ist {2}, und geholt wird nur aus dem öffentlichen Internet.',
  'Use a public address, or give the content of the page in the question.':
    'Verwenden Sie eine öffentliche Adresse, oder geben Sie den Inhalt der Seite in der Frage an.',
  'There is no address for the name {0}.': 'Zum Namen {0} gibt es keine Adresse.',
  'Check the spelling of the address and the network connection.':
    'Prüfen Sie die Schreibweise der Adresse und die Netzverbindung.',
  'The connection to {0} failed: {1}.': 'Die Verbindung zu {0} schlug fehl: {1}.',
  'Check the network connection, or try again later. Pages are fetched directly, never through a proxy, because a proxy would choose the address by itself.':
    'Prüfen Sie die Netzverbindung, oder versuchen Sie es später erneut. Seiten werden direkt geholt, nie über einen Proxy, weil ein Proxy die Adresse selbst wählen würde.',
  '{0} did not answer in full within {1} seconds.':
    '{0} antwortete nicht vollständig binnen {1} Sekunden.',
  'Try again later, or use another source.':
    'Versuchen Sie es später erneut, oder verwenden Sie eine andere Quelle.',
  'The answer of {0} is larger than {1} bytes, so it was not read to its end.':
    'Die Antwort von {0} ist größer als {1} Bytes und wurde nicht zu Ende gelesen.',
  'Look for a smaller page with the same content.':
    'Suchen Sie eine kleinere Seite mit demselben Inhalt.',
  '{0} sends on: {1}.': '{0} leitet weiter: {1}.',
  'The answer of {0} cannot be decoded: {1}.':
    'Die Antwort von {0} lässt sich nicht entschlüsseln: {1}.',
  'The server sends something broken or unusual; use another source.':
    'Der Server schickt etwas Beschädigtes oder Ungewöhnliches; verwenden Sie eine andere Quelle.',
  '{0} answered with status {1} instead of the page.':
    '{0} antwortete mit Status {1} statt mit der Seite.',
  '{0} is {1}, not a page of text.': '{0} ist {1}, keine Seite mit Text.',
  'Only HTML, plain text, JSON and XML are read.':
    'Gelesen werden nur HTML, einfacher Text, JSON und XML.',
  'of an unknown kind': 'von unbekannter Art',
  'its HTML cannot be read': 'das HTML lässt sich nicht lesen',
  'more than {0} times in a row': 'mehr als {0}-mal hintereinander',
  'The site is set up wrongly; use another source.':
    'Die Website ist falsch eingerichtet; verwenden Sie eine andere Quelle.',
  'but does not say where to': 'aber ohne zu sagen, wohin',
  'Use another source.': 'Verwenden Sie eine andere Quelle.',
  'from an encrypted page to the unencrypted {0}':
    'von einer verschlüsselten Seite zur unverschlüsselten {0}',
  'If that page is to be read all the same, fetch its address.':
    'Soll diese Seite trotzdem gelesen werden, holen Sie ihre Adresse.',
  'If that is where you want to go, fetch that address.':
    'Wenn Sie dorthin wollen, holen Sie diese Adresse.',
  'it is too long': 'zu lang',
  'it is not a full address': 'keine vollständige Adresse',
  '"{0}" is not fetched': '„{0}“ wird nicht geholt',
  'a user name or password stood in it': 'ein Benutzername oder Kennwort steht darin',
  // Searching it.
  'The SearXNG server': 'der SearXNG-Server',
  '{0} cannot be asked: {1}.': '{0} kann nicht gefragt werden: {1}.',
  '{0} does not answer programs now: {1}.': '{0} antwortet Programmen gerade nicht: {1}.',
  'Wait a few minutes, or choose another engine under "memfun.web.search.backend" (Brave and Tavily need a key, SearXNG a server of your own). Pages whose address is known can still be fetched.':
    'Warten Sie ein paar Minuten, oder wählen Sie unter „memfun.web.search.backend“ eine andere Suchmaschine (Brave und Tavily brauchen einen Schlüssel, SearXNG einen eigenen Server). Seiten, deren Adresse bekannt ist, können weiter geholt werden.',
  'The answer of {0} cannot be read: {1}.': 'Die Antwort lässt sich nicht lesen ({0}): {1}.',
  'Try again later, or choose another engine under "memfun.web.search.backend".':
    'Versuchen Sie es später erneut, oder wählen Sie unter „memfun.web.search.backend“ eine andere Suchmaschine.',
  'its status is {0}': 'der Status ist {0}',
  'it is not JSON': 'das ist kein JSON',
  'it has another form than agreed': 'sie hat eine andere Form als vereinbart',
  'the plan’s limit is reached': 'die Grenze des Tarifs ist erreicht',
  'it does not accept the key': 'der Schlüssel wird nicht angenommen',
  'Store a valid key for "brave".': 'Speichern Sie einen gültigen Schlüssel für „brave“.',
  'Store a valid key for "tavily".': 'Speichern Sie einen gültigen Schlüssel für „tavily“.',
  'there is no key for it': 'es gibt keinen Schlüssel',
  'Store a key with "Memfun: Set Up", or set {0}_API_KEY on the command line. DuckDuckGo needs none.':
    'Speichern Sie mit „Memfun: Einrichten“ einen Schlüssel, oder setzen Sie auf der Befehlszeile {0}_API_KEY. DuckDuckGo braucht keinen.',
  'its address is not set': 'die Adresse ist nicht gesetzt',
  'Set "memfun.web.search.url". {0} needs no address.':
    'Setzen Sie „memfun.web.search.url“. {0} braucht keine Adresse.',
  'it asks for proof of a human': 'verlangt wird der Nachweis, ein Mensch zu sein',
  'it refused with status {0}': 'abgelehnt mit Status {0}',
  'there are no results in its page': 'auf der Seite sind keine Ergebnisse',
  'its limiter refused': 'die Begrenzung der Anfragen lehnte ab',
  'it does not give results as JSON': 'Ergebnisse gibt es nicht als JSON',
  'Add "json" to search.formats in the settings.yml of the server.':
    'Fügen Sie in der settings.yml des Servers „json“ zu search.formats hinzu.',
};
