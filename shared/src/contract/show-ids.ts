import { z } from 'zod';

export const RunId = z.uuid();
export const PlayerId = z.uuid();
