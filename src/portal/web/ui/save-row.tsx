import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SaveProblem } from './problem-alert';

type SaveRowProps = Omit<Parameters<typeof SaveProblem>[0], 'save'> & {
  form: { isDirty: () => boolean };
  save: Parameters<typeof SaveProblem>[0]['save'] & { isPending: boolean };
};

/** The end of a form that changes something: why the save was refused, and the button that saves. */
export function SaveRow({ form, save, ...problem }: SaveRowProps) {
  const { t } = useTranslation();
  return (
    <>
      <SaveProblem save={save} {...problem} />
      <Group>
        <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
          {t('common.save')}
        </Button>
      </Group>
    </>
  );
}
