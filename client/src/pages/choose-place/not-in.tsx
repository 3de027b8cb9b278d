import type { Refusal } from '@hoithi/shared/contract/refusal';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { StateCard } from '../../ui/state-card.tsx';

type NotInProps = {
  path: '/mc' | '/don-vi';
  title: string;
  text: string;
  refusal: Refusal;
};

/** A staff page that stays closed: why, and where to sign in for whoever has an account. */
export function NotIn({ path, title, text, refusal }: NotInProps) {
  const { t } = useTranslation('common');
  const isOut = refusal.code === 'not_signed_in';
  return (
    <Page>
      <StateCard
        kind="closed"
        title={title}
        action={
          <>
            <ButtonLink href={isOut ? `/to-chuc/dang-nhap?ve=${path}` : '/to-chuc/tai-khoan'} kind="primary">
              {t(isOut ? 'place.signIn' : 'place.account')}
            </ButtonLink>
            <ButtonLink href="/">{t('toHome')}</ButtonLink>
          </>
        }
      >
        {text}
      </StateCard>
    </Page>
  );
}
