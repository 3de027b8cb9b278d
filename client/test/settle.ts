import { act } from '@testing-library/react';
import { vi } from 'vitest';

/** More turns than any answer that is ready takes to reach the page. */
const turns = 8;

/** Lets answers that are ready, and parts of the page that are fetched for them, reach the page. */
export async function settle(): Promise<void> {
  await act(async () => {
    for (let i = 0; i < turns; i++) await new Promise((done) => setTimeout(done));
    await vi.dynamicImportSettled();
    for (let i = 0; i < turns; i++) await new Promise((done) => setTimeout(done));
  });
}
