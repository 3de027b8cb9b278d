import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './button.module.css';
import { Drum } from './drum.tsx';
import { joinClasses } from './join-classes.ts';

export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger';
export type ButtonProps = ComponentProps<'button'> & {
  /** primary: the one action of a page. */
  kind?: ButtonKind;
  /** Waiting for an answer: the focus and the text stay, a second press does nothing. */
  busy?: boolean;
  full?: boolean;
};

export function Button({
  kind = 'plain',
  busy,
  full,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      {...rest}
      type={type}
      className={joinClasses(styles.button, styles[kind], full && styles.full, className)}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest['aria-disabled']}
      onClick={press}
    >
      {busy && <Drum size={20} turning />}
      {/* A translator replaces text: the drum must not have to find its place before one. SPEC E2. */}
      <span className={styles.words}>{children}</span>
    </button>
  );
}

export type ButtonLinkProps = { href: string; kind?: ButtonKind; full?: boolean; replace?: boolean } & Omit<
  ComponentProps<'a'>,
  'href' | 'ref'
>;

/** A link to another page that looks like a button. */
export function ButtonLink({ href, kind = 'plain', full, className, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} href={href} className={joinClasses(styles.button, styles[kind], full && styles.full, className)} />
  );
}

/** A link that the browser follows by itself, such as to another site. */
export function OutsideLink({ href, kind = 'plain', full, className, children, ...rest }: ButtonLinkProps) {
  return (
    <a {...rest} href={href} className={joinClasses(styles.button, styles[kind], full && styles.full, className)}>
      {children}
    </a>
  );
}

/** A file that the server makes, saved by the browser. */
export function FileLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} download className={joinClasses(styles.button, styles.plain)}>
      {children}
    </a>
  );
}
