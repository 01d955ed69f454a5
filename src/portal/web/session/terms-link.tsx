import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { basePath } from '../base';
import { paths } from '../paths';

/** To the terms, in a tab of their own: what was typed here stays. */
export function TermsLink({ link, children }: { link: string | null; children?: ReactNode }) {
  return (
    <Anchor
      href={link ?? basePath + paths.terms}
      target="_blank"
      rel="noopener noreferrer"
      inherit
      underline="always"
    >
      {children}
    </Anchor>
  );
}
