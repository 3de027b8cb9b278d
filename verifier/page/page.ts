import './page.css';
import type { Verdict } from '../src/verdict.ts';
import { verifyReceipt } from '../src/verify-receipt.ts';
import type { CheckAnswer, CheckRequest } from './check-worker.ts';
// oxlint-disable-next-line import/default -- what the build makes of it has one
import CheckWorker from './check-worker.ts?worker&inline';
import { draw, drawStar } from './draw.ts';
import { type Checked, drawVerdict, type Language, type Words } from './draw-verdict.ts';
import { anchorsOf, filesMax, type Given, type Refused, takeFile, takeTyped } from './given-files.ts';
import { pageWords } from './page-words.ts';

/** The verifier as a page: files are given, a worker computes, the verdict is drawn. It has no other state than this. */
class VerifierPage {
  #language: Language = navigator.language.startsWith('vi') || !navigator.language.startsWith('en') ? 0 : 1;
  #given: Given[] = [];
  #notes: Refused[] = [];
  #worker: Worker | null = null;
  #progress = { packed: 0, lines: 0 };
  #checked: Checked | null = null;
  readonly #root: HTMLElement;

  constructor(root: HTMLElement) {
    this.#root = root;
    // Wherever a file is dropped on the page, the browser must not open it in its place.
    addEventListener('dragover', (event) => event.preventDefault());
    addEventListener('drop', (event) => {
      event.preventDefault();
      void this.#take([...(event.dataTransfer?.files ?? [])]);
    });
    this.#draw();
  }

  readonly #words: Words = (word, data = {}) =>
    pageWords[word][this.#language].replace(/\{(\w+)\}/g, (_, name: string) => data[name] ?? '…');

  async #take(files: readonly File[]) {
    if (this.#worker) return;
    this.#notes = [];
    this.#checked = null;
    for (const file of files) this.#add(await takeFile(file));
    this.#draw();
  }

  #add(taken: Given | Refused) {
    if ('word' in taken) {
      this.#notes.push(taken);
      return;
    }
    const isReplaced = (each: Given) => each.kind === taken.kind && (each.kind === 'bundle' || each.kind === 'key');
    if (taken.kind === 'bundle' && this.#given.some(isReplaced))
      this.#notes.push({ word: 'oneBundle', data: { name: taken.name } });
    this.#given = [...this.#given.filter((each) => !isReplaced(each)), taken];
    if (this.#given.length <= filesMax) return;
    this.#given.length = filesMax;
    this.#notes.push({ word: 'tooMany', data: { limit: String(filesMax) } });
  }

  #check() {
    const bundle = this.#given.find(({ kind }) => kind === 'bundle');
    const receipts = this.#given.filter(({ kind }) => kind === 'receipt');
    this.#notes = [];
    if (bundle) return this.#checkBundle(bundle.file);
    const [receipt] = receipts;
    if (!receipt) this.#notes.push({ word: 'needFile', data: {} });
    else this.#show(verifyReceipt(receipt.text ?? '', anchorsOf(this.#given)));
    this.#draw();
  }

  #checkBundle(bundle: Blob) {
    const worker = new CheckWorker();
    this.#worker = worker;
    this.#progress = { packed: 0, lines: 0 };
    const end = (text: string | null) => {
      worker.terminate();
      this.#worker = null;
      if (text !== null) this.#notes.push({ word: 'fault', data: { text } });
      this.#draw();
    };
    worker.onerror = ({ message }) => end(message);
    worker.onmessage = ({ data }: MessageEvent<CheckAnswer>) => {
      if (data.is === 'fault') return end(data.text);
      if (data.is === 'verdict') {
        this.#show(data.verdict);
        return end(null);
      }
      this.#progress = data;
      this.#drawProgress(bundle.size);
    };
    const request: CheckRequest = { bundle, anchors: anchorsOf(this.#given) };
    worker.postMessage(request);
    this.#draw();
  }

  #show(verdict: Verdict) {
    this.#checked = { verdict, names: this.#given.map(({ name }) => name), atMs: Date.now() };
  }

  #drawProgress(size: number) {
    const bar = this.#root.querySelector('progress');
    const text = this.#root.querySelector('.progress');
    const percent = Math.min(100, Math.floor((100 * this.#progress.packed) / Math.max(1, size)));
    if (bar) bar.value = percent;
    const lines = this.#progress.lines.toLocaleString(this.#language === 0 ? 'vi-VN' : 'en-GB');
    if (text) text.textContent = this.#words('progress', { percent: String(percent), lines });
  }

  #draw() {
    document.documentElement.lang = this.#language === 0 ? 'vi' : 'en';
    document.title = `Hội Thi · ${this.#words('title')}`;
    const body = this.#worker
      ? [this.#drawRunning()]
      : this.#checked
        ? this.#drawChecked(this.#checked)
        : this.#drawForm();
    this.#root.replaceChildren(
      draw(
        'header',
        {},
        drawStar(32),
        draw('span', {}, 'Hội Thi'),
        draw('button', { className: 'quiet', type: 'button', onclick: () => this.#switch() }, this.#words('language')),
      ),
      draw('main', {}, ...body),
      draw('p', { className: 'about' }, this.#words('about')),
    );
    if (this.#checked) this.#root.querySelector<HTMLElement>('.stamp h1')?.focus();
  }

  #switch() {
    this.#language = this.#language === 0 ? 1 : 0;
    this.#draw();
  }

  #drawRunning(): HTMLElement {
    return draw(
      'section',
      { className: 'running', 'aria-live': 'polite' },
      draw('h1', {}, this.#words('running')),
      draw('progress', { max: 100, value: 0, 'aria-label': this.#words('running') }),
      draw('p', { className: 'progress' }),
      draw('button', { type: 'button', onclick: () => this.#stop() }, this.#words('stop')),
    );
  }

  #stop() {
    this.#worker?.terminate();
    this.#worker = null;
    this.#draw();
  }

  #drawChecked(checked: Checked): HTMLElement[] {
    const again = () => {
      this.#checked = null;
      this.#given = [];
      this.#draw();
    };
    return [
      drawVerdict(checked, this.#language, this.#words),
      draw(
        'div',
        { className: 'acts' },
        draw('button', { type: 'button', className: 'main', onclick: () => print() }, this.#words('print')),
        draw('button', { type: 'button', onclick: again }, this.#words('again')),
      ),
    ];
  }

  #drawForm(): HTMLElement[] {
    const isReady = this.#given.some(({ kind }) => kind === 'bundle' || kind === 'receipt');
    return [
      draw('h1', {}, this.#words('title')),
      draw('p', { className: 'lead' }, this.#words('lead')),
      this.#drawDrop(),
      this.#drawTyped(),
      ...this.#notes.map(({ word, data }) => draw('p', { className: 'note', role: 'alert' }, this.#words(word, data))),
      draw(
        'ul',
        { className: 'given', 'aria-label': this.#words('given') },
        ...this.#given.map((each) => this.#drawGiven(each)),
      ),
      draw(
        'div',
        { className: 'acts' },
        draw(
          'button',
          { type: 'button', className: 'main', disabled: !isReady, onclick: () => this.#check() },
          this.#words('check'),
        ),
      ),
    ];
  }

  #drawDrop(): HTMLElement {
    const choose = draw('input', {
      type: 'file',
      multiple: true,
      onchange: (event: Event) => void this.#take([...((event.target as HTMLInputElement).files ?? [])]),
    });
    const drop = draw(
      'section',
      { className: 'drop' },
      draw('strong', {}, this.#words('drop')),
      draw('p', {}, this.#words('dropMore')),
      draw('label', { className: 'choose' }, this.#words('choose'), choose),
    );
    drop.addEventListener('dragenter', () => drop.classList.add('over'));
    drop.addEventListener('dragleave', () => drop.classList.remove('over'));
    return drop;
  }

  #drawTyped(): HTMLElement {
    const input = draw('input', {
      id: 'typed',
      autocomplete: 'off',
      spellcheck: false,
      'aria-describedby': 'typed-hint',
    });
    const add = (event: Event) => {
      event.preventDefault();
      if (input.value.trim() === '') return;
      this.#notes = [];
      this.#add(takeTyped(input.value));
      this.#draw();
    };
    return draw(
      'form',
      { className: 'typed', onsubmit: add },
      draw('label', { htmlFor: 'typed' }, this.#words('typed')),
      draw('div', {}, input, draw('button', { type: 'submit' }, this.#words('add'))),
      draw('p', { className: 'hint', id: 'typed-hint' }, this.#words('typedHint')),
    );
  }

  #drawGiven(given: Given): HTMLElement {
    const remove = () => {
      this.#given = this.#given.filter((each) => each !== given);
      this.#draw();
    };
    const { name, kind, size } = given;
    const amount =
      size < 1_000
        ? `${size} B`
        : size < 1_000_000
          ? `${Math.round(size / 1_000)} kB`
          : `${(size / 1_000_000).toFixed(1)} MB`;
    return draw(
      'li',
      {},
      draw('span', {}, draw('b', {}, this.#words(`kind.${kind}`)), `${name} · ${amount}`),
      draw(
        'button',
        { type: 'button', className: 'quiet', 'aria-label': this.#words('remove', { name }), onclick: remove },
        '×',
      ),
    );
  }
}

const root = document.getElementById('page');
if (root) new VerifierPage(root);
