import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mayMount, openSmallDisk } from '../../test/small-disk.ts';
import { Unavailable } from './db/database.ts';
import { replaceFile } from './replace-file.ts';

describe.runIf(mayMount)('a file on a full disk', () => {
  it('[N16] a full disk is an outage, leaves the old file whole and nothing beside it, and the file is written once there is space', async () => {
    const disk = openSmallDisk(1);
    const file = join(disk.folder, '1.json');
    await replaceFile(file, 'before');
    disk.fill();
    await expect(replaceFile(file, 'x'.repeat(50_000))).rejects.toBeInstanceOf(Unavailable);
    expect(readFileSync(file, 'utf8')).toBe('before');
    expect(readdirSync(disk.folder).toSorted()).toEqual(['1.json', 'ballast']);
    disk.empty();
    await replaceFile(file, 'after');
    expect(readFileSync(file, 'utf8')).toBe('after');
    disk.close();
  });
});
