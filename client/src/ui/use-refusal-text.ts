import type { Refusal, RefusalCode } from '@hoithi/shared/contract/refusal';
import type { TFunction } from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from './use-format.ts';

type Format = ReturnType<typeof useFormat>;
type T = TFunction<['refusal', 'common']>;
type Of<Code extends RefusalCode> = Extract<Refusal, { code: Code }>;
type WordsOf = { [Code in RefusalCode]: (t: T, refusal: Of<Code>, format: Format) => string };

const named = (t: T, prefix: 'profileField' | 'consent' | 'entryWay', keys: readonly string[]): string =>
  keys.map((key) => t(`common:${prefix}.${key}` as 'common:profileField.name', { defaultValue: key })).join(', ');

/** Every refusal in words. A code without words does not compile. SPEC W2. */
const words: WordsOf = {
  malformed: (t) => t('malformed'),
  too_fast: (t, r) => t('too_fast', { seconds: Math.max(1, Math.ceil(r.retryInMs / 1000)) }),
  busy: (t, r) => {
    const seconds = Math.max(1, Math.ceil(r.retryInMs / 1000));
    return t('busy', { count: seconds, seconds });
  },
  unavailable: (t) => t('unavailable'),
  fault: (t) => t('fault'),
  not_signed_in: (t) => t('not_signed_in'),
  not_allowed: (t) => t('not_allowed'),
  prove_again: (t) => t('prove_again'),
  proof_wrong: (t) => t('proof_wrong'),
  login_taken: (t) => t('login_taken'),
  last_organizer: (t) => t('last_organizer'),
  last_means: (t) => t('last_means'),
  another_person: (t) => t('another_person'),
  pending_open: (t) => t('pending_open'),
  pending_over: (t) => t('pending_over'),
  confirmed_other: (t) => t('confirmed_other'),
  not_found: (t) => t('not_found'),
  not_in_demo: (t) => t('not_in_demo'),
  phone_unreadable: (t) => t('phone_unreadable'),
  code_wrong: (t, r) => t('code_wrong', { count: r.triesLeft }),
  code_expired: (t) => t('code_expired'),
  message_not_sent: (t) => t('message_not_sent'),
  link_used: (t) => t('link_used'),
  messages_spent: (t, r) => {
    const minutes = Math.max(1, Math.ceil(r.retryInMs / 60_000));
    return t(`messages_spent.${r.of}`, { count: minutes, minutes });
  },
  link_closed: (t) => t('link_closed'),
  not_enrolled: (t) => t('not_enrolled'),
  profile_incomplete: (t, r) => t('profile_incomplete', { fields: named(t, 'profileField', r.fields) }),
  profile_locked: (t) => t('profile_locked'),
  consent_needed: (t, r) => t('consent_needed', { purposes: named(t, 'consent', r.purposes) }),
  unit_unknown: (t) => t('unit_unknown'),
  excluded: (t, r) => t('excluded', { role: t(`common:role.${r.role}`) }),
  audience_not_invited: (t) => t('audience_not_invited'),
  slip_unknown: (t) => t('slip_unknown'),
  slip_pin_wrong: (t) => t('slip_pin_wrong'),
  slip_used: (t) => t('slip_used'),
  way_needed: (t, r) => t('way_needed', { ways: named(t, 'entryWay', r.ways) }),
  way_closed: (t) => t('way_closed'),
  host_token_wrong: (t, r) => t(`host_token_wrong.${r.fault}`),
  provider_unavailable: (t) => t('provider_unavailable'),
  passkey_unknown: (t) => t('passkey_unknown'),
  too_many_passkeys: (t, r) => t('too_many_passkeys', { count: r.max }),
  name_differs: (t) => t('name_differs'),
  identity_taken: (t) => t('identity_taken'),
  not_as_on_slip: (t) => t('not_as_on_slip'),
  data_erased: (t) => t('data_erased'),
  request_open: (t) => t('request_open'),
  erasure_waits: (t, r) => [t('erasure_waits'), ...r.waits.map((each) => t(`erasure_wait.${each}`))].join(' '),
  round_not_open: (t, r, format) =>
    r.phase === 'scheduled'
      ? t('round_not_open.before', { opens: format.instant(r.opensAtMs) })
      : t('round_not_open.after', { closes: format.closing(r.closesAtMs) }),
  waiting: (t, r, format) => t('waiting', { count: r.ahead, ahead: format.number(r.ahead) }),
  no_place_left: (t, r, format) =>
    t('no_place_left', { round: format.local(r.round), reserve: format.number(r.reserve) }),
  subject_unknown: (t, r) => t('subject_unknown', { line: r.line, value: r.value }),
  subject_twice: (t, r) => t('subject_twice', { line: r.line, value: r.value }),
  not_admitted: (t, r, format) => t('not_admitted', { round: format.local(r.round) }),
  no_attempts_left: (t, r) => t('no_attempts_left', { count: r.max }),
  cooling_down: (t, r, format) => t('cooling_down', { next: format.instant(r.nextAtMs) }),
  practice_off: (t) => t('practice_off'),
  bank_too_small: (t, r) => t('bank_too_small', { have: r.have, need: r.need }),
  attempt_not_yours: (t) => t('attempt_not_yours'),
  attempt_over: (t) => t('attempt_over'),
  superseded: (t) => t('superseded'),
  answer_too_late: (t, r, format) => t('answer_too_late', { late: format.duration(r.lateByMs) }),
  question_not_handed_out: (t) => t('question_not_handed_out'),
  questions_unapproved: (t, r) => t('questions_unapproved', { count: r.questions }),
  answer_unreadable: (t, r) => t(`answer_unreadable.${r.kind}`),
  option_unknown: (t) => t('option_unknown'),
  option_count: (t, r) => t('option_count', { count: r.max }),
  answer_id_reused: (t) => t('answer_id_reused'),
  prediction_not_asked: (t) => t('prediction_not_asked'),
  prediction_locked: (t, r, format) => t('prediction_locked', { value: format.number(r.value) }),
  code_unknown: (t) => t('code_unknown'),
  only_equals: (t) => t('only_equals'),
  show_undecided: (t, { persons }) => t('show_undecided', { count: persons, persons }),
  nickname_taken: (t) => t('nickname_taken'),
  nickname_refused: (t) => t('nickname_refused'),
  nickname_needed: (t) => t('nickname_needed'),
  sign_in_needed: (t) => t('sign_in_needed'),
  join_closed: (t) => t('join_closed'),
  device_full: (t, r) => t('device_full', { count: r.max }),
  hall_full: (t, r, format) => t('hall_full', { count: r.max, max: format.number(r.max) }),
  no_player: (t) => t('no_player'),
  player_removed: (t) => t('player_removed'),
  not_playing: (t, r) => t(`not_playing.${r.status}`),
  question_not_open: (t) => t('question_not_open'),
  already_revealed: (t) => t('already_revealed'),
  answer_too_early: (t) => t('answer_too_early'),
  stale_command: (t) => t('stale_command'),
  not_driving: (t) => t('not_driving'),
  nothing_to_do: (t) => t('nothing_to_do'),
  cannot_undo: (t) => t('cannot_undo'),
  run_open: (t) => t('run_open'),
  run_ended: (t) => t('run_ended'),
  show_file_invalid: (t, r) => t('show_file_invalid', { count: r.problems.length }),
  rehearsal_runs: (t) => t('rehearsal_runs'),
  rehearsal_over: (t) => t('rehearsal_over'),
  round_open_beside: (t) => t('round_open_beside'),
  rules_invalid: (t, r) => t('rules_invalid', { issues: r.issues.join('; ') }),
  draft_changed: (t) => t('draft_changed'),
  picture_refused: (t) => t('picture_refused'),
  sound_refused: (t) => t('sound_refused'),
  look_changed: (t) => t('look_changed'),
  colours_unreadable: (t) => t('colours_unreadable'),
  draft_too_large: (t) => t('draft_too_large'),
  question_unfit_for_show: (t) => t('question_unfit_for_show'),
  opens_in_past: (t, r, format) => t('opens_in_past', { opens: format.instant(r.opensAtMs) }),
  already_announced: (t) => t('already_announced'),
  amended_meanwhile: (t, r) => t('amended_meanwhile', { version: r.version }),
  nothing_changed: (t) => t('nothing_changed'),
  contest_archived: (t) => t('contest_archived'),
  contest_not_over: (t) => t('contest_not_over'),
  contest_has_people: (t, r) => t('contest_has_people', { people: r.people }),
  too_many_invitations: (t, r) => t('too_many_invitations', { count: r.max }),
  too_many_drafts: (t, r) => t('too_many_drafts', { count: r.max }),
  question_changed: (t) => t('question_changed'),
  questions_found_changed: (t, r) => t('questions_found_changed', { count: r.count }),
  question_double: (t, r) => t('question_double', { number: r.number }),
  question_state: (t) => t('question_state'),
  own_question: (t) => t('own_question'),
  too_many_questions: (t, r) => t('too_many_questions', { count: r.max, have: r.have }),
  bank_full: (t, r) => t('bank_full', { count: r.max }),
  too_many_sounds: (t, r) => t('too_many_sounds', { count: r.max }),
  too_many_banks: (t, r) => t('too_many_banks', { count: r.max }),
  name_taken: (t) => t('name_taken'),
  rulebook_invalid: (t, r) => t('rulebook_invalid', { count: r.problems.length }),
  slug_taken: (t) => t('slug_taken'),
  round_phase: (t, r) => t('round_phase', { phase: t(`common:phase.${r.phase}`) }),
  standing_moved: (t, r) => t('standing_moved', { shown: r.shown, now: r.now }),
  not_finalized: (t) => t('not_finalized'),
  prize_undecided: (t, r) => t('prize_undecided', { places: r.places }),
  award_undrawn: (t, r, format) =>
    t('award_undrawn', { award: format.local(r.award), count: r.people, people: format.number(r.people) }),
  standing_stale: (t) => t('standing_stale'),
  draw_refused: (t, r, format) => t(`draw_refused.${r.why}`, { who: r.who, at: format.instant(r.atMs) }),
  scorer_differs: (t, r) => t('scorer_differs', { places: r.places }),
  complaint_late: (t, r, format) => t('complaint_late', { at: format.instant(r.untilMs) }),
  too_many_complaints: (t, r) => t('too_many_complaints', { max: r.max }),
  earlier_round_first: (t, r, format) => t('earlier_round_first', { round: format.local(r.round) }),
  instant_not_later: (t, r, format) => t('instant_not_later', { than: format.instant(r.thanMs) }),
  file_invalid: (t, r) => t('file_invalid', { count: r.problems.length }),
};

/** Turns a refusal's code and data into a sentence in the page's language. */
export function useRefusalText(): (refusal: Refusal) => string {
  const { t } = useTranslation(['refusal', 'common']);
  const format = useFormat();
  return useCallback(
    <Code extends RefusalCode>(refusal: Of<Code>) => (words[refusal.code] as WordsOf[Code])(t as T, refusal, format),
    [t, format],
  ) as (refusal: Refusal) => string;
}
