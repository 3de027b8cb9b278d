import type { Rules } from '../../contract/rules.ts';
import type { LocalText } from '../../contract/text.ts';
import { joinWords, type Section } from './format-value.ts';
import { type TopicTitles, topicWords } from './value-words.ts';

/** What a paper is made of and how it is handed out. Source: SPEC A1, A5, A6; domain (a2) 4 to 6. */
export function printQuestions({ questions, prediction }: Rules, titles: TopicTitles): Section {
  const topics = topicWords(questions.topics, titles);
  const withPrediction =
    prediction === null ? { vi: '', en: '' } : { vi: ' và 01 câu dự đoán', en: ' and one prediction question' };
  return {
    id: 'questions',
    heading: { vi: 'Nội dung và hình thức thi', en: 'Questions' },
    sentences: [
      {
        vi: `Mỗi bài thi gồm ${questions.count} câu hỏi trắc nghiệm${withPrediction.vi}.`,
        en: `Each attempt has ${questions.count} multiple-choice questions${withPrediction.en}.`,
      },
      printOptions(questions),
      { vi: `Câu hỏi thuộc các chủ đề: ${topics.vi}.`, en: `Topics: ${topics.en}.` },
      ...printDraw(questions, titles),
      questions.shuffle
        ? {
            vi: 'Thứ tự câu hỏi và thứ tự phương án được trộn riêng cho từng bài thi và không thay đổi khi đang làm bài.',
            en: 'The order of questions and of options is shuffled for each attempt and does not change while it runs.',
          }
        : {
            vi: 'Thứ tự câu hỏi và thứ tự phương án như nhau đối với mọi người dự thi.',
            en: 'The order of questions and of options is the same for everyone.',
          },
      printPacing(questions.pacing),
    ],
  };
}

function printOptions({ optionsPerQuestion, answerMode }: Rules['questions']): LocalText {
  return answerMode === 'one'
    ? {
        vi: `Mỗi câu hỏi có ${optionsPerQuestion} phương án trả lời, trong đó chỉ có một phương án đúng.`,
        en: `Each question has ${optionsPerQuestion} options, exactly one of which is right.`,
      }
    : {
        vi: `Mỗi câu hỏi có ${optionsPerQuestion} phương án trả lời, trong đó có một hoặc nhiều phương án đúng.`,
        en: `Each question has ${optionsPerQuestion} options, one or several of which are right.`,
      };
}

function printDraw({ draw }: Rules['questions'], titles: TopicTitles): LocalText[] {
  if (draw.kind === 'fixed') {
    return [
      {
        vi: 'Trong một tuần thi, mọi người dự thi trả lời cùng một bộ câu hỏi do Ban Tổ chức chọn trước.',
        en: 'Within a round everyone answers the same set of questions, chosen beforehand by the committee.',
      },
    ];
  }
  const parts = joinWords(
    draw.perTopic.map(({ topic, count }) => {
      const words = topicWords([topic], titles);
      return { vi: `${words.vi}: ${count} câu`, en: `${words.en}: ${count}` };
    }),
  );
  const sentences: LocalText[] = [
    {
      vi: 'Đề thi được máy chủ rút ngẫu nhiên riêng cho từng bài thi từ ngân hàng câu hỏi.',
      en: 'The server draws the questions of each attempt at random from the question bank.',
    },
    parts.vi === ''
      ? { vi: 'Số câu hỏi được rút đều giữa các chủ đề.', en: 'Questions are drawn evenly from the topics.' }
      : {
          vi: `Số câu hỏi rút từ mỗi chủ đề: ${parts.vi}; số còn lại, nếu có, được rút đều giữa các chủ đề.`,
          en: `Questions drawn from each topic: ${parts.en}; the rest, if any, evenly from all topics.`,
        },
  ];
  if (draw.byAudience) {
    sentences.push({
      vi: 'Người dự thi chỉ nhận câu hỏi dành cho nhóm đối tượng của mình.',
      en: 'Contestants get only questions meant for their own group.',
    });
  }
  return sentences;
}

function printPacing(pacing: Rules['questions']['pacing']): LocalText {
  return pacing === 'one-by-one'
    ? {
        vi: 'Câu hỏi được phát lần lượt từng câu; câu trả lời đã gửi không sửa được, câu tiếp theo được phát khi câu trước đã được ghi nhận.',
        en: 'Questions are handed out one at a time; an answer that was sent is final, and the next question comes when it is recorded.',
      }
    : {
        vi: 'Toàn bộ câu hỏi được phát cùng lúc; câu trả lời được sửa cho đến khi nộp bài hoặc hết giờ, lần chọn cuối cùng được tính.',
        en: 'All questions are handed out together; answers may be changed until submission or the end of time, and the last choice counts.',
      };
}
