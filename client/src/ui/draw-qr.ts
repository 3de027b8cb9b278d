import type { Pen } from './write-fitting.ts';

/** A QR code on paper with its quiet margin of four modules. The library comes only when a code is drawn. */
export async function drawQr(pen: Pen, text: string, at: { x: number; y: number; size: number }): Promise<void> {
  const { create } = await import('qrcode');
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const module = Math.max(1, Math.floor(at.size / (modules.size + 8)));
  const side = module * (modules.size + 8);
  const left = at.x + Math.round((at.size - side) / 2);
  pen.fillStyle = '#fffdf7';
  pen.fillRect(left, at.y, side, side);
  pen.fillStyle = '#1a0f0d';
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++)
      if (modules.get(row, column))
        pen.fillRect(left + (column + 4) * module, at.y + (row + 4) * module, module, module);
}
