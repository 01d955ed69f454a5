import { UserText } from '../ui/user-text';

/** The name of the app that asks, as text and never as markup. */
export function AppName({ name }: { name: string }) {
  return (
    <strong>
      <UserText text={name} max={60} />
    </strong>
  );
}
