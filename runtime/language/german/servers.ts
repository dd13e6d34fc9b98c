// What can go wrong with MCP servers, in German.
export const servers = {
  'The tool {0}': 'Das Werkzeug {0}',
  'The list of resources': 'Die Liste der Ressourcen',
  'The list of templates': 'Die Liste der Vorlagen',
  'The resource {0}': 'Die Ressource {0}',
  'The list of prompts': 'Die Liste der Prompts',
  'The prompt {0}': 'Der Prompt {0}',
  'The server {0} could not be connected: {1}': 'Der Server {0} ließ sich nicht verbinden: {1}',
  '/mcp logs {0} shows what it printed, /mcp restart {1} tries again.':
    '/mcp logs {0} zeigt, was er ausgab; /mcp restart {1} versucht es erneut.',
  '{0} of the server {1} failed: {2}': '{0} des Servers {1} schlug fehl: {2}',
  'Check the arguments against its description, or go on without it.':
    'Vergleichen Sie die Argumente mit der Beschreibung, oder machen Sie ohne weiter.',
  'The server {0} is not started: nobody has allowed it as it is configured now.':
    'Der Server {0} wird nicht gestartet: So, wie er jetzt eingerichtet ist, hat ihn niemand erlaubt.',
  '/mcp show {0} shows what would run, /mcp allow {1} allows it.':
    '/mcp show {0} zeigt, was laufen würde; /mcp allow {1} erlaubt es.',
  'There is no server "{0}".': 'Einen Server „{0}“ gibt es nicht.',
  'Servers are configured in .memfun/mcp.json, .vscode/mcp.json or .mcp.json of the workspace.':
    'Server werden in .memfun/mcp.json, .vscode/mcp.json oder .mcp.json des Arbeitsbereichs eingerichtet.',
  'The server {0} has no tool "{1}".': 'Der Server {0} hat kein Werkzeug „{1}“.',
  'It has none, or is not connected: /mcp restart {0} connects it.':
    'Er hat keines oder ist nicht verbunden: /mcp restart {0} verbindet ihn.',
  'It has: {0}.': 'Er hat: {0}.',
  'The tool {0} is not what it was when the server {1} was allowed.':
    'Das Werkzeug {0} ist nicht mehr, was es war, als der Server {1} erlaubt wurde.',
  '/mcp show {0} shows it as it is now, /mcp allow {1} accepts it.':
    '/mcp show {0} zeigt es, wie es jetzt ist; /mcp allow {1} nimmt es an.',
  'The server sent more than is taken at once.':
    'Der Server schickte mehr, als auf einmal angenommen wird.',
  'The server {0} has no prompt "{1}".': 'Der Server {0} hat keinen Prompt „{1}“.',
  '/mcp prompts {0} lists those that it has.': '/mcp prompts {0} zeigt, welche er hat.',
  'The prompt {0} also needs: {1}.': 'Der Prompt {0} braucht noch: {1}.',
  'It said nothing for {0} seconds.': 'Er schwieg {0} Sekunden lang.',
  'The server is not running.': 'Der Server läuft nicht.',
  'It sent a message of more than {0} MB.': 'Er schickte eine Nachricht von mehr als {0} MB.',
  'It sent too many messages at once.': 'Er schickte zu viele Nachrichten auf einmal.',
  // Signing in.
  'The server {0} wants you to sign in.': 'Der Server {0} verlangt, dass Sie sich anmelden.',
  'The server {0} wants more rights than you have given it: {1}.':
    'Der Server {0} verlangt mehr Rechte, als Sie ihm gegeben haben: {1}.',
  '/mcp login {0} opens its page; memfun mcp login {1} does so too.':
    '/mcp login {0} öffnet seine Seite; memfun mcp login {1} tut es auch.',
  'You are not signed in to the server {0}: {1}.':
    'Sie sind beim Server {0} nicht angemeldet: {1}.',
  '/mcp login {0} asks again.': '/mcp login {0} fragt noch einmal.',
  'The sign-in to the server {0} failed: {1}': 'Die Anmeldung beim Server {0} schlug fehl: {1}',
  '/mcp login {0} tries again. A server that knows no sign-in takes a key in "headers" of its configuration.':
    '/mcp login {0} versucht es erneut. Ein Server ohne Anmeldung nimmt einen Schlüssel in „headers“ seiner Einrichtung.',
  'No browser can be opened here. Within {0} minutes, open this address in any browser: {1}':
    'Hier lässt sich kein Browser öffnen. Öffnen Sie binnen {0} Minuten diese Adresse in irgendeinem Browser: {1}',
  'If its last page cannot be loaded, because that browser runs on another machine, copy the address of that page and give it back: /mcp login {0} ADDRESS':
    'Lässt sich die letzte Seite nicht laden, weil der Browser auf einem anderen Rechner läuft, kopieren Sie die Adresse dieser Seite und geben Sie sie an: /mcp login {0} ADRESSE',
  'No sign-in to the server {0} waits for this address.':
    'Keine Anmeldung beim Server {0} wartet auf diese Adresse.',
  '/mcp login {0} begins one; give the whole address of the last page, with its code and state.':
    '/mcp login {0} beginnt eine; geben Sie die ganze Adresse der letzten Seite an, mit „code“ und „state“.',
  'you declined it': 'Sie haben abgelehnt',
  'you cancelled it': 'Sie haben abgebrochen',
  'its page gave no code': 'die Seite gab keinen Code',
  'its page says: {0}': 'die Seite sagt: {0}',
  'nobody came back from its page in time': 'niemand kam rechtzeitig von der Seite zurück',
  // How servers are configured.
  'The server {0} of {1} refers to {2}, which is not set.':
    'Der Server {0} aus {1} verweist auf {2}; das ist nicht gesetzt.',
  'Set the environment variable {0} before starting the editor.':
    'Setzen Sie die Umgebungsvariable {0}, bevor Sie den Editor starten.',
  'Keep it as the secret "{0}"; on the command line set {1}.':
    'Speichern Sie es als Geheimnis „{0}“; auf der Befehlszeile setzen Sie {1}.',
};
