"""The words of routine, by what they are about, and the signs of narrative.

Routine is what honest notes repeat because it is the same each week. Each kind has anchors, words that make a stretch
be about it, and company, words that such stretches are otherwise made of. Words of no kind that say nothing either
way
are `NEUTRAL`. Terms are common clinical usage (mental-status domains: StatPearls; risk words: C-SSRS, SAFE-T;
instruments: the field's acronyms), gathered by hand, and widened by what the invented charts to tune on have.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Kind(NamedTuple):
    """One kind of routine."""

    name: str
    """What it is called when a verdict is explained."""
    anchors: re.Pattern[str]
    company: frozenset[str]
    verbs: frozenset[str]
    """Past forms that tell nothing but the routine of this kind: "took" of medication, "arrived" of a session."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _kind(name: str, anchors: str, company: str, verbs: str = "") -> Kind:
    """`anchors` are patterns apart by white space; `_` in one is a space."""
    either = "|".join(anchors.split()).replace("_", r"\s+")
    return Kind(name, re.compile(rf"(?<![\w'])(?:{either})(?![\w'])"), _words(company), _words(verbs))


_NAMES_OF_DRUGS = r"""\w+(?:etine|aline|opram|azepam|azolam|idone|apine|piprazole|otrigine|faxine|trexone)
\w+(?:prion|azosin|azodone|oxetine|epam)
\w+(?:olol|pril|sartan|statin|formin|pentin|barital|phenidate|orphine|triptyline|oxazine|peridol|campral) lithium
depakote valpro\w+ lamictal invega abilify zoloft prozac lexapro celexa paxil wellbutrin effexor pristiq cymbalta
remeron trazodone seroquel zyprexa risperdal latuda vraylar clozaril haldol adderall amphetamine vyvanse ritalin
concerta strattera modafinil suboxone subutex sublocade vivitrol methadone naloxone narcan antabuse disulfiram
acamprosate xanax ativan klonopin valium ambien lunesta buspar buspirone clonidine guanfacine hydroxyzine melatonin
bup bup/nx levothyroxine insulin"""
KINDS = (
    _kind(
        "safety",
        r"""drowsy_driving overdose narcan naloxone
        hotline phone_coaching razors? sharps feel(?:s|ing)?_safe violence substance_concerns warning_signs si hi
        si/hi si/hi/\w+ sib nssi suicid\w+ homicid\w+ self-harm\w* self-injur\w* ideation wish(?:es)?_to_die
        harm(?:ing)?_(?:self|others|himself|herself|themselves|oneself) safety(?:_(?:plan|concerns?|risk))? risk 988
        crisis_line c-?ssrs means firearms? weapons? lethal\w* contract(?:s|ed)?_for_safety ah vh avh cah sa/hi ipv
        domestic_violence intimate_partner_violence abuse neglect mandated duty_to_\w+ urges?_to_\w+ lethality""",
        """drowsy driving overdose narcan naloxone kit carries kits baby infant's
        warning signs text coaching hotline razors sharps tools remain remains feel feels feeling safe both either
        tonight here er flooding before then denied denies deny denying denial plan plans intent means thoughts
        thought die death dead alive harming harm others self urges kill killing himself herself themselves asked
        directly risk low moderate acute chronic current currently active passive safety reviewed assessed screened
        screen concerns concern observed reported reports report noted endorsed endorses elicited indicated needed
        wish wishes any live lives living reasons future protective factors children access firearms firearm guns
        weapons locked secured means home updated place agrees call crisis line emergency services abuse neglect
        imminent danger history attempts attempt none negative positive columbia screener infant baby child caregiver
        family either today session behavior behaviors violence aggression grave disability substance substances use
        ipv domestic intimate partner mandated reporting needed lethality factors committed able contract contracts
        keep aware numbers card copy wallet follow steps go nearest er room hospital rise""",
        "asked updated reviewed agreed denied voiced disclosed verbalized",
    ),
    _kind(
        "mental status",
        r"""affect mood oriented a&ox\d a&o_?x?_?\d? ao_?x_?\d alert thought_(?:process|content) speech insight
        judge?ment eye_contact hygiene groomed grooming euthymic psychotic psychosis hallucinations? delusions?
        intoxicat\w+ linear cooperative mse mental_status withdrawal appearance dressed attire orientation psychomotor
        euthymia dysphoric goal-?directed perception cognition memory attention_and_concentration responding_to
        internal_stimuli well-groomed w/d sx wnl demeanor kempt impulse_control""",
        """affect mood oriented alert speech insight judgment judgement eye contact hygiene groomed well-groomed
        grooming well carefully neat neatly clean casually casual formally dressed dress attire clothing kempt
        appropriately appropriate euthymic psychotic psychosis hallucinations hallucinatory delusions delusional signs
        sign evidence intoxication camera linear goal-directed goal directed logical organized coherent cooperative
        pleasant polite engaged normal rate rhythm tone volume soft loud pressured rapid slow full range congruent
        reactive bright brighter constricted restricted blunted flat labile anxious depressed dysphoric sad tearful
        irritable steady good fair poor limited intact adequate within limits wnl unremarkable process content
        perceptual disturbance disturbances features memory attention concentration person place time situation
        behavior appearance mental status exam withdrawal sx symptoms tremor sweats psychomotor activity agitation
        retardation calm relaxed guarded attentive presented present presents appeared appears remained throughout
        observed noted formal thought disorder internal stimuli responding abnormal abnormalities movements age stated
        paranoia bizarre no ah vh avh same as last unchanged baseline adequately spontaneous fluent clear moderate
        quality tracked grossly impulse control fund knowledge mania manic s/s adl adls self-care motor gait facial
        expression expressions""",
    ),
    _kind(
        "scores",
        r"""sleep_(?:rx|window|schedule|prescription) mood_chart alarm light_box adls? naps? panic_attacks nightmares
        recalled_\d pain_\d a1c bp gds\S* weights? wt labs? vitals falls? walker appetite drinking
        sleep_(?:poor|fair|good|ok|okay|better|worse|\w+_hours?) meal_plan restrict\w* purg\w+ bing\w+ taps? nc pc bls
        target phq\S* gad\S* pcl\S* bdi\S* bai isi\S* oci\S* y-?bocs\S* ors\S* srs\S* oq\S* audit\S* dast\S* suds? voc
        scores? etg peth uds bac ede\S* ies\S* epds\S* pg-13\S* ccaps\S* cows ciwa\S* mdq asrs scared rcads\S* sdq
        cbcl das\S* csi\S* rdas moca mmse who-?das\S* whoqol\S* ptci\S* des\S* tsi\S* basis\S* bam\S* bhs\S* bam-r
        diary sleep efficiency se sol waso tst tib rating ratings subscale averages? sleep_window crav\w*
        \d+(?:\.\d+)?/10 \d+/(?:7|10|100) \d+_of_\d+ breathalyzer utox urine_drug_screen days?_sober sobriety
        abstinent""",
        """rx window schedule prescription chart alarm light drowsy driving energy concentration adl adls
        spending sober clean slips
        practice practices exposures recalled words pain a1c bp gds weight wt range blind labs vitals falls fall
        precautions walker used cane appetite drinking drinks wine beer glasses glass most poor fair good ok better
        worse sleep hip feet back knee restrict purge binge exercise limit card incomplete complete kcal lbs kg meal
        plan stable repeated score scores scored total item items mild moderate moderately severe minimal negative
        positive range cut off cutoff baseline peak peaks end start today last week previous importance confidence
        readiness craving cravings crav opi opioid meth coke alc thc bup voices level levels day days sober subscale
        social anxiety depression academic distress stress clean only etg peth uds phq gad pcl up down from to vs
        point points change unchanged administered completed sleep efficiency latency wake bedtime rise average avg
        hours hrs nights log diary time bed onset after minutes symptoms measure measures self-report rated rating out
        improved worse same nightmares panic attacks binge purge relationship satisfaction individually
        interpersonally socially overall session rating scale worst best use tib window efficiency naps nap caffeine
        drinks drink drinking standard fewer any per used slept lapse lapses clean positive neg pos utox screen result
        results""",
        "recalled winced slept scored rated logged drank used fell rose dropped went averaged smoked ate",
    ),
    _kind(
        "diagnosis",
        r"""[a-tv-z]\d\d(?:\.\w{1,4})? dx diagnos[ie]s disorder mdd ptsd ocd aud oud sud bpd adhd gad icd(?:-10)?
        dsm(?:-5)?\S* criteria medical(?:ly)?_necess\w+ bipolar schizo\w+ dysthymi\w+""",
        """dx diagnosis diagnoses disorder mdd gad ptsd ocd aud oud bpd adhd single recurrent episode episodes
        unspecified remission partial full early sustained anxiety depression depressive depressed panic bipolar
        adjustment generalized major persistent dysthymia posttraumatic post-traumatic stress obsessive-compulsive
        obsessive compulsive obsessional alcohol opioid stimulant use personality borderline type with without
        features mixed mood moderate severe mild in on agonist therapy controlled environment prolonged grief insomnia
        eating oppositional defiant conduct spectrum meets met criteria continues for primary secondary rule out
        provisional i ii medically necessary medical necessity treatment level care outpatient symptoms impairment
        functional likely deteriorate deteriorates decompensate regress absent treatment gains warrants warranted
        remains necessary impairs impaired work school home social most depressed manic hypomanic psychotic
        parent-child relational problem problems v z code""",
    ),
    _kind(
        "medication",
        rf"""\d+(?:\.\d+)?_?(?:mg|mcg|ml) {_NAMES_OF_DRUGS}
        medications? meds? rx prescriber psychiatr\w+ pcp consultation dose doses refills? inj injection
        side_effects""",
        """raised lowered mg mcg ml daily nightly qhs bid tid qid prn am pm dose doses dosing missed taken takes
        taking take continues continue cont continued refilled refill refills tolerated tolerating tolerates side
        effects unchanged change changes changed prescribed prescribes prescriber psychiatrist psychiatry pcp
        medication medications meds med managed manages management adherent adherence compliant compliance reports
        reported inj injection injections due level x1 x2 x3 x4 dr rn np md pa as-reported per stable nothing else
        increased decreased titrated started since current currently none no at present by bottle locked level levels
        labs lab drawn pill pillbox organizer box blister week pharmacy consultation remains open available over
        counter supplement supplements sleep self regimen home""",
        "raised lowered took missed started stopped forgot increased decreased switched tapered brought filled",
    ),
    _kind(
        "arrangements",
        r"""moud iop php cps dcf payee trainee no-secrets practicum observed_dos\w+ individual_sessions
        (?:client|patient|pt|student|he|she|they)_(?:was_|is_|were_|are_)?(?:at|in)_(?:his|her|their|home|a|school)\w*
        alone_in (?:no|both)_(?:violence|partners?)\w* frame seen_(?:at|in) phone_contact will_be_(?:away|out)
        on_vacation coverage on_time q\d?w\w* rtc next appt appts appointments? cont continues? weekly wkly
        bi-?weekly fortnightly twice_weekly monthly
        telehealth video zoom consent\w* sessions? cpt follow-up f/u attendance schedul\w+ resched\w+ fee copay billed
        billing roi release hipaa confidential\w* supervis\w+ co-?sign\w* duration location modality office in-person
        telephone voicemail return\w* visits? \d+_?min(?:utes)? \d{1,2}:\d\d 90\d{3} pos present participants
        individual group after-hours portal intake waitlist termination no-?shows? cancel\w* late_cancel\w* hipaa-\w+
        tx treatment_plan case_manage\w+ care_coordination referr\w+ emergency_contact private_room
        record(?:ed|ing) parking lobby waiting_room pulled_from interpreter couch payee probation_officer cps dcf
        po""",
        """moud iop php cps dcf payee trainee secrets policy practicum observed
        clinic visit visits supervised custody court date hearing case worker
        secure two-way alone room car truck parked frame unchanged away told alternating contact handed class sub
        teacher ok punctual minutes late prompt md rd grp skills rtc next appt appts appointment appointments session
        sessions weekly wkly biweekly bi-weekly twice once every other week weeks wk wks monthly month telehealth
        video audio-video audio phone zoom doxy platform live secure private room alone hipaa-compliant compliant
        consent consents consented verbal verbally written reaffirmed ongoing office clinic site in-person person
        individual ind couple couples family group tx therapy treatment psychotherapy counseling cbt dbt act emdr erp
        ipt eft mi cbti cbt-i tf-cbt visit visits return returns follow-up f/u follow up scheduled schedule
        rescheduled cpt pos minutes min mins hour hours hr hrs day days night am pm a.m p.m est edt cst cdt mst mdt
        pst pdt et ct mt pt monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays
        thursdays fridays mon tue tues wed thu thur thurs fri sat sun january february march april may june july
        august september october november december jan feb mar apr jun jul aug sep sept oct nov dec time times late
        early on-time start stop started ended end parent guardian mother father grandmother grandfather aunt uncle
        spouse partner husband wife both present check-in location located emergency contact file limit limits
        confidentiality after-hours line crisis current currently fee copay insurance plan same unchanged as usual
        continue continues cont continuing planned date service client client's patient name dob code modality
        duration provider clinician therapist counselor trainee supervisor supervised supervision licensed license
        under direct discussed reviewed review agreed conducted via from at in identity confirmed verified identified
        home state county school building room waiting level care outpatient goal goals frequency maintain work toward
        address participated participating attended attend attends arrived ago length type note progress number
        supports support release releases roi signed records coordination coordinate coordinated case manager
        management teacher pcp needed prn sooner if contact call calls informed reminded recorded recording permission
        slip class period specials hallway recess lunch interpreter language english spanish meet meets meeting couch
        chair room reached reach available open questions rights policy policies cancellation fees""",
        "returned handed escorted walked pulled held came arrived met held began seen recorded informed "
        "reminded reached",
    ),
    _kind(
        "goal",
        r"""goals?(?:_?\#?\d\w?)? objectives?(?:_?\#?\d\w?)? obj tx_goal ltg stg problem_\#?\d as_evidenced_by aeb""",
        """goal goals objective objectives addressed address targeted progress progressing some moderate minimal good
        significant partial met ongoing maintained toward towards on track steady fair slow limited continue continues
        reduce decrease increase improve improved decreased reduced develop learn use using manage symptoms depression
        anxiety coping skills communication evidenced below above out per week times session sessions scored rating
        frequency intensity conflict conflicts sobriety abstinence relapse sleep mood""",
        "made met worked improved advanced",
    ),
    _kind(
        "standing fact",
        r"""lives?_(?:with|in|at|alone|on)\w* resides? (?:married|together|divorced|separated)_(?:for_)?\d+
        living_(?:with|together|alone|in|at|on) work(?:s|ing)?_(?:as|at|for|in|full|part|nights|days|\d+) employed
        enrolled attends_\w+ is_(?:married|divorced|widowed|single|retired|separated|employed|unemployed) custody
        guardian ward probation disability ssi ssdi sober_(?:house|living) shelter housed housing pronouns
        grade sophomore freshman junior senior undergraduate student\b""",
        """lives live living with alone together years kids family parents mother father sister sisters brother
        brothers husband wife spouse partner son daughter sons daughters child children kids roommate roommates
        grandmother grandfather grandparents aunt uncle cousin two three four five one dog dogs cat cats bedroom
        apartment house home trailer condo dorm hall works work full-time part-time full part time hours week job
        employed unemployed retired married divorced separated widowed single student grade school college university
        major sophomore freshman junior senior custody shared joint year years old age has have same his her their own
        resides in at and""",
    ),
    _kind(
        "standing homework",
        r"""homework hw diary_cards? daily nightly x\d+/\w+ \dx?/(?:day|wk|week)
        \d_?x_?/?_?(?:a_|per_)?(?:day|week|wk) every_(?:day|night|morning|evening)
        each_(?:day|night|morning|evening|shift|session|week) twice_(?:a_day|daily) morning_and_night at_bedtime
        sponsor na aa meetings? sleep_(?:log|diary) logs? worksheets? handouts? between_sessions
        \d+_min(?:utes)?_(?:daily|nightly|a_day)""",
        """homework hw diary card cards log logs logging worksheet worksheets handout practice practise continue
        continues continued daily nightly day night morning evening bedtime bed before after each every shift week per
        times twice once call calls sponsor na aa meeting meetings home group attend attends breathing mindfulness
        grounding exercise exercises relaxation skills skill thought record records exposure exposures drill walk
        walks journal journaling gratitude track tracking monitor monitoring minutes min mins minute sleep wake time
        schedule worry period box paced diaphragmatic use using write rate complete completed assigned between
        sessions bring next not special play supper dinner breakfast school""",
        "called met attended did kept brought practiced wrote filled",
    ),
    _kind(
        "participation",
        r"""on_time engaged receptive participat\w+ attentive cooperative motivated punctual tolerated responsive
        open_to responded_well willing presentation rapport""",
        """on time late engaged engagement receptive participated participates participation active actively attentive
        cooperative motivated punctual tolerated well responsive open feedback interventions intervention session
        sessions process throughout willing willingness interest interested discuss discussion topics group activity
        activities rapport good established maintained presentation appropriate appropriately fully moderately
        partially minimally easily arrived presented remained""",
        "responded participated expressed demonstrated showed",
    ),
    _kind(
        "named techniques",
        r"""target nc pc bls sets_of container calm_place skills_used opp\w*_action pros/cons dear_man tipp
        radical_acceptance check_the_facts coaching_call phase_\d stage_\d de-escalation interventions?(?:_used)?
        techniques?(?:_used)? cbt cbtp cbt-i cbti dbt act emdr erp mi ipt eft tf-cbt pcit cpt psychoed\w*
        psychoeducation motivational_interviewing cognitive_restructuring behavioral_activation
        exposure(?:_and_response_prevention)? mindfulness grounding reflective_listening active_listening
        socratic_question\w* validation supportive_\w+ relapse_prevention problem-?solving skills?_training
        safety_planning stimulus_control sleep_restriction play_therapy sand_tray bilateral_stimulation psychodynamic
        solution-focused strengths-based person-centered trauma-informed""",
        """target nc pc bls taps tapping eye movements sets set about container calm place phase stage de-escalation
        incomplete complete opp opposite action pros cons skills intervention interventions technique techniques used
        utilized using provided cbt cbtp cbt-i cbti dbt act emdr erp mi ipt eft psychoed psychoeducation motivational
        interviewing cognitive restructuring behavioral activation exposure response prevention mindfulness grounding
        reflective active listening socratic questioning questions validation validated supportive reflection
        reflections reflected affirmation affirmations affirmed open-ended summarizing relapse problem-solving problem
        solving skills training coping safety planning stimulus control sleep restriction play therapy sand tray
        bilateral stimulation psychodynamic solution-focused strengths-based person-centered trauma-informed
        relaxation breathing diaphragmatic progressive muscle thought records record functional analysis chain values
        defusion acceptance approach approaches modeling role-play roleplay rehearsal reinforcement praise
        psychotherapy therapy supportive encouragement encouraged normalization normalized empathy empathic
        reviewed""",
        "used closed installed used utilized provided validated normalized encouraged affirmed reflected explored "
        "reviewed processed",
    ),
)

NEUTRAL = _words("""a an the of to in on at with w/ w and or but for by from is was are were be been being am has have
had do does did no not nor without w/o as per he she they him his her hers their them theirs it its this that these
those today now any all both each every since over same also then than re re: i we my our me us you your until till
before if n/a none s o b d p g r only between who which there here very still again just about around so up down out
off too more most less few little lot some other another own into during within while against through yet ever never
always client client's clients patient patient's pt pt's ct ct's student student's mr ms mrs dr member provider
therapist clinician counselor writer reports reported report states stated per will can may would could should shall
must much many first second last one two three four five six seven eight nine ten""")
"""Words that say nothing either way."""

REPORTING = _words("""denied reported observed noted endorsed presented appeared remained continued attended arrived
consented confirmed reviewed completed scored scheduled verified obtained maintained participated tolerated provided
billed addressed assessed met screened elicited indicated prescribed managed administered identified located conducted
signed stated oriented groomed dressed disheveled constricted restricted blunted organized directed goal-directed
related based observed locked secured unchanged updated updated increased decreased improved reduced evidenced
supervised licensed employed enrolled married divorced separated widowed retired unemployed housed shared limited
mixed needed unspecified generalized prolonged sustained assigned planned targeted ended started coordinated
distracted engaged unimpaired elevated guarded subdued pressured relaxed animated interested detailed led used
educated informed reminded recorded notified faxed emailed submitted forwarded filed renewed instructed advised
encouraged verbalized unrelated expected ordered authorized approved required requested documented recommended
rescheduled cancelled canceled focused tired unremarkable adhered refilled titrated discussed agreed was were had did
said/hi preoccupied depressed stressed fatigued animated tracked progressed biweekly indeed need feed bed speed
hundred sacred red kindred med meds fed wed led embed shed exceed proceed succeed seed weed deed greed breed""")
"""Past forms that routine is told in, participles that describe, and words that only look like past forms."""

TOLD = _words("""said told asked came went felt took gave made got saw heard found left kept held put sat stood wept
cried woke wrote spoke began broke brought built bought caught chose drew drove ate fell fought forgot knew lost meant
paid ran rang rode rose sang sent shook slept spent swore taught threw understood won hid hung lay lit quit read spun
stuck struck sought sank shrank swam tore wound withdrew became overheard misread froze grew flew fled bit blew bent
beat clung crept dealt dug fed forgave ground hurt learnt leapt lent outran rehearsed sold shot slid spat split spread
sprang stole strode stung swept swung undid upset wore""")
"""Past forms of events, without "-ed"."""

PRESENT = _words(
    """arrives shows seems keeps wants needs leads drives brings comes makes means leaves turns protects avoids
    expects hopes knows thinks finds gives gets lets tells blames loses gains learns believes fears wishes worries
    tries struggles realizes recognizes holds pulls pushes serves reflects suggests reminds becomes begins links
    connects assumes predicts treats resists tests repeats treating differs stands hides waits carries forgets
    remembers offers refuses insists laughs cries shuts opens closes goes presses hears sees sounds"""
)
"""Present forms of what somebody does or what something means; narrative where it is told or thought about now."""

TELLING = re.compile(
    r"\b(?:because|when|whenever|although|though|as if|as though|so that|even if|instead of|rather than|whether"
    r"|after (?:she|he|they|an?|the|his|her|being|[a-z]+ing)\b|before (?:she|he|they|being|[a-z]+ing)\b"
    r"|until (?:she|he|they|we)\b|had (?:\w+ly |not )?\w+(?:en|ed|wn)\b|but (?:said|told|then)\b"
    r"|(?:reports?|states?|says|shares|adds|describes) (?:that |how )?(?:he|she|they|his|her|their|it|there)\b"
    r"|seems?|perhaps|evidently|apparently|suggests?|meaning|wonder\w*|realiz\w+|imagin\w+|insists?|believes?|fears?"
    r"|she'd|he'd|they'd|i'd|hadn't|didn't|couldn't|wouldn't|wasn't|weren't)\b"
)
"""Turns of telling and of thinking about it."""
