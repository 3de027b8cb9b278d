import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Locale } from '../ui/format.ts';
import type { Words } from './words.ts';

/**
 * Texts by language and namespace. A page's texts are fetched with the page; Vietnamese is the first language, English is
 * complete. The chosen language is stored on the device.
 */
type Namespace = keyof Words;

const files = import.meta.glob<Record<string, unknown>>('./{vi,en}/*.json', { import: 'default' });
const storedUnder = 'hoithi.locale';

const fetchedWords: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const load = files[`./${language}/${namespace}.json`];
    if (!load) done(new Error(`no texts for ${namespace} in ${language}`), null);
    else
      load().then(
        (words) => done(null, words),
        (fault: Error) => done(fault, null),
      );
  },
};

/** The language stored on this device; Vietnamese if there is none or the device stores nothing. */
function recallLocale(): Locale {
  try {
    return localStorage.getItem(storedUnder) === 'en' ? 'en' : 'vi';
  } catch {
    return 'vi'; // storage is closed in some web views
  }
}

function storeLocale(locale: Locale): void {
  try {
    localStorage.setItem(storedUnder, locale);
  } catch {
    return; // the choice then lasts as long as the page
  }
}

export const i18n: typeof i18next = i18next.createInstance();

/** Loads the texts that every page needs; a page adds its own with `loadWords`. */
export async function openWords(locale: Locale = recallLocale()): Promise<void> {
  i18n.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  await i18n
    .use(fetchedWords)
    .use(initReactI18next)
    .init({
      lng: locale,
      fallbackLng: false,
      supportedLngs: ['vi', 'en'],
      ns: ['common', 'refusal'],
      defaultNS: 'common',
      interpolation: { escapeValue: false }, // React escapes
      returnNull: false,
    });
}

export async function loadWords(...namespaces: Namespace[]): Promise<void> {
  await i18n.loadNamespaces(namespaces);
}

export async function chooseLocale(locale: Locale): Promise<void> {
  storeLocale(locale);
  await i18n.changeLanguage(locale);
}
