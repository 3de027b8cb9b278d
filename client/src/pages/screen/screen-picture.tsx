import type { ScreenPicture as PictureId, ScreenView } from '@hoithi/shared/contract/screen';
import type { ComponentType } from 'react';
import styles from './page.module.css';
import { ParticipationPicture } from './participation/page.tsx';
import { WelcomePicture } from './welcome/page.tsx';
import { WinnersPicture } from './winners/page.tsx';

const pictures: Record<PictureId, ComponentType<{ view: ScreenView }>> = {
  welcome: WelcomePicture,
  participation: ParticipationPicture,
  winners: WinnersPicture,
};

/** The picture the MC has chosen; a new one comes in over the lacquer. */
export function ScreenPicture({ view, picture = view.picture }: { view: ScreenView; picture?: PictureId }) {
  const Picture = pictures[picture];
  return (
    <div key={picture} className={styles.chosenPicture}>
      <Picture view={view} />
    </div>
  );
}
