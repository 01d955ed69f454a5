import { Choice } from './choice';
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
    <Choice
      label={label}
      hiddenLabel
      value={list.filter(name) ?? ''}
      onChange={(value) => list.setFilter(name, value)}
      none={any}
      choices={choices}
      className="filter"
    />
  );
}
