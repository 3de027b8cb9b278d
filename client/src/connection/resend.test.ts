import { resendCanHelp } from '@hoithi/shared/contract/refusal';
import { describe, expect, it } from 'vitest';
import { backOffMs, resendCodes } from './resend.ts';

describe('sending again', () => {
  it('[W2] the client resends after exactly the refusals that the contract names', () => {
    expect([...resendCodes].sort()).toEqual([...resendCanHelp].sort());
  });

  it('waits longer each time, up to eight seconds', () => {
    expect([0, 1, 2, 3, 4, 5, 20].map(backOffMs)).toEqual([400, 800, 1600, 3200, 6400, 8000, 8000]);
  });
});
