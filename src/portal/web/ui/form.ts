import {
  useForm as useMantineForm,
  type UseFormInput,
  type UseFormReturnType,
} from '@mantine/form';
import { useEffect, useRef, useState } from 'react';
import { useUnsaved } from './unsaved';

/**
 * A form that leads to its first fault, whether the browser or the server found it (WCAG 3.3.1), and
 * is not left without a question while it holds what nobody has sent.
 */
export function useForm<T extends object>(input: UseFormInput<T>): UseFormReturnType<T> {
  const form = useMantineForm<T>(input);
  const sent = useRef<string>(undefined);
  const [refusals, setRefusals] = useState(0);
  // The faults are drawn by then: both were set at once.
  useEffect(() => {
    if (refusals > 0) focusFirstFault();
  }, [refusals]);
  const refuse = () => setRefusals((count) => count + 1);
  useUnsaved(() => form.isDirty() && JSON.stringify(form.getValues()) !== sent.current);
  return {
    ...form,
    setErrors: (errors) => {
      sent.current = undefined;
      form.setErrors(errors);
      refuse();
    },
    onSubmit: (handle, fail) =>
      form.onSubmit(
        (values, event) => {
          sent.current = JSON.stringify(form.getValues());
          return handle(values, event);
        },
        (errors, values, event) => {
          refuse();
          fail?.(errors, values, event);
        },
      ),
  };
}

/** The fields that were changed: what somebody else changed meanwhile stays as it is. */
export function changed<T extends object>(form: UseFormReturnType<T>, values: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([field]) => form.isDirty(field)),
  ) as Partial<T>;
}

/** Looks in the dialog in front before the page below it; a part that unfolds for its fault takes a while. */
function focusFirstFault(frames = 10): void {
  const within = [...document.querySelectorAll('[role="dialog"]')].at(-1) ?? document;
  const fault = within.querySelector<HTMLElement>('form [aria-invalid="true"], form [data-fault]');
  if (!fault && frames > 0) requestAnimationFrame(() => focusFirstFault(frames - 1));
  fault?.focus({ preventScroll: true });
  fault?.scrollIntoView({ block: 'center' });
}
