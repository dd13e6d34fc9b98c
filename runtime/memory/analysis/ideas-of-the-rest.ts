// Words that stand for one idea outside of software, as far as it is spoken of at work: in the form of ideas-of-software.ts.

export const THE_REST = `
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
