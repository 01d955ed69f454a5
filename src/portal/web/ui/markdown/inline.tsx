import { Anchor, Code } from '@mantine/core';
import type { MarkedToken, Token } from 'marked';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { decoded } from './parsed';
import { pictureOf, targetOf } from './targets';

/** What stands in a line of a text: words, emphasis, links. HTML is words like all others. */
export function Inline({ tokens = [] }: { tokens?: Token[] }) {
  return (tokens as MarkedToken[]).map((token, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- a text is laid out as a whole
    <Fragment key={index}>{piece(token)}</Fragment>
  ));
}

function piece(token: MarkedToken): ReactNode {
  switch (token.type) {
    case 'strong':
      return (
        <strong>
          <Inline tokens={token.tokens} />
        </strong>
      );
    case 'em':
      return (
        <em>
          <Inline tokens={token.tokens} />
        </em>
      );
    case 'del':
      return (
        <del>
          <Inline tokens={token.tokens} />
        </del>
      );
    case 'codespan':
      return <Code>{token.text}</Code>;
    case 'br':
      return <br />;
    case 'link':
      return <TextLink href={token.href} tokens={token.tokens} />;
    case 'image':
      return <Picture href={token.href} name={decoded(token.text)} />;
    case 'checkbox':
      return <input type="checkbox" checked={token.checked} readOnly disabled aria-hidden />;
    case 'text':
      return token.tokens ? <Inline tokens={token.tokens} /> : decoded(token.text);
    case 'html':
      return token.raw;
    default:
      return 'text' in token ? decoded(String(token.text)) : null;
  }
}

function TextLink({ href, tokens }: { href: string; tokens: Token[] }) {
  const target = targetOf(href);
  if (!target) return <Inline tokens={tokens} />;
  if (target.kind === 'page')
    return (
      <Anchor component={Link} to={target.to} inherit underline="always">
        <Inline tokens={tokens} />
      </Anchor>
    );
  return (
    <Anchor
      href={target.href}
      inherit
      underline="always"
      {...(target.kind === 'outside' && { rel: 'noopener noreferrer' })}
    >
      <Inline tokens={tokens} />
    </Anchor>
  );
}

/** A picture of this origin; of another one a link, since the page's policy would not load it. */
function Picture({ href, name }: { href: string; name: string }) {
  const { t } = useTranslation();
  const source = pictureOf(href);
  if (source) return <img src={source} alt={name} loading="lazy" />;
  const target = targetOf(href);
  const text = t('reading.image', { name: name || href });
  return target?.kind === 'outside' ? (
    <Anchor href={target.href} inherit underline="always" rel="noopener noreferrer">
      {text}
    </Anchor>
  ) : (
    text
  );
}
