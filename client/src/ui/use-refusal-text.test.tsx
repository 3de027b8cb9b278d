import '../../test/open-test-words.ts';
import type { Refusal, RefusalCode } from '@hoithi/shared/contract/refusal';
import { Refusal as RefusalSchema } from '@hoithi/shared/contract/refusal';
import { renderHook } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { i18n } from '../locales/i18n.ts';
import { useRefusalText } from './use-refusal-text.ts';

const instant = Date.parse('2024-11-03T20:00:00+07:00');
const samples: { [Code in RefusalCode]: Extract<Refusal, { code: Code }> } = {
  malformed: { code: 'malformed', issues: ['name'] },
  too_fast: { code: 'too_fast', retryInMs: 1200 },
  busy: { code: 'busy', retryInMs: 8_000 },
  waiting: { code: 'waiting', ahead: 12, estimateMs: 4_000, pollInMs: 2_000 },
  messages_spent: { code: 'messages_spent', of: 'all', retryInMs: 600_000 },
  unavailable: { code: 'unavailable' },
  fault: { code: 'fault' },
  not_signed_in: { code: 'not_signed_in' },
  not_allowed: { code: 'not_allowed' },
  prove_again: { code: 'prove_again' },
  proof_wrong: { code: 'proof_wrong' },
  login_taken: { code: 'login_taken' },
  last_organizer: { code: 'last_organizer' },
  last_means: { code: 'last_means' },
  another_person: { code: 'another_person' },
  pending_open: { code: 'pending_open' },
  pending_over: { code: 'pending_over' },
  confirmed_other: { code: 'confirmed_other' },
  not_found: { code: 'not_found', what: 'contest' },
  not_in_demo: { code: 'not_in_demo' },
  phone_unreadable: { code: 'phone_unreadable' },
  code_wrong: { code: 'code_wrong', triesLeft: 3 },
  code_expired: { code: 'code_expired' },
  message_not_sent: { code: 'message_not_sent' },
  link_used: { code: 'link_used' },
  link_closed: { code: 'link_closed' },
  not_enrolled: { code: 'not_enrolled' },
  profile_incomplete: { code: 'profile_incomplete', fields: ['name', 'unit'] },
  profile_locked: { code: 'profile_locked' },
  consent_needed: { code: 'consent_needed', purposes: ['take-part'] },
  unit_unknown: { code: 'unit_unknown' },
  excluded: { code: 'excluded', role: 'JURY' },
  audience_not_invited: { code: 'audience_not_invited' },
  slip_unknown: { code: 'slip_unknown' },
  slip_pin_wrong: { code: 'slip_pin_wrong' },
  slip_used: { code: 'slip_used' },
  way_needed: { code: 'way_needed', ways: ['slip', 'host'] },
  way_closed: { code: 'way_closed' },
  host_token_wrong: { code: 'host_token_wrong', fault: 'used' },
  provider_unavailable: { code: 'provider_unavailable' },
  passkey_unknown: { code: 'passkey_unknown' },
  too_many_passkeys: { code: 'too_many_passkeys', max: 10 },
  name_differs: { code: 'name_differs' },
  identity_taken: { code: 'identity_taken' },
  not_as_on_slip: { code: 'not_as_on_slip' },
  data_erased: { code: 'data_erased' },
  request_open: { code: 'request_open' },
  erasure_waits: { code: 'erasure_waits', waits: ['attempt', 'result', 'complaint'] },
  round_not_open: { code: 'round_not_open', phase: 'scheduled', opensAtMs: instant, closesAtMs: instant },
  no_place_left: { code: 'no_place_left', round: { vi: 'Chung kết', en: 'Final' }, reserve: 3 },
  subject_unknown: { code: 'subject_unknown', line: 2, value: '+84 912 *** 678' },
  subject_twice: { code: 'subject_twice', line: 3, value: '+84 912 *** 678' },
  not_admitted: { code: 'not_admitted', round: { vi: 'Chung kết', en: 'The final' } },
  no_attempts_left: { code: 'no_attempts_left', max: 2 },
  cooling_down: { code: 'cooling_down', nextAtMs: instant },
  practice_off: { code: 'practice_off' },
  bank_too_small: { code: 'bank_too_small', have: 3, need: 15 },
  attempt_not_yours: { code: 'attempt_not_yours' },
  attempt_over: { code: 'attempt_over' },
  superseded: { code: 'superseded' },
  answer_too_late: { code: 'answer_too_late', lateByMs: 1234, graceMs: 500 },
  question_not_handed_out: { code: 'question_not_handed_out' },
  questions_unapproved: { code: 'questions_unapproved', questions: 3 },
  answer_unreadable: { code: 'answer_unreadable', kind: 'number' },
  option_unknown: { code: 'option_unknown' },
  option_count: { code: 'option_count', max: 1 },
  answer_id_reused: { code: 'answer_id_reused' },
  prediction_not_asked: { code: 'prediction_not_asked' },
  prediction_locked: { code: 'prediction_locked', value: 12_480 },
  code_unknown: { code: 'code_unknown' },
  nickname_taken: { code: 'nickname_taken' },
  nickname_refused: { code: 'nickname_refused' },
  nickname_needed: { code: 'nickname_needed' },
  sign_in_needed: { code: 'sign_in_needed' },
  join_closed: { code: 'join_closed' },
  hall_full: { code: 'hall_full', max: 20_000 },
  device_full: { code: 'device_full', max: 3 },
  no_player: { code: 'no_player' },
  player_removed: { code: 'player_removed' },
  not_playing: { code: 'not_playing', status: 'out' },
  question_not_open: { code: 'question_not_open' },
  already_revealed: { code: 'already_revealed' },
  answer_too_early: { code: 'answer_too_early', earlyByMs: 900 },
  stale_command: { code: 'stale_command', seq: 4 },
  not_driving: { code: 'not_driving' },
  nothing_to_do: { code: 'nothing_to_do' },
  cannot_undo: { code: 'cannot_undo' },
  run_open: { code: 'run_open' },
  run_ended: { code: 'run_ended' },
  rehearsal_runs: { code: 'rehearsal_runs' },
  rehearsal_over: { code: 'rehearsal_over' },
  round_open_beside: { code: 'round_open_beside' },
  show_file_invalid: {
    code: 'show_file_invalid',
    problems: [{ line: 3, place: 'cues[1]', reason: { vi: 'r', en: 'r' } }],
  },
  rules_invalid: { code: 'rules_invalid', issues: ['x'] },
  draft_changed: { code: 'draft_changed', version: 4 },
  picture_refused: { code: 'picture_refused', why: 'svg', sideMin: 96 },
  sound_refused: { code: 'sound_refused', why: 'unplayable' },
  look_changed: { code: 'look_changed' },
  colours_unreadable: { code: 'colours_unreadable' },
  draft_too_large: { code: 'draft_too_large' },
  question_unfit_for_show: { code: 'question_unfit_for_show' },
  opens_in_past: { code: 'opens_in_past', opensAtMs: 0 },
  already_announced: { code: 'already_announced' },
  amended_meanwhile: { code: 'amended_meanwhile', version: 2 },
  nothing_changed: { code: 'nothing_changed' },
  contest_archived: { code: 'contest_archived' },
  contest_not_over: { code: 'contest_not_over' },
  contest_has_people: { code: 'contest_has_people', people: 3 },
  too_many_invitations: { code: 'too_many_invitations', max: 500 },
  too_many_drafts: { code: 'too_many_drafts', max: 500 },
  question_changed: { code: 'question_changed', version: 3 },
  questions_found_changed: { code: 'questions_found_changed', count: 12 },
  question_double: { code: 'question_double', number: 12 },
  question_state: { code: 'question_state', state: 'draft' },
  own_question: { code: 'own_question' },
  too_many_questions: { code: 'too_many_questions', have: 20000, max: 5000 },
  bank_full: { code: 'bank_full', max: 50000 },
  too_many_sounds: { code: 'too_many_sounds', max: 20 },
  too_many_banks: { code: 'too_many_banks', max: 200 },
  name_taken: { code: 'name_taken' },
  rulebook_invalid: {
    code: 'rulebook_invalid',
    problems: [{ code: 'missing', place: 'meta', words: { vi: 'Chưa có giá trị.', en: 'No value yet.' } }],
  },
  slug_taken: { code: 'slug_taken' },
  round_phase: { code: 'round_phase', phase: 'open' },
  standing_moved: { code: 'standing_moved', shown: 1, now: 2 },
  not_finalized: { code: 'not_finalized' },
  prize_undecided: { code: 'prize_undecided', places: 2 },
  award_undrawn: { code: 'award_undrawn', award: { vi: 'Giải may mắn', en: 'Lucky prize' }, people: 20 },
  standing_stale: { code: 'standing_stale' },
  draw_refused: { code: 'draw_refused', why: 'seed-early', who: '', atMs: 1 },
  only_equals: { code: 'only_equals' },
  show_undecided: { code: 'show_undecided', persons: 2 },
  scorer_differs: { code: 'scorer_differs', places: 3 },
  complaint_late: { code: 'complaint_late', untilMs: 0 },
  too_many_complaints: { code: 'too_many_complaints', max: 5 },
  earlier_round_first: { code: 'earlier_round_first', round: { vi: 'Tuần 1', en: 'Week 1' } },
  instant_not_later: { code: 'instant_not_later', thanMs: instant },
  file_invalid: { code: 'file_invalid', problems: [{ line: 2, column: 'A', reason: 'r' }] },
};
const read = () => renderHook(() => useRefusalText()).result.current;

describe('refusals in words', () => {
  it('[W2] the samples are every refusal of the contract', () => {
    const codes = RefusalSchema.options.map((option) => option.shape.code.value);
    expect(Object.keys(samples).sort()).toEqual([...codes].sort());
  });

  it.each(['vi', 'en'])('[W2] every refusal is a whole sentence in %s, its data filled in', async (locale) => {
    await i18n.changeLanguage(locale);
    const text = read();
    for (const refusal of Object.values(samples)) {
      const words = text(refusal);
      expect(words, refusal.code).not.toMatch(/\{\{|undefined|NaN|refusal|^$/);
      expect(words, refusal.code).not.toBe(refusal.code);
      expect(words, refusal.code).toMatch(/[.!?x]$/);
    }
  });

  it('[T2] a late answer shows how late it was', () => {
    expect(read()(samples.answer_too_late)).toContain('1,234 giây');
  });

  it('[S7] an excluded person reads the role', () => {
    expect(read()(samples.excluded)).toContain('thành viên Ban Giám khảo');
  });
});
