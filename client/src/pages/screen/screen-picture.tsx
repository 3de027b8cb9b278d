import type { ScreenPicture as PictureId, ScreenView } from '@hoithi/shared/contract/screen';
import type { ComponentType } from 'react';
import { ParticipationPicture } from './participation-picture.tsx';
import styles from './screen-picture.module.css';
import { WelcomePicture } from './welcome-picture.tsx';
import { WinnersPicture } from './winners-picture.tsx';

const pictures: Record<PictureId, ComponentType<{ view: ScreenView }>> = {
  welcome: WelcomePicture,
  participation: ParticipationPicture,
  winners: WinnersPicture,
};

/** The picture the MC has chosen; a new one comes in over the lacquer. */
export function ScreenPicture({ view, picture = view.picture }: { view: ScreenView; picture?: PictureId }) {
  const Picture = pictures[picture];
  return (
    <div key={picture} className={styles.picture}>
      <Picture view={view} />
    </div>
  );
}
