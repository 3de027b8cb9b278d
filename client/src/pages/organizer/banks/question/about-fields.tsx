import type { BankView } from '@hoithi/shared/contract/banks';
import { limits } from '@hoithi/shared/contract/limits';
import { difficulties } from '@hoithi/shared/contract/question';
import { audiences } from '@hoithi/shared/contract/rules';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../../ui/card.tsx';
import { DateField } from '../../../../ui/date-field.tsx';
import { CheckBox, Field, Select } from '../../../../ui/field.tsx';
import type { Form, Issue } from './draft-question.ts';
import { MediaFields } from './media-fields.tsx';
import styles from './page.module.css';
import { TranslationFields } from './translation-fields.tsx';

type AboutFieldsProps = { bank: BankView; form: Form; issue: Issue | null; change: (part: Partial<Form>) => void };
type TextPart = { [Key in keyof Form]: Form[Key] extends string ? Key : never }[keyof Form];

/** What stands beside a question: its source, topic, level, audience, tags, time, explanation, other languages, media. */
export function AboutFields({ bank, form, issue, change }: AboutFieldsProps) {
  const { t } = useTranslation(['bank', 'common']);
  const wire = (key: Exclude<TextPart, 'kind' | 'difficulty'>) => ({
    value: form[key],
    onChange: (event: { target: { value: string } }) => change({ [key]: event.target.value }),
  });
  return (
    <>
      <Card title={t('question.source')} className={styles.fields}>
        <Field
          label={t('question.document')}
          hint={t('question.documentHint')}
          maxLength={400}
          error={issue === 'source' ? t('question.issue.source') : null}
          {...wire('document')}
        />
        <Field label={t('question.clause')} maxLength={200} {...wire('clause')} />
        <div className={styles.pair}>
          <DateField label={t('question.date')} value={form.date} onChange={(date) => change({ date })} />
          <DateField label={t('question.validTo')} value={form.validTo} onChange={(validTo) => change({ validTo })} />
        </div>
        <Field label={t('question.explanation')}>
          {(own) => <textarea {...own} rows={2} maxLength={limits.explanationLengthMax} {...wire('explanation')} />}
        </Field>
      </Card>
      <Card title={t('question.about')} className={styles.fields}>
        <div className={styles.pair}>
          <Field label={t('question.topic')}>
            {(own) => (
              <>
                <input {...own} list={`${own.id}-known`} maxLength={200} {...wire('topic')} />
                <datalist id={`${own.id}-known`}>
                  {bank.topics.map(({ topicId, name }) => (
                    <option key={topicId} value={name}>
                      {name}
                    </option>
                  ))}
                </datalist>
              </>
            )}
          </Field>
          <Select
            label={t('question.difficulty')}
            value={form.difficulty}
            options={[
              { value: '', label: t('difficulty.none') },
              ...difficulties.map((each) => ({ value: String(each), label: t(`difficulty.${each}`) })),
            ]}
            onChange={(event) => change({ difficulty: event.target.value as Form['difficulty'] })}
          />
          <Field label={t('question.tags')} hint={t('question.tagsHint')} {...wire('tags')} />
          <Field
            label={t('question.seconds')}
            inputMode="numeric"
            error={issue === 'seconds' ? t('question.issue.seconds') : null}
            {...wire('seconds')}
          />
        </div>
        <fieldset className={styles.checks}>
          <legend>{t('question.audiences')}</legend>
          <p className={styles.soft}>{t('question.audiencesAll')}</p>
          {audiences.map((each) => (
            <CheckBox
              key={each}
              label={t(`common:audience.${each}`)}
              checked={form.audiences.includes(each)}
              onChange={(event) =>
                change({
                  audiences: audiences.filter((one) =>
                    one === each ? event.target.checked : form.audiences.includes(one),
                  ),
                })
              }
            />
          ))}
        </fieldset>
        <CheckBox
          label={t('question.practiceOnly')}
          checked={form.practiceOnly}
          onChange={(event) => change({ practiceOnly: event.target.checked })}
        />
      </Card>
      <TranslationFields form={form} issue={issue} change={change} />
      <MediaFields bankId={bank.bankId} media={form.media} issue={issue} onMedia={(media) => change({ media })} />
    </>
  );
}
