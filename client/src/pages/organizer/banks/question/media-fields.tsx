import type { StoredMedia } from '@hoithi/shared/contract/banks';
import { limits } from '@hoithi/shared/contract/limits';
import { picturePath } from '@hoithi/shared/contract/picture-path';
import type { QuestionMedia } from '@hoithi/shared/contract/question';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postFile } from '../../../../connection/api.ts';
import { Button } from '../../../../ui/button.tsx';
import { Card } from '../../../../ui/card.tsx';
import { Field } from '../../../../ui/field.tsx';
import { FileButton } from '../../../../ui/file-button.tsx';
import { useMediaFault } from '../../../../ui/use-media-fault.ts';
import { QuestionMediaList } from '../../../contestant/attempt/question-media-list.tsx';
import { useOrganizer } from '../../organizer-connection.ts';
import { isDemoOnly } from '../../organizer-paths.ts';
import { apiPath } from '../bank-query.ts';
import type { Issue } from './draft-question.ts';
import styles from './media-fields.module.css';

type Media = readonly QuestionMedia[];
type MediaFieldsProps = {
  bankId: string;
  media: Media;
  issue: Issue | null;
  onMedia: (media: QuestionMedia[]) => void;
};

const accepted = { picture: 'image/png,image/jpeg,image/webp', sound: 'audio/mpeg,audio/mp4,audio/wav,.mp3,.m4a,.wav' };
const bytesMax = { picture: limits.pictureBytesMax, sound: limits.soundBytesMax };

/** Pictures and sounds that stand with a question: sent, shown or played as contestants get them, described, taken away. SPEC X10. */
export function MediaFields({ bankId, media, issue, onMedia }: MediaFieldsProps) {
  const { t } = useTranslation(['bank', 'organizer']);
  const { view } = useOrganizer();
  const { busy, refused, send } = useSend(bankId, (sent) => {
    if (!media.some(({ hash }) => hash === sent.hash)) onMedia([...media, sent]);
  });
  const isFull = media.length >= limits.mediaPerQuestionMax;
  return (
    <Card title={t('question.media')} className={styles.card}>
      {media.length > 0 && (
        <ol className={styles.list}>
          {media.map((item, at) => (
            <li key={item.hash}>
              <Shown item={item} />
              <Field
                label={t(`question.alt.${item.kind}`)}
                hint={t(`question.altHint.${item.kind}`)}
                error={issue === 'media' && item.alt.trim() === '' ? t('question.altMissing') : null}
                maxLength={300}
                value={item.alt}
                onChange={(event) =>
                  onMedia(media.map((each) => (each === item ? { ...each, alt: event.target.value } : each)))
                }
              />
              <div className={styles.acts}>
                {at > 0 && (
                  <Button kind="quiet" onClick={() => onMedia(movedUp(media, at))}>
                    {t('question.mediaUp')} <span className="unseen">{item.alt}</span>
                  </Button>
                )}
                <Button kind="quiet" onClick={() => onMedia(media.filter((each) => each !== item))}>
                  {t('question.removeMedia')} <span className="unseen">{item.alt}</span>
                </Button>
              </div>
            </li>
          ))}
        </ol>
      )}
      {isDemoOnly(view) ? (
        <p className={styles.hint}>{t('organizer:prepare.noFiles')}</p>
      ) : (
        !isFull && (
          <>
            <p className={styles.acts}>
              {(['picture', 'sound'] as const).map((kind) => (
                <FileButton
                  key={kind}
                  accept={accepted[kind]}
                  label={busy === kind ? t('question.sending') : t(`question.add.${kind}`)}
                  busy={busy !== null}
                  onFile={(file) => send(kind, file)}
                />
              ))}
            </p>
            <p className={styles.hint}>{t('question.mediaHint', mediaBounds)}</p>
          </>
        )
      )}
      {refused && (
        <p className={styles.refused} role="alert">
          {refused}
        </p>
      )}
    </Card>
  );
}

const mediaBounds = {
  count: limits.mediaPerQuestionMax,
  seconds: limits.soundMsMax / 1000,
  bytes: limits.soundBytesMax / 1024 / 1024,
};

const movedUp = (media: Media, at: number): QuestionMedia[] =>
  media.map((each, place) => (place === at - 1 ? media[at] : place === at ? media[at - 1] : each) ?? each);

/** As contestants see or hear it. */
function Shown({ item }: { item: QuestionMedia }) {
  if (item.kind === 'sound')
    return (
      <div className={styles.sound}>
        <QuestionMediaList media={[item]} />
      </div>
    );
  return <img className={styles.picture} src={picturePath(item.hash)} alt={item.alt} />;
}

/** One send at a time; what was refused is said. */
function useSend(bankId: string, onSent: (media: QuestionMedia) => void) {
  const fault = useMediaFault();
  const [busy, setBusy] = useState<QuestionMedia['kind'] | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const send = async (kind: QuestionMedia['kind'], file: File): Promise<void> => {
    setRefused(null);
    if (file.size > bytesMax[kind])
      return setRefused(
        fault(
          kind === 'picture'
            ? { code: 'picture_refused', why: 'too-large', sideMin: 0 }
            : { code: 'sound_refused', why: 'too-large' },
        ),
      );
    setBusy(kind);
    const query = new URLSearchParams({ kind, type: file.type });
    const stored = await postFile<StoredMedia>(`${apiPath(bankId)}/media?${query.toString()}`, file);
    setBusy(null);
    if (stored.ok) onSent({ kind, hash: stored.value.hash, alt: '' });
    else setRefused(fault(stored.refusal));
  };
  return { busy, refused, send };
}
