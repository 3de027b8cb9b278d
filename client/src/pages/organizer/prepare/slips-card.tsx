import { limits } from '@hoithi/shared/contract/limits';
import type { ContestCard } from '@hoithi/shared/contract/public';
import type { UnitHit } from '@hoithi/shared/contract/sign-in';
import type { SlipPreview } from '@hoithi/shared/contract/slip-views';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getFile, postFile } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { PillChoice } from '../../../ui/pill-choice.tsx';
import { saveFile } from '../../../ui/save-file.ts';
import { Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { UnitSearch } from '../../contestant/unit-search.tsx';
import { useAct } from '../acts/use-act.ts';
import { useMay } from '../organizer-connection.ts';
import { UploadField } from '../upload-field.tsx';
import { DeskCard } from './desk-card.tsx';
import { ListProblems } from './list-problems.tsx';
import styles from './page.module.css';
import { SlipList } from './slip-list.tsx';

const pathOf = ({ contestId }: ContestCard) => `/api/organizer/contests/${contestId}`;

/** Slips with codes: made from a list, looked after. SPEC S21-S23. */
export function SlipCards({ contest }: { contest: ContestCard }) {
  const path = pathOf(contest);
  const may = useMay(contest.contestId);
  const [mayChange, mayAdmit] = [may('slips:change'), may('entry:admit')];
  const [made, setMade] = useState(0);
  return (
    <>
      {mayChange && <MakeSlips contest={contest} path={path} onMade={() => setMade((times) => times + 1)} />}
      {mayAdmit && <DeskCard contest={contest} onAdmitted={() => setMade((times) => times + 1)} />}
      <SlipList path={path} made={made} mayChange={mayChange} />
    </>
  );
}

type MakeProps = { contest: ContestCard; path: string; onMade: () => void };

/** A list of people, previewed; then the file with their slips, in which alone the codes stand. */
function MakeSlips({ contest, path, onMade }: MakeProps) {
  const { t, i18n } = useTranslation('slips');
  const { number } = useFormat();
  const words = useRefusalText();
  const [unit, setUnit] = useState<Pick<UnitHit, 'code' | 'name'> | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<SlipPreview | null>(null);
  const [format, setFormat] = useState<'slips' | 'sheet'>('slips');
  const [notice, setNotice] = useState<string | null>(null);
  const address = (more: Record<string, string>, forUnit = unit) =>
    `${path}/slips?${new URLSearchParams({ ...more, ...(forUnit ? { unit: forUnit.code } : {}) })}`;
  const read = async (chosen: File, forUnit = unit) => {
    const received = await postFile<SlipPreview>(address({}, forUnit), chosen);
    setPreview(received.ok ? received.value : null);
    if (!received.ok) setNotice(words(received.refusal));
  };
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setPreview(null);
    setNotice(null);
    if (!chosen) return;
    if (chosen.size > limits.unitFileBytesMax)
      setNotice(t('tooLarge', { size: limits.unitFileBytesMax / 1024 / 1024 }));
    else void read(chosen);
  };
  const chooseUnit = (chosen: Pick<UnitHit, 'code' | 'name'> | null) => {
    setUnit(chosen);
    if (file && preview) void read(file, chosen);
  };
  const people = preview?.people ?? 0;
  const { busy, refusal, run } = useAct(
    () => getFile(address({ write: 'true', format, lang: i18n.language === 'en' ? 'en' : 'vi' }), file ?? undefined),
    (made) => {
      saveFile(made);
      setPreview(null);
      setFile(null);
      setNotice(t('made', { count: people, people: number(people) }));
      onMade();
    },
  );
  return (
    <Card title={t('make')}>
      <p className={styles.unitsSoft}>{t('makeLead', { max: number(limits.slipsAtOnceMax) })}</p>
      <UnitSearch
        source={`/api/contests/${contest.slug}/units`}
        required={false}
        unit={unit}
        onUnit={chooseUnit}
        error={null}
      />
      <p className={styles.unitsSoft}>{t('unitForAll')}</p>
      <UploadField label={t('file')} accept=".xlsx,.csv,.txt,text/csv,text/plain" onFile={choose} />
      {preview && <SlipPreviewTable preview={preview} />}
      {file && people > 0 && (
        <>
          <PillChoice
            legend={t('format')}
            name="slip-format"
            options={(['slips', 'sheet'] as const).map((value) => ({ value, label: t(`formats.${value}`) }))}
            value={format}
            onChange={setFormat}
          />
          <Button kind="primary" busy={busy} onClick={() => void run()}>
            {t('run', { count: people, people: number(people) })}
          </Button>
        </>
      )}
      <output className={styles.unitsNotice}>
        {notice && <span>{notice}</span>}
        {refusal && <span>{words(refusal)}</span>}
      </output>
    </Card>
  );
}

function SlipPreviewTable({ preview }: { preview: SlipPreview }) {
  const { t } = useTranslation('slips');
  const { number } = useFormat();
  const { units, first } = preview;
  return (
    <div className={styles.unitsPreview}>
      <ListProblems read={preview} headerMissing={t('headerMissing')} />
      {first.length > 0 && (
        <Table
          caption={t('first')}
          rows={first}
          rowKey={(row) => String(row.line)}
          columns={[
            { id: 'line', header: t('line'), numeric: true, cell: (row) => row.line },
            { id: 'unit', header: t('unit'), cell: (row) => row.unit },
            { id: 'name', header: t('name'), rowHeader: true, cell: (row) => row.name },
          ]}
        />
      )}
      {units.length > 0 && (
        <Table
          caption={t('preview')}
          rows={units}
          rowKey={(unit) => unit.code}
          columns={[
            { id: 'name', header: t('unit'), rowHeader: true, cell: (u) => u.name, sortBy: (u) => u.name },
            {
              id: 'people',
              header: t('people'),
              numeric: true,
              cell: (u) => number(u.people),
              sortBy: (u) => u.people,
            },
            {
              id: 'before',
              header: t('before'),
              numeric: true,
              cell: (u) => number(u.before),
              sortBy: (u) => u.before,
            },
          ]}
        />
      )}
      {units.some(({ before }) => before > 0) && <p className={styles.unitsProblems}>{t('again')}</p>}
    </div>
  );
}
