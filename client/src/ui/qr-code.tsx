import { useEffect, useState } from 'react';

export type QrCodeProps = { text: string; label: string; className?: string };

/** A QR code as an SVG picture. The library comes only when a code is drawn. */
export function QrCode({ text, label, className }: QrCodeProps) {
  const [source, setSource] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    const draw = async () => {
      const { toString: drawQr } = await import('qrcode');
      const svg = await drawQr(text, {
        type: 'svg',
        margin: 0,
        errorCorrectionLevel: 'M',
        color: { dark: '#1a0f0d', light: '#fffdf7' },
      });
      if (current) setSource(`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`);
    };
    void draw();
    return () => {
      current = false;
    };
  }, [text]);
  return source === null ? <span className={className} /> : <img className={className} src={source} alt={label} />;
}
