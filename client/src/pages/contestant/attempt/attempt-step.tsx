import type { AttemptView } from '@hoithi/shared/contract/contestant';
import type { ConnectionState } from '../../../connection/namespace-types.ts';
import { NumberStrip } from './number-strip.tsx';
import { OverviewStep } from './overview-step.tsx';
import { PaperQuestion } from './paper-question.tsx';
import { PredictionStep } from './prediction-step.tsx';
import { SingleQuestion } from './single-question.tsx';
import type { AttemptDesk } from './use-attempt-desk.ts';
import type { Steps } from './use-steps.ts';

type AttemptStepProps = { attempt: AttemptView; desk: AttemptDesk; line: ConnectionState; steps: Steps };

/** One thing at a time: a question, the prediction, or the look back before submitting. */
export function AttemptStep({ attempt, desk, line, steps }: AttemptStepProps) {
  const { step } = steps;
  const paper = attempt.pacing === 'paper';
  return (
    <>
      {paper && <NumberStrip attempt={attempt} states={desk.states} steps={steps} />}
      {step.is === 'question' &&
        (paper ? (
          <PaperQuestion
            key={step.question.questionId}
            attempt={attempt}
            question={step.question}
            desk={desk}
            line={line}
            steps={steps}
          />
        ) : (
          <SingleQuestion key={step.question.questionId} question={step.question} desk={desk} line={line} />
        ))}
      {step.is === 'prediction' && <PredictionStep attempt={attempt} desk={desk} steps={steps} />}
      {step.is === 'overview' && <OverviewStep attempt={attempt} desk={desk} line={line} steps={steps} />}
    </>
  );
}
