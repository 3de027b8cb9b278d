import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';

export default function ResultsRoom() {
  const { t } = useTranslation('results');
  return (
    <Page width="wide">
      <h1>{t('kicker')}</h1>
    </Page>
  );
}
