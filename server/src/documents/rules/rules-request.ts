import { z } from 'zod';

export const RulesFile = z.enum(['pdf', 'docx']);
export const RulesQuery = z.object({ lang: z.enum(['vi', 'en']).default('vi') });
