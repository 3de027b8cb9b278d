import type { AuditRow, DeskRound } from '@hoithi/shared/contract/organizer';
import type { TFunction } from 'i18next';
import type organizer from '../../../locales/vi/organizer.json';
import type { useFormat } from '../../../ui/use-format.ts';
import { findPlan } from '../wizard/plans.ts';

type T = TFunction<['organizer', 'common']>;
type Format = Pick<ReturnType<typeof useFormat>, 'local' | 'number' | 'closing'>;
type ActKey = keyof typeof organizer.audit.acts;
type DetailKey = keyof typeof organizer.audit.details;

/** `round:closed-early` on `round 2` as "Đóng sớm: Tuần 2". An act without words keeps its code: nothing is left out. SPEC O2. */
export function describeAct(line: AuditRow, rounds: readonly DeskRound[], t: T, format: Format): string {
  const key = line.act.replace(':', '_') as ActKey; // a colon would name another room's words
  const act = t(`audit.acts.${key}`, { defaultValue: line.act });
  const ordinal = /^round (\d+)$/.exec(line.object)?.[1];
  const round = rounds.find((each) => String(each.ordinal) === ordinal);
  return round ? `${act}: ${format.local(round.label)}` : act;
}

/** `organizer:1f0c2a9e` as a person's session; the timetable and the demo by name. */
export function describeActor(actor: string, t: T): string {
  if (actor === 'timetable') return t('audit.timetable');
  if (actor === 'demo') return t('audit.demo');
  if (actor === 'command') return t('audit.command');
  if (actor === 'launch-phone') return t('audit.launchPhone');
  const [, role, session = ''] = /^(organizer|mc|unit-leader):(.+)$/.exec(actor) ?? [];
  if (role === 'mc') return t('audit.mc', { session });
  if (role === 'unit-leader') return t('audit.unitLeader', { session });
  return role === 'organizer' ? t('audit.organizer', { session }) : actor;
}

/** Each detail under its name; an instant as a date. */
export function describeDetails(line: AuditRow, t: T, format: Format): string[] {
  return Object.entries(line.detail).map(([key, value]) => {
    const name = t(`audit.details.${key as DetailKey}`, { defaultValue: key });
    if (key === 'presetId') return `${name}: ${findPlan(String(value))?.planNo ?? String(value)}`;
    if (typeof value !== 'number') return `${name}: ${String(value)}`;
    return `${name}: ${key.endsWith('AtMs') ? format.closing(value) : format.number(value)}`;
  });
}
