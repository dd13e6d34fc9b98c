// What can go wrong in the editor and its views, in German.
export const editor = {
  'The editor did not make the changes. No file was changed.':
    'Der Editor hat die Änderungen nicht gemacht. Keine Datei wurde geändert.',
  'Look whether one of the files is read-only, then ask again.':
    'Sehen Sie nach, ob eine der Dateien schreibgeschützt ist, und fragen Sie erneut.',
  'The editor could not save "{0}".': 'Der Editor konnte „{0}“ nicht speichern.',
  'Look whether the file is read-only or the disk is full, then ask again.':
    'Sehen Sie nach, ob die Datei schreibgeschützt oder der Datenträger voll ist, und fragen Sie erneut.',
  'Nobody waits for this answer any more: the run is over.':
    'Auf diese Antwort wartet niemand mehr: Der Lauf ist zu Ende.',
  'Run the request again to get the changes once more.':
    'Stellen Sie die Anfrage noch einmal, um die Änderungen wieder zu bekommen.',
  'Reload the window (Developer: Reload Window). If it happens again, report it.':
    'Laden Sie das Fenster neu (Entwickler: Fenster erneut laden). Geschieht es wieder, melden Sie es.',
  'There is no request "{0}".': 'Eine Anfrage „{0}“ gibt es nicht.',
  'The request "{0}" does not fit its declaration.':
    'Die Anfrage „{0}“ passt nicht zu ihrer Vereinbarung.',
  'There are no tasks of workers here.': 'Hier gibt es keine Aufgaben für Worker.',
  'Choose another tier in the settings: memfun.tier.':
    'Wählen Sie in den Einstellungen eine andere Ebene: memfun.tier.',
  'Memfun is still answering, so it cannot {0} yet.':
    'Memfun antwortet noch; das ist deshalb noch nicht möglich ({0}).',
  'Wait for the answer, or stop it (Memfun: Stop) and try again.':
    'Warten Sie auf die Antwort, oder halten Sie sie an (Memfun: Anhalten), und versuchen Sie es erneut.',
  'There is nothing to answer: the message is empty.':
    'Es gibt nichts zu beantworten: Die Nachricht ist leer.',
  'Write a question, or use a command such as Memfun: Review File.':
    'Schreiben Sie eine Frage, oder verwenden Sie einen Befehl wie Memfun: Datei prüfen.',
  'Too many messages wait already, so this one was not taken.':
    'Es warten schon zu viele Nachrichten; diese wurde nicht angenommen.',
  'Remove some of them, or wait until they were answered.':
    'Entfernen Sie einige davon, oder warten Sie, bis sie beantwortet sind.',
  'That request is not in the open conversation, so it cannot be run again.':
    'Diese Anfrage gehört nicht zum offenen Gespräch und kann deshalb nicht erneut laufen.',
  'Open the conversation it belongs to, or ask again.':
    'Öffnen Sie das Gespräch, zu dem sie gehört, oder fragen Sie erneut.',
  'Memfun has no command "{0}".': 'Memfun hat keinen Befehl „{0}“.',
  'Open the command palette and type "Memfun" to see what there is.':
    'Öffnen Sie die Befehlspalette und geben Sie „Memfun“ ein, um zu sehen, was es gibt.',
  'The link "{0}" was not opened: only web links are.':
    'Der Link „{0}“ wurde nicht geöffnet: Das geschieht nur mit Links ins Web.',
  'Copy the address and open it yourself if you trust it.':
    'Kopieren Sie die Adresse und öffnen Sie sie selbst, wenn Sie ihr vertrauen.',
  'Open the memory view again to see what there is.':
    'Öffnen Sie die Ansicht des Gedächtnisses erneut, um zu sehen, was es gibt.',
  'The memory never had a version {0}.': 'Eine Fassung {0} hatte diese Erinnerung nie.',
  'The memory speaks of no file.': 'Die Erinnerung spricht von keiner Datei.',
  '"{0}" is being optimised.': '„{0}“ wird gerade verbessert.',
  'Wait until it is done, or stop it.': 'Warten Sie, bis es fertig ist, oder halten Sie es an.',
  'This plan does not wait and does not run.': 'Dieser Plan wartet nicht und läuft nicht.',
  'Type /team resume to go on with it, or /team and a task for a new one.':
    'Mit /team resume geht er weiter, mit /team und einer Aufgabe entsteht ein neuer.',
  'There is nothing to allow or deny in this workspace.':
    'In diesem Arbeitsbereich gibt es nichts zu erlauben oder zu verbieten.',
  'Trust the workspace, and open it from a local folder.':
    'Vertrauen Sie dem Arbeitsbereich, und öffnen Sie ihn aus einem Ordner dieses Rechners.',
  'No server is started in this workspace.': 'In diesem Arbeitsbereich wird kein Server gestartet.',
  'The server {0} has no tool "{1}" any more.': 'Der Server {0} hat kein Werkzeug „{1}“ mehr.',
  'Open the view again to see what it has.':
    'Öffnen Sie die Ansicht erneut, um zu sehen, was er hat.',
  'There is no "{0}" any more.': '„{0}“ gibt es nicht mehr.',
  'Open the view again.': 'Öffnen Sie die Ansicht erneut.',
  'No traces are kept here.': 'Hier werden keine Spuren aufbewahrt.',
  'Reload the window.': 'Laden Sie das Fenster neu.',
  'No folder is open, so there is nothing to analyze.':
    'Kein Ordner ist offen; es gibt nichts zu untersuchen.',
  'Open a folder (File: Open Folder) and run the command again.':
    'Öffnen Sie einen Ordner (Datei: Ordner öffnen) und führen Sie den Befehl erneut aus.',
  'There is no open file to {0}.': 'Es ist keine Datei offen, für die der Befehl gilt ({0}).',
  'This document is not a file of the open folder, so there is nothing to {0}.':
    'Dieses Dokument ist keine Datei des offenen Ordners; der Befehl gilt hier nicht ({0}).',
  'Open a file of the folder and run the command again.':
    'Öffnen Sie eine Datei des Ordners und führen Sie den Befehl erneut aus.',
  'Nothing is selected, so there is nothing to fix.':
    'Es ist nichts ausgewählt, also gibt es nichts zu beheben.',
  'Select the lines to fix and run the command again.':
    'Wählen Sie die Zeilen aus, die behoben werden sollen, und führen Sie den Befehl erneut aus.',
  "The editor's own git support is switched off.":
    'Die Git-Unterstützung des Editors ist abgeschaltet.',
  'Enable the built-in extension "Git" and run the command again.':
    'Schalten Sie die eingebaute Erweiterung „Git“ ein und führen Sie den Befehl erneut aus.',
  'The open folder is no git repository.': 'Der offene Ordner ist kein Git-Repository.',
  'Run "Git: Initialize Repository", or open a folder that is one.':
    'Führen Sie „Git: Repository initialisieren“ aus, oder öffnen Sie einen Ordner, der eines ist.',
  'There is no problem on this line.': 'In dieser Zeile gibt es kein Problem.',
  'Put the cursor on a line with a problem (F8 goes to the next one) and run the command again.':
    'Setzen Sie den Cursor in eine Zeile mit einem Problem (F8 geht zum nächsten) und führen Sie den Befehl erneut aus.',
  'The editor offers no language models here.': 'Der Editor bietet hier keine Sprachmodelle an.',
  'Install an extension that brings some (for example GitHub Copilot), or choose another provider.':
    'Installieren Sie eine Erweiterung, die welche mitbringt (etwa GitHub Copilot), oder wählen Sie einen anderen Anbieter.',
  'The web is off in a workspace that is not trusted.':
    'In einem Arbeitsbereich, dem nicht vertraut wird, ist das Web abgeschaltet.',
  'Trust the workspace to search from it.':
    'Vertrauen Sie dem Arbeitsbereich, um von ihm aus zu suchen.',
  'The selected lines of {0} were edited after the fix was proposed, so it was not applied.':
    'Die ausgewählten Zeilen von {0} wurden nach dem Vorschlag bearbeitet; er wurde deshalb nicht angewendet.',
  'Select the lines again and run Memfun: Fix Selection once more.':
    'Wählen Sie die Zeilen erneut aus und führen Sie Memfun: Auswahl verbessern noch einmal aus.',
  'There is no proposed fix to accept or reject.':
    'Es gibt keinen Vorschlag, der angenommen oder abgelehnt werden könnte.',
  'Select some lines and run Memfun: Fix Selection.':
    'Wählen Sie einige Zeilen aus und führen Sie Memfun: Auswahl verbessern aus.',
  'The editor refused to change {0}.': 'Der Editor hat die Änderung von {0} verweigert.',
  'Check that the file can be written and is not opened read-only, then accept again.':
    'Prüfen Sie, ob die Datei beschreibbar und nicht schreibgeschützt geöffnet ist, und nehmen Sie den Vorschlag erneut an.',
  'No file is open for this code to go to.':
    'Es ist keine Datei offen, in die dieser Code gehen könnte.',
  'Open the file that it belongs to, then try again.':
    'Öffnen Sie die Datei, zu der er gehört, und versuchen Sie es erneut.',
  'The run would go over its budget of {#0} {1}.':
    'Der Lauf ginge über sein Budget von {0} {1} hinaus.',
  'Ask a narrower question, or raise the limit under "memfun.budget" in the settings.':
    'Stellen Sie eine engere Frage, oder erhöhen Sie die Grenze unter „memfun.budget“ in den Einstellungen.',
  'This is a fault in Memfun. Please report it with the output of Memfun: Doctor.':
    'Das ist ein Fehler in Memfun. Bitte melden Sie ihn mit der Ausgabe von Memfun: Selbstprüfung.',
  'open another conversation': 'ein anderes Gespräch öffnen',
  'take another request': 'eine andere Anfrage annehmen',
  'run that again': 'das noch einmal ausführen',
  'branch this conversation': 'dieses Gespräch verzweigen',
  'The editor did not let Memfun use {0}: {1}': 'Der Editor ließ Memfun {0} nicht verwenden: {1}',
  'The operation was stopped.': 'Der Vorgang wurde angehalten.',
  steps: 'Schritten',
  tokens: 'Tokens',
  seconds: 'Sekunden',
  'model calls': 'Modellaufrufen',
  'US dollars': 'US-Dollar',
  'levels of recursion': 'Ebenen der Rekursion',
  'access was not granted.': 'Der Zugriff wurde nicht gewährt.',
  'Ask a question in the Memfun view and allow access when the editor asks, or change it under "Manage Language Model Access" in the Accounts menu.':
    'Stellen Sie in der Ansicht von Memfun eine Frage und erlauben Sie den Zugriff, wenn der Editor fragt, oder ändern Sie ihn im Menü „Konten“ unter „Zugriff auf Sprachmodelle verwalten“.',
  'the request was blocked, by a content rule or because a quota is used up.':
    'Die Anfrage wurde abgewiesen: Eine Inhaltsregel steht dagegen, oder ein Kontingent ist aufgebraucht.',
  'Word the question differently, wait, or choose another model in "memfun.model".':
    'Stellen Sie die Frage anders, warten Sie, oder wählen Sie in „memfun.model“ ein anderes Modell.',
  'the model is no longer there.': 'Das Modell ist nicht mehr da.',
  'Choose another model in "memfun.model", or install the extension that offered it.':
    'Wählen Sie in „memfun.model“ ein anderes Modell, oder installieren Sie die Erweiterung, die es anbot.',
};
