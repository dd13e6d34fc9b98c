// What `memfun help` prints, in German. How a command is typed is the same in every language.

export const germanHelp = `memfun: ein Agent für Code ohne die Grenze des Kontextfensters

Aufruf: memfun <Befehl> [Optionen]

Befehle
  ask "question"            eine Frage zu einem Ordner beantworten, mit Belegen; @path, @diff, @memory:WORDS nennen etwas
  chat                      ein Gespräch, Zeile für Zeile: Befehle wie /status und Namen mit @, wie im Editor
  explain FILE[:LINE[-LINE]]  eine Datei oder einen Bereich erklären
  review FILE               eine Datei prüfen
  audit [FILE]              Angreifbares suchen, in einer Datei oder im ganzen Ordner
  fix FILE:LINE[-LINE]      ein neuer Text für diese Zeilen (mit --json in "data"); ändert nichts
  test FILE                 Tests für eine Datei schreiben
  refactor FILE[:LINE[-LINE]]  die Form von Code ändern, nicht was er tut
  analyze                   was in diesem Ordner ist, und wo anzufangen ist
  memory save TEXT | search TEXT | list | get ID | update ID TEXT | forget ID | restore ID | pin ID | unpin ID
         relate FROM KIND TO | history ID | conflicts | timeline | profile | stats | metrics
         export [FILE] | import FILE [--dry-run] | backup FILE | restore-backup FILE | verify [BACKUP]
  trace list [TEXT] | show RUN | export RUN… [FILE] | import FILE | replay RUN | remove RUN | analyze
                            was frühere Läufe taten; ein Lauf wird mit seiner Kennung genannt, oder mit "last"
  optimize targets | run TARGET [--optimizer gepa|mipro] [--objective quality|cost|latency] | status | report ID [FILE] | accept ID | reject ID | rollback
                            bessere Prompts aus aufgezeichneten Läufen, an zurückgehaltenen belegt; nichts ändert sich vor der Annahme
  synthesize list | run GROUP|first [skill|agent] [--usd N]
                            ein Skill oder ein Agent aus gelungenen Läufen einer Art, mit und ohne ihn an zurückgehaltenen erprobt
  ab start PROPOSAL|agent:NAME FILE|skill:NAME FILE|model:ID [--share 0.5] [--limit TASKS] | status | stop
                            eine andere Fassung oder ein anderes Modell neben dem geltenden, Gespräch für Gespräch; schadet es, endet es von selbst
  locate "TEXT"             die Dateien, von denen ein Issue oder eine Commit-Nachricht spricht, die beste zuerst (--limit N;
                            --all wartet auf die Karte eines großen Repositorys)
  commit-message            eine Nachricht für das Vorgemerkte, oder für alles Geänderte
  web fetch URL | search QUERY   eine öffentliche Seite als Markdown, oder was eine Suche findet
  policy check -- COMMAND   was über einen Shell-Befehl entschieden würde
  agent list | info NAME | validate FILE | create NAME | run NAME "task"
        convert FILE memfun|vscode|claude|earlier
  instructions [PATH]       was der Arbeitsbereich Agenten sagt (AGENTS.md), wie es für PATH gilt
  skill list | info NAME | validate FOLDER | create NAME "WHAT AND WHEN" | stats | enable NAME | disable NAME
        install SOURCE [--skill NAME] [--yes]   ein Ordner, ein .zip oder .tar.gz, oder eine Adresse von git (#branch:folder);
                            sagt, was darin ist, und installiert nur mit --yes
        update [NAME] [--yes] | remove NAME | restore NAME | export NAME FILE
        search [WORDS] --registry FILE   ein Verzeichnis von Skills (seine Form: skills/README.md)
  mcp [--http PORT]         Werkzeuge, Gedächtnis und Agent für Clients des Model Context Protocol anbieten, über
                            Standardeingabe und -ausgabe, oder an der Loopback-Adresse dieses Rechners mit einem Token
  mcp servers | show NAME | allow NAME [TOOL] | deny NAME | login NAME | logout NAME | call NAME TOOL [JSON]
                            die Server, die ein Ordner einrichtet, und ein Aufruf von Hand
  worker [--agents A,B] [--dir DIR | --git URL#REF] [--concurrency N]
                            Aufgaben einer Ebene erledigen (--tier, --servers, --space), bis er angehalten wird
  task submit "TASK" [--agent NAME] [--var NAME=FILE] [--commit C] [--detach] | list | show ID | cancel ID | dead
         requeue ID | discard ID | workers | status   Workern Arbeit geben und sehen, was daraus wird
  tier status               wo die Ebene dieses Ordners liegt, wie es ihr geht, und wer daran arbeitet
  tier migrate --from KIND[=ADDRESS,…] --to KIND[=ADDRESS,…]
                            Zustand und Aufgaben von sqlite, redis oder nats zu einer anderen davon bringen; mit
                            files[=FOLDER] auf einer Seite die Gespräche, die dort liegen; mit --merge in eine Ebene,
                            die in Gebrauch ist; darf wiederholt werden
  repl                      die Sandbox der Schleife von Hand: ein {"cell": "…"} je Zeile
  doctor                    Modelle, Sandbox, Suche und Speicher prüfen
  version

Optionen
  --dir DIR        der Ordner, an dem gearbeitet wird (sonst: der aktuelle); ein Ordner mit einem Speicher des
                   Gedächtnisses (memory/project) dient als dieser
  --model ID       anbieter/modell, z. B. anthropic/claude-sonnet-4-5 oder offline/rules
  --mode NAME      ask (zeigt Änderungen, macht keine), auto (macht sie; ask "/undo" nimmt sie zurück) oder plan;
                   policy check kennt auch bypass
  --effort LEVEL   auto, direct, agent oder team
  --agents TEXT    (ask) die Anfrage, für mehrere Agenten: ihr Plan wird laufend gezeigt, mit --json seine Ereignisse,
                   eines je Zeile; ask --session ID --agents resume setzt einen unterbrochenen Plan fort
  --engine NAME    isolated-vm, quickjs, docker oder modal
  --session ID     ein früheres Gespräch fortsetzen
  --storage DIR    wo Gedächtnis und Gespräche liegen (sonst: ~/.memfun)
  --layer L, --category C, --tag T, --field NAME=VALUE, --importance 0..1, --expires TIME   (memory) von dem, was
                   gespeichert oder geändert wird; die ersten vier wählen auch, was gefunden oder gezeigt wird
  --session ID, --speaker NAME, --role ROLE, --created-at TIME   (memory save) eine Runde eines Gesprächs, wie sie ist
  --after TIME, --before TIME, --as-of TIME, --all, --status S, --limit N, --explain   (memory search, list, timeline)
  --metrics PORT   (mcp) Messwerte des Gedächtnisses für Prometheus, nur auf diesem Rechner
  --allow PATTERN, --deny PATTERN   (policy check) "npm test", oder "git commit *" für beliebige Argumente
  --project        (skill create, install) nur für diesen Ordner, nicht für alle
  --digest D, --registry FILE, --key KEY   (skill) was es sein muss, wo es verzeichnet ist, wessen Unterschrift zählt
  --tier NAME, --servers ADDRESS,…, --user NAME, --space NAME   (worker, task) sqlite, redis oder nats; wo sie ist; und
                   wer sie teilt. Auch MEMFUN_TIER, MEMFUN_TIER_SERVERS, MEMFUN_TIER_USER und MEMFUN_TIER_SPACE;
                   das Passwort steht in REDIS_API_KEY oder NATS_API_KEY
  --lease SECONDS, --drain SECONDS, --name NAME   (worker) nach wie langem Schweigen ein Worker seine Aufgabe verliert,
                   wie lange Aufgaben nach dem Anhalten weiterlaufen dürfen, und wie er heißt
  --language TAG   en oder de (sonst: MEMFUN_LANGUAGE, LC_ALL, LC_MESSAGES, LANG; mit --json immer en)
  --json           ein Datensatz in JSON statt Text
  --quiet, -q      kein Fortschritt auf stderr
  --format jsonl|otlp|sqlite, --otlp URL   (trace export) die Form der Datei, oder der Sammler, an den gesendet wird
  --examples FILE, --judge, --calls N, --usd N, --seed N   (optimize run) Zeilen von JSON statt aufgezeichneter Läufe, ein
                   Modell, das beurteilt, wovon nichts erwartet wird, das Budget, eine andere Suche
  --step N, --cell FILE   (trace show, replay) ein Schritt; eine andere Zelle an seiner Stelle, ab der der Lauf wirklich weitergeht
  --replay FILE, --record FILE   (repl) eine Sitzung aus einer Aufzeichnung aufbauen, am Ende eine schreiben

Schlüssel kommen aus ANTHROPIC_API_KEY, OPENAI_API_KEY, BRAVE_API_KEY, TAVILY_API_KEY und so weiter.
MEMFUN_SEARCH nennt die Suchmaschine (duckduckgo, brave, tavily, searxng), MEMFUN_SEARCH_URL einen Server von SearXNG.

Rückgabewerte
  0 beantwortet   1 fehlgeschlagen   2 Befehlszeile oder Einrichtung ist falsch
  3 vorzeitig beendet, durch ein Budget oder ohne Fortschritt (die beste Antwort bis dahin steht da)   130 angehalten
  policy check: 0 erlaubt   2 Befehlszeile ist falsch   3 fragen   4 verboten
`;
