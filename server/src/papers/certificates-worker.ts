import { stepsHere } from '../platform/jobs/steps-in-worker.ts';
import { makeCertificates } from './certificate-paper.ts';

stepsHere(makeCertificates);
