import type { z } from 'zod';
import { accept, type Result, refuse } from '../contract/result.ts';
import { Rules } from '../contract/rules.ts';
import { crossCheckRules } from './cross-check-rules.ts';
import { wordsOfPath } from './words-of-path.ts';

/**
 * Reads rules from outside: their shape, then what their parts ask of each other.
 *
 * Refuses  rules_invalid, one sentence an issue, in Vietnamese with the place in words.
 * Source   SPEC R1, R6.
 */
export function readRules(value: unknown): Result<Rules> {
  const read = Rules.safeParse(value);
  if (!read.success) return refuse({ code: 'rules_invalid', issues: read.error.issues.map(sentenceOf) });
  const issues = crossCheckRules(read.data);
  return issues.length === 0 ? accept(read.data) : refuse({ code: 'rules_invalid', issues });
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  const place = wordsOfPath(issue.path);
  switch (issue.code) {
    case 'invalid_type':
      return `${place}: ${issue.input === null || issue.input === undefined ? 'chưa có giá trị' : 'giá trị không đúng kiểu'}.`;
    case 'too_small':
      return `${place}: ${boundWords(issue.origin, 'ít nhất', issue.minimum)}.`;
    case 'too_big':
      return `${place}: ${boundWords(issue.origin, 'nhiều nhất', issue.maximum)}.`;
    case 'invalid_format':
      return `${place}: không đúng định dạng.`;
    case 'unrecognized_keys':
      return `${place}: có mục không thuộc thể lệ (${issue.keys.join(', ')}).`;
    default:
      return `${place}: không phải là một giá trị hợp lệ.`;
  }
}

function boundWords(origin: string, bound: 'ít nhất' | 'nhiều nhất', limit: number | bigint): string {
  if (origin === 'string') return `cần ${bound} ${limit} ký tự`;
  if (origin === 'array') return `cần ${bound} ${limit} mục`;
  return `giá trị ${bound === 'ít nhất' ? 'nhỏ nhất' : 'lớn nhất'} là ${limit}`;
}
