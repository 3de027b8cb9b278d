import { describe, expect, it } from 'vitest';
import { consentPurposes } from '../../contract/rules.ts';
import { exampleRulebook, label } from '../test-rulebook.ts';
import { consentText } from './consent-texts.ts';

const rulebook = exampleRulebook((file) => {
  file.meta.host = label('Sở Thông tin và Truyền thông tỉnh Hà Tĩnh');
});

describe('consent texts', () => {
  it.each(consentPurposes)(
    '[S6] %s names who answers for the data, how long it is stored and the rights',
    (purpose) => {
      const { text } = consentText(purpose, rulebook);
      expect(text.vi).toContain('Sở Thông tin và Truyền thông tỉnh Hà Tĩnh');
      expect(text.vi).toContain('365 ngày');
      expect(text.vi).toContain('rút lại sự đồng ý bất cứ lúc nào');
      expect(text.en).toContain('365 days');
      expect(text.vi).toBe(text.vi.normalize('NFC'));
    },
  );

  it('[S6] each purpose has its own words and its own version', () => {
    const texts = consentPurposes.map((purpose) => consentText(purpose, rulebook));
    expect(new Set(texts.map(({ version }) => version)).size).toBe(consentPurposes.length);
    expect(new Set(texts.map(({ text }) => text.vi)).size).toBe(consentPurposes.length);
  });

  it('[S6] taking part lists exactly the data that the contest collects', () => {
    const before = consentText('take-part', rulebook).text.vi;
    const after = consentText(
      'take-part',
      exampleRulebook((file) => file.fields.push({ kind: 'known', field: 'nationalId' })),
    ).text.vi;
    expect(before).not.toContain('số định danh cá nhân');
    expect(after).toContain('số định danh cá nhân');
  });

  it('[S6] only a required purpose says that one cannot take part without it', () => {
    expect(consentText('take-part', rulebook).text.vi).toContain('không dự thi được');
    expect(consentText('notices', rulebook).text.vi).toContain('vẫn được dự thi bình thường');
  });
});
