import { useLocalStorage } from '@mantine/hooks';

/** The reader's choice, on this device, of the zone in which exact times are shown. */
export function useUtc() {
  return useLocalStorage({ key: 'gatehouse.utc', defaultValue: false });
}

/** The reader's choice, on this device, of exact times in place of “2 hours ago”. */
export function useExactTimes() {
  return useLocalStorage({ key: 'gatehouse.exact_times', defaultValue: false });
}
