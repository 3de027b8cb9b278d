import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { letterAt } from '../../../../ui/answer-sign.tsx';
import { Button } from '../../../../ui/button.tsx';
import { Card } from '../../../../ui/card.tsx';
import { Field, Select } from '../../../../ui/field.tsx';
import { useFormat } from '../../../../ui/use-format.ts';
import type { Form, Issue } from './draft-question.ts';
import styles from './page.module.css';

/** English, the larger languages of Vietnam's peoples that are written, and those of its neighbours. */
const languages = ['en', 'tyz', 'tai', 'hmn', 'km', 'jra', 'rad', 'bdq', 'cjm', 'lo', 'zh', 'fr', 'ja', 'ko'];
const blank = { text: '', options: {}, accepted: [], explanation: null };

/** The same question in other languages: the text, every option by its letter or the answers taken, and the explanation. */
export function TranslationFields({
  form,
  issue,
  change,
}: {
  form: Form;
  issue: Issue | null;
  change: (part: Partial<Form>) => void;
}) {
  const { t } = useTranslation('bank');
  const nameOf = useLanguageName();
  const [next, setNext] = useState('en');
  const { translations } = form;
  const shownOptions = form.kind === 'number' || form.kind === 'text' ? [] : form.options;
  const put = (language: string, part: Partial<Form['translations'][string]>) =>
    change({ translations: { ...translations, [language]: { ...(translations[language] ?? blank), ...part } } });
  const free = languages.filter((language) => !(language in translations));
  const chosen = free.includes(next) ? next : (free[0] ?? '');
  return (
    <Card title={t('question.translations')} className={styles.fields}>
      {Object.entries(translations).map(([language, said]) => (
        <fieldset key={language} className={styles.translation}>
          <legend>{nameOf(language)}</legend>
          <Field label={t('question.text')}>
            {(wire) => (
              <textarea
                {...wire}
                rows={2}
                lang={language}
                value={said.text}
                onChange={(event) => put(language, { text: event.target.value })}
              />
            )}
          </Field>
          {form.kind === 'text' && (
            <Field label={t('question.accepted')} hint={t('question.acceptedBeside')}>
              {(wire) => (
                <textarea
                  {...wire}
                  rows={2}
                  lang={language}
                  value={said.accepted.join('\n')}
                  onChange={(event) => put(language, { accepted: event.target.value.split('\n') })}
                />
              )}
            </Field>
          )}
          {shownOptions.map(({ id, text }, at) => (
            <Field
              key={id}
              label={`${letterAt(at)}. ${text}`}
              lang={language}
              value={said.options[id] ?? ''}
              onChange={(event) => put(language, { options: { ...said.options, [id]: event.target.value } })}
            />
          ))}
          <Field
            label={t('question.explanation')}
            lang={language}
            value={said.explanation ?? ''}
            onChange={(event) => put(language, { explanation: event.target.value })}
          />
          <Button
            kind="quiet"
            onClick={() => {
              const { [language]: _gone, ...rest } = translations;
              change({ translations: rest });
            }}
          >
            {t('question.removeTranslation', { language: nameOf(language) })}
          </Button>
        </fieldset>
      ))}
      {issue === 'translations' && (
        <p className={styles.refused} role="alert">
          {t('question.issue.translations')}
        </p>
      )}
      {free.length > 0 && (
        <div className={styles.adding}>
          <Select
            label={t('question.addTranslation')}
            value={chosen}
            options={free.map((language) => ({ value: language, label: nameOf(language) }))}
            onChange={(event) => setNext(event.target.value)}
          />
          <Button onClick={() => put(chosen, {})}>{t('question.addTranslation')}</Button>
        </div>
      )}
    </Card>
  );
}

/** A language by its name in the reader's. */
function useLanguageName(): (code: string) => string {
  const { locale } = useFormat();
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  return (code) => names.of(code) ?? code;
}
