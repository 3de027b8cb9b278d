import { expect, it } from 'vitest';
import { problemsOf, questionsOf, readFileOf } from '../test-read.ts';

const read = (text: string) => readFileOf(text, 'q.gift');

it('[Q8] numbers as value, tolerance, range and weighed parts; typed answers with all their spellings', async () => {
  const file = await read(`Năm nào? {#2023}

Pi? {#3.14:0.01}

Từ một đến năm? {#1..5}

Nửa? {#0,5:0,25}

Hai giá trị? {#=%100%10:1 =%50%12:0}

Thủ đô? {=Hà Nội =Ha Noi =%50%Thăng Long}`);
  expect(questionsOf(file)).toEqual([
    '1 number Năm nào?: 2023 ± 0',
    '3 number Pi?: 3.14 ± 0.01',
    '5 number Từ một đến năm?: 3 ± 2',
    '7 number Nửa?: 0.5 ± 0.25',
    '9 number Hai giá trị?: 10 ± 1',
    '11 text Thủ đô?: Hà Nội / Ha Noi',
  ]);
  expect(problemsOf(file)).toEqual(['9 weights_left_out', '11 weights_left_out']);
});

it('[Q8] an empty line inside braces divides nothing; one that was left out between questions is found', async () => {
  const file = await read(`::Một:: Câu một? {
=Đúng nhất

~Sai hẳn
}
Câu hai? {~Không =Phải}
Câu ba?
{=A1 ~B1}`);
  expect(questionsOf(file)).toEqual([
    '1 one Câu một?: *Đúng nhất | Sai hẳn',
    '6 one Câu hai?: Không | *Phải',
    '7 one Câu ba?: *A1 | B1',
  ]);
});

it('[Q8] what has no kind and what breaks the grammar is refused by its own line', async () => {
  const file = await read(`Lời dẫn không hỏi gì

Nêu cảm nghĩ {}

Hai trên một dòng {=a1 ~b1} và {=c1 ~d1}

Trước dấu {x =a1 ~b1}

Không đúng {~a1 ~b1}

Số? {#mười}

Đóng thiếu {=a1 ~b1`);
  expect(file.questions).toEqual([]);
  expect(problemsOf(file)).toEqual([
    '1 kind_unsupported description',
    '3 kind_unsupported essay',
    '5 syntax }',
    '7 syntax x =a1 ~b1',
    '9 answer_missing',
    '11 number_invalid',
    '13 unclosed',
  ]);
});

it('[Q8] comments carry tags and an id, a title that can be one too; categories lose their roots', async () => {
  const file = await read(`$CATEGORY: $course$/top/Luật/An ninh mạng
// [id:anm-1] [tag:luật] [tag:mức 1]
::Tên bất kỳ::Hỏi một? {T}

::anm-2::Hỏi hai? {F#Sai rồi#Đúng rồi}`);
  expect(file.questions.map(({ id, topic, tags, explanation }) => ({ id, topic, tags, explanation }))).toEqual([
    { id: 'anm-1', topic: 'Luật/An ninh mạng', tags: ['luật', 'mức 1'], explanation: null },
    { id: 'anm-2', topic: 'Luật/An ninh mạng', tags: [], explanation: 'Đúng rồi' },
  ]);
  expect(problemsOf(file)).toEqual(['5 feedback_left_out Sai rồi']);
});

it('[Q8] tags never show raw, whatever the format says; a plain text keeps its signs', async () => {
  const file = await read(`[html]<p>x<sup>2</sup> &gt; <b>y</b></p><script>a()</script> {=Có ~Không}

Chữ <b>đậm</b> và 3 < 5? {=Có ~Không}

[plain]Thẻ <b> và &lt; là gì? {=Có ~Không}

[html]Hình <img src\\="a.png"> gì? {=Có ~Không}`);
  expect(file.questions.map((each) => each.text)).toEqual([
    'x² > y',
    'Chữ đậm và 3 < 5?',
    'Thẻ <b> và &lt; là gì?',
    'Hình gì?',
  ]);
  expect(problemsOf(file)).toEqual(['7 picture_left_out']);
});

it('[Q8] weights: parts beside one right option are left out; weights alone mean several right options', async () => {
  const file = await read('Chọn? {=Đủ ~%50%Một nửa ~Không}\n\nMột? {~%100%Có mà ~Không}\n\nHai dấu? {=A1 =B1 ~C1}');
  expect(questionsOf(file)).toEqual([
    '1 one Chọn?: *Đủ | Một nửa | Không',
    '3 several Một?: *Có mà | Không',
    '5 several Hai dấu?: *A1 | *B1 | C1',
  ]);
  expect(problemsOf(file)).toEqual(['1 weights_left_out', '5 weights_left_out']);
});

it('[W21] 20 MB on one line, in braces or out of them, a million options, and 200,000 empty lines in braces are read or refused at once', {
  timeout: 120_000,
}, async () => {
  const long = 'a'.repeat(20 * 1024 * 1024);
  expect(problemsOf(await read(`${long} {=Có ~Không}`))).toEqual(['1 text_too_long 20971520']);
  expect(problemsOf(await read(`Hỏi? {=${long} ~Không}`))[0]).toContain('1 option_too_long');
  expect(problemsOf(await read(`Hỏi? {${'~a '.repeat(1024 * 1024)}}`))).toEqual([
    '1 options_too_many 100',
    '1 answer_missing',
  ]);
  expect(problemsOf(await read('{'.repeat(1024 * 1024)))).toEqual(['1 unclosed', '1 text_too_long 1048576']);
  expect(questionsOf(await read(`Hỏi? {=Có ${'\n'.repeat(200_000)} ~Không}`))).toHaveLength(1);
  const many = await read('Hỏi? {=Có ~Không}\n'.repeat(6_000));
  expect(problemsOf(many)).toEqual(['0 too_many_questions 6000']);
});
