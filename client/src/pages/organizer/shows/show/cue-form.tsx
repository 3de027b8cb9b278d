import { limits } from '@hoithi/shared/contract/limits';
import { participationForms } from '@hoithi/shared/contract/participation-form';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLevelName } from '../../../../locales/use-level-name.ts';
import { Button } from '../../../../ui/button.tsx';
import { contestWords } from '../../../../ui/contest-words.ts';
import { CheckBox, Field, Select } from '../../../../ui/field.tsx';
import { FileField } from '../../../../ui/file-field.tsx';
import { asFields, asList, asText } from '../../editor/draft-value.ts';
import { AwardFields, DrawFields } from './award-fields.tsx';
import { Check, Choice, LocalField, NumberField, RoundField, WordsField } from './fields.tsx';
import styles from './page.module.css';
import { QuestionSearch } from './question-search.tsx';
import { useErrorAt, useShow } from './show-context.ts';
import { type CueAt, cuesOf, kindOf } from './show-value.ts';
import { shrinkPicture } from './shrink-picture.ts';

/** The fields of one cue: what the hall sees, then what the MC and the helpers do. */
export function CueForm({ cue, at, levels }: CueAt & { levels: readonly string[] }) {
  const { t } = useTranslation('shows');
  const place = `cues[${at}]`;
  return (
    <>
      <fieldset className={styles.fields}>
        <legend>{t('form.hall')}</legend>
        <HallFields cue={cue} at={at} levels={levels} />
      </fieldset>
      <fieldset className={styles.fields}>
        <legend>{t('form.stage')}</legend>
        <NumberField
          {...{ place: `${place}.minutes`, label: t('form.minutes'), hint: t('form.minutesHint') }}
          {...{ min: 0.5, max: limits.cueMinutesMax, step: 0.5, nullable: true }}
        />
        <WordsField place={`${place}.notes`} label={t('form.notes')} hint={t('form.notesHint')} rows={4} />
        <WordsField place={`${place}.who`} label={t('form.who')} rows={2} />
        <BedField cue={cue} at={at} />
      </fieldset>
    </>
  );
}

/** The music beneath: one of the contest's sounds by its name. */
function BedField({ cue, at }: CueAt) {
  const { t } = useTranslation('shows');
  const { sounds } = useShow();
  const bed = asText(cue.bed);
  const options = [
    { value: '', label: t('form.noBed') },
    ...sounds.map((name) => ({ value: name, label: name })),
    ...(bed === '' || sounds.includes(bed) ? [] : [{ value: bed, label: t('form.missingBed', { name: bed }) }]),
  ];
  return (
    <Choice {...{ place: `cues[${at}].bed`, label: t('form.bed'), hint: t('form.bedHint'), value: bed, options }} />
  );
}

function HallFields({ cue, at, levels }: CueAt & { levels: readonly string[] }): ReactNode {
  const { t } = useTranslation('shows');
  const place = `cues[${at}]`;
  const title = <LocalField place={`${place}.title`} label={t('form.title')} />;
  switch (kindOf(cue)) {
    case 'lobby':
    case 'pause':
    case 'end':
      return (
        <>
          {title}
          <LocalField place={`${place}.text`} label={t('form.text')} rows={2} />
        </>
      );
    case 'text':
      return (
        <>
          {title}
          <LocalField place={`${place}.text`} label={t('form.text')} hint={t('form.textHint')} rows={3} />
          <PictureField cue={cue} at={at} />
        </>
      );
    case 'launch':
      return (
        <>
          {title}
          <LocalField place={`${place}.button`} label={t('form.button')} />
          <NumberField place={`${place}.countdownSeconds`} label={t('form.countdown')} min={0} max={10} />
          <LocalField place={`${place}.sentence`} label={t('form.sentence')} hint={t('form.sentenceHint')} rows={2} />
        </>
      );
    case 'question':
    case 'sudden-death':
      return <QuestionFields cue={cue} at={at} />;
    case 'rescue':
      return (
        <>
          {title}
          <NumberField
            {...{ place: `${place}.back`, label: t('form.back'), hint: t('form.backHint'), min: 0, max: 100_000 }}
            nullable
          />
          <Check place={`${place}.reserves`} label={t('form.reserves')} checked={cue.reserves === true} />
        </>
      );
    case 'board':
      return (
        <>
          {title}
          <Choice
            {...{ place: `${place}.of`, label: t('form.boardOf'), value: asText(cue.of) }}
            options={(['players', 'teams'] as const).map((value) => ({ value, label: t(`form.of.${value}`) }))}
          />
          <NumberField
            {...{
              place: `${place}.unfreeze`,
              label: t('form.unfreeze'),
              hint: t('form.unfreezeHint'),
              min: 2,
              max: 40,
            }}
            nullable
          />
        </>
      );
    case 'participation':
      return <ParticipationFields cue={cue} at={at} levels={levels} />;
    case 'winners':
      return (
        <>
          {title}
          <RoundField place={`${place}.round`} />
        </>
      );
    case 'award':
      return (
        <>
          {title}
          <AwardFields cue={cue} at={at} />
        </>
      );
    case 'draw':
      return (
        <>
          {title}
          <DrawFields cue={cue} at={at} />
        </>
      );
  }
}

function ParticipationFields({ cue, at, levels }: CueAt & { levels: readonly string[] }) {
  const { t } = useTranslation('shows');
  const { set } = useShow();
  const levelName = useLevelName();
  const place = `cues[${at}]`;
  const forms = asList(cue.forms).map(asText);
  return (
    <>
      <LocalField place={`${place}.title`} label={t('form.title')} />
      <Select
        label={t('form.level')}
        value={asText(cue.level)}
        options={[
          { value: '', label: t('form.mainLevel') },
          ...levels.map((value) => ({ value, label: levelName(value) })),
        ]}
        onChange={(event) => set(`${place}.level`, event.target.value || null)}
      />
      {participationForms.map((form) => (
        <CheckBox
          key={form}
          label={t(`form.forms.${form}`)}
          checked={forms.includes(form)}
          onChange={(event) => {
            const next = participationForms.filter((each) =>
              each === form ? event.target.checked : forms.includes(each),
            );
            if (next.length > 0) set(`${place}.forms`, next);
          }}
        />
      ))}
    </>
  );
}

function QuestionFields({ cue, at }: CueAt) {
  const { t } = useTranslation('shows');
  const { content, set } = useShow();
  const errorAt = useErrorAt();
  const [isSearching, setSearching] = useState(false);
  const place = `cues[${at}]`;
  const question = asFields(cue.question);
  const isChosen = asText(question.text) !== '';
  const error = errorAt('cues', at, 'question');
  const taken = new Set(cuesOf(content).map((each) => asText(asFields(each.question).id)));
  return (
    <>
      <Field label={t('form.question')} error={error}>
        {(wire) => (
          <div className={styles.chosen}>
            {isChosen && (
              <p {...contestWords} className={styles.questionText}>
                {asText(question.text)}
              </p>
            )}
            <Button
              id={wire.id}
              aria-describedby={wire['aria-describedby']}
              kind={isChosen ? 'plain' : 'primary'}
              onClick={() => setSearching(true)}
            >
              {t(isChosen ? 'form.otherQuestion' : 'form.chooseQuestion')}
            </Button>
          </div>
        )}
      </Field>
      <NumberField place={`${place}.seconds`} label={t('form.seconds')} min={5} max={300} />
      {cue.kind === 'question' ? (
        <>
          <Check place={`${place}.trial`} label={t('form.trial')} checked={cue.trial === true} />
          <NumberField
            {...{ place: `${place}.buzzer`, label: t('form.buzzer'), hint: t('form.buzzerHint'), min: 1, max: 10_000 }}
            nullable
          />
        </>
      ) : (
        <>
          <NumberField place={`${place}.place`} label={t('form.place')} hint={t('form.placeHint')} min={1} max={100} />
          <Choice
            {...{ place: `${place}.stay`, label: t('form.stay'), value: asText(cue.stay) || 'right' }}
            options={(['right', 'fastest'] as const).map((value) => ({ value, label: t(`form.stays.${value}`) }))}
          />
        </>
      )}
      <Check
        {...{ place: `${place}.textFirst`, label: t('form.textFirst'), checked: cue.textFirst === true }}
        hint={t('form.textFirstHint')}
      />
      {isSearching && (
        <QuestionSearch
          taken={taken}
          onTaken={(chosen) => {
            set(`${place}.question`, chosen);
            setSearching(false);
          }}
          onClose={() => setSearching(false)}
        />
      )}
    </>
  );
}

function PictureField({ cue, at }: CueAt) {
  const { t } = useTranslation('shows');
  const { set } = useShow();
  const [problem, setProblem] = useState<string | null>(null);
  const place = `cues[${at}].picture`;
  const choose = async (file: File | null) => {
    setProblem(null);
    if (!file) return;
    const shrunk = await shrinkPicture(file);
    if (shrunk === null) setProblem(t('form.pictureBroken'));
    else set(place, shrunk);
  };
  return (
    <>
      <FileField
        label={t('form.picture')}
        hint={t('form.pictureHint')}
        accept="image/png,image/jpeg,image/webp"
        error={problem}
        onFile={(file) => void choose(file)}
      />
      {asText(cue.picture) !== '' && (
        <Button kind="quiet" onClick={() => set(place, null)}>
          {t('form.noPicture')}
        </Button>
      )}
    </>
  );
}
