/** The kinds of questions, without the parser of messages: pages read them. SPEC Q5. */
export const questionKinds = ['one', 'several', 'true-false', 'number', 'order', 'text'] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** How rulebooks name the difficulties of banks, easiest first: for quotas and points by level. */
export const levelIds = ['nhan-biet', 'thong-hieu', 'van-dung', 'van-dung-cao'] as const;
