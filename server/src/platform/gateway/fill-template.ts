/** What a template of any message may name. `id`: the message's own, for the gateway's log; `token`: the route's, in headers and address. */
export const blankNames = ['phone', 'phone84', 'code', 'text', 'contest', 'address', 'id', 'token'] as const;

export type Escape = (value: string) => string;

const xmlNames: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

const escapeJson: Escape = (value) => JSON.stringify(value).slice(1, -1);
const escapeXml: Escape = (value) => value.replace(/[&<>"']/g, (sign) => xmlNames[sign] ?? sign);

/** How a value is written inside a body of this content type, so that it can never end its own field. */
export function escapeFor(contentType: string): Escape {
  if (/\bjson\b/i.test(contentType)) return escapeJson;
  if (/x-www-form-urlencoded/i.test(contentType)) return encodeURIComponent;
  if (/\bxml\b/i.test(contentType)) return escapeXml;
  return (value) => value;
}

/** Writes the values into the template's {{blanks}}. A blank of another name stays: the settings are checked before. */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>, write: Escape): string {
  return template.replace(/\{\{(\w+)\}\}/g, (blank, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? blank : write(value);
  });
}

export const listBlanks = (template: string): string[] =>
  [...template.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '');

/** The blanks of a template that nobody can fill. */
export const listUnknownBlanks = (template: string, known: readonly string[] = blankNames): string[] =>
  listBlanks(template).filter((name) => !known.includes(name));
