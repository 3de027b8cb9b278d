import { CreateContest, PreviewRules } from '@hoithi/shared/contract/organizer';
import { accept } from '@hoithi/shared/contract/result';
import { presetOf } from '@hoithi/shared/rules/presets/preset-of';
import { previewRules } from '@hoithi/shared/rules/preview-rules';
import type { App } from '../app-parts.ts';
import { type Commands, command, type Staff } from '../web/namespace.ts';
import { createContest } from './create-contest.ts';
import { readUnitSet } from './unit-set.ts';

/** A contest from a preset: its rules as they would read, then the contest itself. SPEC O1, R3. */
export function contestCommands(app: Pick<App, 'bus' | 'clock' | 'contests' | 'db' | 'topicTitles'>): Commands<Staff> {
  return {
    'rules:preview': command({ may: 'rules:preview', schema: PreviewRules }, async (message) => {
      const preset = presetOf(message.presetId);
      const preview = previewRules(preset, message.answers, app.topicTitles);
      return accept({ ...preview, unitSet: await readUnitSet(preset, preview, app.clock.nowMs()) });
    }),
    'contest:create': command({ may: 'contest:create', schema: CreateContest }, (message, { by }: Staff) =>
      createContest(app, by, message),
    ),
  };
}
