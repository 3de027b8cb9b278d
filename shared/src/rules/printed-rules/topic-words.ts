import type { LocalText } from '../../contract/text.ts';
import { joinWords } from './join-words.ts';

/** Titles of the bank's topics by their code, as far as the printer was given them. */
export type TopicTitles = ReadonlyMap<string, LocalText>;

export function topicWords(topics: readonly string[], titles: TopicTitles): LocalText {
  return joinWords(topics.map((topic) => titles.get(topic) ?? { vi: topic, en: topic }));
}
