import type { AuditRow, DeskRound } from '@hoithi/shared/contract/organizer';
import type { StaffRole } from '@hoithi/shared/contract/staff';
import type { TFunction } from 'i18next';
import type organizer from '../../../locales/vi/organizer.json';
import type { useFormat } from '../../../ui/use-format.ts';
import { roleOrder } from '../grants/grants-editor.tsx';

type T = TFunction<['organizer', 'common', 'accounts']>;
type Format = Pick<ReturnType<typeof useFormat>, 'local' | 'number' | 'closing'> & {
  /** The name of a contest or an account by its id, where the page knows it. */
  nameOf?: (id: string) => string | undefined;
};
const roles = new Set<string>(roleOrder);
const instantKey = /AtMs$|^(?:from|to|since)Ms$/;
type ActKey = keyof typeof organizer.audit.acts;
type DetailKey = keyof typeof organizer.audit.details;

/** An act's name; one without words is shown by its code: nothing is left out. SPEC O2. */
export function nameAct(act: string, t: T): string {
  const key = act.replace(':', '_') as ActKey; // i18next reads a colon as the name of another word file
  return t(`audit.acts.${key}`, { defaultValue: act });
}

/** `round:closed-early` on `round 2` as "Đóng sớm: Tuần 2". */
export function describeAct(
  row: Pick<AuditRow, 'act' | 'object'>,
  rounds: readonly DeskRound[],
  t: T,
  format: Pick<Format, 'local'>,
): string {
  const act = nameAct(row.act, t);
  const ordinal = /^round (\d+)$/.exec(row.object)?.[1];
  const round = rounds.find((each) => String(each.ordinal) === ordinal);
  return round ? `${act}: ${format.local(round.label)}` : act;
}

/** A person by name; who came by a link as the role and the session; the server's own parts by what they are. */
export function describeActor({ actor, actorName }: Pick<AuditRow, 'actor' | 'actorName'>, t: T): string {
  if (actorName !== null) return actorName;
  if (actor === 'timetable') return t('audit.timetable');
  if (actor === 'demo') return t('audit.demo');
  if (actor === 'command') return t('audit.command');
  if (actor === 'server') return t('audit.server');
  if (actor === 'cli') return t('audit.command');
  if (actor === 'oidc') return t('audit.oidc');
  if (actor === 'launch-phone') return t('audit.launchPhone');
  const [, role, session = ''] = /^(organizer|mc|unit-leader):(.+)$/.exec(actor) ?? [];
  if (role === 'mc') return t('audit.mc', { session });
  if (role === 'unit-leader') return t('audit.unitLeader', { session });
  return role === 'organizer' ? t('audit.organizer', { session }) : actor;
}

/** Each detail under its name; an instant as a date; what was changed as before and after. */
export function describeDetails(row: Pick<AuditRow, 'detail'>, t: T, format: Format): string[] {
  const { before, after, ...others } = row.detail;
  return [
    ...Object.entries(others).map(([key, value]) => `${nameDetail(key, t)}: ${writeValue(key, value, t, format)}`),
    ...describeChange(before, after, t, format),
  ];
}

const nameDetail = (key: string, t: T): string => t(`audit.details.${key as DetailKey}`, { defaultValue: key });

/** `{ closesAtMs: 1 }` and `{ closesAtMs: 2 }` as "Giờ đóng: 1 → 2", part by part; what stayed the same is left out. */
function describeChange(before: unknown, after: unknown, t: T, format: Format): string[] {
  if (before === undefined && after === undefined) return [];
  if (!isParts(before) && !isParts(after))
    return [`${t('audit.changed')}: ${writeValue('', before, t, format)} → ${writeValue('', after, t, format)}`];
  const [was, is] = [isParts(before) ? before : {}, isParts(after) ? after : {}];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((key) => JSON.stringify(was[key]) !== JSON.stringify(is[key]))
    .map(
      (key) =>
        `${nameDetail(key, t)}: ${writeValue(key, was[key], t, format)} → ${writeValue(key, is[key], t, format)}`,
    );
}

const isParts = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type GrantParts = { role: StaffRole; contest?: string; unit?: string };
const isGrant = (value: unknown): value is GrantParts =>
  isParts(value) && typeof value.role === 'string' && roles.has(value.role);

/** A role, and in brackets where it holds if that is not everywhere. */
function writeGrant({ role, contest, unit }: GrantParts, t: T, { nameOf }: Format): string {
  const where = [unit, contest && (nameOf?.(contest) ?? contest)].filter(Boolean).join(', ');
  const name = t(`accounts:role.${role}`);
  return where === '' ? name : `${name} (${where})`;
}

type Way = keyof typeof organizer.audit.ways;

function writeText(key: string, value: string, t: T, { nameOf, closing }: Format): string {
  if (key === 'act') return nameAct(value, t);
  if (key === 'role' && roles.has(value)) return t(`accounts:role.${value as StaffRole}`);
  if (key === 'by' || key === 'means') return t(`audit.ways.${value as Way}`, { defaultValue: value });
  if (key === 'expiresAt' && !Number.isNaN(Date.parse(value))) return closing(Date.parse(value));
  const named = nameOf?.(value.replace(/^account:/, ''));
  return named ?? (key === 'invitedBy' ? describeActor({ actor: value, actorName: null }, t) : value);
}

/** What was acted on: a person by name, the other things as they are numbered. */
export function describeObject(object: string, t: T, nameOf: (id: string) => string | undefined): string {
  const [, id] = /^account (.+)$/.exec(object) ?? [];
  if (id !== undefined) return nameOf(id) ?? object;
  if (object.startsWith('invitation ')) return '';
  const [, ordinal] = /^round (\d+)$/.exec(object) ?? [];
  if (ordinal !== undefined) return t('audit.round', { ordinal });
  return roles.has(object) ? t(`accounts:role.${object as StaffRole}`) : object;
}

function writeValue(key: string, value: unknown, t: T, format: Format): string {
  if (value === undefined || value === null || value === '') return t('audit.nothing');
  if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no');
  if (typeof value === 'string') return writeText(key, value, t, format);
  if (typeof value === 'number') return instantKey.test(key) ? format.closing(value) : format.number(value);
  if (Array.isArray(value))
    return value.length === 0 ? t('audit.nothing') : value.map((each) => writeValue(key, each, t, format)).join('; ');
  if (isGrant(value)) return writeGrant(value, t, format);
  if (isParts(value))
    return Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([inner, of]) => `${nameDetail(inner, t)}: ${writeValue(inner, of, t, format)}`)
      .join(', ');
  return JSON.stringify(value);
}
