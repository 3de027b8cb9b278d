import '../../test/open-test-words.ts';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { NotFound } from '../app/not-found.tsx';

it('the page is Vietnamese first; one press turns it to English, and the device stores the choice', async () => {
  render(<NotFound />);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Không có trang này');
  expect(document.title).toBe('Không có trang này · Hội Thi');
  await userEvent.click(screen.getByRole('button', { name: /English/ }));
  expect((await screen.findByText('There is no such page')).tagName).toBe('H1');
  expect(document.documentElement.lang).toBe('en');
  expect(localStorage.getItem('hoithi.locale')).toBe('en');
  expect(screen.getByRole('link', { name: 'To the front page' }).getAttribute('href')).toBe('/');
});
