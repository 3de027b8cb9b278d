/**
 * What a picture is for decides how large it stays. Larger ones are made smaller, smaller ones are refused.
 *
 * Units  px of the longer side; `drawing`: flat colours and letters, saved without loss. What is no drawing and lets nothing
 *        through becomes a JPEG.
 */
export type PictureBounds = { sideMax: number; sideMin: number; drawing: boolean };

export const pictureBounds = {
  logo: { sideMax: 1_024, sideMin: 96, drawing: true },
  sponsor: { sideMax: 800, sideMin: 64, drawing: true },
  banner: { sideMax: 2_400, sideMin: 600, drawing: false },
  background: { sideMax: 3_840, sideMin: 1_280, drawing: false },
  question: { sideMax: 1_600, sideMin: 32, drawing: false },
} as const satisfies Record<string, PictureBounds>;
