import { readFileSync } from 'node:fs';
import type { Owner } from './copy-tree.ts';
import { type Command, ProgramFailed, runProgram } from './run-program.ts';

/** One way of running PostgreSQL's programs as a user they accept. */
export type RunAs = {
  readonly name: 'this user' | 'own user' | 'own user, all folders' | 'user namespace';
  /** Whose the data must be; null where it is ours anyway. */
  readonly owner: Owner | null;
  command(file: string, args: readonly string[]): Command;
};

/** A number that neither distributions nor systemd give away: a user of its own without an entry anywhere. */
const ownId = 60_733;
/** Users of the system made for databases, the better first. */
const userNames = ['hoithi', 'postgres', '_postgres'];

type Entry = Owner & { name: string };

function readUsers(): Entry[] {
  let text = '';
  try {
    text = readFileSync('/etc/passwd', 'utf8');
  } catch {
    return []; // a system without one: everybody goes by number
  }
  return text.split('\n').flatMap((line) => {
    const [name = '', , uid, gid] = line.split(':');
    return gid === undefined ? [] : [{ name, uid: Number(uid), gid: Number(gid) }];
  });
}

/** Whether `initdb`, which looks up the name of its user, can run under this number. */
export const hasName = (uid: number): boolean => readUsers().some((user) => user.uid === uid);

/** nobody, for the one moment of `initdb` where the user of its own has no name. */
export function findNobody(): Owner | null {
  return readUsers().find(({ name }) => name === 'nobody') ?? null;
}

/** Root's choice: a user made for databases, else a number of its own. Never nobody, whom other programs share. */
export function pickOwner(): Owner {
  const users = readUsers();
  for (const name of userNames) {
    const user = users.find((each) => each.name === name);
    if (user && user.uid !== 0) return { uid: user.uid, gid: user.gid };
  }
  return { uid: ownId, gid: ownId };
}

export const asThisUser: RunAs = {
  name: 'this user',
  owner: null,
  command: (file, args) => ({ file, args }),
};

export const asUser = (owner: Owner): RunAs => ({
  name: 'own user',
  owner,
  command: (file, args) => ({ file, args, ...owner }),
});

/**
 * The ways open to root, which PostgreSQL refuses to run as, the simplest first. The second passes folders that only root
 * may enter; without the securebit access(2) would forget its capability. In the third root goes by another name.
 */
export const rootWays = (owner: Owner): readonly RunAs[] => [
  asUser(owner),
  {
    name: 'own user, all folders',
    owner,
    command: (file, args) => ({
      file: 'setpriv',
      args: [
        `--reuid=${owner.uid}`,
        `--regid=${owner.gid}`,
        '--clear-groups',
        '--securebits=+no_setuid_fixup',
        '--inh-caps=+dac_override',
        '--ambient-caps=+dac_override',
        file,
        ...args,
      ],
    }),
  },
  {
    name: 'user namespace',
    owner: { uid: 0, gid: 0 },
    command: (file, args) => ({
      file: 'unshare',
      args: ['--user', '--map-user=65534', '--map-group=65534', '--', file, ...args],
    }),
  },
];

/** Whether programs run so at all, may enter `folder` and, where one is named, run `program`. */
export async function reaches(way: RunAs, folder: string, program: string | null): Promise<boolean> {
  // The shell enters the folder as that user: no reading of mode bits knows all that a kernel knows.
  const script = program === null ? 'cd -- "$0"' : 'cd -- "$0" && exec "$1" --version';
  const args = ['-c', script, folder, ...(program === null ? [] : [program])];
  try {
    await runProgram(way.command('/bin/sh', args));
    return true;
  } catch (fault) {
    if (fault instanceof ProgramFailed) return false;
    throw fault;
  }
}
