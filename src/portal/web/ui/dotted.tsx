import { Fragment } from 'react';

/** A name or path of many parts; a line may end after a dot or a slash, not within a word. */
export function Dotted({ text }: { text: string }) {
  return (
    <span className="dotted">
      {text.split(/(?<=[./])/).map((part, index) => (
        <Fragment key={index}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </span>
  );
}
