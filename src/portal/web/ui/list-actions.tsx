import { ExportButton, type ExportButtonProps } from './export-button';
import { SavedViews } from './saved-views';

/** What can be done with a list as it is filtered and sorted now. */
export function ListActions<T extends { id: string }>(props: ExportButtonProps<T>) {
  return (
    <>
      <SavedViews />
      <ExportButton {...props} />
    </>
  );
}
