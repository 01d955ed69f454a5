import { Badge, NavLink, VisuallyHidden, UnstyledButton } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { paths } from '../paths';
import type { Place, PlaceGroup } from './navigation';
import type { Waiting } from './waiting';

interface PlaceGroupLinksProps {
  group: PlaceGroup;
  /** How much waits for an administrator behind a page. */
  waiting: Waiting;
}

/** Pages of one kind; the reader may fold them, and this device remembers it. */
export function PlaceGroupLinks({ group: { label, places }, waiting }: PlaceGroupLinksProps) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const [folded, setFolded] = useLocalStorage<string[]>({
    key: 'gatehouse.folded',
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  if (!label) return places.map((place) => <PlaceLink key={place.to} place={place} />);
  const isFolded = folded.includes(label);
  // The page that is open is shown in any case: it says where the reader is.
  const here = places.find((place) => isAt(place, pathname));
  const id = `places-${label}`;
  return (
    <div>
      <UnstyledButton
        className="place-group"
        aria-expanded={!isFolded}
        aria-controls={id}
        onClick={() => setFolded(isFolded ? folded.filter((each) => each !== label) : [...folded, label])} // prettier-ignore
      >
        {t(`nav.${label}`)}
        <IconChevronDown size={14} aria-hidden data-folded={isFolded || undefined} />
      </UnstyledButton>
      {isFolded && here && <PlaceLink place={here} count={waiting[here.label]} />}
      <div id={id}>
        {!isFolded &&
          places.map((place) => (
            <PlaceLink key={place.to} place={place} count={waiting[place.label]} />
          ))}
      </div>
    </div>
  );
}

function PlaceLink({ place, count = 0 }: { place: Place; count?: number }) {
  const { t } = useTranslation();
  const active = isAt(place, useLocation().pathname);
  const Picture = place.icon;
  const link = useRef<HTMLAnchorElement>(null);
  // A long menu is scrolled to the page that is open.
  useEffect(() => {
    if (active) link.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <NavLink
      component={Link}
      ref={link}
      to={place.to}
      active={active}
      aria-current={active ? 'page' : undefined}
      label={t(`nav.${place.label}`)}
      leftSection={<Picture size={18} stroke={1.6} aria-hidden />}
      rightSection={
        count > 0 && (
          <Badge size="sm">
            {count}
            <VisuallyHidden>{t('waiting.count')}</VisuallyHidden>
          </Badge>
        )
      }
      className="place"
    />
  );
}

/** Whether this page is open, or one below it. */
function isAt({ to }: Place, pathname: string): boolean {
  const exact = to === paths.start || to === paths.overview;
  return pathname === to || (!exact && pathname.startsWith(`${to}/`));
}
