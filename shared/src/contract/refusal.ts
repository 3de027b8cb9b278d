import { z } from 'zod';
import { erasureWaits } from './data-rights.ts';
import { entryWays, hostTokenFaults } from './entry-ways.ts';
import { LocalText } from './text.ts';

export const roundPhases = ['scheduled', 'open', 'closed', 'verifying', 'finalized', 'published'] as const;
export const RoundPhase = z.enum(roundPhases);
export type RoundPhase = z.infer<typeof RoundPhase>;

/** Roles that the printed rules may exclude from the contest. Source: domain (a2) 17. */
export const excludedRoles = [
  'ORGANIZING_COMMITTEE',
  'JURY',
  'SECRETARIAT',
  'SUPPORT_TEAM',
  'QUESTION_AUTHORS',
  'DIRECTLY_INVOLVED',
  'TECHNICAL_STAFF',
  'VENDOR_STAFF',
  'HOST_DEPARTMENT',
] as const;
export const ExcludedRole = z.enum(excludedRoles);
export type ExcludedRole = z.infer<typeof ExcludedRole>;

const ms = z.number().int();

/** What stands against a rulebook: a code, the place in the file, a sentence. */
export const RulebookProblem = z.object({ code: z.string(), place: z.string(), words: LocalText });
export type RulebookProblem = z.infer<typeof RulebookProblem>;

/** Why a picture is not taken. [X1] */
export const pictureFaults = [
  'not-a-picture',
  'svg',
  'gif',
  'heic',
  'animated',
  'another-type',
  'too-large',
  'too-many-pixels',
  'too-small',
  'broken',
  'too-slow',
] as const;
export type PictureFault = (typeof pictureFaults)[number];

/** Why a draw is not named, drawn or called off. */
export const drawFaults = [
  'open', // one about the same waits already
  'over', // it is drawn or called off
  'seed-exists', // the seed is to be named before it exists
  'seed-early', // the lottery has not drawn yet
  'seed-form', // other digits than were named
  'seed-differs', // two people typed different values
  'seed-wrong', // not what this person committed to
  'list-changed', // somebody is in it now who was not when it was frozen
  'seed-known', // it could be called off because of its outcome
  'lots', // the rules leave it to lots: an order is drawn, not chosen
] as const;
export type DrawFault = (typeof drawFaults)[number];

/** Why a sound is not taken. `unplayable`: a sound that not every browser plays. [X9] */
export const soundFaults = [
  'not-a-sound',
  'unplayable',
  'another-type',
  'too-large',
  'too-long',
  'too-short',
  'broken',
] as const;
export type SoundFault = (typeof soundFaults)[number];

/** Every expected failure, by code. Words for people are the client's: `refusal.<code>` in its locales. SPEC W2. */
export const Refusal = z.discriminatedUnion('code', [
  // at the gateway
  z.object({ code: z.literal('malformed'), issues: z.array(z.string()) }),
  z.object({ code: z.literal('too_fast'), retryInMs: ms }),
  /** More than the server takes on; not queued, and nothing is remembered. Try again after the time given, which differs from one person to the next. [W5] */
  z.object({ code: z.literal('busy'), retryInMs: ms }),
  z.object({ code: z.literal('unavailable') }), // a store is unavailable; the same message may be sent again
  z.object({ code: z.literal('fault') }), // our mistake; logged
  z.object({ code: z.literal('not_signed_in') }),
  z.object({ code: z.literal('not_allowed') }),
  z.object({ code: z.literal('prove_again') }), // the last proof of who it is is too old for this act [I3]
  z.object({ code: z.literal('not_found'), what: z.string() }),
  z.object({ code: z.literal('not_in_demo') }), // whoever tries the demo sends no files and does not see the whole server [D3a]
  // sign-in
  z.object({ code: z.literal('phone_unreadable') }),
  z.object({ code: z.literal('code_wrong'), triesLeft: z.number().int() }),
  z.object({ code: z.literal('code_expired') }),
  z.object({ code: z.literal('message_not_sent') }),
  z.object({ code: z.literal('link_used') }),
  /** Paid messages are bounded: of the hour for all, behind an address, by a device, or to a number. [W8] */
  z.object({ code: z.literal('messages_spent'), of: z.enum(['all', 'address', 'device', 'number']), retryInMs: ms }),
  /** Password, code, passkey or recovery code do not fit, or there is no such account: which of them is not said. [I7] */
  z.object({ code: z.literal('proof_wrong') }),
  z.object({ code: z.literal('login_taken') }),
  z.object({ code: z.literal('too_many_invitations'), max: z.number().int() }), // open at a time [I17]
  z.object({ code: z.literal('last_organizer') }), // an organization always has somebody who may give roles
  z.object({ code: z.literal('last_means') }), // the only way left to sign in
  // what two people confirm [I60]
  z.object({ code: z.literal('another_person') }), // the first one has confirmed; it takes a second account
  z.object({ code: z.literal('pending_open') }), // somebody has confirmed it already as the first
  z.object({ code: z.literal('pending_over') }), // nothing waits for a second person any more
  z.object({ code: z.literal('confirmed_other') }), // what is there now is not what was confirmed
  z.object({ code: z.literal('link_closed') }), // a staff link that was closed, or is older than it may be
  // enrolment
  z.object({ code: z.literal('not_enrolled') }),
  z.object({ code: z.literal('profile_incomplete'), fields: z.array(z.string()) }),
  z.object({ code: z.literal('profile_locked') }),
  z.object({ code: z.literal('consent_needed'), purposes: z.array(z.string()) }),
  z.object({ code: z.literal('unit_unknown') }),
  z.object({ code: z.literal('excluded'), role: ExcludedRole }),
  z.object({ code: z.literal('audience_not_invited') }),
  z.object({ code: z.literal('slip_unknown') }),
  z.object({ code: z.literal('slip_pin_wrong') }),
  z.object({ code: z.literal('slip_used') }),
  z.object({ code: z.literal('way_needed'), ways: z.array(z.enum(entryWays)) }), // how this person came is none of the contest's [S36]
  z.object({ code: z.literal('way_closed') }), // the contest, or this installation, lets nobody in by it [S30]
  z.object({ code: z.literal('host_token_wrong'), fault: z.enum(hostTokenFaults) }),
  z.object({ code: z.literal('provider_unavailable') }), // whoever says who people are does not answer
  z.object({ code: z.literal('passkey_unknown') }),
  z.object({ code: z.literal('too_many_passkeys'), max: z.number().int() }),
  z.object({ code: z.literal('name_differs') }), // whoever takes part by the number has another name [S39]
  z.object({ code: z.literal('identity_taken') }), // another person has it [S35]
  z.object({ code: z.literal('not_as_on_slip') }),
  z.object({ code: z.literal('data_erased') }), // at the person's wish, while the contest runs [S68]
  z.object({ code: z.literal('request_open') }), // of this kind, about the own data [S63]
  z.object({ code: z.literal('erasure_waits'), waits: z.array(z.enum(erasureWaits)) }), // for what comes first [S65]
  // attempts
  z.object({ code: z.literal('round_not_open'), phase: RoundPhase, opensAtMs: ms, closesAtMs: ms }),
  z.object({ code: z.literal('no_place_left'), round: LocalText, reserve: z.int().min(1) }), // counted places are taken; the number among reserves [M24]
  z.object({ code: z.literal('subject_unknown'), line: z.int(), value: z.string() }), // nobody enrolled has this number [M28]
  z.object({ code: z.literal('subject_twice'), line: z.int(), value: z.string() }),
  z.object({ code: z.literal('not_admitted'), round: LocalText }), // the round is for others [M7]
  /** In the start queue: how many are ahead. Sending the same message again holds the place, and starts the attempt when it is time. [W5] */
  z.object({ code: z.literal('waiting'), ahead: z.number().int().min(0), estimateMs: ms, pollInMs: ms }),
  z.object({ code: z.literal('no_attempts_left'), max: z.number().int() }),
  z.object({ code: z.literal('cooling_down'), nextAtMs: ms }),
  z.object({ code: z.literal('practice_off') }),
  z.object({ code: z.literal('bank_too_small'), have: z.number().int(), need: z.number().int() }),
  z.object({ code: z.literal('questions_unapproved'), questions: z.number().int() }), // that nobody approved, and that would be needed [Q23]
  z.object({ code: z.literal('attempt_not_yours') }),
  z.object({ code: z.literal('attempt_over') }),
  z.object({ code: z.literal('superseded') }), // a newer device has taken over
  // answers
  z.object({ code: z.literal('answer_too_late'), lateByMs: ms, graceMs: ms }),
  z.object({ code: z.literal('question_not_handed_out') }),
  z.object({ code: z.literal('option_unknown') }),
  z.object({ code: z.literal('option_count'), max: z.number().int() }),
  z.object({ code: z.literal('answer_unreadable'), kind: z.enum(['number', 'text', 'order']) }), // none of the kind that is asked for [Q5]
  z.object({ code: z.literal('answer_id_reused') }),
  // prediction
  z.object({ code: z.literal('prediction_not_asked') }),
  z.object({ code: z.literal('prediction_locked'), value: z.number().int() }),
  // shows
  z.object({ code: z.literal('code_unknown') }),
  z.object({ code: z.literal('nickname_taken') }),
  z.object({ code: z.literal('nickname_refused') }),
  z.object({ code: z.literal('nickname_needed') }),
  z.object({ code: z.literal('sign_in_needed') }), // this show is for contestants of the contest
  z.object({ code: z.literal('join_closed') }),
  z.object({ code: z.literal('hall_full'), max: z.number().int() }),
  z.object({ code: z.literal('device_full'), max: z.number().int() }), // this device has added as many players as it may
  z.object({ code: z.literal('no_player') }),
  z.object({ code: z.literal('player_removed') }),
  z.object({ code: z.literal('not_playing'), status: z.enum(['out', 'reserve', 'not-tied']) }),
  z.object({ code: z.literal('question_not_open') }),
  z.object({ code: z.literal('already_revealed') }), // in time or not: the reveal has counted what was in the ledger
  z.object({ code: z.literal('answer_too_early'), earlyByMs: ms }),
  z.object({ code: z.literal('stale_command'), seq: z.number().int() }), // the show has moved on; read it again
  z.object({ code: z.literal('not_driving') }), // another device has the right to drive
  z.object({ code: z.literal('nothing_to_do') }), // the command does not fit the state
  z.object({ code: z.literal('cannot_undo') }),
  z.object({ code: z.literal('run_open') }), // a show of this contest is on already
  z.object({ code: z.literal('run_ended') }),
  z.object({
    code: z.literal('show_file_invalid'),
    problems: z.array(z.object({ line: z.number().int().nullable(), place: z.string(), reason: LocalText })),
  }),
  // rehearsals of a round
  z.object({ code: z.literal('rehearsal_runs') }),
  z.object({ code: z.literal('rehearsal_over') }),
  z.object({ code: z.literal('round_open_beside') }), // a real round is open, and this was not confirmed
  // pictures
  z.object({ code: z.literal('picture_refused'), why: z.enum(pictureFaults), sideMin: z.number().int() }),
  // sounds
  z.object({ code: z.literal('sound_refused'), why: z.enum(soundFaults) }),
  // the look of a contest
  z.object({ code: z.literal('look_changed') }), // somebody else saved meanwhile [X6]
  z.object({ code: z.literal('colours_unreadable') }), // [X7]
  // drafts
  z.object({ code: z.literal('draft_changed'), version: z.number().int() }), // somebody else saved meanwhile [J3]
  z.object({ code: z.literal('draft_too_large') }),
  z.object({ code: z.literal('question_unfit_for_show') }), // too long for a wall, or with a sound [H47]
  z.object({ code: z.literal('opens_in_past'), opensAtMs: ms }), // and nobody said that it is meant [J9]
  z.object({ code: z.literal('already_announced') }),
  z.object({ code: z.literal('amended_meanwhile'), version: z.number().int() }), // somebody else amended [J11]
  z.object({ code: z.literal('nothing_changed') }),
  z.object({ code: z.literal('contest_archived') }), // it is read and brought back, and nothing else [J13]
  z.object({ code: z.literal('contest_not_over') }), // a round has not closed yet
  z.object({ code: z.literal('contest_has_people'), people: z.number().int() }), // somebody took part [J14]
  z.object({ code: z.literal('too_many_drafts'), max: z.number().int() }),
  z.object({ code: z.literal('rulebook_invalid'), problems: z.array(RulebookProblem) }),
  // banks of questions
  z.object({ code: z.literal('question_changed'), version: z.number().int() }), // somebody else saved meanwhile [Q14]
  z.object({ code: z.literal('questions_found_changed'), count: z.number().int() }), // a search finds another number [Q27]
  z.object({ code: z.literal('question_double'), number: z.number().int() }), // the bank has it already
  z.object({ code: z.literal('question_state'), state: z.string() }), // no way leads there from where it is [Q13]
  z.object({ code: z.literal('own_question') }), // nobody approves what they wrote
  z.object({ code: z.literal('too_many_questions'), have: z.number().int(), max: z.number().int() }), // for one file
  z.object({ code: z.literal('bank_full'), max: z.number().int() }),
  z.object({ code: z.literal('too_many_sounds'), max: z.number().int() }), // of a contest's shows [H42]
  z.object({ code: z.literal('too_many_banks'), max: z.number().int() }),
  z.object({ code: z.literal('name_taken') }), // of a topic of this bank
  // organizer
  z.object({ code: z.literal('rules_invalid'), issues: z.array(z.string()) }),
  /** What the rulebook names so is not executed by the server yet: no contest of it can be made. [M21] */
  z.object({ code: z.literal('slug_taken') }),
  z.object({ code: z.literal('round_phase'), phase: RoundPhase }), // the act does not fit the round's state
  z.object({ code: z.literal('earlier_round_first'), round: LocalText }), // its prizes decide who may win in this one
  // a round's result
  z.object({ code: z.literal('standing_moved'), shown: z.number().int(), now: z.number().int() }), // read it again
  z.object({ code: z.literal('not_finalized') }),
  z.object({ code: z.literal('prize_undecided'), places: z.number().int() }), // equals at a prize's edge
  z.object({ code: z.literal('award_undrawn'), award: LocalText, people: z.number().int() }), // the rules have it drawn before [F10]
  z.object({ code: z.literal('standing_stale') }), // what it rests on has changed: a new one is to be made first
  z.object({ code: z.literal('draw_refused'), why: z.enum(drawFaults), who: z.string(), atMs: ms }), // atMs 0: no instant [F40]
  z.object({ code: z.literal('only_equals') }), // a run that decides a tie takes the equals alone [H30]
  z.object({ code: z.literal('show_undecided'), persons: z.number().int() }), // a run left these equal, or absent [H30]
  z.object({ code: z.literal('scorer_differs'), places: z.number().int() }),
  z.object({ code: z.literal('complaint_late'), untilMs: ms }),
  z.object({ code: z.literal('too_many_complaints'), max: z.number().int() }), // of one person on one round
  z.object({ code: z.literal('instant_not_later'), thanMs: ms }),
  z.object({
    code: z.literal('file_invalid'),
    problems: z.array(z.object({ line: z.number().int(), column: z.string(), reason: z.string() })),
  }),
]);
export type Refusal = z.infer<typeof Refusal>;
export type RefusalCode = Refusal['code'];

/** Sending the very same message again can only help for these. */
export const resendCanHelp: ReadonlySet<RefusalCode> = new Set(['unavailable', 'fault', 'too_fast', 'busy']);
