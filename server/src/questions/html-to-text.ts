import { decodeHTML } from 'entities';

export type HtmlText = { text: string; pictures: number; sounds: number };

const tag = /<(?:!--[\s\S]*?--|(\/?)([a-zA-Z][a-zA-Z0-9]*)\b((?:[^<>"']|"[^"]*"|'[^']*')*))>/g;
const known =
  /<\/?(?:p|b|i|u|s|br|hr|em|strong|span|div|font|a|img|sub|sup|small|big|ul|ol|li|table|tbody|thead|tr|td|th|h[1-6]|pre|code|blockquote|center|audio|video|source)\b[^<>]*>/i;
const blocks = /^(?:p|div|br|hr|li|ul|ol|tr|table|h[1-6]|td|th|pre|blockquote)$/;
const raised: Readonly<Record<string, string>> = { sup: '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ', sub: '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎' };
const plainDigits = '0123456789+-=()n';

export const looksLikeHtml = (text: string): boolean => known.test(text) || /&(?:nbsp|lt|gt|amp|quot|#\d+);/.test(text);

/**
 * Markup as the text that a person sees: no tags, entities as characters, x² for a raised 2. Pictures and sounds are counted,
 * since their place in the text is gone. What a script or a style holds is no text.
 */
export function htmlToText(html: string): HtmlText {
  const counted = { pictures: 0, sounds: 0 };
  const shown = html
    .replace(/<(script|style|head)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, '')
    .replace(/<(sup|sub)\b[^<>]*>([^<>]*)<\/\1\s*>/gi, (_, level: string, inside: string) =>
      raise(level.toLowerCase(), inside),
    )
    .replace(tag, (_, closes: string | undefined, name: string | undefined) => {
      const lower = name?.toLowerCase() ?? '';
      if (lower === 'img') counted.pictures += 1;
      if ((lower === 'audio' || lower === 'video') && !closes) counted.sounds += 1;
      return blocks.test(lower) || lower === 'img' ? '\n' : '';
    });
  const text = decodeHTML(shown).replace(/@@PLUGINFILE@@\S*/g, '');
  return { text: text.replace(/[\s\u00a0]+/gu, ' ').trim(), ...counted };
}

/** Digits and signs that Unicode has raised or lowered become those; anything else keeps a sign that it was. */
export function raise(level: string, inside: string): string {
  const places = [...inside.trim()].map((each) => plainDigits.indexOf(each));
  const drawn = places.map((place) => (place === -1 ? undefined : raised[level]?.charAt(place)));
  if (inside.trim() === '') return '';
  if (drawn.every((each) => each)) return drawn.join('');
  return `${level === 'sup' ? '^' : '_'}${inside}`;
}
