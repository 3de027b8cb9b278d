import type { ScreenPicture as PictureId, ScreenView } from '@hoithi/shared/contract/screen';
import { memo } from 'react';
import { joinClasses } from '../../ui/join-classes.ts';
import { ScreenPicture } from '../screen/screen-picture.tsx';
import { Stage } from '../screen/stage.tsx';
import styles from './picture-preview.module.css';

export type PicturePreviewProps = { view: ScreenView; picture: PictureId; className?: string };

/** The hall's picture itself, small. Seen, not read aloud: the words beside it say what it is. */
export const PicturePreview = memo(function PicturePreview({ view, picture, className }: PicturePreviewProps) {
  return (
    <div className={joinClasses(styles.preview, className)} aria-hidden="true" inert>
      <Stage>
        <ScreenPicture view={view} picture={picture} />
      </Stage>
    </div>
  );
});
