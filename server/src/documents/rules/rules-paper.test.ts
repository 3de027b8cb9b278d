import type { Json } from '@hoithi/shared/contract/json';
import { completeTexts } from '@hoithi/shared/rulebook/draft/complete';
import { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { printRulebook } from '@hoithi/shared/rulebook/print/print-rulebook';
import { exampleFile } from '@hoithi/shared/rulebook/test-rulebook';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { textOfPdf } from '../../../test/text-of-pdf.ts';
import { makeRulesPaper } from './make-rules-paper.ts';
import { amendedArticles, paperOf } from './rules-paper.ts';

const rulebook = JSON.parse(JSON.stringify(exampleFile())) as Json;
const source = { kind: 'draft', rulebook } as const;

describe('the printed rules as a paper', () => {
  it('[R7] a draft is printed with national heading, number, place to sign and every sentence, as PDF and DOCX alike', async () => {
    const { sections } = printRulebook(Rulebook.parse(completeTexts(rulebook)));
    const sentences = sections.flatMap((section) => section.sentences.map(({ vi }) => vi));
    const [pdf, docx] = [
      await makeRulesPaper({ source, as: 'pdf', lang: 'vi' }),
      await makeRulesPaper({ source, as: 'docx', lang: 'vi' }),
    ];
    if (Array.isArray(pdf) || Array.isArray(docx)) throw new Error('the example is whole');
    const bare = (text: string) => text.replace(/[\s\u00ad-]+/g, '');
    const ofPdf = bare(textOfPdf(Buffer.from(pdf)));
    const xml = new TextDecoder().decode(unzipSync(new Uint8Array(docx))['word/document.xml']);
    const ofDocx = bare(
      xml
        .replace(/<[^>]+>/g, '')
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&')
        .replaceAll('&apos;', "'"),
    );
    for (const said of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Số: ……/TL',
      'DỰ THẢO',
      'Nơi nhận:',
      'TM. BAN TỔ CHỨC',
      'Điều 1.',
      ...sentences,
    ]) {
      expect(ofPdf).toContain(bare(said));
      expect(ofDocx).toContain(bare(said));
    }
  });

  it('[R7] a draft that is not whole is refused with what is missing', () => {
    const found = paperOf({ source: { kind: 'draft', rulebook: { version: 1 } }, lang: 'vi', as: 'pdf' });
    expect(Array.isArray(found) && found.length > 0).toBe(true);
  });

  it('[R7] an amendment names the article with the sentence before and after; what did not change is not named', () => {
    const one = printRulebook(Rulebook.parse(completeTexts(rulebook)));
    const two = structuredClone(one);
    const [first] = two.sections;
    if (first?.sentences[0]) first.sentences[0].vi = 'Câu mới.';
    expect(amendedArticles(one, one, 'vi')).toEqual([]);
    expect(amendedArticles(one, two, 'vi')).toEqual([
      { article: `Điều 1. ${first?.heading.vi}`, before: one.sections[0]?.sentences[0]?.vi, after: 'Câu mới.' },
    ]);
  });
});
