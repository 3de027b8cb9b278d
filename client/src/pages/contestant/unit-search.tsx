/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events -- a search box with its list, as ARIA describes it: no HTML element is one, and the box handles the keys and has the focus */
import { limits } from '@hoithi/shared/contract/limits';
import type { UnitHit } from '@hoithi/shared/contract/sign-in';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getJson } from '../../connection/api.ts';
import { Field } from '../../ui/field.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import styles from './unit-search.module.css';

type UnitSearchProps = {
  /** The address that lists units. */
  source: string;
  required: boolean;
  /** The unit is read and not searched for. */
  locked?: boolean;
  unit: Pick<UnitHit, 'code' | 'name'> | null;
  onUnit: (unit: Pick<UnitHit, 'code' | 'name'> | null) => void;
  error: string | null;
};

/** A search box over the contest's units; same-named ones are distinguished by their parents. SPEC S5. */
export function UnitSearch({ source, required, locked = false, unit, onUnit, error }: UnitSearchProps) {
  const { t } = useTranslation(['contestant', 'common']);
  const listId = useId();
  const [typed, setTyped] = useState(unit?.name ?? '');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const hits = useUnitHits(source, typed, open);
  const shown = open ? (hits ?? []) : [];
  const choose = (hit: UnitHit) => {
    onUnit({ code: hit.code, name: hit.name });
    setTyped(hit.name);
    setOpen(false);
  };
  const type = (text: string) => {
    setTyped(text);
    setAt(0);
    setOpen(true);
    if (unit) onUnit(null);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (shown.length > 0) setAt((now) => (now + step + shown.length) % shown.length);
    }
    const hit = shown[at];
    if (event.key === 'Enter' && hit) {
      event.preventDefault();
      choose(hit);
    }
    if (event.key === 'Escape') setOpen(false);
  };
  return (
    <Field
      label={t('common:profileField.unit')}
      hint={locked ? undefined : t('profile.unitHint')}
      error={error}
      required={required}
    >
      {(wire) => (
        <div className={styles.search}>
          <input
            {...wire}
            role="combobox"
            aria-expanded={open}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={shown[at] ? `${listId}-${at}` : undefined}
            autoComplete="off"
            maxLength={300}
            value={typed}
            onChange={(event) => type(event.target.value)}
            onFocus={() => setOpen(unit === null)}
            onBlur={() => setOpen(false)}
            onKeyDown={press}
          />
          {unit && !locked && <p className={styles.chosen}>{t('profile.unitChosen', { unit: unit.name })}</p>}
          {/* The list takes the pointer before the box loses the focus. */}
          <div
            id={listId}
            role="listbox"
            aria-label={t('profile.units')}
            className={styles.list}
            hidden={!open}
            onPointerDown={(event) => event.preventDefault()}
          >
            {shown.map((hit, i) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the box handles the keys and has the focus
              <div
                key={hit.code}
                id={`${listId}-${i}`}
                role="option"
                tabIndex={-1}
                aria-selected={i === at}
                className={joinClasses(styles.hit, i === at && styles.at)}
                onClick={() => choose(hit)}
              >
                <span className={styles.name}>{hit.name}</span>
                <UnitPath hit={hit} among={shown} />
              </div>
            ))}
          </div>
          <output className={styles.none} hidden={!open}>
            {hits === null
              ? t('profile.searching')
              : hits.length === 0
                ? t('profile.noUnit')
                : hits.length >= limits.unitHitsMax
                  ? t('profile.unitMany', { count: hits.length })
                  : t('profile.unitCount', { count: hits.length })}
          </output>
          {required && unit === null && typed.trim() !== '' && <p className={styles.away}>{t('profile.unitAway')}</p>}
        </div>
      )}
    </Field>
  );
}

const pauseMs = 250;

/** `source`: the address that answers. Units that match what is typed, once the typing pauses. null: not query yet or on the way. SPEC S5. */
function useUnitHits(source: string, typed: string, open: boolean): UnitHit[] | null {
  const [hits, setHits] = useState<{ of: string; units: UnitHit[] } | null>(null);
  const query = typed.trim().slice(0, 120);
  useEffect(() => {
    if (!open) return;
    const leave = new AbortController();
    const search = async () => {
      try {
        const path = `${source}?q=${encodeURIComponent(query)}`;
        const received = await getJson<UnitHit[]>(path, leave.signal);
        if (received.ok) setHits({ of: query, units: received.value });
      } catch (fault) {
        if (!leave.signal.aborted) throw fault;
      }
    };
    const timer = setTimeout(() => void search(), pauseMs);
    return () => {
      clearTimeout(timer);
      leave.abort();
    };
  }, [source, query, open]);
  return hits?.of === query ? hits.units : null;
}

/** What stands above a unit; of two that are called alike in one place, the code too. SPEC S5. */
function UnitPath({ hit, among }: { hit: UnitHit; among: readonly UnitHit[] }) {
  const around = hit.path.join(' › ');
  const alike = among.filter((other) => other.name === hit.name && other.path.join(' › ') === around).length > 1;
  const words = [around, alike ? hit.code : ''].filter((part) => part !== '').join(' · ');
  return words === '' ? null : <span className={styles.path}>{words}</span>;
}
