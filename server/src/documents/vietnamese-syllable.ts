/** Written Vietnamese, syllable by syllable: enough to know a right decoding of bytes from a wrong one. */

const onsets = 'ngh|ng|nh|n|gh|gi|g|kh|k|ch|c|ph|p|qu|th|tr|t|đ|d|b|h|l|m|r|s|v|x';
const rhymes = [
  'a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây',
  'e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu',
  'o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet oi om on ong ooc oong op ot',
  'ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt',
  'up ut uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt y yêm yên yêng yêt yêu',
  'êc ân ây ât âng en et ên êt ich inh', // after "qu" and "gi"
].flatMap((each) => each.split(' '));
const syllable = new RegExp(`^(?:${onsets})?(?:${[...new Set(rhymes)].join('|')})$`, 'u');
const tones = /[\u0300\u0301\u0303\u0309\u0323]/gu;

/** Whether a word is a syllable of Vietnamese, whatever its tone and case. */
export function isSyllable(word: string): boolean {
  const toneless = word.normalize('NFD').replace(tones, '').normalize('NFC').toLowerCase();
  return syllable.test(toneless);
}

export type Spelled = { words: number; syllables: number };

/** Of the words that have letters beyond ASCII: how many there are, and how many are Vietnamese. */
export function countSyllables(text: string): Spelled {
  const words = text.normalize('NFC').match(/[\p{L}\p{M}\p{Sk}\u00a1-\u00ff]+/gu) ?? [];
  const marked = words.filter((word) => /[^\p{ASCII}]/u.test(word));
  return { words: marked.length, syllables: marked.filter(isSyllable).length };
}
