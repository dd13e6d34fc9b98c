// Words that stand for one idea in the talk of developers: a line is an idea, `_` joins the words of a phrase.

/** A word may stand in several lines; a line is worth less to a word the more lines it stands in. */
export const CONCEPTS = `
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
shop store merchant retailer ecommerce seller
product item article goods catalog
stock inventory warehouse
parcel package shipment delivery consignment mail letter
carrier courier shipping dhl ups fedex
customs border import duty
deliver delivery arrive arrival ship
tracking track trace follow position
email mail smtp newsletter message inbox
sms text phone message
push_notification apns fcm notification
chat slack teams discord message
call phone ring telephone
meeting standup call conference appointment
video_conference zoom teams meet call video
appointment booking reservation schedule calendar slot visit
booking book reserve reservation
cancel abandon abort drop quit stop
calendar date day schedule
time hour minute clock o'clock
time_zone utc timezone local_time cet
date day birthday deadline
morning evening night noon afternoon
night nocturnal overnight dark
weekend saturday sunday
holiday vacation leave off
summer winter spring autumn season
once single one_time
often frequency frequent every interval how_often
rarely seldom rare
always every_time constantly
never not forbidden off_limits banned prohibited ban refuse
forbidden ban banned prohibited not_allowed off_limits disallowed
allow permit allowed may accept
must require required mandatory obligatory need
optional voluntary
accept approve agree consent yes
refuse reject decline deny no turn_down
agree decide settle agreement decision choose pick
decide decision choose choice pick settle select
suggest recommend propose advise advice
promise guarantee commit assure
plan roadmap milestone goal intention
goal aim target objective want
idea proposal suggestion thought
wish want request desire ask
complain complaint unhappy annoyed dissatisfied
praise like happy satisfied pleased
prefer preference favorite like rather
opinion think believe view
question ask answer reply
explain explanation describe tell
describe description explain text
teach learn train training education
learn training model machine_learning fit
model neural_network network classifier machine_learning ml
classifier classify classification category class label
class category kind type group
label annotate annotation tag annotator
expert specialist professional annotator reviewer
dataset data corpus samples examples training_data
sample example clip snippet instance
train training epoch learning fit
evaluate evaluation score accuracy metric validation
score result accuracy f1 precision recall rating points
accuracy precision recall f1 correct hit_rate
threshold confidence score cutoff
overfit overfitting generalize leak
holdout held_out test_set unseen validation
augmentation noise mix augment
embedding vector similarity semantic
prompt llm gpt claude chatbot language_model
inference predict prediction forecast
hyperparameter learning_rate batch_size epoch
experiment_tracking mlflow wandb tensorboard run
checkpoint save snapshot
notebook jupyter colab
image picture photo camera vision pixel
audio sound recording microphone noise voice spectrogram
recording recorder record clip tape
noise background disturbance interference
video film movie stream recording
camera photo lens picture
microphone audio mic recorder
sensor measurement device detector
hardware device board chip electronics
device phone tablet gadget hardware
phone smartphone mobile iphone android handset
ios iphone apple ipad app_store
android google_play pixel samsung
apple app_store ios mac
microsoft windows azure office
google gcp android chrome
mobile_app app flutter react_native android ios
flutter dart mobile
battery power energy charge consumption
power energy electricity supply
temperature heat hot cold warm
weather rain wind storm
firmware embedded microcontroller
board raspberry_pi arduino esp32 microcontroller
radio bluetooth wireless lora antenna
gps position location coordinates map
map geography coordinates location mapbox
distance length range meters kilometers
height altitude tall
angle rotation degrees
speed velocity fast
motor engine drive
robot bot crawler automated machine
bot robot crawler scraper spider
game player level enemy
player user gamer
level stage wave difficulty
enemy monster opponent
difficulty hard easy challenge
sprite texture asset graphics
physics collision gravity
sound music effect audio
file document attachment
folder directory path
path location directory where
file_name name extension
upload_limit size maximum
template boilerplate scaffold skeleton
example sample demo
demo presentation show
prototype draft proof_of_concept mvp
pilot trial test_phase beta
beta tester preview early_access
tester testers beta qa
feedback comment response opinion
survey questionnaire poll
report summary statement overview
report monthly weekly statistics
paper article manuscript publication journal
book chapter reading
conference talk presentation
university research science student
hospital clinic medical doctor patient health
doctor physician nurse clinician
patient sick ill
health medical clinic
medicine drug dose prescription
museum collection archive
animal bird species
bird species birdsong
park reserve nature station
school teacher student class
government authority ministry public
law legal lawyer court regulation
compliance audit regulation gdpr
audit log trail record
contract agreement terms
company business firm employer vendor
vendor supplier provider third_party
team colleague coworker group staff
manager boss lead chief
employee staff worker colleague
hire join new_hire onboarding
leave quit depart
responsible owner in_charge maintain
family mother father parent relative
friend colleague acquaintance
birthday anniversary party
food eat lunch coffee
travel trip flight train
car vehicle traffic
house home apartment building
city town location place
country nation region germany
region zone area location
frankfurt berlin amsterdam europe location
data information content record
data_pipeline etl airflow dbt dagster ingestion
pipeline etl workflow dag
warehouse bigquery snowflake redshift data_warehouse
dbt transformation model sql
event tracking analytics click
click tracking analytics event
analytics statistics tracking metrics
session visit stay
visit session visitor
visitor user guest
page_view view hit visit
marketing campaign advertising ads
campaign advertisement marketing
revenue income sales turnover
sales revenue selling
currency exchange_rate euro dollar
tax vat duty
number count amount quantity how_many
count number total sum
percentage percent share ratio rate proportion
rate ratio frequency share
average mean median
ratio share fraction part
difference gap discrepancy mismatch differ
mismatch differ inconsistent discrepancy disagree match
equal same identical match
compare comparison versus benchmark
benchmark measurement performance_test load_test
load_test k6 stress benchmark
improve improvement better gain enhance
worse worsen degrade regression
change modify alter adapt adjust edit
adapt adjust change modify
shift move postpone delay
postpone delay defer later put_off
start begin beginning launch open
end finish stop close complete conclude
finish complete done ready end
open closed close shut
new fresh latest recent
old former previous legacy earlier
current now present today
before earlier previously prior former
after later afterwards then
first initial original beginning
last final latest
next following upcoming
temporary interim provisional
permanent forever for_good always constantly
running permanently daemon service background resident
daemon service background_process systemd
windows macos linux operating_system
linux ubuntu debian fedora
operating_system windows linux macos
install setup installer installation
uninstall remove delete
installer msi dmg deb homebrew package
setup set_up install configure
user_interface ui gui screen
keyboard shortcut key hotkey
mouse pointer cursor click
printer print label paper
scan scanner barcode
barcode qr_code scan
pdf document print
spreadsheet excel csv table
export download dump output
import load ingest upload
sync synchronize mirror replicate
conflict disagreement contradiction clash
share sharing shared common
public open external
private internal secret confidential
internal inside intern
external outside third_party
domain dns hostname subdomain
subdomain domain host
redirect forward reroute
link url reference
anchor reference id
id identifier key uuid
uuid ulid id identifier
random chance probability
probability likelihood chance risk
risk danger hazard threat
safe secure protected
protect protection guard defend secure
guard check protect
warn warning caution
ignore skip exclude omit leave_out
exclude omit leave_out filter ignore
filter exclude select
include contain cover
contain hold include
empty blank missing null
missing absent lost lacking
lost lose missing gone
find locate discover detect
detect recognize recognise discover identify notice
recognize identify detect distinguish
distinguish tell_apart confuse differentiate
confuse mix_up similar alike
similar alike resemble same
hide hidden conceal invisible
show display visible present
visible show display
remember store keep memory
forget lose unknown
know aware familiar
understand comprehend grasp
notice observe see
watch observe monitor
wait pause hold delay
pause break interval wait
break pause rest
interrupt abort disturb
disturb ruin interfere annoy
throttle limit slow_down bandwidth
weight heavy light
quality good bad grade
clean cleanup tidy refactor
refactor rewrite restructure cleanup
rewrite port redo
architecture design structure
design figma mockup wireframe
pattern approach way method
method function procedure
algorithm method procedure technique
rule policy convention guideline
policy rule regulation
standard norm convention
requirement need demand
feature function capability
capability ability able
architecture microservice monolith service
microservice service monolith
plugin extension addon module
extension plugin addon
hook lifecycle callback
adapter connector driver integration
driver adapter connector
integration connect connector
sandbox isolated container
isolation separate sandbox
outbox transactional_outbox event
idempotent idempotency duplicate
eventual_consistency consistency stale
stale outdated old expired
expire expiry ttl lifetime valid
lifetime duration validity expire
duration long time lasting how_long
window span period range
period span interval time
range span interval
midnight day_boundary cutoff
boundary edge limit border
edge corner border
center middle
left right side
top bottom upper lower
vertical horizontal
round circle rounded
line row stroke
text string words
word term text
letter character
title heading headline
summary overview abstract
list enumeration array
tree hierarchy nested
graph node edge
queue_depth backlog lag
dead_letter parked undeliverable failed
garbage collect cleanup waste
pack packs archive bundle
fill utilization full
reclaim rewrite compact prune
prune cleanup remove
monthly month
weekly week
yearly year annual
mail_server smtp postfix
newsletter mailing
headline title
`;
