import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

/** The languages that we write in. */
export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Whether we write in it. */
export function isLanguage(text: string | undefined): text is Language {
  return LANGUAGES.some((language) => language === text);
}

const LONGEST = 200;

/** The first of our languages that a reader asks for by `Accept-Language` (RFC 9110 §12.5.4), if any. */
export function languageOf(header: unknown): Language | undefined {
  if (typeof header !== 'string') return undefined;
  const asked = header
    .slice(0, LONGEST)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.toLowerCase().split(';');
      const quality = parameters.map((each) => /^\s*q=([\d.]+)\s*$/.exec(each)?.[1]).find(Boolean);
      return { name: tag.trim().split('-')[0], weight: Number(quality ?? 1) };
    });
  return asked
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ name }) => name)
    .find(isLanguage);
}

/** What `languageOf` reads from the request. */
export const AskedLanguage = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const { headers } = context.switchToHttp().getRequest<{ headers: Record<string, unknown> }>();
  return languageOf(headers['accept-language']);
});
