import { type RefObject, useEffect, useRef } from 'react';

/** A question that arrives takes the focus and the top of the page, so that it is read from its beginning. */
export function useArrival(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  return heading;
}
