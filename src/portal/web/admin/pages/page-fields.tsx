import { Group, NumberInput, SegmentedControl, SimpleGrid, Switch, Text, Textarea, TextInput } from '@mantine/core'; // prettier-ignore
import type { UseFormReturnType } from '@mantine/form';
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CreatePage } from '../../api/client.gen';
import { Markdown } from '../../ui/markdown/markdown';

/** What is written of a page. */
export interface PageDraft {
  title: string;
  slug: string;
  markdown: string;
  position: number;
  isPublished: boolean;
}

/** The fields whose faults are shown where they belong. */
export const PAGE_FIELDS = ['title', 'slug', 'markdown', 'position'];

const LONGEST_TEXT = 65_536;
/** A preview that is drawn at each key would hold the keys up. */
const PREVIEW_AFTER_MS = 200;

/** A draft as the server takes it. */
export function toBody({ isPublished, ...draft }: PageDraft) {
  return { ...draft, state: isPublished ? ('published' as const) : ('draft' as const) };
}

/** An address that fits a title, for whoever does not choose another. */
export function slugOf(title: string): string {
  return title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replaceAll(/^-+|-+$/g, '');
}

interface PageFieldsProps {
  form: UseFormReturnType<PageDraft>;
  kind: CreatePage['kind'];
}

/** Title, address, order, the text with its preview, and whether developers see it. */
export function PageFields({ form, kind }: PageFieldsProps) {
  const { t } = useTranslation();
  const suggest = () => {
    if (!form.values.slug) form.setFieldValue('slug', slugOf(form.values.title));
  };
  const title = form.getInputProps('title');
  return (
    <>
      <TextInput
        label={t('adminPages.titleField')}
        required
        maxLength={200}
        autoComplete="off"
        {...title}
        onBlur={(event) => {
          title.onBlur?.(event);
          suggest();
        }}
      />
      <Group align="flex-start" grow preventGrowOverflow={false}>
        <TextInput
          label={t('adminPages.address')}
          description={t('adminPages.addressHint')}
          required
          maxLength={80}
          miw={240}
          autoComplete="off"
          spellCheck={false}
          leftSection={<Text size="sm" c="dimmed">/</Text>} // prettier-ignore
          {...form.getInputProps('slug')}
        />
        {kind === 'guide' && (
          <NumberInput
            label={t('adminPages.order')}
            description={t('adminPages.orderHint')}
            min={0}
            max={9_999}
            miw={240}
            allowDecimal={false}
            {...form.getInputProps('position')}
          />
        )}
      </Group>
      <TextAndPreview form={form} />
      <Switch
        label={t('adminPages.published')}
        description={t('adminPages.publishedHint')}
        {...form.getInputProps('isPublished', { type: 'checkbox' })}
      />
    </>
  );
}

/** Side by side where there is room, one or the other on a phone. */
function TextAndPreview({ form }: Pick<PageFieldsProps, 'form'>) {
  const { t } = useTranslation();
  const isNarrow = useMediaQuery('(max-width: 62em)');
  const [shown, setShown] = useState<'edit' | 'preview'>('edit');
  const [markdown] = useDebouncedValue(form.values.markdown, PREVIEW_AFTER_MS);
  const hides = (part: typeof shown) => isNarrow && shown !== part;
  return (
    <div>
      {isNarrow && (
        <SegmentedControl
          fullWidth
          mb="sm"
          value={shown}
          onChange={(value) => setShown(value === 'preview' ? 'preview' : 'edit')}
          data={[
            { value: 'edit', label: t('adminPages.edit') },
            { value: 'preview', label: t('adminPages.preview') },
          ]}
        />
      )}
      <SimpleGrid cols={isNarrow ? 1 : 2}>
        <div hidden={hides('edit')}>
          <Textarea
            label={t('adminPages.markdown')}
            description={t('adminPages.markdownHint')}
            autosize
            minRows={16}
            maxRows={32}
            maxLength={LONGEST_TEXT}
            className="markdown-editor"
            {...form.getInputProps('markdown')}
          />
        </div>
        <section aria-label={t('adminPages.preview')} hidden={hides('preview')}>
          <Text size="sm" fw={500} aria-hidden>
            {t('adminPages.preview')}
          </Text>
          <Text size="xs" c="dimmed" mb={6}>
            {t('adminPages.asReaders')}
          </Text>
          <div className="markdown-preview">
            {markdown.trim() ? (
              <Markdown markdown={markdown} isPart />
            ) : (
              <Text c="dimmed" size="sm">
                {t('adminPages.previewEmpty')}
              </Text>
            )}
          </div>
        </section>
      </SimpleGrid>
    </div>
  );
}
