import { useEffect } from 'react';

/** Keeps the machine's display on while the page is seen, where the browser can. A browser that cannot loses nothing else. */
export function useAwake(): void {
  useEffect(() => {
    let screenLock: WakeLockSentinel | null = null;
    let left = false;
    const request = async () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
      const lock = await navigator.wakeLock.request('screen').catch(() => null); // refused on low battery
      if (left) await lock?.release();
      else screenLock = lock;
    };
    const wake = () => void request();
    wake();
    document.addEventListener('visibilitychange', wake);
    return () => {
      left = true;
      document.removeEventListener('visibilitychange', wake);
      void screenLock?.release();
    };
  }, []);
}
