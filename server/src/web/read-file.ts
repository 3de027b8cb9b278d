import { refuse } from '@hoithi/shared/contract/result';
import type { Request, RequestHandler, Response } from 'express';

const drainMsMax = 5_000;

/**
 * Reads a file's bytes into `request.body`. One that is too large is refused by its announced length before a byte of it
 * is kept, or, without one, as soon as it goes beyond; what still comes is thrown away for a while, so that the sender
 * reads the answer, and then the line is closed. SPEC W3, U24.
 */
export function readFile(bytesMax: number): RequestHandler {
  return (request, response, next) => {
    if (Number(request.headers['content-length'] ?? 0) > bytesMax) return refuseTooLarge(request, response);
    const chunks: Buffer[] = [];
    let bytes = 0;
    const take = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= bytesMax) return void chunks.push(chunk);
      chunks.length = 0;
      request.off('data', take).off('end', done);
      refuseTooLarge(request, response);
    };
    const done = () => {
      request.body = Buffer.concat(chunks);
      next();
    };
    request.on('data', take).on('end', done);
  };
}

function refuseTooLarge(request: Request, response: Response): void {
  response.setHeader('connection', 'close');
  response.status(413).json(refuse({ code: 'malformed', issues: ['entity.too.large'] }));
  request.resume();
  const timer = setTimeout(() => request.destroy(), drainMsMax);
  timer.unref();
  request.once('close', () => clearTimeout(timer));
}
