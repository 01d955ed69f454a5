import type { UseFormReturnType } from '@mantine/form';
import { useEffect, useState } from 'react';

/** What a form was filled from, and how it takes what somebody else saved meanwhile. */
export interface Loaded<T> {
  /** What the changes in the form are changes of. */
  seen: T;
  /** Fills the form anew: all that was typed is saved. */
  fill: (saved: T) => void;
  /** Takes the newest, and puts on it what was typed. */
  loadNewest: () => void;
}

/**
 * Remembers what a form was filled from, since what is shown around it may be newer by then. An
 * untouched form follows what there is.
 */
export function useLoaded<T, V extends object>(
  form: UseFormReturnType<V>,
  newest: T,
  valuesOf: (item: T) => V,
): Loaded<T> {
  const [seen, setSeen] = useState(newest);
  const take = (item: T, values: V) => {
    form.setValues(values);
    form.resetDirty(valuesOf(item));
    setSeen(item);
  };
  const fill = (saved: T) => take(saved, valuesOf(saved));
  useEffect(() => {
    if (newest !== seen && !form.isDirty()) fill(newest);
    // The form is a new object each time.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [newest]);
  const loadNewest = () => take(newest, merged(form.getValues(), valuesOf(seen), valuesOf(newest)));
  return { seen, fill, loadNewest };
}

/** The newest values, with what was typed since `before`. */
function merged<V extends object>(typed: V, before: V, newest: V): V {
  const fields = Object.keys(newest) as (keyof V)[];
  return Object.fromEntries(
    fields.map((field) => [field, mergedField(typed[field], before[field], newest[field])]),
  ) as V;
}

/** Of a list, only what was added and taken away counts as typed. */
function mergedField(typed: unknown, before: unknown, newest: unknown): unknown {
  if (JSON.stringify(typed) === JSON.stringify(before)) return newest;
  if (!Array.isArray(typed) || !Array.isArray(before) || !Array.isArray(newest)) return typed;
  const added = typed.filter((item) => !before.includes(item) && !newest.includes(item));
  const isTaken = (item: unknown) => before.includes(item) && !typed.includes(item);
  return [...newest.filter((item) => !isTaken(item)), ...added];
}
