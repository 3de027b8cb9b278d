import { typesetHere } from '../../documents/typeset-in-worker.ts';
import { typesetFigures } from './typeset-figures.ts';

await typesetHere(typesetFigures);
