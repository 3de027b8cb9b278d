import { type ReactNode, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import styles from './framed.module.css';

type FramedProps = { width: number; height: number; title: string; children: ReactNode };

/**
 * A picture of a page as large as a device shows it, drawn smaller: a document of its own, so that its height, width and media
 * queries are the device's. It is looked at, not used.
 */
export function Framed({ width, height, title, children }: FramedProps) {
  const box = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const [body, setBody] = useState<HTMLElement | null>(null);
  const [scale, setScale] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setScale(element.clientWidth / width);
    measure();
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, [width]);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const open = () => {
      const inner = element.contentDocument;
      if (!inner || inner.body === null) return;
      copyStyles(inner);
      setBody(inner.body);
    };
    open();
    element.addEventListener('load', open); // some browsers put another empty document in place later
    const observer = new MutationObserver(() => element.contentDocument && copyStyles(element.contentDocument));
    observer.observe(document.head, { childList: true });
    return () => {
      element.removeEventListener('load', open);
      observer.disconnect();
    };
  }, []);
  return (
    <div ref={box} className={styles.framed} style={{ aspectRatio: `${width} / ${height}` }}>
      <iframe
        ref={frame}
        title={title}
        tabIndex={-1}
        inert
        className={styles.frame}
        style={{ width, height, transform: `scale(${scale})` }}
      />
      {body && createPortal(children, body)}
    </div>
  );
}

/** The styles of this page, once each. */
function copyStyles(inner: Document): void {
  inner.documentElement.lang = document.documentElement.lang;
  for (const style of inner.head.querySelectorAll('[data-copied]')) style.remove();
  for (const style of document.querySelectorAll('link[rel="stylesheet"], style')) {
    const copy = style.cloneNode(true) as HTMLElement;
    copy.dataset.copied = '';
    inner.head.append(copy);
  }
}
