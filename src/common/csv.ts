/** What begins like this is a formula to a spreadsheet, whoever wrote it. */
const FORMULA = /^[=+\-@\t\r]/;

/** One record of a CSV file (RFC 4180); a cell that a spreadsheet would compute begins with an apostrophe. */
export function csvRecord(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(value: string | number | null): string {
  if (typeof value !== 'string') return String(value ?? '');
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
