import {
  useForm as useMantineForm,
  type UseFormInput,
  type UseFormReturnType,
} from '@mantine/form';

/** A form that leads to its first fault, whether the browser or the server found it (WCAG 3.3.1). */
export function useForm<T extends object>(input: UseFormInput<T>): UseFormReturnType<T> {
  const form = useMantineForm<T>(input);
  return {
    ...form,
    setErrors: (errors) => {
      form.setErrors(errors);
      focusFirstFault();
    },
    onSubmit: (handle, fail) =>
      form.onSubmit(handle, (errors, values, event) => {
        focusFirstFault();
        fail?.(errors, values, event);
      }),
  };
}

/** The fields that were changed: what somebody else changed meanwhile stays as it is. */
export function changed<T extends object>(form: UseFormReturnType<T>, values: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([field]) => form.isDirty(field)),
  ) as Partial<T>;
}

/** Waits until the faults are drawn: an open dialog comes before the page below it. */
function focusFirstFault(): void {
  setTimeout(() => {
    const within = document.querySelector('[role="dialog"]') ?? document;
    const fault = within.querySelector<HTMLElement>(
      'form [aria-invalid="true"], form [data-fault]',
    );
    fault?.focus({ preventScroll: true });
    fault?.scrollIntoView({ block: 'center' });
  });
}
