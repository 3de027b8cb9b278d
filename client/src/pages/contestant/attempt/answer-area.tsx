import type { QuestionView } from '@hoithi/shared/contract/contestant';
import type { GivenAnswer } from './answer-sender.ts';
import { nothingGiven, pressOption } from './given-answer.ts';
import { OptionTiles } from './option-tiles.tsx';
import { OrderTiles } from './order-tiles.tsx';
import { TypedAnswer } from './typed-answer.tsx';

export type AnswerAreaProps = {
  question: QuestionView;
  /** That its options are written in. */
  lang: string;
  labelledBy: string;
  given: GivenAnswer;
  onGiven: (given: GivenAnswer) => void;
  /** What was typed is finished: the text box was left. */
  onLeft?: () => void;
  locked: boolean;
};

/** Where a question is answered, by its kind: options, an order, a number or a short text. SPEC A6, Q5. */
export function AnswerArea({ question, lang, labelledBy, given, onGiven, onLeft, locked }: AnswerAreaProps) {
  const onPressed = (optionId: string) => onGiven(pressOption(question, given, optionId));
  switch (question.kind) {
    case 'number':
    case 'text':
      return (
        <TypedAnswer
          kind={question.kind}
          typed={given.typed ?? ''}
          onTyped={(typed) => onGiven(typed === '' ? nothingGiven : { optionIds: [], typed })}
          onLeft={onLeft}
          locked={locked}
        />
      );
    case 'order':
      return (
        <OrderTiles
          question={question}
          lang={lang}
          labelledBy={labelledBy}
          order={given.optionIds}
          onPressed={onPressed}
          onCleared={() => onGiven(nothingGiven)}
          locked={locked}
        />
      );
    default:
      return (
        <OptionTiles
          question={question}
          lang={lang}
          labelledBy={labelledBy}
          chosen={given.optionIds}
          onPressed={onPressed}
          locked={locked}
        />
      );
  }
}
