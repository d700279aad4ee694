"""What clauses name: the field's words by topic, as `Lexicon` reads them.

Gathered by hand from common clinical usage: mental-status domains (StatPearls; HL7 C-CDA Mental Status Section), words
of risk (C-SSRS, Stanley-Brown safety plan), techniques by school of therapy (standard manuals), the stages of change
(Prochaska and DiClemente), change talk (motivational interviewing), instruments by their acronyms. All in lower case.
"""

from __future__ import annotations

from notewizard.checks.told import TOLD

TOPICS = {
    # Who
    "client": """client client's clients patient patient's patients pt pt's ct ct's student member he she they mr
        mrs ms mx his her their both_parents couple child teen adolescent mother father mom dad wife husband partner""",
    "clinician": "i we therapist clinician counselor counsellor writer provider this_writer",
    "kin": """mother father mom dad parent* brother* sister* sibling* husband wife spouse partner boyfriend
        girlfriend son sons daughter* child children kids grandmother grandfather grandparent* aunt uncle cousin*
        family friend* roommate* ex-husband ex-wife in-laws maternity""",
    # What the client brings
    "says": """report* state states stated stating describ* endors* express* complain* shar* disclos* mention* note
        notes noted acknowledg* identif* feel feels felt said says saying told explain* admit* recall* indicat*
        discuss* talk* spoke speak* verbaliz* voic* ask* inquir* wonder* rated rates confirm* added believes
        believed thinks thought finds found recount* elaborat* denies denied denying deny cites cited confided""",
    "reason": """presents_with presenting_to presents_for presented_for presented_to presenting_for presents_to
        presenting_problem presenting_concern* chief_complaint referred new_referral referral seeking_help
        sought_help seeks_help seeking_treatment came_to came_in presented_with here_for seen_today presenting""",
    "feeling": """anxi* depress* stress* worr* panic* sad sadness guilt* shame* ashamed anger angry frustrat*
        irritab* hopeless* helpless* lonel* isolat* overwhelm* upset afraid fear* scared nervous tense embarrass*
        resent* disappoint* distress* annoy* mad jealous* numb empty unhappy miserable discourag* defeat* insecur*
        reluctan* conflicted torn ambivalen* unsure uncertain* hesitan* confus* pressured stuck cornered happy
        hopeful proud excited relieved grief griev* self-conscious bored trapped ambivalent apprehensi* low_mood
        dread* dysphori* tearful* defensive resistan* vulnerab* pleased delighted spooked rattled serious""",
    "symptom": """symptom* insomnia sleep* slept fatigue* tired* exhaust* pain* ache* aching headache* migraine*
        nausea crav* urge* withdrawal tolerance nightmare* bad_dreams flashback* intrusive dissociat* avoid* binge*
        bingeing purg* restrict* drink* drank drunk beer* wine alcohol* smok* cigarette* vap* tobacco nicotine
        marijuana cannabis weed substance* cocaine heroin opioid* relaps* lapse* hangover* overeat* weight appetite
        concentrat* energy motivation racing_thoughts low_energy hallucinat* voices ah vh obsess* compuls* ritual*
        hyperventilat* palpitation* dizz* cough* fever* swelling rash* vomit* short_of_breath breathless* asthma
        diabet* blood_sugar blood_pressure cyst* lesion* tingling numbness itch* sore* diarrh* bleeding self-esteem
        confidence low_self-esteem procrastinat* withdraw* cries crying self-care self-doubt attacks""",
    "trouble": """problem* trouble* difficult* issue* struggl* complain* challeng* conflict* barrier* crisis
        argument* argu* fight* fought failing failed suspended arrested shoplift* stealing stole caught unhealthy
        habit* behavior* risk* consequences stressor* lifestyle tension concern* hurt*""",
    "past": """ago since past history previous* prior formerly used_to began childhood teenager grew_up growing_up
        last_year last_month last_week last_night yesterday years year months recent* lately always earlier
        long-standing longstanding lifelong all_his_life all_her_life all_their_life in_the_past had started
        initially first_time when_he_was when_she_was when_they_were typically typical regular* daily currently
        for_weeks new_baby quit""",
    "wish": """want* wish* desire* hope* hoping hopes goal* would_like interest* plans_to plan_to intends intend*
        aim* ready readiness agree* willing* motivat* wants_to determined looking_to eager considering consider*
        ideal* importance""",
    "own_goal": """would_like_to hopes_to hoping_to wants_to want_to wanted_to wanting_to desire_to desires_to wishes_to
        goal_is goal_of goal_for goals_are goals_include plans_to intends_to""",
    "homework_review": """homework hw assignment* worksheet* diary_card diary_cards thought_record* thought_log
        since_last_session completed_the practiced_the did_not_complete sleep_diary food_log activity_log
        self-monitoring_log practice_log""",
    # What is seen
    "mse": """affect affective mood oriented orientation a&o* ao_x* mental_status mse thought_process*
        thought_content thought_form thoughts_organized insight judgment judgement alert cognition
        cognitive_functioning cognitively coherent* logical linear goal-directed psychomotor groomed well-groomed
        grooming hygiene disheveled unkempt euthymic dysthymic dysphoric euthymia eye_contact speech intoxicat*
        psychosis psychotic delusion* hallucination* appearance attire dressed demeanor perceptual alert_and
        memory_intact attention_intact thoughts_well thoughts_clear thoughts_were mood_and impulse_control no_w/d
        sober_appearing""",
    "manner": """engaged engages engagement cooperat* attentive* guarded withdrawn restless* fidget* calm* pleasant
        resistant resistance defensive hesitan* posture tone voice gestur* nod nods nodded nodding smil* laugh*
        cried cry cries crying tear tears teared tearful* weep* wept sigh* body_language facial facial_expression*
        nonverbal non-verbal responsive talkative quiet* receptive interacts animated candid shy shrug* blush*
        flushed whisper* yawn* eye-rolling rolled pacing paced trembl* shook shaking frown* grin* joked looked_away
        looked_at looked_down steady bright* brighter flat blunted constricted confrontational reserved irritable
        agitated distracted relaxed slumped soft-spoken spontaneous choked_up silent silence livelier softer teary
        forthcoming expressive lively wry playful hostile polite friendly reflective thoughtful* self-aware*
        participat* confident motivated determined knee_bouncing bouncing wringing clenched fists_clenched
        shoulders_came shoulders_dropped shoulders_down eyes_down eyes_on teary-eyed hands_shaking hands_went
        hands_folded""",
    "appears": """appear appears appeared appearing seem seems seemed presented presents observed observable
        exhibit* demonstrat* displayed displays display maintain* showed shows showing evident noticeabl* visibly""",
    "instrument": """phq* gad-* gad7 gad_7 pcl* bdi* bai isi oci* y-bocs ybocs ors srs oq-45 oq45 audit-c dast*
        c-ssrs cssrs sds epds moca mmse gds-15 gds* das-7 pg-13* ccaps* cows ciwa* etg uds ede-q* mdq asrs rcads sdq
        core-10 core-om suds""",
    "tool": """questionnaire* screener* screening_tool* assessment_tool* inventory rating_scale*
        standardized_assessment* readiness_ruler confidence_ruler importance_ruler confidence_scale
        scaling_question* likert""",
    # What was done
    "technique": """cbt cbtp cbt-i cbti cbt-based dbt emdr erp ipt eft tf-cbt pcit cft ifs sfbt miracle_question
        motivational_interviewing motivational_enhancement cognitive_restructuring cognitive_behavioral
        behavioral_activation behavioral_experiment* restructur* exposure* mindful* grounding psychoed*
        psychoeducation* role-play* role_play* roleplay* thought_record* thought_challenging socratic
        reflective_listening active_listening open-ended_question* open_question* affirmation* reflections summariz*
        validation validat* functional_analysis chain_analysis decisional_balance reframe* reframing problem-solv*
        problem_solv* chair_work empty_chair imagery relaxation diaphragmatic urge_surfing safety_planning
        reprocess* skills_training desensitization interpretation* sand_tray play_therapy relapse_prevention
        sleep_restriction stimulus_control agenda_setting agenda_planning agenda_mapping prioritizing goal_setting
        goal-setting scaling downward_arrow bls narrative_therapy solution-focused person-centered client-centered
        genogram contingency_management harm_reduction values_clarification defusion trial trials life_review
        externaliz* enactment* sensate rehears* modeling normaliz* radical_acceptance opposite_action dear_man tipp
        distress_tolerance emotion_regulation meditation journaling coping_skills supportive_therapy
        supportive_counseling psychotherapy_techniques drew mapped mapping decision_tree visualization phase_4
        sets_of check-in_exercise evok* counseling_provided timeline role_transition calm_place safe_place container
        break_card transference act_skills act_based act-based acceptance_and_commitment cognitive_therapy
        cognitive_processing deep_breathing breathing_exercise* breathing_retraining paced_breathing box_breathing
        eliciting bilateral_stimulation bilateral_taps mi_skills mi_techniques""",
    "mi": "mi mi-consistent",
    "did": """provided taught introduced utilized utilised explored reviewed encouraged assisted challenged
        normalized normalised affirmed modeled modelled facilitated processed informed guided validated reflected
        reframed praised rehearsed mapped tested role-played invited educated psychoed psychoeducated coached
        prompted reinforced summarized explained elicited evoked applied conducted clarified confronted counseled
        counselled advised administered collaborated traced linked interpreted problem-solved chained engaged_in
        introduced_the walked_through examined assigned practiced joined drew oriented_client recommended installed
        discussed assessed set_the set_agenda set_an_agenda used_the""",
    "did_also": """used helped presented offered asked suggested noted pointed walked gave showed told said
        acknowledged addressed focused emphasized worked connected slowed stayed sat went looked met put settled
        separated stepped completed began continued noticed wondered repeated commented observed shared called
        brought closed instructed added held sketched set listed wrote named labeled read took caught treated tried
        got_at""",
    # What it means
    "hedge": """appear appears appeared seem seems seemed suggest* indicat* may might likely unlikely possibl*
        potential* consistent_with evidence* evident based_on although though however despite suggests impression
        experiencing aware awareness insight recogni* perceiv* underlying significant root pattern* dynamic*
        motivated_by driven struggl* understand* able_to ability reflects meaning core consequences reason* because
        presents_with""",
    "names_disorder": """disorder* diagnos* criteria dsm* icd* ptsd ocd adhd mdd aud oud sud bpd gad dependence dx
        schizo* bipolar dysthymi* rule_out""",
    "trigger": "stressor* trigger* precipitat* source_of_stress sources_of_stress contributing_to contributes_to",
    "cause": """due_to contribut* driven caus* source_of stem* result_of resulting pressur*
        led_to leads_to leading_to because exacerbat* influenc* rooted attribut* in_response_to
        brought_on perpetuat* maintained_by provok* worsened_by rise_to linked_to""",
    "stage": """stage_of_change stages_of_change contemplation contemplative precontemplat* pre-contemplat*
        contemplation_stage preparation_stage action_stage maintenance_stage action_phase preparation_phase""",
    "readiness": """ready readiness motivat* ambivalen* willing* change_talk sustain_talk resist* commit* open_to
        openness unwilling unmotivated reluctan* desire_to_change need_for_change consider_change consider_changes
        contemplating contemplat*""",
    "progress": """progress progressing progressed improv* better worse* regress* gains growth success* step_toward
        steps_toward steps_towards setback* unchanged no_change positive_change* moving_toward strides""",
    "shift": "decreased increased reduced reduction stable insight_into brighter calmer met",
    "overall": """overall progress_toward progress_towards since_last_session since_starting since_intake
        over_the_course in_general so_far to_date treatment_progress progress_in_treatment continues_to_make
        making_progress made_progress""",
    "responded": """respond* receptive* response_to in_response tolerated tolerates benefit* participated
        participates verbalized verbalizes expressed_understanding expressed_interest demonstrated demonstrates
        by_the_end made_the_link came_up_with engaged_well engaged_in_session""",
    "reacted": """went_still made_the_connection answered replied laughed chuckled smiled nodded cried teared agreed
        agrees understands understood realized recognized recognised stayed found came_up made_the identified
        identifies generated able_to gained gains acknowledged acknowledges named picked chose caught landed
        softened relief relieved brighter calmer warmed guarded committed rated rolled joked choked got_there
        without_prompting no_questions unasked tried listened repeated shrugged resisted hesitated winced quiet
        silent let_out moved came_down engaged without_help w/o_help settled settling moved_by got_to""",
    "agreed": """understands_and agrees_with agreed_with in_agreement verbalized_understanding
        verbalizes_understanding expressed_understanding voiced_understanding is_agreeable agreeable""",
    "course": "afterward afterwards peak peaked end before_and_after",
    "scale": """suds belief* distress rated rating ratings urge urges peak peaked confidence crav* prediction
        anxiety importance focus readiness""",
    "took_well": """responded_well responded_positively responds_well responded_to_the responded_to_treatment
        response_to_intervention* response_to_the_intervention* response_to_treatment response_to_therapy
        receptive_to_intervention* receptive_to_feedback receptive_to_therap* receptive_to_the tolerated_the""",
    "treatment_goal": """treatment_goal* therapy_goal* therapeutic_goal* goal_of_treatment goals_of_treatment goal_1
        goal_2 goal_3 goals_1 objective_1 treatment_plan_goal* goals_for_therapy goals_for_treatment tx_goal*
        tx_plan goal_of_therapy""",
    "any_goal": "short-term_goal* long-term_goal*",
    # What comes next
    "next_meeting": """next_session next_appointment next_appt next_visit next_meeting follow-up follow_up
        follows_up following_up followup f/u return* schedul* weekly biweekly bi-weekly wkly fortnightly next_week
        future_session* rtc two_weeks continue_sessions continue_therapy continue_to_meet meet_again resume_next
        ongoing_sessions ongoing_therapy regular_sessions every_other_week upcoming_session* subsequent_session*
        follow-ups next_joint next_home next_video next_group session_after reschedul* every_two every_week monthly
        check-in see_again""",
    "again": "next back again",
    "meeting_set": """follow-up_appointment follow-up_session follow_up_appointment schedule scheduled scheduling
        follow-up_meeting return* weekly biweekly bi-weekly next_week rtc one_week two_weeks will_attend
        continue_sessions continue_therapy next_appointment next_appt regular_sessions appointment appt follow_up
        follow-up every_other_week every_week will_follow""",
    "homework": """homework hw assign assigned assignment* worksheet* between_sessions self-monitor* diary_card*
        thought_record* journal journaling sleep_diary food_diary food_log keep_a_log keep_a_journal keep_a_diary
        practice_the practice_skills practice_at practice_daily home_practice reading_assignment write_down
        bring_back bring_the complete_the for_homework""",
    "practice": """practice practise practicing log monitor* track try list use read complete exercise* keep write
        experiment* reduce reducing increase take attend* call* ask* walk* talk_to work_on contact* reach_out start
        stop bring limit* cut set consider""",
    "client_will": """client_will patient_will pt_will ct_will he_will she_will they_will client_to patient_to pt_to
        ct_to client_agreed client_agrees client_is_to client_plans patient_plans patient_agreed client_has_agreed
        client_is_going he'll she'll they'll client_was_asked client_also_will student_will mr ms""",
    "encourages": """encourag* have_client have_the_client ask_client ask_the_client client_should patient_should
        invite_the_client recommend_that""",
    "future": "will shall would may might could next_session next_week next_time plan_to plan_is to_be next",
    "attendance": """will_return will_attend will_be_seen will_follow_up will_meet will_schedule to_return
        will_come_back""",
    "to_do": """explor* develop* teach* introduc* utiliz* use_of cbt dbt motivational coping strateg* technique*
        skill* psychoed* intervention* therapy therapies therapeutic address* focus* work_on work_with working_on
        identify* identifying support* discuss* help* provid* educat* continu* cont build* improv* increas* reduc*
        enhanc* implement* treat* refer* recommend* exposure* mindful* interview* process* review* assess* evaluat*
        consider* involv* collaborat* creat* incorporat* conduct* encourag* screening advis* start* call* send* ask*
        bring* stay* keep* walk* write* takes take""",
    "method": """strateg* technique* skill* coping therapy therapies therapeutic intervention* psychoed*
        motivational interviewing cbt dbt act emdr exposure* mindful* cognitive behavioral relaxation role-play*
        program group counseling education educat* explor* develop* work_with plan_for support* guidelines refer*
        medication* goal-setting problem-solving boundaries training address* identif* build* implement* teach*
        introduc*""",
    "adjusted": """adjust*_treatment adjust*_the_treatment adjust*_treatment_plan adjust*_frequency
        adjust*_interventions modif*_treatment modif*_the_treatment modif*_treatment_plan modif*_frequency
        modif*_interventions revis*_treatment revis*_the_treatment revis*_treatment_plan revis*_frequency
        revis*_interventions updat*_treatment updat*_the_treatment updat*_treatment_plan updat*_frequency
        updat*_interventions chang*_treatment chang*_the_treatment chang*_treatment_plan chang*_frequency
        chang*_interventions adjust*_the_approach increase_frequency decrease_frequency increase_session*
        more_frequent_session* less_frequent_session* change_in_treatment change_medication step_down step_up
        higher_level_of_care move_to_every""",
    "reconsidered": "titrat* taper* discontinu* reassess* re-evaluat* reevaluat*",
    # Safety
    "danger": """si si/hi* sib nssi suicid* homicid* self-harm* self-injur* self_harm c-ssrs cssrs safety_plan*
        safety_concern* risk_assessment lethality danger_to_self danger_to_others 988 crisis_line crisis_plan
        harm_to_self harm_to_others harm_to_himself harm_to_herself harm_to_themselves harming_self harming_others
        harming_himself harming_herself harming_themselves harming_baby harming_infant harm_self harm_himself
        harm_herself hurting_himself hurting_herself hurting_self hurt_himself hurt_herself wish_to_die
        wanting_to_die wants_to_die better_off_dead kill_himself kill_herself kill_themselves end_his_life
        end_her_life thoughts_of_death thoughts_of_harm risk_concern* no_risk_concern* no_risk_factor*
        no_risk_identified no_risk_issue* no_safety_concern* no_safety_issue* no_safety_plan_indicated sa/hi
        risk_low risk_moderate risk_high risk_level low_risk_of_harm risk_is_low acute_risk imminent_risk
        feeling_safe feels_safe no_violence safety_assess* risk_was_assessed item_9 item_10 duty_to mandated_report*
        wish_to_be_dead hurt_self harming_the_baby harm_to_baby harm_to_infant safety_reviewed assessed_for_safety
        assessed_safety guns lethal_means no_hi denies_hi deny_hi denied_hi si_hi firearms_secured
        access_to_firearms access_to_weapons safety_and_risk no_danger risk_assessed thoughts_of_harming
        thoughts_of_hurting thought_of_harming no_thoughts_of wish_to_live wants_to_live intent_or_plan
        abuse_or_neglect""",
    "not_done": """not_assessed not_addressed not_discussed not_asked not_evaluated not_screened not_reviewed
        not_completed unable_to_assess not_able_to could_not_be_assessed was_deferred not_obtained not_documented
        not_done no_risk_assessment no_safety_assessment no_mental_status no_mse no_assessment not_observed
        not_assessable not_explored did_not_assess did_not_ask not_performed""",
    # Other
    "mood": "mood",
    "told": " ".join(sorted(TOLD)),
}
