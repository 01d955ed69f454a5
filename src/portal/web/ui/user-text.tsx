const LONGEST = 120;

/** What people typed, cut and kept from turning the text around it (RTL marks). */
export function UserText({ text, max = LONGEST }: { text: string; max?: number }) {
  const long = text.length > max;
  return (
    <bdi className="user-text" title={long ? text.slice(0, 500) : undefined}>
      {shorten(text, max)}
    </bdi>
  );
}

/** The same for places that take only text: titles, labels, notices. */
export function shorten(text: string, max = LONGEST): string {
  const plain = text.replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, '');
  return plain.length > max ? `${plain.slice(0, max)}…` : plain;
}
