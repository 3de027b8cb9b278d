type Words = {
  title: string;
  locale: string;
  heading: (key: string) => string;
  instant: (atMs: number) => string;
  none: string;
};

/** A copy of somebody's data as a page of its own, without anything that runs or is fetched. SPEC S62. */
export function writeReadable(data: Record<string, unknown>, words: Words): string {
  const parts = Object.entries(data)
    .filter(([key]) => key !== 'format')
    .map(([key, value]) => `<section><h2>${safe(words.heading(key))}</h2>${write(key, value, words)}</section>`);
  return `<!doctype html><html lang="${words.locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${safe(words.title)}</title><style>${style}</style><h1>${safe(words.title)}</h1>${parts.join('')}</html>`;
}

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#211a17}
h1{font-size:1.5rem}h2{font-size:1.125rem;border-bottom:1px solid #e7dcc6}dl{display:grid;grid-template-columns:minmax(8rem,1fr) 3fr;gap:.25rem 1rem;margin:0 0 1rem}
dd{margin:0;overflow-wrap:anywhere}`;

function write(key: string, value: unknown, words: Words): string {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    return safe(words.none);
  if (Array.isArray(value))
    return value.every((each) => typeof each !== 'object')
      ? safe(value.join(', '))
      : value.map((each) => write(key, each, words)).join('');
  if (typeof value === 'object') {
    const pairs = Object.entries(value);
    return `<dl>${pairs.map(([name, each]) => `<dt>${safe(words.heading(name))}</dt><dd>${write(name, each, words)}</dd>`).join('')}</dl>`;
  }
  if (typeof value === 'number' && /(_ms|Ms)$/.test(key)) return safe(words.instant(value));
  return safe(typeof value === 'string' ? value : JSON.stringify(value));
}

const safe = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);
