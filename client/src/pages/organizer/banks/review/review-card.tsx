import type { BankView, QuestionState, QuestionView } from '@hoithi/shared/contract/banks';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../../connection/api.ts';
import { Button } from '../../../../ui/button.tsx';
import { Card } from '../../../../ui/card.tsx';
import { Field } from '../../../../ui/field.tsx';
import { useFormat } from '../../../../ui/use-format.ts';
import { useRefusalText } from '../../../../ui/use-refusal-text.ts';
import { useAct } from '../../acts/use-act.ts';
import { apiPath } from '../bank-query.ts';
import { useKeys } from '../question/use-keys.ts';
import styles from './page.module.css';

type ReviewCardProps = { bank: BankView; view: QuestionView; onChanged: () => void };

/** What comes after a state where all is well. */
export const onwards: Partial<Record<QuestionState, 'reviewed' | 'approved'>> = {
  draft: 'reviewed',
  reviewed: 'approved',
};

/** Moves a question on, or sends it back with what is to be changed; and what people say about it. SPEC Q13. */
export function ReviewCard({ bank, view, onChanged }: ReviewCardProps) {
  const { t } = useTranslation('bank');
  const words = useRefusalText();
  const { instant } = useFormat();
  const [typed, setTyped] = useState('');
  const [isMissing, setMissing] = useState(false);
  const api = `${apiPath(bank.bankId)}/questions/${view.questionId}`;
  const done = () => {
    setTyped('');
    onChanged();
  };
  const target = useRef<QuestionState>('reviewed');
  const review = useAct(
    () => postJson(`${api}/review`, { restsOn: view.version, to: target.current, comment: typed.trim() || null }),
    done,
  );
  const comment = useAct(() => postJson(`${api}/comment`, { text: typed.trim() }), done);
  const next = onwards[view.state];
  const mayJudge = bank.may.review && !view.own && next !== undefined;
  const mayReturn = bank.may.review && ['draft', 'reviewed', 'approved'].includes(view.state);
  const run = (to: QuestionState) => {
    target.current = to;
    void review.run();
  };
  const accept = () => next && run(next);
  const sendBack = () => {
    setMissing(typed.trim() === '');
    if (typed.trim() !== '') run('returned');
    else document.getElementById(commentId)?.focus();
  };
  useKeys({ ...(mayJudge ? { d: accept } : {}), ...(mayReturn ? { t: sendBack } : {}) });
  if (!bank.may.key) return null;
  return (
    <Card title={t('review.title')} className={styles.review}>
      {bank.may.review && view.own && next && <p className={styles.soft}>{t('review.own')}</p>}
      {view.comments.length > 0 && (
        <ul className={styles.comments}>
          {view.comments.map(({ text, by, atMs }) => (
            <li key={`${atMs}${text}`}>
              <p className={styles.soft}>
                <strong>{by ?? t('review.nobody')}</strong> · {instant(atMs)}
              </p>
              <p>{text}</p>
            </li>
          ))}
        </ul>
      )}
      <Field label={t('review.comment')} error={isMissing ? t('review.reasonMissing') : null} id={commentId}>
        {(wire) => (
          <textarea
            {...wire}
            rows={2}
            maxLength={1000}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <div className={styles.acts}>
        {mayJudge && (
          <Button kind="primary" busy={review.busy} aria-keyshortcuts="d" onClick={accept}>
            {t(`review.${next}`)}
          </Button>
        )}
        {mayReturn && (
          <Button busy={review.busy} aria-keyshortcuts="t" onClick={sendBack}>
            {t('review.returned')}
          </Button>
        )}
        <Button
          kind="quiet"
          busy={comment.busy}
          aria-disabled={typed.trim() === ''}
          onClick={() => typed.trim() && void comment.run()}
        >
          {t('review.addComment')}
        </Button>
      </div>
      {(review.refusal ?? comment.refusal) && (
        <p className={styles.refused} role="alert">
          {words((review.refusal ?? comment.refusal) as NonNullable<typeof review.refusal>)}
        </p>
      )}
    </Card>
  );
}
const commentId = 'bank-comment';
