import { expect, it } from 'vitest';
import { problemsOf, questionsOf, readFileOf } from '../test-read.ts';

const quiz = (inside: string) => `<?xml version="1.0"?>\n<quiz>\n${inside}\n</quiz>`;
const question = (type: string, inside: string, text = 'Hỏi?') =>
  `<question type="${type}"><name><text>N</text></name><questiontext format="html"><text><![CDATA[<p>${text}</p>]]></text></questiontext>${inside}</question>`;
const answer = (fraction: number, text: string, more = '') =>
  `<answer fraction="${fraction}" format="html"><text>${text}</text>${more}</answer>`;
const read = (inside: string) => readFileOf(quiz(inside), 'q.xml');

it('[Q8] numbers, typed answers, orders and sets; each at its own line', async () => {
  const file = await read(
    [
      question('numerical', answer(100, '3.5', '<tolerance>0.25</tolerance>')),
      question('shortanswer', answer(100, 'Huế') + answer(100, 'Thừa Thiên Huế') + answer(50, 'Phú Xuân'), 'Ở đâu?'),
      question('ordering', answer(1, 'Một') + answer(1, 'Hai') + answer(1, 'Ba'), 'Xếp?'),
      question('multichoiceset', answer(100, 'Có') + answer(0, 'Không') + answer(100, 'Cũng có'), 'Chọn?'),
    ].join('\n'),
  );
  expect(questionsOf(file)).toEqual([
    '3 number Hỏi?: 3.5 ± 0.25',
    '4 text Ở đâu?: Huế / Thừa Thiên Huế',
    '5 order Xếp?: Một > Hai > Ba',
    '6 several Chọn?: *Có | Không | *Cũng có',
  ]);
  expect(problemsOf(file)).toEqual(['4 weights_left_out']);
});

it('[Q8] text out of CDATA has its entities read once, and markup inside them removed', async () => {
  const file = await read(
    question(
      'multichoice',
      answer(100, '&lt;b&gt;đậm&lt;/b&gt; &amp;amp; nhạt') + answer(0, 'c&#7911;a'),
      'x&nbsp;&le;&nbsp;5',
    ),
  );
  expect(questionsOf(file)).toEqual(['3 one x ≤ 5: *đậm & nhạt | của']);
});

it('[Q8] general feedback explains, tags come in, an order that was fixed and a sound are reported', async () => {
  const more =
    '<generalfeedback format="html"><text>Vì vậy.</text></generalfeedback><shuffleanswers>false</shuffleanswers><tags><tag><text>luật</text></tag></tags>';
  const file = await read(
    question(
      'multichoice',
      answer(100, 'Có') + answer(0, 'Không', '<feedback format="html"><text>Nghe lại</text></feedback>') + more,
      'Nghe <audio src="@@PLUGINFILE@@/a.mp3"></audio>',
    ),
  );
  expect(file.questions[0]).toMatchObject({ explanation: 'Vì vậy.', tags: ['luật'], text: 'Nghe' });
  expect(problemsOf(file)).toEqual(['3 sound_left_out', '3 order_not_kept', '3 feedback_left_out Nghe lại']);
});

it('[W21] XML with a document type, broken XML and XML of something else are refused by line', async () => {
  const bomb = '<?xml version="1.0"?>\n<!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<quiz>&b;</quiz>';
  expect(problemsOf(await readFileOf(bomb, 'q.xml'))).toEqual(['2 xml_entities']);
  const outside = '<!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz></quiz>';
  expect(problemsOf(await readFileOf(outside, 'q.xml'))).toEqual(['1 xml_entities']);
  expect(problemsOf(await readFileOf('<quiz>\n<question>\n</quiz>', 'q.xml'))[0]).toMatch(/^[23] xml_unread/);
  expect(problemsOf(await readFileOf('<?xml version="1.0"?><rss></rss>', 'q.xml'))).toEqual(['0 format_unknown']);
  expect(problemsOf(await readFileOf('<html><body>A. x</body></html>', 'q.html'))).toEqual(['0 format_unknown']);
  expect(problemsOf(await read(''))).toEqual(['0 nothing_found']);
});

it('[Q8] true and false in Vietnamese are known', async () => {
  const file = await read(question('truefalse', answer(0, 'Đúng') + answer(100, 'Sai')));
  expect(questionsOf(file)).toEqual(['3 true-false Hỏi?: Đúng | *Sai']);
});
