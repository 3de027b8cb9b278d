import type { Desk } from '../desk/desk-view.ts';
import { CloseDialog } from './close-dialog.tsx';
import { ExtendDialog } from './extend-dialog.tsx';
import { PublishDialog } from './publish-dialog.tsx';

/** An act that has been begun and not yet confirmed. */
export type Act = { kind: 'close' | 'extend' | 'publish'; roundId: string };
type ActDialogProps = { act: Act | null; desk: Desk; onClose: () => void; onDone: (words: string) => void };

/** The dialog of the act that was begun; the round in it is always the newest one told. */
export function ActDialog({ act, desk, onClose, onDone }: ActDialogProps) {
  const round = act && desk.rounds.find((each) => each.roundId === act.roundId);
  if (!act || !round) return null;
  const shared = { round, onClose, onDone };
  if (act.kind === 'close') return <CloseDialog {...shared} />;
  if (act.kind === 'extend') return <ExtendDialog {...shared} />;
  return <PublishDialog {...shared} names={desk.rules.publication.names} />;
}
