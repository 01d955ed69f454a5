import { useEffect, useState, type ReactNode } from 'react';
import type { Colour, Part } from './highlighter';

/** Longer code stays plain: nobody reads it, and each word would be an element. */
const LONGEST = 60_000;

let known: Colour | undefined;

/** Code with colours, as soon as what colours it has been loaded; until then as it is. */
export function Coloured({ code, language }: { code: string; language: string }): ReactNode {
  const [colour, setColour] = useState(() => known);
  useEffect(() => {
    if (colour) return undefined;
    let isHere = true;
    // Without it the code can be read as well.
    import('./highlighter').then(
      (loaded) => {
        known = loaded.colour;
        if (isHere) setColour(() => loaded.colour);
      },
      () => undefined,
    );
    return () => {
      isHere = false;
    };
  }, [colour]);
  if (!colour || code.length > LONGEST) return code;
  return colour(language, code)?.map(toElement) ?? code;
}

function toElement(part: Part, index: number): ReactNode {
  if (typeof part === 'string') return part;
  return (
    <span key={index} className={part.className}>
      {part.parts.map(toElement)}
    </span>
  );
}
