import { createHash } from 'node:crypto';
import { defineConfig, type Plugin } from 'vite';

const sha256 = (text: string | Uint8Array, encoding: 'base64' | 'hex') =>
  createHash('sha256').update(text).digest(encoding);

/**
 * The page as one file that needs no other and may reach none: script, worker, style and letters stand in it, and its policy
 * names the hash of each. Beside it `verifier.json`: the file's own hash, and the policy for a server that sends it.
 */
function oneFile(): Plugin {
  return {
    name: 'one-file',
    enforce: 'post',
    generateBundle(_, bundle) {
      const pieces = Object.values(bundle);
      const scripts = pieces.filter((each) => each.type === 'chunk');
      const styles = pieces.filter((each) => each.type === 'asset' && each.fileName.endsWith('.css'));
      const page = pieces.find((each) => each.type === 'asset' && each.fileName.endsWith('.html'));
      const [script] = scripts;
      const [style] = styles;
      if (scripts.length !== 1 || styles.length !== 1 || script?.type !== 'chunk' || page?.type !== 'asset')
        throw new Error('the page has one script and one style sheet');
      if (style?.type !== 'asset') throw new Error('the page has a style sheet');
      const code = script.code.trim().replaceAll('</script', '<\\/script');
      const css = String(style.source).trim();
      const policy = [
        "default-src 'none'",
        `script-src 'sha256-${sha256(code, 'base64')}'`,
        `style-src 'sha256-${sha256(css, 'base64')}'`,
        'worker-src blob:',
        'font-src data:',
        'img-src data:',
        "base-uri 'none'",
        "form-action 'none'",
      ].join('; ');
      const html = String(page.source)
        .replace(/\s*<script type="module"[^>]*><\/script>/, '')
        .replace(/\s*<link rel="stylesheet"[^>]*>/, '')
        .replace(
          '<meta charset="utf-8" />',
          (meta) => `${meta}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
        )
        .replace('</head>', () => `  <style>${css}</style>\n  </head>`)
        .replace('</body>', () => `  <script type="module">${code}</script>\n  </body>`);
      for (const { fileName } of pieces) delete bundle[fileName];
      const about = { sha256: sha256(html, 'hex'), bytes: Buffer.byteLength(html), policy };
      this.emitFile({ type: 'asset', fileName: 'verifier.html', source: html });
      this.emitFile({ type: 'asset', fileName: 'verifier.json', source: `${JSON.stringify(about)}\n` });
    },
  };
}

export default defineConfig({
  root: `${import.meta.dirname}/page`,
  base: './',
  plugins: [oneFile()],
  build: {
    target: 'es2022',
    outDir: '../dist',
    emptyOutDir: true,
    assetsInlineLimit: () => true,
    cssCodeSplit: false,
    modulePreload: false,
  },
});
