/** The parts of pdfmake that are used. Its published types bring the browser's own into a server. */
declare module 'pdfmake' {
  export type PdfMargin = number | [number, number] | [number, number, number, number];
  export type PdfStyle = {
    font?: string;
    fontSize?: number;
    lineHeight?: number;
    bold?: boolean;
    italics?: boolean;
    color?: string;
    fillColor?: string;
    alignment?: 'left' | 'right' | 'center' | 'justify';
    margin?: PdfMargin;
    noWrap?: boolean;
    characterSpacing?: number;
  };
  export type PdfCell =
    | PdfContent
    | (PdfStyle & { text: PdfContent; colSpan?: number; rowSpan?: number; border?: boolean[] });
  export type PdfBlock = PdfStyle & {
    pageBreak?: 'before' | 'after';
    unbreakable?: boolean;
    absolutePosition?: { x: number; y: number };
    width?: number | 'auto' | '*';
    height?: number;
    columnGap?: number;
  } & (
      | { text: PdfContent }
      | { stack: PdfContent[] }
      | { columns: PdfContent[] }
      | { ul: PdfContent[] }
      | { ol: PdfContent[] }
      | { svg: string; fit?: [number, number] }
      | { image: string; fit?: [number, number] }
      | { qr: string; fit?: number; foreground?: string; eccLevel?: 'L' | 'M' | 'Q' | 'H' }
      | { canvas: Record<string, unknown>[] }
      | {
          table: {
            body: PdfCell[][];
            widths?: (number | 'auto' | '*')[];
            headerRows?: number;
            dontBreakRows?: boolean;
            keepWithHeaderRows?: number;
          };
          layout?: string | Record<string, unknown>;
        }
    );
  export type PdfContent = string | PdfBlock | PdfContent[];
  export type PdfDefinition = {
    content: PdfContent;
    pageSize?: string | { width: number; height: number };
    pageOrientation?: 'portrait' | 'landscape';
    pageMargins?: [number, number, number, number];
    defaultStyle?: PdfStyle;
    styles?: Record<string, PdfStyle>;
    header?: PdfContent | ((page: number, pages: number) => PdfContent);
    footer?: PdfContent | ((page: number, pages: number) => PdfContent);
    background?: PdfContent | ((page: number, size: { width: number; height: number }) => PdfContent);
    info?: { title?: string; author?: string; subject?: string };
    images?: Record<string, string>;
  };
  const pdfmake: {
    virtualfs: { writeFileSync(name: string, content: Buffer): void };
    setFonts(fonts: Record<string, Record<string, string>>): void;
    setUrlAccessPolicy(allow: (url: string) => boolean): void;
    setLocalAccessPolicy(allow: (path: string) => boolean): void;
    createPdf(document: PdfDefinition): { getBuffer(): Promise<Buffer> };
  };
  export default pdfmake;
}
