// What can go wrong with skills and their installation, in German.
export const skills = {
  'it is not there': 'nicht vorhanden',
  'it is too large': 'zu groß',
  'there is no description, so the skill is left out':
    'eine Beschreibung fehlt, deshalb wird der Skill ausgelassen',
  'it is larger than {0} kB, so the skill is left out':
    'größer als {0} kB, deshalb wird der Skill ausgelassen',
  'A SKILL.md begins with "---", name and description, and "---" again.':
    'Eine SKILL.md beginnt mit „---“, Name und Beschreibung und wieder „---“.',
  'No skill is installed.': 'Kein Skill ist installiert.',
  '"{0}" of the skill {1} cannot be read: {2}.':
    '„{0}“ des Skills {1} kann nicht gelesen werden: {2}.',
  'Name one of the files that skill.use lists.':
    'Nennen Sie eine der Dateien, die skill.use auflistet.',
  'its front matter has no end: a second "---" is missing':
    'der Kopf hat kein Ende: ein zweites „---“ fehlt',
  'it does not begin with front matter': 'am Anfang fehlt der Kopf',
  'the front matter is no list of fields': 'der Kopf ist keine Liste von Feldern',
  // What is installed.
  'The archive {0} cannot be read: {1}.': 'Das Archiv {0} kann nicht gelesen werden: {1}.',
  'Get it again; a .zip and a .tar.gz can be read.':
    'Laden Sie es noch einmal; gelesen werden .zip und .tar.gz.',
  'The archive {0}': 'Das Archiv {0}',
  'it becomes too large when it is unpacked': 'ausgepackt wird es zu groß',
  'is no name of a file': 'ist kein Dateiname',
  'is an absolute path': 'ist ein absoluter Pfad',
  'leads out of its folder': 'führt aus dem Ordner hinaus',
  'is a link': 'ist ein Link',
  'is no file': 'ist keine Datei',
  'lies too deep': 'liegt zu tief',
  'has characters that a name may not have': 'hat Zeichen, die in Namen nicht erlaubt sind',
  'is no name of a file on every system': 'ist nicht auf jedem System ein Dateiname',
  'it has more than {0} files': 'mehr als {0} Dateien',
  'it has more than {0} MB': 'mehr als {0} MB',
  '"{0}" is there twice': '„{0}“ kommt zweimal vor',
  'There is no SKILL.md in it.': 'Eine SKILL.md ist nicht darin.',
  'A skill is a folder with a file of that name.':
    'Ein Skill ist ein Ordner mit einer Datei dieses Namens.',
  'There are {0} skills in it.': 'Es sind {0} Skills darin.',
  'Say which one is meant: {0}.': 'Sagen Sie, welcher gemeint ist: {0}.',
  'There is no skill "{0}" in it.': 'Ein Skill „{0}“ ist nicht darin.',
  'The skill "{0}"': 'Der Skill „{0}“',
  'its name is not one that a folder may have': 'sein Name ist als Ordnername nicht erlaubt',
  'the file': 'die Datei',
  'It cannot be made: {0}: {1}.': 'Er kann nicht angelegt werden: {0}: {1}.',
  'A name is small letters, digits and single hyphens; a description says when to use it.':
    'Ein Name besteht aus kleinen Buchstaben, Ziffern und einzelnen Bindestrichen; eine Beschreibung sagt, wann der Skill zu nutzen ist.',
  'The registry has no skill "{0}".': 'Das Verzeichnis hat keinen Skill „{0}“.',
  'Search it first.': 'Suchen Sie zuerst darin.',
  'No copy of the skill {0} is kept.': 'Vom Skill {0} ist keine Kopie aufgehoben.',
  'Install it again.': 'Installieren Sie ihn noch einmal.',
  'There is a skill {0} already.': 'Einen Skill {0} gibt es schon.',
  'Give it another name, or open the one that is there.':
    'Geben Sie einen anderen Namen an, oder öffnen Sie den vorhandenen.',
  '{0} is there already.': '{0} gibt es schon.',
  'Give another name, or remove it first.':
    'Geben Sie einen anderen Namen an, oder entfernen Sie es zuerst.',
  'The skill {0} is not an installed one.': 'Der Skill {0} ist kein installierter.',
  'None is installed.': 'Keiner ist installiert.',
  'Installed are: {0}.': 'Installiert sind: {0}.',
  'Nothing can be installed there.': 'Dort kann nichts installiert werden.',
  'Trust the workspace and open it from a local folder, or install for all projects.':
    'Vertrauen Sie dem Arbeitsbereich und öffnen Sie ihn aus einem lokalen Ordner, oder installieren Sie für alle Projekte.',
  '{0} is not taken: {1}.': '{0} wird nicht angenommen: {1}.',
  'Nothing was installed. Ask whoever made it for one without that.':
    'Nichts wurde installiert. Bitten Sie die Quelle um eine Fassung ohne das.',
  'The skill {0} has the digest {1}, and not {2} as was promised.':
    'Der Skill {0} hat die Prüfsumme {1} und nicht die zugesagte {2}.',
  'Nothing was installed. Somebody may have changed it on the way; do not use it.':
    'Nichts wurde installiert. Vielleicht wurde er unterwegs verändert; verwenden Sie ihn nicht.',
  'Nothing was installed. Check that the public key is that of this registry.':
    'Nichts wurde installiert. Prüfen Sie, ob der öffentliche Schlüssel der dieses Verzeichnisses ist.',
  '"{0}" is no branch, tag or commit.': '„{0}“ ist kein Branch, kein Tag und kein Commit.',
  'Write the address, "#", and the name of a branch or tag or a commit.':
    'Schreiben Sie die Adresse, „#“ und den Namen eines Branches, ein Tag oder einen Commit.',
  '{0} did not answer in time.': '{0} antwortete nicht rechtzeitig.',
  '{0} cannot be read: {1}': '{0} kann nicht gelesen werden: {1}',
  'Check the address, and whether "git ls-remote" with it works in a terminal.':
    'Prüfen Sie die Adresse, und ob „git ls-remote“ damit in einem Terminal geht.',
  'Another window is changing the installed skills.':
    'Ein anderes Fenster ändert gerade die installierten Skills.',
  'Try again; if no window does, remove {0}.':
    'Versuchen Sie es erneut; ist es kein Fenster, entfernen Sie {0}.',
  '{0} cannot be read.': '{0} kann nicht gelesen werden.',
  'Mend it, or remove it: the skills stay, but count as not installed from anywhere.':
    'Reparieren oder entfernen Sie es: Die Skills bleiben, gelten aber als von nirgendwo installiert.',
  'There is a skill {0} already that was not installed.':
    'Einen Skill {0}, der nicht installiert wurde, gibt es schon.',
  'Rename or remove {0} first.': 'Benennen Sie {0} zuerst um, oder entfernen Sie es.',
  'Only what was installed is removed; switch off the others.':
    'Entfernt wird nur, was installiert wurde; schalten Sie andere aus.',
  // Registries and origins.
  'The registry {0} cannot be read.': 'Das Verzeichnis {0} kann nicht gelesen werden.',
  'Check the path of the index file.': 'Prüfen Sie den Pfad der Indexdatei.',
  '{0} is no JSON.': '{0} ist kein JSON.',
  'An index of skills is a JSON file; its form stands in skills/README.md.':
    'Ein Index von Skills ist eine JSON-Datei; ihre Form steht in skills/README.md.',
  '{0} is no index of skills: {1}: {2}.': '{0} ist kein Index von Skills: {1}: {2}.',
  'Its form stands in skills/README.md.': 'Seine Form steht in skills/README.md.',
  '{0} {1} of the registry': '{0} {1} des Verzeichnisses',
  'is not signed': 'nicht unterschrieben',
  'is not signed with the key that you have set':
    'nicht mit dem eingestellten Schlüssel unterschrieben',
  'The public key of the registry is no Ed25519 key.':
    'Der öffentliche Schlüssel des Verzeichnisses ist kein Ed25519-Schlüssel.',
  'Give it as PEM, or its 32 bytes in Base64.':
    'Geben Sie ihn als PEM an, oder seine 32 Bytes in Base64.',
  'The registry names "{0}", which is not visited.':
    'Das Verzeichnis nennt „{0}“; das wird nicht besucht.',
  'Only https and ssh addresses, and paths beside the index, are.':
    'Besucht werden nur Adressen mit https und ssh und Pfade neben dem Index.',
  'It is not said where the skill comes from.': 'Es ist nicht gesagt, woher der Skill kommt.',
  'Give a folder, a .zip or .tar.gz, or the address of a git repository.':
    'Nennen Sie einen Ordner, ein .zip oder .tar.gz oder die Adresse eines Git-Repositorys.',
  'Nothing is downloaded over "{0}".': 'Über „{0}“ wird nichts geladen.',
  'Use an https or ssh address.': 'Verwenden Sie eine Adresse mit https oder ssh.',
  'It was made here, so there is nowhere to get it from again.':
    'Er wurde hier angelegt; es gibt keine Quelle, aus der er neu käme.',
  'Change its files; they are yours.': 'Ändern Sie seine Dateien; sie gehören Ihnen.',
  '{0} is not visited: the web is off here.':
    '{0} wird nicht besucht: Das Web ist hier abgeschaltet.',
  'Download it yourself and name the file.':
    'Laden Sie es selbst herunter, und nennen Sie die Datei.',
  '{0} answers with status {1}.': '{0} antwortet mit Status {1}.',
  'Check the address.': 'Prüfen Sie die Adresse.',
  'Check the path.': 'Prüfen Sie den Pfad.',
  '{0} is larger than {1} MB.': '{0} ist größer als {1} MB.',
  'A skill is a folder of texts; this holds more.':
    'Ein Skill ist ein Ordner mit Texten; hier ist mehr darin.',
};
