import { workHere } from '../platform/jobs/in-worker.ts';
import { workOnMap } from './work-on-map.ts';

await workHere(workOnMap);
