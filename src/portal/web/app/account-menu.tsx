import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconLogout, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../paths';
import type { Account } from '../api/types';
import { useSignOut } from '../session/queries';
import { opensAnything } from '../session/scopes';
import { UserText } from '../ui/user-text';

/** The reader's own account, and the way out. */
export function AccountMenu({ account }: { account: Account }) {
  const { t } = useTranslation();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width={220} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          loading={signOut.isPending}
          maw={{ base: 150, xs: 240 }}
        >
          <UserText text={account.username} max={18} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {opensAnything(account.scopes, 'consumer.account') && (
          <Menu.Item
            component={Link}
            to={paths.account}
            leftSection={<IconUser size={16} aria-hidden />}
          >
            {t('nav.account')}
          </Menu.Item>
        )}
        <Menu.Item
          onClick={() => signOut.mutate()}
          leftSection={<IconLogout size={16} aria-hidden />}
        >
          {t('session.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
