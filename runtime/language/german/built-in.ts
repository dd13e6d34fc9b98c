// What the built-in agents and skills are for, in German. Models read the English descriptions in their files.
export const builtIn = {
  'Designs how a change or a new part should be built - parts, interfaces, data, risks, alternatives - before anybody writes code. Use for questions of structure and for changes that touch several parts.':
    'Entwirft, wie eine Änderung oder ein neuer Teil gebaut wird (Teile, Schnittstellen, Daten, Risiken, Alternativen), bevor jemand Code schreibt. Für Fragen der Struktur und Änderungen an mehreren Teilen.',
  'Writes or changes code for a clearly described task, in the style of the project, and checks it. Use for implementing a planned change.':
    'Schreibt oder ändert Code für eine klar beschriebene Aufgabe, im Stil des Projekts, und prüft ihn. Zum Umsetzen einer geplanten Änderung.',
  'Finds the cause of a defect from a report, a failing test or a stack trace, and proves it. Use when something goes wrong and nobody knows why.':
    'Findet und belegt die Ursache eines Fehlers aus einer Meldung, einem fehlschlagenden Test oder einem Stacktrace. Wenn etwas schiefgeht und niemand weiß, warum.',
  'Finds files, definitions and places quickly and reports them with one line each. Use to locate things before other work.':
    'Findet schnell Dateien, Definitionen und Stellen und nennt jede in einer Zeile. Zum Auffinden vor anderer Arbeit.',
  'Shares a larger request out among the other agents, gives each what it needs, checks what comes back and puts it together. Use when a request needs several specialists and no fixed plan.':
    'Verteilt eine größere Anfrage an die anderen Agenten, gibt jedem, was er braucht, prüft, was zurückkommt, und fügt es zusammen. Wenn mehrere Fachleute gebraucht werden und kein fester Plan.',
  'Breaks a request into ordered, independent, checkable steps with the files that each touches. Use before larger changes and when work is to be shared out.':
    'Zerlegt eine Anfrage in geordnete, unabhängige, prüfbare Schritte mit den Dateien, die jeder berührt. Vor größeren Änderungen, und wenn Arbeit verteilt wird.',
  'Answers questions that need the web or documentation as well as the code, with sources. Use for library behaviour, versions, standards and known problems.':
    'Beantwortet Fragen, die neben dem Code das Web oder Dokumentation brauchen, mit Quellen. Für das Verhalten von Bibliotheken, Versionen, Standards und bekannte Probleme.',
  'Reviews a change or a file for defects that matter, with proof. Use after code was written, before it is merged.':
    'Prüft eine Änderung oder eine Datei auf Fehler, die zählen, mit Belegen. Nach dem Schreiben von Code, vor dem Zusammenführen.',
  'Audits code for what can be exploited, from outside to effect. Use before releases and for code that handles input, access, secrets or money.':
    'Prüft Code auf Angreifbares, von außen bis zur Wirkung. Vor Veröffentlichungen, und für Code, der mit Eingaben, Zugriff, Geheimnissen oder Geld umgeht.',
  'Writes and runs tests for behaviour that matters, in the way of the project. Use to secure a change, to cover an untested part, or to reproduce a defect.':
    'Schreibt Tests für Verhalten, das zählt, nach Art des Projekts, und führt sie aus. Um eine Änderung zu sichern, Ungetestetes abzudecken oder einen Fehler nachzustellen.',
  'Gives an overview of a repository or a part of it - what it is for, how it is built up, where the important parts are, what stands out. Use when the user is new to a code base, asks for its architecture, or wants to know where to start.':
    'Gibt einen Überblick über ein Repository oder einen Teil: wozu es dient, wie es aufgebaut ist, wo das Wichtige steht, was auffällt. Wenn jemand neu ist, nach der Architektur fragt oder wissen will, wo anzufangen ist.',
  'Tells how Memfun itself is used - models and keys, what it may do, undo, memory, privacy, costs, commands, agents, skills, servers. Use when the user asks about Memfun, about you, or how to get you to do something; not for questions on the code.':
    'Sagt, wie Memfun selbst benutzt wird: Modelle und Schlüssel, was es darf, Zurücknehmen, Gedächtnis, Datenschutz, Kosten, Befehle, Agenten, Skills, Server. Bei Fragen zu Memfun oder dazu, wie man es zu etwas bringt; nicht bei Fragen zum Code.',
  'Answers a question about the code base with evidence - finds the places, reads them, checks, and cites. Use for questions of where, how, why, which, whether, that need a look into the repository.':
    'Beantwortet eine Frage zum Code mit Belegen: findet die Stellen, liest und prüft sie, und nennt sie. Für Fragen nach Wo, Wie, Warum, Welche, Ob, die einen Blick ins Repository brauchen.',
  'Explains what code does, why it is there and how it works together with the rest, for somebody who has to change it. Use when the user asks what a function, file or mechanism does, how something works, or wants to be shown around.':
    'Erklärt, was Code tut, warum es ihn gibt und wie er mit dem Rest zusammenwirkt, für jemanden, der ihn ändern muss. Bei Fragen, was eine Funktion, Datei oder ein Mechanismus tut oder wie etwas funktioniert.',
  'Finds the cause of a defect and mends it with the smallest change that is right, proved by a test that failed before. Use when the user reports an error, a failing test, a stack trace or wrong behaviour.':
    'Findet die Ursache eines Fehlers und behebt ihn mit der kleinsten richtigen Änderung, belegt durch einen Test, der vorher fehlschlug. Bei gemeldeten Fehlern, fehlschlagenden Tests, Stacktraces oder falschem Verhalten.',
  "Writes tests for existing code in the project's own framework, place and style, about behaviour that matters, edges and failures included, and runs them. Use when the user asks for tests, more coverage, or a regression test.":
    'Schreibt Tests für vorhandenen Code, mit Framework, Ort und Stil des Projekts, über Verhalten, das zählt, samt Grenzfällen und Fehlern, und führt sie aus. Bei Fragen nach Tests, mehr Abdeckung oder einem Regressionstest.',
  'Improves the shape of code without changing what it does - smaller functions, clearer names, less duplication, better seams - in small proven steps. Use when the user asks to refactor, clean up, split, extract, simplify or untangle code.':
    'Verbessert die Form von Code, ohne zu ändern, was er tut: kleinere Funktionen, klarere Namen, weniger Doppeltes, bessere Nahtstellen, in kleinen belegten Schritten. Zum Umbauen, Aufräumen, Teilen, Herausziehen, Vereinfachen.',
  'Reviews a file, a selection or a change for defects that matter - wrong behaviour, unhandled failures, races, security - each with its line and why it is wrong. Use when the user asks for a review, for problems in code, or whether a change is safe to merge.':
    'Prüft eine Datei, eine Auswahl oder eine Änderung auf Fehler, die zählen: falsches Verhalten, unbehandelte Fehler, Wettläufe, Sicherheit; jeden mit Zeile und Grund. Bei Fragen nach einer Prüfung, nach Problemen, oder ob eine Änderung sicher ist.',
  'Audits code for what can be exploited - injection, broken access control, leaked secrets, unsafe deserialisation, weak cryptography, server-side request forgery - by following data from outside to where it has an effect. Use when the user asks whether code is secure, for an audit, or before a release.':
    'Prüft Code auf Angreifbares (Injection, fehlerhafte Zugriffskontrolle, verratene Geheimnisse, unsichere Deserialisierung, schwache Kryptografie, SSRF), indem es Daten von außen bis zur Wirkung folgt. Bei Fragen nach Sicherheit, oder vor einer Veröffentlichung.',
};
