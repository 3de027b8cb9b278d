import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What the database's programs see of the environment: no setting of the operator's shell reaches them. */
export const programEnv: NodeJS.ProcessEnv = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };

/** A program with what stands before it, ready to be spawned. */
export type Command = { file: string; args: readonly string[]; uid?: number; gid?: number };

export class ProgramFailed extends Error {
  override readonly name = 'ProgramFailed';
  readonly output: string;

  constructor(file: string, how: string, output: string) {
    super(`${file} ${how}: ${output.trim()}`);
    this.output = output;
  }
}

/** Runs a program to its end and answers with what it wrote. Refuses: ProgramFailed, also when it cannot be run at all. */
export async function runProgram({ file, args, uid, gid }: Command): Promise<string> {
  const child = spawn(file, [...args], {
    cwd: '/', // the user it runs as may not be allowed into ours
    env: programEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid }),
  });
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const [code, signal] = (await once(child, 'close').catch((fault: Error) => {
    throw new ProgramFailed(file, 'could not be run', fault.message);
  })) as [number | null, string | null];
  if (code !== 0) throw new ProgramFailed(file, `ended with ${signal ?? code}`, output);
  return output;
}
