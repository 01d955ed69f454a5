import { Group, Image, Text, UnstyledButton } from '@mantine/core';
import { Link } from 'react-router';
import { paths } from '../paths';
import { useProvider } from '../provider';
import { GateMark } from './gate-mark';

/** The provider's name and logo; leads to the start page. */
export function Brand() {
  const provider = useProvider();
  return (
    <UnstyledButton component={Link} to={paths.start} aria-label={provider.name} miw={0}>
      <BrandMark provider={provider} />
    </UnstyledButton>
  );
}

interface BrandMarkProps {
  provider: { name: string; logo: string | null; logoDark: string | null };
}

/** The logo beside the name, or our gate where there is none. */
export function BrandMark({ provider: { name, logo, logoDark } }: BrandMarkProps) {
  return (
    <Group gap={10} wrap="nowrap">
      {logo ? (
        <>
          <Logo src={logo} {...(logoDark && { darkHidden: true })} />
          {logoDark && <Logo src={logoDark} lightHidden />}
        </>
      ) : (
        <Text c="var(--mantine-primary-color-filled)" component="span" lh={0}>
          <GateMark />
        </Text>
      )}
      <Text fw={620} size="lg" component="span" className="brand-name">
        {name}
      </Text>
    </Group>
  );
}

function Logo(props: { src: string; darkHidden?: boolean; lightHidden?: boolean }) {
  return <Image {...props} alt="" h={28} w="auto" maw={140} fit="contain" radius={0} />;
}
