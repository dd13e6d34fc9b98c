// Words that stand for one idea in making software: a line is an idea, `_` joins the words of a phrase.

/** A word may stand in several lines; a line is worth less to a word the more lines it stands in. */
export const SOFTWARE = `
database postgres mysql mariadb sqlite redis mongodb oracle sql dynamodb cassandra clickhouse duckdb cockroachdb datastore rdbms
table column row record schema field view
query select join sql statement lookup index
migration migrate schema_change alembic flyway liquibase knex move transfer relocate switch
orm prisma typeorm sequelize hibernate sqlalchemy drizzle object_mapper
connection connect host hostname url address ip endpoint dsn port socket server
address ip url hostname domain dns location path uri link
port listen bind socket
pool pooler pgbouncer connection_pool
transaction commit rollback atomic lock isolation
lock mutex semaphore exclusive concurrent race deadlock
index btree gin primary_key foreign_key key
backup restore snapshot dump copy archive recovery recover
replica replication standby failover follower leader primary secondary redundancy
storage disk volume bucket s3 blob filesystem drive store space
cache caching redis memcached memoize lru ttl cdn
queue broker kafka rabbitmq nats sqs pubsub stream topic redpanda pulsar job_queue
message event notification topic publish subscribe
webhook callback hook notify notification
consumer producer subscriber publisher worker
retry retries backoff attempt again repeat resend
job task worker cron background scheduled batch
schedule cron timer interval nightly daily periodic calendar
search elasticsearch opensearch lucene solr meilisearch algolia full_text find lookup
server backend service host machine box instance
computer machine laptop pc workstation desktop notebook device mac
cluster kubernetes nomad swarm node pod helm
container docker podman image compose kubernetes
virtual_machine vm hypervisor vagrant
cloud aws azure gcp hetzner digitalocean hosting provider
serverless lambda function cloud_function worker
deploy deployment release rollout ship publish launch go_live production
rollback revert undo roll_back restore back_out
environment staging production development sandbox preview
production live prod
staging preproduction test_environment rehearsal
release version tag changelog semver milestone
version release revision edition upgrade update
upgrade update bump migrate newer patch
deprecated obsolete legacy old outdated sunset end_of_life
ci pipeline continuous_integration github_actions jenkins gitlab_ci circleci buildkite workflow build
build compile bundle package artifact binary make
bundler webpack vite rollup esbuild parcel turbopack
package_manager npm pnpm yarn bun pip poetry cargo gradle maven composer
dependency library package module framework third_party
python_packages pip poetry uv conda pipenv virtualenv
test_runner jest vitest mocha pytest unittest junit test
test spec unit_test integration_test e2e end_to_end coverage assertion
browser_test playwright cypress selenium puppeteer end_to_end
mock stub fake fixture double
flaky unstable intermittent unreliable random
coverage percentage tested
linter eslint oxlint pylint ruff clippy lint static_analysis
formatter prettier biome black gofmt rustfmt format formatting
style convention formatting guideline naming
indentation tabs spaces indent two_spaces four_spaces width
quotes quote single_quote double_quote apostrophe
semicolons semicolon punctuation
naming name rename call identifier camelcase snake_case prefix suffix
comment docstring jsdoc documentation annotate
documentation readme manual guide wiki handbook docs
typescript javascript node js ts ecmascript
python py django flask fastapi
java kotlin jvm spring
rust cargo crate
go golang
language programming_language typescript python rust java go
runtime node deno bun jvm interpreter
compiler transpiler babel tsc swc
framework react vue angular svelte django rails express fastify spring next
web_framework express fastify koa hapi flask django rails gin
frontend ui client web browser react vue page
component widget element control
state redux zustand mobx pinia store context riverpod bloc
css tailwind styling sass stylesheet styled_components style
font typeface typography
icon logo symbol image emoji
color theme dark light palette contrast
layout grid flexbox column responsive
button click press tap
form input field validation
screen page view display window panel
home_screen start_page landing first_screen homepage
menu navigation sidebar tab toolbar
animation transition motion
accessibility screen_reader aria contrast disabled blind
translation translate i18n locale localization language multilingual translated string text
language english german french spanish dutch italian japanese chinese locale
auth authentication login sign_in oauth oidc sso identity identity_provider password session jwt keycloak auth0 okta
authorization permission role access rbac acl allowed right policy privilege forbid
login sign_in log_in credentials account session
logout sign_out log_out session_end
password passphrase secret credential pin
secret token api_key credential key vault password
token jwt bearer access_token session
two_factor mfa otp totp second_factor authenticator
user account customer client member visitor person people
customer client buyer shop merchant tenant
admin administrator operator maintainer owner
register signup sign_up onboarding enroll
privacy gdpr personal_data data_protection consent anonymize pseudonym erase
erase delete remove purge wipe forget drop clear
retention keep retain store expire days
security vulnerability exploit attack cve hardening secure safe unsafe
ransomware malware virus extortion blackmail attack
encrypt encryption cipher aes chacha crypto decrypt
hash digest checksum sha sha256 md5 fingerprint
signature sign signed hmac verify genuine authentic
verify check validate prove confirm ensure make_sure
certificate tls ssl https letsencrypt
key_derivation argon2 scrypt bcrypt pbkdf2
firewall vpn nat proxy gateway network
proxy nginx caddy traefik haproxy load_balancer gateway
load_balancer balancer traffic distribute
network internet wifi bandwidth connection online lan
bandwidth throughput upload download transfer speed
offline disconnected no_network without_network airplane
upload send transmit transfer push
download fetch pull receive get
api rest graphql grpc endpoint interface http
rest http request response get post
graphql apollo query resolver
grpc protobuf rpc
api_description openapi swagger documentation spec
http request header status response
header cookie metadata
status_code error_code code 404 500 503
cors origin cross_origin
rate_limit quota throttle limit cap too_many_requests
limit maximum cap quota bound ceiling threshold max
threshold limit boundary level cutoff
minimum least lowest floor
timeout deadline expire wait time_limit
deadline due due_date delivery_date until by_when finish ready
page_size pagination cursor offset limit
json yaml toml xml csv parquet format
parquet csv arrow avro file_format columnar
serialization protobuf json msgpack encode
schema json_schema zod validation type contract
validation validate zod check sanitize
type typing interface generic
error exception failure fault bug crash panic
crash fail break broken die down outage hang freeze stop
outage incident downtime down unavailable failure broke
hang stuck freeze block blocked stall deadlock
bug defect issue problem error mistake wrong fault
problem issue trouble difficulty wrong
cause reason why because due_to blame culprit origin root_cause
fix repair solve solution remedy cure resolve correct patch mend
workaround alternative fallback substitute replacement
replace replacement swap substitute switch successor instead exchange
incident postmortem review retrospective
debug debugger breakpoint trace inspect investigate
log logging logger pino winston log4j trace
logging pino winston logger structured_log
monitor monitoring grafana prometheus datadog alert dashboard metrics observability
alert alarm page paged pager warning notify pagerduty oncall
metric measure counter gauge histogram number figure statistic
dashboard chart graph report grafana
chart graph plot diagram figure
tracing opentelemetry trace span jaeger
performance fast slow speed latency quick faster slower optimize speedup
latency delay response_time milliseconds slow lag late
fast faster quick quicker speed rapid
slow slower sluggish lag takes_long
late delayed delay overdue lag
early soon premature ahead
memory ram heap out_of_memory leak oom
cpu processor core load
gpu cuda graphics_card nvidia
load traffic peak volume requests throughput
peak highest maximum top spike most
scale scaling autoscale grow capacity
capacity size space room
size big large small megabytes bytes length volume
big large huge great bigger
small little tiny mini smaller
increase raise grow more higher enlarge up
decrease reduce lower shrink less cut down drop
parallel concurrent simultaneous at_once thread async
thread worker process fork
simultaneous same_time at_once together parallel
batch chunk bundle group pack
compress compression gzip zstd brotli zip
deduplicate duplicate double twice repeated dedup
duplicate double twice same copy
unique distinct single
merge combine join unite conflict
split separate divide part partition
partition shard bucket segment
git commit branch merge rebase repository
branch trunk main master feature_branch
pull_request merge_request review pr code_review approval
review approve approval feedback reviewer
commit message conventional_commits
repository repo monorepo codebase github gitlab
monorepo workspace turborepo nx lerna
editor ide vscode vim emacs jetbrains intellij
terminal shell bash zsh cli command_line console
command cli argument flag option subcommand
config configuration settings option preference environment_variable env
environment_variable env dotenv variable
feature_flag toggle switch launchdarkly flag experiment
experiment ab_test trial variant
flag option switch toggle
default standard normal usual preset
enable activate turn_on switch_on on
disable deactivate turn_off switch_off off
license mit apache gpl copyright open_source
price cost money budget fee charge expensive cheap
money amount cents currency euro dollar payment
payment pay stripe paypal billing invoice checkout charge
invoice bill billing accounting receipt
accounting accountant finance bookkeeping
subscription plan tier pricing renewal
order purchase buy checkout basket cart
discount coupon voucher promotion rebate
refund return chargeback
`;
