import { notifications } from '@mantine/notifications';

/** Says in passing that something is done. */
export function notify(message: string): void {
  notifications.show({ message, color: 'green', autoClose: 3500 });
}
