import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useProvider } from '../provider';

/** Where the provider says more: terms, privacy, state of the service, help. Nothing where there is none. */
export function ProviderLinks() {
  const { t } = useTranslation();
  const { termsUrl, privacyUrl, statusUrl, supportEmail } = useProvider();
  const links = [
    ['terms', termsUrl],
    ['privacy', privacyUrl],
    ['status', statusUrl],
    ['support', supportEmail && `mailto:${supportEmail}`],
  ] as const;
  return links.map(
    ([name, href]) =>
      href && (
        <Anchor key={name} href={href} size="sm" c="dimmed" rel="noreferrer">
          {t(`provider.${name}`)}
        </Anchor>
      ),
  );
}
