import { Alert, Anchor, Title } from '@mantine/core';
import type { MarkedToken, Token, Tokens } from 'marked';
import { createContext, useContext, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { CodeBlock } from '../copyable';
import { Inline } from './inline';
import { type Heading, parse, type Parsed } from './parsed';
import { readable } from './targets';

/** From so many headings on a list of them helps. */
const CONTENTS_FROM = 3;

const Layout = createContext<Parsed>({ tokens: [], headings: new Map() });

export interface RenderedProps {
  markdown: string;
  /** Whether its headings are listed beside it. */
  contents?: boolean;
  /** Whether it is a part of a page among others: its headings have no anchors. */
  isPart?: boolean;
}

/** A text of Markdown, laid out by elements alone: no string ever becomes HTML. */
export function Rendered({ markdown, contents, isPart }: RenderedProps) {
  const { t } = useTranslation();
  const parsed = useMemo(() => parse(markdown), [markdown]);
  useAnchorOfAddress(!isPart && parsed !== undefined);
  if (!parsed)
    return (
      <>
        <Alert color="yellow">{t('reading.unreadable')}</Alert>
        <pre className="code-block">{markdown}</pre>
      </>
    );
  const layout = isPart ? { ...parsed, headings: withoutAnchors(parsed) } : parsed;
  const headings = [...parsed.headings.values()];
  const isListed = contents && headings.length >= CONTENTS_FROM;
  return (
    <Layout.Provider value={layout}>
      <div className={isListed ? 'markdown-page' : undefined}>
        {isListed && <Contents headings={headings} />}
        <div className="markdown user-text">
          <Blocks tokens={parsed.tokens} />
        </div>
      </div>
    </Layout.Provider>
  );
}

function withoutAnchors({ headings }: Parsed): Parsed['headings'] {
  return new Map([...headings].map(([token, each]) => [token, { ...each, level: Math.min(each.level + 1, 6), anchor: '' }])); // prettier-ignore
}

/** The text arrives after the page: the browser has looked for the anchor by then. */
function useAnchorOfAddress(isThere: boolean): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (isThere && hash) document.getElementById(readable(hash.slice(1)))?.scrollIntoView();
  }, [isThere, hash]);
}

function Contents({ headings }: { headings: Heading[] }) {
  const { t } = useTranslation();
  return (
    <nav className="markdown-contents" aria-label={t('reading.contents')}>
      <p>{t('reading.contents')}</p>
      <ul>
        {headings
          .filter(({ level }) => level < 4)
          .map(({ anchor, text, level }) => (
            <li key={anchor} data-level={level}>
              <Anchor href={`#${anchor}`} size="sm" c="dimmed">
                {text}
              </Anchor>
            </li>
          ))}
      </ul>
    </nav>
  );
}

function Blocks({ tokens = [] }: { tokens?: Token[] }) {
  return (tokens as MarkedToken[]).map((token, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- a text is laid out as a whole
    <Block key={index} token={token} />
  ));
}

function Block({ token }: { token: MarkedToken }) {
  switch (token.type) {
    case 'heading':
      return <TextHeading token={token} />;
    case 'paragraph':
      return (
        <p>
          <Inline tokens={token.tokens} />
        </p>
      );
    case 'blockquote':
      return (
        <blockquote>
          <Blocks tokens={token.tokens} />
        </blockquote>
      );
    case 'list':
      return <TextList list={token} />;
    case 'code':
      return <TextCode token={token} />;
    case 'table':
      return <TextTable token={token} />;
    case 'hr':
      return <hr />;
    case 'html':
      return <p className="markdown-html">{token.raw.trim()}</p>;
    case 'space':
    case 'def':
      return null;
    default:
      return <Inline tokens={[token]} />;
  }
}

function TextHeading({ token }: { token: Tokens.Heading }) {
  const { anchor = '', level = 6 } = useContext(Layout).headings.get(token) ?? {};
  return (
    <Title order={level as 2 | 3 | 4 | 5 | 6} id={anchor || undefined}>
      <Inline tokens={token.tokens} />
    </Title>
  );
}

function TextList({ list }: { list: Tokens.List }) {
  const List = list.ordered ? 'ol' : 'ul';
  return (
    <List start={list.ordered && list.start !== '' ? list.start : undefined}>
      {list.items.map((item, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a text is laid out as a whole
        <li key={index} data-task={item.task || undefined}>
          <Blocks tokens={item.tokens} />
        </li>
      ))}
    </List>
  );
}

function TextCode({ token }: { token: Tokens.Code }) {
  const { t } = useTranslation();
  const number = useNumber('code', token);
  const language = token.lang?.split(/\s/)[0];
  return (
    <CodeBlock
      label={language ? t('reading.codeIn', { number, language }) : t('reading.code', { number })}
      code={token.text}
    />
  );
}

function TextTable({ token }: { token: Tokens.Table }) {
  const { t } = useTranslation();
  const number = useNumber('table', token);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard too
    <section className="markdown-table" tabIndex={0} aria-label={t('reading.table', { number })}>
      <table>
        <thead>
          <tr>
            {token.header.map((cell, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- a text is laid out as a whole
              <th key={index} style={{ textAlign: cell.align ?? 'start' }}>
                <Inline tokens={cell.tokens} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {token.rows.map((row, place) => (
            // oxlint-disable-next-line react/no-array-index-key -- a text is laid out as a whole
            <tr key={place}>
              {row.map((cell, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- a text is laid out as a whole
                <td key={index} style={{ textAlign: cell.align ?? 'start' }}>
                  <Inline tokens={cell.tokens} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Which one of its kind it is in the text: several regions of one name would be one to a screen reader. */
function useNumber(type: string, token: Token): number {
  const { tokens } = useContext(Layout);
  return useMemo(() => allOf(tokens, type).indexOf(token) + 1, [tokens, type, token]);
}

function allOf(tokens: readonly Token[], type: string): Token[] {
  return (tokens as MarkedToken[]).flatMap((token) => {
    if (token.type === type) return [token];
    if (token.type === 'list') return token.items.flatMap((item) => allOf(item.tokens, type));
    return 'tokens' in token && token.tokens ? allOf(token.tokens, type) : [];
  });
}
