/** "ngày 08 tháng 03 năm 2026" of an ISO date; dots where it is open. */
export function dateWords(date: string | null): string {
  const [year, month, day] = (date ?? '').split('-');
  return year ? `ngày ${day} tháng ${month} năm ${year}` : 'ngày … tháng … năm ……';
}
