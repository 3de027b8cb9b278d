import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { registerShell } from './app/register-shell.ts';
import { openWords } from './locales/i18n.ts';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');

registerShell();
await openWords();
createRoot(root).render(<App />);
