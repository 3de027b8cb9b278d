import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { Me, SignInByHost } from '@hoithi/shared/contract/sign-in';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getJson, postJson } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { isFramed } from '../host-token.ts';

type HostEntryProps = {
  slug: string;
  demo: boolean;
  /** What the address brought; null: the page around this one is asked. */
  token: string | null;
  /** Origins that may send a token. */
  frames: readonly string[];
  onDone: () => void;
};
type Outcome = Refusal | 'blocked' | null;

/** So long the page around has to answer before the contest is shown as to anybody. Units: ms. */
const askedForMs = 3_000;
const ready = { type: 'hoithi:ready' };

/** The token in a message of a page that may send one; null: it is something else. */
function tokenOf({ origin, data }: MessageEvent<unknown>, frames: readonly string[]): string | null {
  if (!frames.includes(origin) || typeof data !== 'object' || data === null) return null;
  const { type, token } = data as { type?: unknown; token?: unknown };
  return type === 'hoithi:token' && typeof token === 'string' ? token : null;
}

/** Comes in by the token of the app around the contest: from the address, or asked of the page around the frame. SPEC S31, S37. */
export function HostEntry({ slug, demo, token, frames, onDone }: HostEntryProps) {
  const { t } = useTranslation('ways');
  const words = useRefusalText();
  const [outcome, setOutcome] = useState<Outcome>(null);
  const sent = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked and sent once for a page
  useEffect(() => {
    const enter = async (received: string) => {
      if (sent.current) return;
      sent.current = true;
      const found = await enterByToken(slug, received);
      if (found === null) onDone();
      else setOutcome(found);
    };
    if (token !== null) {
      void enter(token);
      return;
    }
    const listen = (message: MessageEvent<unknown>) => {
      const received = tokenOf(message, frames);
      if (received !== null) void enter(received);
    };
    window.addEventListener('message', listen);
    for (const origin of frames) window.parent.postMessage(ready, origin); // browsers give it to the one that fits
    const timer = setTimeout(() => !sent.current && onDone(), askedForMs);
    return () => {
      window.removeEventListener('message', listen);
      clearTimeout(timer);
    };
  }, []);
  return (
    <Page demo={demo}>
      {outcome === null ? (
        <StateCard kind="loading">{t('host.entering')}</StateCard>
      ) : (
        <StateCard
          kind="error"
          title={t(outcome === 'blocked' ? 'host.blockedTitle' : 'host.refusedTitle')}
          action={
            outcome === 'blocked' ? (
              <a href={`/c/${slug}`} target="_blank" rel="noopener">
                {t('host.openAlone')}
              </a>
            ) : (
              <Button kind="primary" onClick={onDone}>
                {t('host.otherWay')}
              </Button>
            )
          }
        >
          {outcome === 'blocked' ? t('host.blocked') : words(outcome)}
        </StateCard>
      )}
    </Page>
  );
}

/** null: the session is there. A browser that takes no cookies in a frame lets nobody in. */
async function enterByToken(slug: string, token: string): Promise<Outcome> {
  const message: SignInByHost = { token, framed: isFramed() };
  const entered = await postJson(`/api/contests/${encodeURIComponent(slug)}/sign-in/host`, message);
  if (!entered.ok) return entered.refusal;
  const me = await getJson<Me>(`/api/me?contest=${encodeURIComponent(slug)}`);
  if (!me.ok) return me.refusal;
  return me.value.signedIn ? null : 'blocked';
}
