import { NativeSelect } from '@mantine/core';
import type { ListQuery } from './use-list-query';

interface FilterSelectProps {
  list: ListQuery;
  /** The parameter of the list and of the page's address. */
  name: string;
  label: string;
  /** What no choice is called: “Every role”. */
  any: string;
  choices: { value: string; label: string }[];
}

/** Leaves the entries of one kind; the choice is kept in the URL. */
export function FilterSelect({ list, name, label, any, choices }: FilterSelectProps) {
  return (
    <NativeSelect
      aria-label={label}
      value={list.filter(name) ?? ''}
      onChange={(event) => list.setFilter(name, event.currentTarget.value)}
      data={[{ value: '', label: any }, ...choices]}
      className="filter"
    />
  );
}
