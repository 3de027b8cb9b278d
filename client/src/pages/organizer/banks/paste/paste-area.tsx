/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a text box of the browser shows no bold and no underline */
import { drawnAs, type Paste, type PastedBlock, type PastedLine } from '@hoithi/shared/contract/question-paste';
import { type ClipboardEvent, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button.tsx';
import styles from './page.module.css';
import { blocksOfElement, blocksOfHtml } from './pasted-blocks.ts';

/**
 * A frame that shows what was pasted as it is read: text, and the five signs by which papers mark answers. Nothing else of the
 * clipboard comes into the page. It can be changed and read again.
 */
export function PasteArea({ busy, onPaste }: { busy: boolean; onPaste: (paste: Paste | null) => void }) {
  const { t } = useTranslation('bank');
  const area = useRef<HTMLDivElement>(null);
  const labelId = useId();
  const read = () => onPaste(area.current && pasteIn(area.current));
  const paste = (event: ClipboardEvent<HTMLDivElement>) => {
    event.preventDefault();
    const html = event.clipboardData.getData('text/html');
    const plain = event.clipboardData.getData('text/plain');
    const blocks = html === '' ? linesOfText(plain) : blocksOfHtml(html);
    const wasEmpty = area.current?.textContent?.trim() === '';
    insert(area.current, blocks);
    if (wasEmpty) read();
  };
  const clear = () => {
    area.current?.replaceChildren();
    area.current?.focus();
  };
  return (
    <>
      <p id={labelId} className={styles.label}>
        {t('paste.area')}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a text box of the browser shows no bold and no underline */}
      <div
        ref={area}
        role="textbox"
        aria-multiline="true"
        aria-labelledby={labelId}
        tabIndex={0}
        contentEditable
        suppressContentEditableWarning
        className={styles.area}
        data-placeholder={t('paste.placeholder')}
        onPaste={paste}
      />
      <div className={styles.acts}>
        <Button busy={busy} onClick={read}>
          {t('paste.read')}
        </Button>
        <Button kind="quiet" onClick={clear}>
          {t('paste.clear')}
        </Button>
      </div>
    </>
  );
}

const linesOfText = (text: string): PastedBlock[] => {
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, at) =>
    line.trim() === ''
      ? []
      : [{ pieces: [{ text: line, drawn: 0 }], gap: at > 0 && lines[at - 1]?.trim() === '', pictures: 0 }],
  );
};

/** What stands in the frame; text without any sign or table is sent as text, which may be GIFT or Aiken too. */
function pasteIn(area: HTMLElement): Paste | null {
  const blocks = blocksOfElement(area);
  if (blocks.length === 0) return null;
  const lines = blocks.flatMap((block) => ('rows' in block ? [] : [block]));
  const isPlain =
    lines.length === blocks.length &&
    lines.every(({ pieces, pictures }) => pictures === 0 && pieces.every(({ drawn }) => drawn === 0));
  if (!isPlain) return { kind: 'blocks', blocks };
  const text = lines.map(({ pieces, gap }) => `${gap ? '\n' : ''}${pieces.map((piece) => piece.text).join('')}\n`);
  return { kind: 'text', text: text.join('') };
}

const tags = [
  ['u', drawnAs.underline],
  ['mark', drawnAs.highlight],
  ['b', drawnAs.bold],
  ['i', drawnAs.italic],
] as const;

/** Puts what was pasted where the cursor is, else at the end. */
function insert(area: HTMLElement | null, blocks: readonly PastedBlock[]): void {
  if (!area) return;
  const made = document.createDocumentFragment();
  for (const block of blocks) made.append('rows' in block ? tableOf(block.rows) : paragraphOf(block));
  const selection = getSelection();
  const range = selection?.rangeCount ? selection.getRangeAt(0) : null;
  if (range && area.contains(range.startContainer) && area.textContent?.trim() !== '') {
    range.deleteContents();
    range.insertNode(made);
    range.collapse(false);
  } else area.replaceChildren(made);
}

function paragraphOf(line: PastedLine): Node {
  const paragraph = document.createElement('p');
  if (line.gap) paragraph.dataset.gap = '';
  for (const { text, drawn } of line.pieces) {
    let node: Node = document.createTextNode(text);
    for (const [tag, mark] of tags) if ((drawn & mark) !== 0) node = wrap(tag, node);
    if ((drawn & drawnAs.colour) !== 0) {
      const colour = wrap('span', node);
      colour.style.color = 'var(--action)';
      node = colour;
    }
    paragraph.append(node);
  }
  return paragraph;
}

function wrap(tag: string, node: Node): HTMLElement {
  const element = document.createElement(tag);
  element.append(node);
  return element;
}

function tableOf(rows: readonly (readonly PastedLine[])[][]): Node {
  const table = document.createElement('table');
  for (const cells of rows) {
    const row = table.insertRow();
    for (const lines of cells) row.insertCell().append(...lines.map(paragraphOf));
  }
  return table;
}
