// What `memfun help` prints.

export const HELP = `memfun: a coding agent without the context wall

Usage: memfun <command> [options]

Commands
  ask "question"            answer a question about a folder, with citations; @path, @diff, @memory:WORDS name things
  chat                      a conversation, line by line: commands such as /status, and names with @, as in the editor
  explain FILE[:LINE[-LINE]]  explain a file or a range
  review FILE               review a file
  audit [FILE]              look for what can be exploited, in a file or in the whole folder
  fix FILE:LINE[-LINE]      a new text for these lines (in "data" with --json); changes nothing
  test FILE                 write tests for a file
  refactor FILE[:LINE[-LINE]]  change the shape of code, not what it does
  analyze                   what is in this folder, and where to start
  memory save TEXT | search TEXT | list | get ID | update ID TEXT | forget ID | restore ID | pin ID | unpin ID
         relate FROM KIND TO | history ID | conflicts | timeline | profile | stats | metrics
         export [FILE] | import FILE [--dry-run] | backup FILE | restore-backup FILE | verify [BACKUP]
  trace list [TEXT] | show RUN | export RUN… [FILE] | import FILE | replay RUN | remove RUN | analyze
                            what earlier runs did; a run is named by its id, or "last"
  optimize targets | run TARGET [--optimizer gepa|mipro] [--objective quality|cost|latency] | status | report ID [FILE] | accept ID | reject ID | rollback
                            better prompts from recorded runs, proved on held-out ones; nothing changes until accepted
  synthesize list | run GROUP|first [skill|agent] [--usd N]
                            a skill or an agent from successful runs of one kind, tried with and without it on held-out ones
  ab start PROPOSAL|agent:NAME FILE|skill:NAME FILE|model:ID [--share 0.5] [--limit TASKS] | status | stop
                            another version or model beside what is in force, conversation by conversation; harm ends it by itself
  locate "TEXT"             the files that an issue or a commit message speaks of, best first (--limit N;
                            --all waits for the map of a large repository)
  commit-message            a message for what is staged, or for all that changed
  web fetch URL | search QUERY   a public page as Markdown, or what a search finds
  policy check -- COMMAND   what would be decided about a shell command
  agent list | info NAME | validate FILE | create NAME | run NAME "task"
        convert FILE memfun|vscode|claude|earlier
  instructions [PATH]       what the workspace tells agents (AGENTS.md), as it holds for PATH
  skill list | info NAME | validate FOLDER | create NAME "WHAT AND WHEN" | stats | enable NAME | disable NAME
        install SOURCE [--skill NAME] [--yes]   a folder, a .zip or .tar.gz, or a git address (#branch:folder);
                            says what is in it, and installs only with --yes
        update [NAME] [--yes] | remove NAME | restore NAME | export NAME FILE
        search [WORDS] --registry FILE   an index of skills (its form: skills/README.md)
  mcp [--http PORT]         serve tools, memory and the agent to clients of the Model Context Protocol, over
                            standard input and output, or on this machine's loopback address with a token
  mcp servers | show NAME | allow NAME [TOOL] | deny NAME | login NAME | logout NAME | call NAME TOOL [JSON]
                            the servers that a folder configures, and one call by hand
  worker [--agents A,B] [--dir DIR | --git URL#REF] [--concurrency N]
                            do tasks of a tier (--tier, --servers, --space) until it is stopped
  task submit "TASK" [--agent NAME] [--var NAME=FILE] [--commit C] [--detach] | list | show ID | cancel ID | dead
         requeue ID | discard ID | workers | status   give work to workers, and see what becomes of it
  tier status               where the tier of this folder lies, how it does, and who works on it
  tier migrate --from KIND[=ADDRESS,…] --to KIND[=ADDRESS,…]
                            take state and tasks from sqlite, redis or nats to another of them; with files[=FOLDER] on
                            one side the conversations that lie there; with --merge into a tier that is in use; may be
                            run again
  repl                      the loop's sandbox by hand: one {"cell": "…"} a line
  doctor                    check models, sandbox, search, storage
  version

Options
  --dir DIR        the folder to work on (default: the current one); a folder that holds a store of memory
                   (memory/project) is used as that store
  --model ID       provider/model, e.g. anthropic/claude-sonnet-4-5 or offline/rules
  --mode NAME      ask (show changes, make none), auto (make them; ask "/undo" takes them back) or plan;
                   policy check also knows bypass
  --effort LEVEL   auto, direct, agent or team
  --agents TEXT    (ask) the request, for several agents: their plan is printed as it goes, with --json its events, one
                   a line; ask --session ID --agents resume goes on with an interrupted plan
  --engine NAME    isolated-vm, quickjs, docker or modal
  --session ID     go on with an earlier conversation
  --storage DIR    where memory and conversations are kept (default: ~/.memfun)
  --layer L, --category C, --tag T, --field NAME=VALUE, --importance 0..1, --expires TIME   (memory) of what is
                   saved or changed; the first four also choose what is found or listed
  --session ID, --speaker NAME, --role ROLE, --created-at TIME   (memory save) a turn of a conversation, kept as it is
  --after TIME, --before TIME, --as-of TIME, --all, --status S, --limit N, --explain   (memory search, list, timeline)
  --metrics PORT   (mcp) metrics of memory for Prometheus, on this machine alone
  --allow PATTERN, --deny PATTERN   (policy check) "npm test", or "git commit *" for any arguments
  --project        (skill create, install) for this folder alone, not for all
  --digest D, --registry FILE, --key KEY   (skill) what it must be, where it is listed, whose signature counts
  --tier NAME, --servers ADDRESS,…, --user NAME, --space NAME   (worker, task) sqlite, redis or nats; where it is; and
                   who shares it. Also MEMFUN_TIER, MEMFUN_TIER_SERVERS, MEMFUN_TIER_USER and MEMFUN_TIER_SPACE;
                   the password is in REDIS_API_KEY or NATS_API_KEY
  --lease SECONDS, --drain SECONDS, --name NAME   (worker) after how long a silent worker loses its task, how long
                   tasks may go on once it is stopped, and what it is called
  --language TAG   en or de: of errors (default: MEMFUN_LANGUAGE, LC_ALL, LC_MESSAGES, LANG; with --json always en)
  --json           one JSON record instead of text
  --quiet, -q      no progress on stderr
  --format jsonl|otlp|sqlite, --otlp URL   (trace export) the form of the file, or the collector to send to
  --examples FILE, --judge, --calls N, --usd N, --seed N   (optimize run) JSON lines instead of recorded runs, a model
                   that judges what nothing is expected of, the budget, another search
  --step N, --cell FILE   (trace show, replay) one step; another cell in its place, from which the run goes on for real
  --replay FILE, --record FILE   (repl) rebuild a session from a record, write one at the end

Keys are read from ANTHROPIC_API_KEY, OPENAI_API_KEY, BRAVE_API_KEY, TAVILY_API_KEY and so on.
MEMFUN_SEARCH names the search engine (duckduckgo, brave, tavily, searxng), MEMFUN_SEARCH_URL a SearXNG server.

Exit codes
  0 answered   1 failed   2 the command line or the configuration is wrong
  3 ended early by a budget or without progress (the best answer so far is printed)   130 stopped
  policy check: 0 allow   2 the command line is wrong   3 ask   4 deny
`;
