# The interface's words. Every key has its Chinese in zh.ftl.

# Card
card-motto = First the feelings, then the matter
card-motto-safety = People's safety first; the rest can wait
card-now = Say now
card-stage = Say ({ $stage })
card-never = Never say → say instead
card-steps = Next steps
card-first-safety = Do this first
card-escalate = If any of this happens, report to { $manager }:
card-more-never = Not these either
card-why-never = Why not
card-facts = On what basis
card-quotable = may be said to the customer
card-internal = internal only
card-in-force = in force since { $date }
card-method = Method: { $names }
card-no-script = There is no ready sentence for this stage; follow the steps below.
short-never = Never say
short-steps = Next

stage-contact = Contact
stage-clarify = Clarify
stage-resolve = Resolve
stage-follow_up = Follow up

button-other = 🔄 Another wording
button-copy = 📋 Copy
button-copy-one = 📋 Copy { $number }
button-why = ❓ Why these
button-escalate = ⬆️ Escalate
button-back = ⬅️ Back
button-also = + { $title }
button-none-of-these = None of these
button-more = More ▸
button-previous = ◂ Back
button-kinds = ☰ All categories

by-staff = me
by-colleague = a colleague
by-duty_manager = { $manager }
by-security = security
by-specialist = the specialist team
by-crew = the crew
by-back_office = the back office
within-now = now
within-talking = while talking
within-before_leaving = before they leave
within-afterwards = afterwards
within-today = today
within-as_agreed = at the time agreed
within-manager_time = { $manager_time }
within-reply_time = { $reply_time }
within-manager_time-open = call at once
within-reply_time-open = agree on a time

# Why, escalate
why-title = Why these
why-heard = heard “{ $words }”
why-guess = from the sentence as a whole
why-chosen = you chose it
why-sure = { $percent }% sure
why-card-only = This card was opened from a list; there is no description to compare with.
escalate-title = When to escalate
escalate-to = Report to { $manager }
escalate-none = Escalate when you cannot settle it yourself, or do not feel safe.
escalate-handover = Say it once when you hand over (the customer need not tell it again)
escalate-handover-text = At the counter: { $titles }. Please come and take over. I have noted what happened; the customer need not tell it again.
button-copy-handover = 📋 Copy the hand-over

# Unsure, nothing
unsure-title = Is it one of these?
unsure-hint = Tap one for its card, or say it a little more precisely.
nothing-title = This is not in the phrase library.
nothing-hint = Better to say so than to hand you the wrong words. Ask in other words, or look through the categories:
empty-hint = Say in one sentence what is going on, such as: customer shouting, asks for the leader, wants compensation

# Browse
kinds-title = Browse by category
kind-title = { $kind } · { $count } situations
kind-safety = Safety
kind-behaviour = Mood and behaviour
kind-demand = Demands
kind-service = Service problems
kind-billing = Bills and fees
kind-power = Electricity
kind-telecom = Telecom
kind-heating = Heating
kind-courtesy = Everyday courtesy

# Methods, regulations
methods-title = Methods
methods-hint = Tap one for its steps, or look it up: /methods sandwich
methods-none = No method found for “{ $words }”. All methods:
method-when = When to use it: { $when }
method-steps = Steps
method-example = Example: { $title }
method-origin-seed = Source: course material
method-origin-public = Source: public material
method-origin-ours = Source: named in the course material without a definition; this is our definition
law-title = Regulations and pledges
law-hint = Tap one for its gist, or look it up: /law arrears
law-none = Nothing found for “{ $words }”. All entries:
law-unverified = The text was not verified: internal only, never to a customer
law-internal = Internal only, not quoted to customers
law-quotable = May be said to the customer

# Settings
language-title = Which language shall I answer in?
language-auto = The question's own
language-zh = 中文
language-en = English
language-set = Fine, I will answer in English from now on.
language-set-auto = Fine, I will answer in the language you ask in.
short-on = Short cards from now on: what to say, what never to say, what to do. /short switches back.
short-off = Full cards from now on.

# Start, help
start-title = Hello, I am the service script assistant.
start-how = Tell me in one sentence what is going on, and I give you at once: what to say, what never to say, what to do next.
start-example = For example: customer shouting, asks for the leader, wants compensation
start-private = I look nothing up online and keep nothing you send. Please leave out names, phone numbers and account numbers.
help-title = How to use it
help-ask = Just send one sentence about what is going on
help-card = Buttons under a card: stages, another wording, copy, escalate
help-group = In groups: mention me, reply to me, or use /ask
help-inline = In any chat type @{ $bot } and two letters or more, such as: refund; pick a sentence to post
help-edit = Sent the wrong words? Edit your message and the card follows
about-text = Service script assistant { $version } · { $situations } situations · { $rules } landmines · { $methods } methods
about-offline = Everything is on this machine; no language model; nothing a customer said leaves it.
about-honest = When unsure it says so; what is not in the library it says so too.
ask-how = Write what is going on behind /ask, such as: /ask customer wants compensation

command-start = Start
command-help = How to use it
command-ask = Describe a situation, get scripts
command-browse = Browse by category
command-methods = Look up a method
command-law = Look up regulations and pledges
command-language = Choose the language
command-short = Short cards / full cards
command-about = About this assistant
bot-description = A customer in front of you? Say in one sentence what is going on and get at once: what to say, what never to say, what to do next.
bot-about = Scripts for frontline service: what to say, what never to say, what to do next.

# Others
media-photo = I cannot see pictures. Please say in one sentence what is going on.
media-voice = I cannot hear voice messages. Please type a sentence; a few words will do, such as: wants compensation
media-sticker = Stickers are beyond me. Please say in one sentence what is going on.
media-other = I cannot read this. Please say in one sentence what is going on.
command-unknown = There is no such command. Just send a sentence about what is going on, or see /help
press-old = This button is out of date; please send the situation again.
press-language = Fine
error-sorry = Something went wrong; please send it again. If it keeps happening, give this number to your administrator: { $reference }
inline-open = Open the assistant
inline-nothing = Nothing found, try another word

# Terminal
terminal-hello = HUASHU_BOT_TOKEN is not set, so we chat here. Say in one sentence what is going on; Ctrl-D ends.
terminal-choose = Type a number to press a button
terminal-copied = To copy:
terminal-no-button = There is no button { $number }.

# Kinds of customers, a moment to breathe
card-customer = With this customer: { $name }
button-customers = 👤 What kind of customer
button-customer-like = 👤 Perhaps: { $name }
customers-title = What kind of customer?
customers-hint = Only for choosing words, no verdict on anyone; never said to a customer, never put on record.
customers-manner = How they talk
customers-difficulty = What makes it hard
customer-lead = Only for choosing words, no verdict on anyone.
customer-recognise = What you can see
customer-needs = What they need
customer-speak = Speak like this
customer-avoid = What sets them off
customer-say = Ready to say
care-title = That was hard. Take a minute for yourself
care-reset = Sixty seconds to come down
care-reframe = That sentence, seen another way
care-heard = What you heard: { $text }
care-thought = What you told yourself: { $text }
care-instead = Another way to see it: { $text }
care-hand-over = When to hand over
care-after = Afterwards
care-none = Pause for a minute and breathe slowly three times. Ask a colleague to take over if you need to.
button-care-more = 🔄 Another sentence
command-customers = See what kind of customer it is
command-breathe = Take a moment to breathe

# The library check
check-warning = warning:
check-problems = { $count } problem(s)
check-summary = { $situations } situations, { $rules } rules, { $methods } methods, { $regulations } regulations: { $problems } problem(s), { $warnings } warning(s)
