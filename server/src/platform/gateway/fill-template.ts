export interface Blanks {
  phone: string;
  phone84: string;
  code: string;
  text: string;
}

export const blankNames = ['phone', 'phone84', 'code', 'text'] as const;

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
export function fillTemplate(template: string, values: Partial<Blanks>, write: Escape): string {
  return template.replace(/\{\{(\w+)\}\}/g, (blank, name: string) => {
    const value = values[name as keyof Blanks];
    return value === undefined ? blank : write(value);
  });
}

/** The blanks of a template that nobody can fill. */
export function listUnknownBlanks(template: string, known: readonly string[] = blankNames): string[] {
  const names = [...template.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '');
  return names.filter((name) => !known.includes(name));
}
